mod reasons;

use std::sync::Arc;

use ::toml::Spanned;
use ::toml::de::{DeTable, DeValue};

use super::document::{Characters, Textual};
use super::file::too_long;
use super::{Code, Diagnostic, Document, SourceFile, Span, codes};

/// The codes with which a kind of file reports syntax errors.
#[derive(Clone, Copy)]
pub struct SyntaxCodes {
    /// For anything that breaks the grammar.
    pub syntax: Code,
    /// For a repeated key.
    pub duplicate: Code,
}

impl SyntaxCodes {
    /// Those of a framework's files.
    pub const FRAMEWORK: Self = Self { syntax: codes::SYNTAX, duplicate: codes::DUPLICATE_KEY };

    /// Those of answer sheets.
    pub const SHEET: Self = Self { syntax: codes::SHEET_SYNTAX, duplicate: codes::SHEET_DUPLICATE_KEY };

    /// Those of a framework's own tests.
    pub const TEST: Self = Self { syntax: codes::TEST_SYNTAX, duplicate: codes::TEST_SYNTAX };

    /// Those of the cases of a calibration.
    pub const CASE: Self = Self { syntax: codes::CASE_SYNTAX, duplicate: codes::CASE_SYNTAX };
}

/// The longest TOML text that is read, in bytes: its parser takes up to a hundred times as much memory. No framework
/// file or answer sheet comes near it.
const MAX_TOML: usize = 4 << 20;

/// Up to this length, in bytes, parsing continues after a mistake; in a longer text only the first is reported.
const READ_ON: usize = 512 << 10;

/// Parses TOML as far as possible; every syntax error becomes a finding. The root is always a table.
pub fn parse_toml(file: &Arc<SourceFile>, codes: SyntaxCodes, sink: &mut Vec<Diagnostic>) -> Document {
    let mut document = Document::default();
    if file.text.len() > MAX_TOML {
        sink.push(too_long(&file.name, MAX_TOML as u64, codes.syntax));
        push_table(&mut document, "", &DeTable::new(), 0..0);
        return document;
    }
    let (parsed, errors) = if file.text.len() <= READ_ON {
        DeTable::parse_recoverable(&file.text)
    } else {
        match DeTable::parse(&file.text) {
            Ok(parsed) => (parsed, Vec::new()),
            Err(error) => (Spanned::new(0..0, DeTable::new()), vec![error]),
        }
    };
    reasons::report(file, codes, &errors, sink);
    document.begin(&file.text);
    push_table(&mut document, &file.text, parsed.get_ref(), 0..0);
    document
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

/// Appends the number at a place of the source: as an integer if it has no fraction, such as `2.0` or `2e0`.
pub(super) fn push_number(document: &mut Document, source: &str, span: Span) {
    match as_whole(&source[span.clone()]) {
        Some(whole) => document.push_integer(whole, span),
        None => document.push_text(Textual::Float, Characters::At(span.start, span.end), span),
    }
}

fn as_whole(written: &str) -> Option<i64> {
    if let Ok(whole) = written.parse() {
        return Some(whole);
    }
    let number: f64 = written.parse().ok()?;
    // Beyond 2^53 adjacent integers share one float, so such a number is not taken for whole.
    #[expect(clippy::cast_possible_truncation, reason = "checked to be whole and small")]
    (number.fract() == 0.0 && number.abs() < 9e15).then_some(number as i64)
}
