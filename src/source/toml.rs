mod reasons;
mod words;

use std::collections::BTreeSet;
use std::sync::Arc;

use ::toml::Spanned;
use ::toml::de::{DeTable, DeValue};

use self::reasons::{Problem, What, problems};
use super::document::{Characters, Textual};
use super::{Code, Diagnostic, Document, SourceFile, Span, codes};
use crate::say;
use crate::text::Bilingual;

/// What went wrong while a file was parsed: the codes that its kind of file uses.
#[derive(Clone, Copy)]
pub struct SyntaxCodes {
    /// For anything that breaks the grammar.
    pub syntax: Code,
    /// For a key that stands twice.
    pub duplicate: Code,
}

impl SyntaxCodes {
    /// Those of a framework's files.
    pub const FRAMEWORK: Self = Self { syntax: codes::SYNTAX, duplicate: codes::DUPLICATE_KEY };

    /// Those of answer sheets.
    pub const SHEET: Self = Self { syntax: codes::SHEET_SYNTAX, duplicate: codes::SHEET_DUPLICATE_KEY };

    /// Those of a framework's own tests.
    pub const TEST: Self = Self { syntax: codes::TEST_SYNTAX, duplicate: codes::TEST_SYNTAX };
}

/// Parses TOML as far as it can be read; every syntax error becomes a finding. The root is always a table.
pub fn parse_toml(file: &Arc<SourceFile>, codes: SyntaxCodes, sink: &mut Vec<Diagnostic>) -> Document {
    let (parsed, errors) = DeTable::parse_recoverable(&file.text);
    let reports = errors.iter().map(|error| (error.span().unwrap_or(0..0), error.message().to_owned()));
    let mut headers = BTreeSet::new();
    for Problem { span, what, help } in problems(&file.text, reports.collect()) {
        // One header that is not that of a list makes a problem of every other of its name.
        if matches!(what, What::Duplicate)
            && header_at(&file.text, &span).is_some_and(|name| !headers.insert(name))
        {
            continue;
        }
        let diagnostic = match what {
            What::Duplicate => {
                let message = say!("this key is set twice", "同じキーが2回書かれています");
                Diagnostic::new(codes.duplicate, message)
                    .help(say!("keep one of them", "どちらか一方だけを残してください。"))
            }
            What::Syntax(Bilingual { en, ja }) => {
                let message = say!("this is not TOML: {en}", "TOML として読めません（{ja}）");
                Diagnostic::new(codes.syntax, message)
            }
        };
        sink.push(Diagnostic { help: help.or(diagnostic.help.clone()), ..diagnostic }.at(file, span));
    }
    let mut document = Document::default();
    push_table(&mut document, &file.text, parsed.get_ref(), 0..0);
    document
}

/// The name in the header that a place stands in, if it is one.
fn header_at<'t>(text: &'t str, span: &Span) -> Option<&'t str> {
    let before = text.get(..span.start)?;
    let line = text[before.rfind('\n').map_or(0, |newline| newline + 1)..].lines().next()?.trim();
    let name = line.strip_prefix('[')?.split(']').next()?;
    Some(name.trim_matches(['[', ' ']))
}

fn push_table(document: &mut Document, text: &str, table: &DeTable<'_>, span: Span) {
    let end = span.end;
    let mut open = document.open_table(span);
    for (key, item) in table {
        document.push_text(Textual::Text, Characters::of(text, key.get_ref()), key.span());
        push_value(document, text, item);
        open.count();
    }
    document.close(&open, end);
}

fn push_value(document: &mut Document, text: &str, item: &Spanned<DeValue<'_>>) {
    let span: Span = item.span();
    match item.get_ref() {
        DeValue::String(string) => document.push_text(Textual::Text, Characters::of(text, string), span),
        DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
            Ok(whole) => document.push_integer(whole, span),
            Err(_) => document.push_text(Textual::Float, Characters::Own(number.as_str()), span),
        },
        DeValue::Float(number) => match as_whole(number.as_str()) {
            Some(whole) => document.push_integer(whole, span),
            None => document.push_text(Textual::Float, Characters::Own(number.as_str()), span),
        },
        DeValue::Boolean(truth) => document.push_bool(*truth, span),
        DeValue::Datetime(date) => {
            document.push_text(Textual::Date, Characters::Own(&date.to_string()), span);
        }
        DeValue::Array(items) => {
            let end = span.end;
            let mut open = document.open_array(span);
            for item in items {
                push_value(document, text, item);
                open.count();
            }
            document.close(&open, end);
        }
        DeValue::Table(inner) => push_table(document, text, inner, span),
    }
}

/// Adds a number as it is written at a place of the source: whole if it has no fraction, as `2.0` or `2e0`.
pub(super) fn push_number(document: &mut Document, source: &str, span: Span) {
    match as_whole(&source[span.clone()]) {
        Some(whole) => document.push_integer(whole, span),
        None => document.push_text(Textual::Float, Characters::At(span.start, span.end), span),
    }
}

/// The whole number that a number without a fraction is.
fn as_whole(written: &str) -> Option<i64> {
    if let Ok(whole) = written.parse() {
        return Some(whole);
    }
    let number: f64 = written.parse().ok()?;
    // Beyond 2^53 neighbouring whole numbers become one, so such a number is not taken for whole.
    #[expect(clippy::cast_possible_truncation, reason = "checked to be whole and small")]
    (number.fract() == 0.0 && number.abs() < 9e15).then_some(number as i64)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::source::codes;

    /// Pieces of which documents are made, right and wrong.
    const PIECES: &[&str] = &[
        "a",
        "b",
        "c",
        ".",
        "=",
        " = ",
        "\n",
        "\r\n",
        "[",
        "]",
        "[[",
        "]]",
        "{",
        "}",
        ", ",
        "#",
        "\"",
        "\\",
        "1",
        "-",
        "0",
        "\"x\"",
        "true",
        "2026-01-31",
        "\na.b = ",
        "\n[a]\n",
        "\n[[b]]\n",
        "\n[b.c]\n",
        "\n[[b.c]]\n",
        "a = 1\n",
        "b.c = [1]\n",
        "a = {b = 1}\n",
        "\"\"\"",
        "'",
        "_",
        " ",
        "\t",
        "あ",
        "\r",
        "\u{7f}",
        "T10:00:00",
        " 10:00:00",
        ".5",
    ];

    /// Pieces that are put between the others where every mistake is to be told.
    const MORE: &[&str] =
        &["“", "”", "＝", "　", "[[a]\n", "\na = [1,\n", "\nb = { c = 1\n", "\na = \"x\n", "é"];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]

        #[test]
        fn what_is_wrong_is_told_once_a_place(
            pieces in prop::collection::vec(prop::sample::select([PIECES, MORE].concat()), 0..24),
        ) {
            let text = pieces.concat();
            let file = Arc::new(SourceFile::new("x", text.as_str()));
            let (_, reports) = DeTable::parse_recoverable(&text);
            let mut sink = Vec::new();
            parse_toml(&file, SyntaxCodes::FRAMEWORK, &mut sink);
            prop_assert_eq!(reports.is_empty(), sink.is_empty());
            let places = sink.iter().filter(|d| d.code == codes::SYNTAX).filter_map(|d| d.place.as_ref());
            let mut places: Vec<_> = places.map(|place| place.span.start).collect();
            let all = places.len();
            places.sort_unstable();
            places.dedup();
            prop_assert_eq!(places.len(), all);
        }
    }
}
