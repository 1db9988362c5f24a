//! The files of a framework as they were written: shape checked, names not yet resolved, places kept.
//!
//! A part that could not be read is left out; its finding is in the sink, and the framework will be refused.

mod condition;
mod languages;
mod manifest;
mod programmes;
mod rubric;

pub(super) use self::condition::{RawClause, RawCondition, RawConflict};
pub(super) use self::manifest::{Manifest, RawBand, RawFact, RawSource, RawStage};
pub(super) use self::programmes::{RawNeed, RawProgramme, read_programmes};
pub(super) use self::rubric::{RawCriterion, RawGate, RawLevel, RawRubric};

use std::ops::RangeInclusive;
use std::sync::Arc;

use super::model::Text;
use crate::say;
use crate::source::{Diagnostic, Entry, Fields, SourceFile, Span, SyntaxCodes, Value, codes, parse_toml};
use crate::text::nearest;

/// A name or a number with the place where it is written.
#[derive(Clone, Debug)]
pub(super) struct At<T> {
    pub(super) it: T,
    pub(super) span: Span,
}

/// A name with its place.
pub(super) type Name = At<String>;

impl Name {
    pub(super) fn new((text, span): (&str, Span)) -> Self {
        Self { it: text.to_owned(), span }
    }
}

/// The codes of syntax errors in a framework's files.
pub(super) const SYNTAX: SyntaxCodes = SyntaxCodes { syntax: codes::SYNTAX, duplicate: codes::DUPLICATE_KEY };

/// Parses a file of a framework; `None` if its syntax is broken, for then keys may be missing in silence.
pub(super) fn parse(file: &Arc<SourceFile>, sink: &mut Vec<Diagnostic>) -> Option<crate::source::Document> {
    let before = sink.len();
    let document = parse_toml(file, SYNTAX, sink);
    let only_duplicates = sink[before..].iter().all(|d| d.code == codes::DUPLICATE_KEY);
    only_duplicates.then_some(document)
}

/// Reads `key` as a text in every one of `languages`.
pub(super) fn required_text(
    fields: &mut Fields<'_>,
    key: &'static str,
    languages: &[String],
) -> Option<Text> {
    let value = fields.required(key)?;
    text(fields, key, value, languages)
}

/// As [`required_text`], of a key that may be absent.
pub(super) fn optional_text(
    fields: &mut Fields<'_>,
    key: &'static str,
    languages: &[String],
) -> Option<Text> {
    let value = fields.optional(key)?;
    text(fields, key, value, languages)
}

fn text(fields: &mut Fields<'_>, key: &'static str, value: Value<'_>, languages: &[String]) -> Option<Text> {
    if let (Some(_), Some(language)) = (value.as_text(), languages.first()) {
        let message = say!("`{key}` does not say its language", "`{key}` に言語の指定がありません");
        let help = say!(
            "write it once for each language: `{key}.{language} = \"…\"`",
            "`{key}.{language} = \"…\"` のように、言語ごとに書いてください。"
        );
        let diagnostic = Diagnostic::new(codes::WRONG_TYPE, message).help(help).key(key);
        fields.report(diagnostic.at(fields.file(), value.span()));
        return None;
    }
    let table = fields.table(key, value)?;
    for Entry { key: language, key_span, .. } in table.entries() {
        if !languages.iter().any(|own| own == language) {
            let message = say!(
                "`{key}.{language}`: the framework has no language `{language}`",
                "`{key}.{language}`：このフレームワークに言語 `{language}` はありません"
            );
            let near = nearest(language, languages.iter().map(String::as_str));
            let diagnostic = Diagnostic::new(codes::UNKNOWN_KEY, message).did_you_mean(near);
            fields.report(diagnostic.at(fields.file(), key_span.clone()));
        }
    }
    // Of a text written with dotted keys the first key is its best place.
    let place = table.entries().next().map_or_else(|| value.span(), |entry| entry.key_span);
    let mut by_language = Vec::with_capacity(languages.len());
    for language in languages {
        match table.get(language).map(|value| (value.as_text().map(str::trim), value)) {
            Some((Some(""), value)) => missing_text(fields, key, language, value.span()),
            Some((Some(text), _)) => by_language.push(text.to_owned()),
            Some((None, value)) => fields.wrong_type(key, value, crate::text::Label("a text", "文字列")),
            None => missing_text(fields, key, language, place.clone()),
        }
    }
    (by_language.len() == languages.len()).then(|| Text::new(by_language))
}

fn missing_text(fields: &mut Fields<'_>, key: &str, language: &str, span: Span) {
    let message = say!("`{key}.{language}` is missing or blank", "`{key}.{language}` がないか、空です");
    let help = say!("write the text in `{language}` too", "`{language}` の文も書いてください。");
    let diagnostic =
        Diagnostic::new(codes::MISSING_TEXT, message).help(help).key(format!("{key}.{language}"));
    fields.report(diagnostic.at(fields.file(), span));
}

/// Reads an optional `renamed_from`.
pub(super) fn renamed_from(fields: &mut Fields<'_>) -> Vec<Name> {
    let Some(value) = fields.optional("renamed_from") else { return Vec::new() };
    let names = fields.texts("renamed_from", value);
    names.into_iter().filter(|(id, span)| fields.check_id(id, span)).map(Name::new).collect()
}

/// A required key as a list of names.
pub(super) fn required_names(fields: &mut Fields<'_>, key: &'static str) -> Vec<Name> {
    match fields.required(key) {
        Some(value) => fields.texts(key, value).into_iter().map(Name::new).collect(),
        None => Vec::new(),
    }
}

/// An optional key as a whole number with its place.
pub(super) fn number(
    fields: &mut Fields<'_>,
    key: &'static str,
    range: RangeInclusive<i64>,
) -> Option<At<i64>> {
    let value = fields.optional(key)?;
    let it = fields.integer_value(key, value, range)?;
    Some(At { it, span: value.span() })
}

/// A required key as a whole number with its place.
pub(super) fn required_number(
    fields: &mut Fields<'_>,
    key: &'static str,
    range: RangeInclusive<i64>,
) -> Option<At<i64>> {
    fields.required(key)?;
    number(fields, key, range)
}

/// Says that a list has too few or too many entries.
pub(super) fn wrong_count(fields: &mut Fields<'_>, span: Span, message: crate::text::Bilingual) {
    fields.report(Diagnostic::new(codes::WRONG_COUNT, message).at(fields.file(), span));
}
