mod reasons;

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::toml::{SyntaxCodes, number_kind};
use super::{Diagnostic, Entry, SourceFile, Span, Table, Value, ValueKind};
use crate::say;
use crate::text::Bilingual;

/// Deeper nesting than any answer sheet has; what is deeper is refused rather than followed.
const MAX_DEPTH: usize = 16;

/// Parses JSON with the place of every value; the first syntax error becomes a finding.
pub fn parse_json(file: &Arc<SourceFile>, codes: SyntaxCodes, sink: &mut Vec<Diagnostic>) -> Option<Value> {
    let raw: &RawValue = match serde_json::from_str(&file.text) {
        Ok(raw) => raw,
        Err(error) => {
            let at = offset(&file.text, error.line(), error.column());
            sink.push(not_json(&error, codes, &file.text, at).at(file, at..at));
            return None;
        }
    };
    Parser { file, codes, sink }.value(raw, 0)
}

/// The finding that a text cannot be read as JSON because of what stands at an offset.
fn not_json(error: &serde_json::Error, codes: SyntaxCodes, text: &str, at: usize) -> Diagnostic {
    let (Bilingual { en, ja }, help) = reasons::reason(error, text, at);
    let message = say!("this is not JSON: {en}", "JSON として読めません（{ja}）");
    Diagnostic { help, ..Diagnostic::new(codes.syntax, message) }
}

struct Parser<'a> {
    file: &'a Arc<SourceFile>,
    codes: SyntaxCodes,
    sink: &'a mut Vec<Diagnostic>,
}

impl Parser<'_> {
    fn value(&mut self, raw: &RawValue, depth: usize) -> Option<Value> {
        let written = raw.get();
        let span = self.span(written);
        let kind = match written.as_bytes().first()? {
            _ if depth > MAX_DEPTH => {
                let message = say!("this is nested too deeply", "入れ子が深すぎます");
                self.sink.push(Diagnostic::new(self.codes.syntax, message).at(self.file, span));
                return None;
            }
            b'n' => ValueKind::Null,
            b't' => ValueKind::Bool(true),
            b'f' => ValueKind::Bool(false),
            b'"' => ValueKind::Text(self.take(written, &span)?),
            b'[' => {
                let items: Vec<&RawValue> = self.take(written, &span)?;
                let items = items.into_iter().map(|item| self.value(item, depth + 1));
                ValueKind::Array(items.collect::<Option<_>>()?)
            }
            b'{' => ValueKind::Table(self.table(written, &span, depth)?),
            _ => number_kind(written),
        };
        Some(Value { kind, span })
    }

    fn table(&mut self, written: &str, span: &Span, depth: usize) -> Option<Table> {
        let pairs: Pairs<'_> = self.take(written, span)?;
        let mut table = Table::default();
        let mut seen = std::collections::BTreeSet::new();
        for (key, raw) in pairs.0 {
            let value = self.value(raw, depth + 1)?;
            let key_span = match &key {
                Cow::Borrowed(key) => self.span(key),
                Cow::Owned(_) => value.span.clone(),
            };
            if !seen.insert(key.clone()) {
                let message = say!("this key is set twice", "同じキーが2回書かれています");
                let help = say!("keep one of them", "どちらか一方だけを残してください。");
                let diagnostic = Diagnostic::new(self.codes.duplicate, message).help(help);
                self.sink.push(diagnostic.at(self.file, key_span));
                continue;
            }
            table.entries.push(Entry { key: key.into(), key_span, value });
        }
        Some(table)
    }

    /// One value of a text that is known to be JSON; what still fails, such as a lone surrogate, is told.
    fn take<'t, T: Deserialize<'t>>(&mut self, written: &'t str, span: &Span) -> Option<T> {
        match serde_json::from_str(written) {
            Ok(value) => Some(value),
            Err(error) => {
                let diagnostic = not_json(&error, self.codes, written, written.len());
                self.sink.push(diagnostic.at(self.file, span.clone()));
                None
            }
        }
    }

    /// Where `part`, a slice of the file's own text, stands in it.
    fn span(&self, part: &str) -> Span {
        let start = (part.as_ptr() as usize).saturating_sub(self.file.text.as_ptr() as usize);
        start..start + part.len()
    }
}

/// The pairs of an object in their order, with repeated keys.
struct Pairs<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

/// A key, borrowed from the text where it has no escapes.
#[derive(serde::Deserialize)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

impl<'de> Deserialize<'de> for Pairs<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct PairsVisitor;
        impl<'de> Visitor<'de> for PairsVisitor {
            type Value = Pairs<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut pairs = Vec::new();
                while let Some((Key(key), value)) = map.next_entry()? {
                    pairs.push((key, value));
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(PairsVisitor)
    }
}

/// The byte offset of a line and a column (in bytes), both from 1; of the character that it falls into.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let offset = (start + column.saturating_sub(1)).min(text.len());
    (0..=offset).rev().find(|offset| text.is_char_boundary(*offset)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::offset;

    #[test]
    fn no_error_stands_inside_a_character() {
        assert_eq!(offset("a\n語b", 2, 2), 2);
        assert_eq!(offset("a\n語b", 2, 4), 5);
        assert_eq!(offset("a", 9, 9), 1);
    }
}
