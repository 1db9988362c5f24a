//! What is said of an answer that is only proposed.

use super::answer::KeyPath;
use super::record::Reader;
use crate::answers::{AnswerSheet, Proposal};
use crate::source::{Diagnostic, Value, codes};
use crate::text::{Label, say};

/// Who proposes an answer, with the quote and its place.
pub(super) fn proposal(
    reader: &mut Reader<'_>,
    path: KeyPath<'_>,
    [by, quote, place]: [Option<Value<'_>>; 3],
    sheet: &mut AnswerSheet,
) -> Option<Proposal> {
    let by = read_text(reader, path, ".proposed_by", by);
    let texts = [
        (".quote", read_text(reader, path, ".quote", quote), quote),
        (".place", read_text(reader, path, ".place", place), place),
    ];
    if by.is_none() {
        for (part, _, value) in texts.iter().filter(|(_, text, _)| text.is_some()) {
            let key = KeyPath { part, ..path };
            let message = say!("`{key}` was not used", "`{key}` は使われません");
            let help = say!(
                "a quote and its place belong to a proposed answer: add `proposed_by`, or write them as `evidence`",
                "引用とその箇所は、提案された回答に添えるものです。`proposed_by` を加えるか、`evidence` に書いてください。"
            );
            reader.note(Diagnostic::new(codes::UNUSED_KEY, message).help(help).key(key.to_string()), *value);
        }
    }
    let [quote, place] = texts.map(|(_, text, _)| text);
    Some(Proposal {
        by: sheet.keep(by?),
        quote: quote.map(|text| sheet.keep(text)),
        place: place.map(|text| sheet.keep(text)),
    })
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
