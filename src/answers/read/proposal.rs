//! What is said of an answer that is only proposed.

use super::answer::KeyPath;
use super::record::Reader;
use super::said::is_nothing;
use super::table::{is_of_proposal, names_proposer, says_no};
use crate::answers::{ANSWER_KEYS, AnswerSheet, Proposal};
use crate::source::{Diagnostic, Entry, Value, ValueKind, codes};
use crate::text::{Label, say, visible};

/// What says that an answer is proposed, but not by whom: it is not used, for it would count as confirmed.
pub(super) struct Unreadable;

/// Who proposes an answer, with the quote and its place; nothing if nobody does.
pub(super) fn proposal(
    reader: &mut Reader<'_>,
    path: KeyPath<'_>,
    [by, quote, place]: [Option<Value<'_>>; 3],
    sheet: &mut AnswerSheet,
) -> Result<Option<Proposal>, Unreadable> {
    let by = by.filter(|by| !denies(*by));
    let sign = [quote, place].into_iter().flatten().find(|value| says(*value));
    let is_text = by.is_none_or(|by| by.as_text().is_some());
    let by = read_said(reader, path, ".proposed_by", by);
    let quote = read_said(reader, path, ".quote", quote);
    let place = read_said(reader, path, ".place", place);
    let Some(by) = by else {
        if let Some(sign) = sign.filter(|_| is_text) {
            let message = say!(
                "`{path}` has a quote or its place, but nobody who proposes it: it was not used",
                "`{path}` に引用かその箇所がありますが、提案者がないため、使いませんでした"
            );
            let help = say!(
                "say who proposes it in `proposed_by`; if a person has confirmed it, write them as `evidence` instead",
                "提案であれば `proposed_by` に提案者を書き、確認済みであれば、引用とその箇所を `evidence` に書いてください。"
            );
            reader.note(
                Diagnostic::new(codes::ANSWER_TYPE, message).help(help).key(path.to_string()),
                Some(sign),
            );
        }
        return if is_text && sign.is_none() { Ok(None) } else { Err(Unreadable) };
    };
    Ok(Some(Proposal {
        by: sheet.keep(by),
        quote: quote.map(|text| sheet.keep(text)),
        place: place.map(|text| sheet.keep(text)),
    }))
}

/// Whether a key that nobody knows says that an answer is proposed, or by what.
pub(super) fn is_sign(entry: &Entry<'_>) -> bool {
    !ANSWER_KEYS.contains(&entry.key) && is_of_proposal(entry.key) && says(entry.value)
}

/// The finding that an answer seems to be proposed, by a key that nobody knows.
pub(super) fn misnamed(path: KeyPath<'_>, key: &str) -> Diagnostic {
    let message = say!(
        "`{path}.{key}` seems to say that the answer is proposed: it was not used",
        "`{path}.{key}` は回答が提案であることを示しているようですが、読み取れないため、回答を使いませんでした"
    );
    let help = say!(
        "write who proposes it as `proposed_by`, with `quote` and `place`; if a person has confirmed it, remove `{key}`",
        "提案であれば、提案者を `proposed_by` に、引用とその箇所を `quote` と `place` に書いてください。確認済みであれば `{key}` を削除してください。"
    );
    Diagnostic::new(codes::ANSWER_TYPE, message).help(help).key(format!("{path}.{key}"))
}

/// Whether an entry beside the answers of a sheet says who proposes them.
pub(super) fn is_of_all(entry: &Entry<'_>) -> bool {
    names_proposer(entry.key) && says(entry.value)
}

/// The refusal of a sheet that says so.
pub(super) fn of_all(sign: &Entry<'_>) -> Diagnostic {
    let key = sign.key;
    let message = say!(
        "`{key}` beside the answers says that they are proposed, but not which",
        "回答全体に `{key}` がありますが、どの回答が提案かわかりません"
    );
    let help = say!(
        "write `proposed_by` into each answer that is proposed; if persons have confirmed all of them, remove `{key}`",
        "提案である回答のそれぞれに `proposed_by` を書いてください。すべて確認済みであれば `{key}` を削除してください。"
    );
    Diagnostic::new(codes::ANSWER_TYPE, message).help(help).key(key)
}

/// The finding that something is proposed of which a person must say it first.
pub(super) fn only_levels(path: KeyPath<'_>) -> Diagnostic {
    let message = say!(
        "`{path}` is proposed, but only levels may be proposed",
        "`{path}` は提案ですが、提案できるのはレベルだけです"
    );
    let help = say!(
        "remove `proposed_by` if a person says so; otherwise leave the question open",
        "人が回答したものであれば `proposed_by` を削除し、そうでなければ未回答のままにしてください。"
    );
    Diagnostic::new(codes::ANSWER_TYPE, message).help(help).key(path.to_string())
}

/// A text beside a reply; nothing if it is blank.
pub(super) fn read_text<'d>(
    reader: &mut Reader<'_>,
    path: KeyPath<'_>,
    part: &'static str,
    value: Option<Value<'d>>,
) -> Option<&'d str> {
    let value = value?;
    let Some(text) = value.as_text() else {
        reader.wrong_type(&KeyPath { part, ..path }, value, Label("a text", "文字列"));
        return None;
    };
    Some(text).filter(|text| !text.trim_start().is_empty())
}

/// As [`read_text`], and nothing also if it is only a word for an empty cell.
fn read_said<'d>(
    reader: &mut Reader<'_>,
    path: KeyPath<'_>,
    part: &'static str,
    value: Option<Value<'d>>,
) -> Option<&'d str> {
    read_text(reader, path, part, value).filter(|text| is_said(text))
}

/// Whether a value is anything but null, "no", or a text that says nothing.
fn says(value: Value<'_>) -> bool {
    !value.is_null() && !denies(value) && value.as_text().is_none_or(is_said)
}

/// Whether a value says that nobody proposes an answer.
fn denies(value: Value<'_>) -> bool {
    match value.kind() {
        ValueKind::Bool(truth) => !truth,
        ValueKind::Integer(number) => number == 0,
        ValueKind::Text(text) => says_no(text),
        _ => false,
    }
}

fn is_said(text: &str) -> bool {
    !visible(text).trim().is_empty() && !is_nothing(text.trim())
}
