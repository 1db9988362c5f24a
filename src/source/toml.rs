use std::sync::Arc;

use ::toml::Spanned;
use ::toml::de::{DeTable, DeValue};

use super::{Code, Diagnostic, Entry, SourceFile, Span, Table, Value, ValueKind};
use crate::say;

/// What went wrong while a file was parsed: the codes that its kind of file uses.
#[derive(Clone, Copy)]
pub struct SyntaxCodes {
    /// For anything that breaks the grammar.
    pub syntax: Code,
    /// For a key that stands twice.
    pub duplicate: Code,
}

/// Parses TOML as far as it can be read; every syntax error becomes a finding.
pub fn parse_toml(file: &Arc<SourceFile>, codes: SyntaxCodes, sink: &mut Vec<Diagnostic>) -> Table {
    let (document, errors) = DeTable::parse_recoverable(&file.text);
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        let text = error.message();
        // The parser's own words are English; the Japanese message names the kind and quotes them.
        let diagnostic = if text.contains("duplicate key") {
            let message = say!("this key is set twice", "同じキーが2回書かれています");
            Diagnostic::new(codes.duplicate, message)
                .help(say!("keep one of them", "どちらか一方だけを残してください。"))
        } else {
            let message = say!("this is not TOML: {text}", "TOML として読めません（{text}）");
            Diagnostic::new(codes.syntax, message)
        };
        sink.push(diagnostic.at(file, span));
    }
    table(document.into_inner())
}

fn table(source: DeTable<'_>) -> Table {
    let entries = source
        .into_iter()
        .map(|(key, item)| Entry {
            key_span: key.span(),
            key: key.into_inner().into_owned(),
            value: value(item),
        })
        .collect();
    Table { entries }
}

fn value(item: Spanned<DeValue<'_>>) -> Value {
    let span: Span = item.span();
    let kind = match item.into_inner() {
        DeValue::String(text) => ValueKind::Text(text.into_owned()),
        DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
            Ok(whole) => ValueKind::Integer(whole),
            Err(_) => ValueKind::Float(number.as_str().to_owned()),
        },
        DeValue::Float(number) => number_kind(number.as_str()),
        DeValue::Boolean(truth) => ValueKind::Bool(truth),
        DeValue::Datetime(date) => ValueKind::Date(date.to_string()),
        DeValue::Array(items) => ValueKind::Array(items.into_iter().map(value).collect()),
        DeValue::Table(inner) => ValueKind::Table(table(inner)),
    };
    Value { kind, span }
}

/// A number as it is written: a whole one if it has no fraction, as `2.0` or `2e0`.
pub(super) fn number_kind(written: &str) -> ValueKind {
    if let Ok(whole) = written.parse() {
        return ValueKind::Integer(whole);
    }
    match written.parse::<f64>() {
        // Beyond 2^53 neighbouring whole numbers become one, so such a number is not taken for whole.
        #[expect(clippy::cast_possible_truncation, reason = "checked to be whole and small")]
        Ok(number) if number.fract() == 0.0 && number.abs() < 9e15 => ValueKind::Integer(number as i64),
        _ => ValueKind::Float(written.to_owned()),
    }
}
