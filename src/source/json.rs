mod list;
mod reasons;

use std::sync::Arc;

use memchr::memchr2;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use super::document::{Characters, Open, Textual};
use super::file::too_long;
use super::other_form::{table_not_json, toml_not_json};
use super::toml::{SyntaxCodes, push_number};
use super::{Diagnostic, Document, MAX_BYTES, Place, SourceFile, Span, Tally};
use crate::text::{grouped, say};

pub(crate) use list::{ItemPlace, ListItems, ListStep, is_json_list};
use reasons::not_json;

/// Deeper nesting than any answer sheet has; anything deeper is refused.
const MAX_DEPTH: usize = 16;

/// The most keys and values in one text; they take 192 MiB. No answer sheet comes near it.
const MAX_VALUES: usize = 8 << 20;

/// Parses JSON with the place of every value and reports what is wrong; `None` if the text cannot be used.
pub fn parse_json(
    file: &Arc<SourceFile>,
    codes: SyntaxCodes,
    sink: &mut Vec<Diagnostic>,
) -> Option<Document> {
    let mut document = Document::default();
    let faults = read_json(&file.text, &mut document);
    let usable = faults.iter().all(|fault| matches!(fault, JsonFault::Duplicate(..)));
    sink.extend(listed(faults, file, codes));
    usable.then_some(document)
}

/// What is wrong with a JSON text. Only a duplicate key leaves a usable document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum JsonFault {
    /// It is longer than anything that is read.
    TooLong,
    /// It is not JSON.
    Syntax,
    /// A string with invalid escapes, such as half of a surrogate pair.
    Undecodable(Span),
    /// A value nested beyond [`MAX_DEPTH`] begins here.
    TooDeep(usize),
    /// There are more than [`MAX_VALUES`] values, counted up to here.
    TooMany(usize),
    /// A duplicate key, and its first occurrence.
    Duplicate(Span, Span),
}

/// The findings for some faults, no more than are listed.
pub(crate) fn listed(faults: Vec<JsonFault>, file: &Arc<SourceFile>, codes: SyntaxCodes) -> Vec<Diagnostic> {
    let (mut tally, mut found) = (Tally::default(), Vec::new());
    for fault in faults {
        let (code, span) = match &fault {
            JsonFault::Duplicate(span, _) => (codes.duplicate, span.clone()),
            _ => (codes.syntax, 0..0),
        };
        if tally.admits(code, || Some(Place { file: Arc::clone(file), span })) {
            found.push(fault.diagnostic(file, codes));
        }
    }
    found.extend(tally.rest());
    found
}

impl JsonFault {
    fn diagnostic(self, file: &Arc<SourceFile>, codes: SyntaxCodes) -> Diagnostic {
        let text = file.text.as_str();
        if self == Self::Syntax
            && let Some(other) = toml_not_json(file, codes).or_else(|| table_not_json(file, codes))
        {
            return other;
        }
        match self {
            Self::TooLong => too_long(&file.name, MAX_BYTES, codes.syntax),
            Self::Syntax => match serde_json::from_str::<IgnoredAny>(text) {
                Err(error) => {
                    let at = offset(text, error.line(), error.column());
                    not_json(&error, codes, text, at).at(file, at..at)
                }
                Ok(_) => Diagnostic::new(codes.syntax, say!("this is not JSON", "JSON として読めません"))
                    .at(file, 0..0),
            },
            Self::Undecodable(span) => {
                let literal = &text[span.clone()];
                let error = serde_json::from_str::<String>(literal).err();
                let diagnostic = error.map(|error| not_json(&error, codes, literal, literal.len()));
                let unknown =
                    || Diagnostic::new(codes.syntax, say!("this is not JSON", "JSON として読めません"));
                diagnostic.unwrap_or_else(unknown).at(file, span)
            }
            Self::TooDeep(start) => {
                let message = say!("this is nested too deeply", "入れ子が深すぎます");
                let mut values = serde_json::Deserializer::from_str(&text[start..]).into_iter::<&RawValue>();
                let length = values.next().and_then(Result::ok).map_or(1, |value| value.get().len());
                Diagnostic::new(codes.syntax, message).at(file, start..start + length)
            }
            Self::TooMany(at) => {
                let most = grouped(MAX_VALUES);
                let message = say!(
                    "there are more than {most} keys and values; no answer sheet has so many",
                    "キーと値が{most}個を超えており、回答シートとしては多すぎます"
                );
                Diagnostic::new(codes.syntax, message).at(file, at..at)
            }
            Self::Duplicate(span, first) => {
                let message = say!("this key is set twice", "同じキーが2回書かれています");
                let help = say!("keep one of them", "どちらか一方だけを残してください。");
                let first = Place { file: Arc::clone(file), span: first };
                let diagnostic = Diagnostic::new(codes.duplicate, message).help(help).at(file, span);
                diagnostic.label(first, say!("first here", "1つ目"))
            }
        }
    }
}

/// Parses JSON into a document, replacing its content, and returns what is wrong.
///
/// `serde_json` does not give the places of numbers, tables and escaped strings, so the grammar is followed here;
/// `serde_json` decodes escapes and words the syntax errors.
pub(crate) fn read_json(text: &str, document: &mut Document) -> Vec<JsonFault> {
    if text.len() as u64 > MAX_BYTES {
        document.begin("");
        return vec![JsonFault::TooLong];
    }
    document.begin(text);
    let bytes = text.as_bytes();
    // Not `any`, which would go byte by byte.
    let has_controls = bytes.iter().fold(false, |any, byte| any | is_control(*byte));
    let mut parser = Parser { text, bytes, has_controls, at: 0, document, faults: Vec::new() };
    let is_whole = parser.value(0).is_some() && {
        parser.skip_blanks();
        parser.at == text.len()
    };
    let mut faults = parser.faults;
    let is_explained = faults.iter().any(|fault| !matches!(fault, JsonFault::Duplicate(..)));
    // A syntax error anywhere takes precedence over everything else.
    if !is_whole && (!is_explained || serde_json::from_str::<IgnoredAny>(text).is_err()) {
        faults = vec![JsonFault::Syntax];
    }
    faults
}

struct Parser<'t, 'd> {
    text: &'t str,
    bytes: &'t [u8],
    /// Whether there are control characters anywhere: line breaks between values, or what no string may contain.
    has_controls: bool,
    at: usize,
    document: &'d mut Document,
    faults: Vec<JsonFault>,
}

impl Parser<'_, '_> {
    /// Reads the next value; `None` if that is not possible.
    fn value(&mut self, depth: usize) -> Option<()> {
        self.skip_blanks();
        let start = self.at;
        let first = *self.bytes.get(start)?;
        if self.document.len() > MAX_VALUES {
            self.faults.push(JsonFault::TooMany(start));
            return None;
        }
        if depth > MAX_DEPTH {
            self.faults.push(JsonFault::TooDeep(start));
            return None;
        }
        match first {
            b'"' => {
                let (inner, is_escaped) = self.string()?;
                let span = start..self.at;
                self.push_string(inner, is_escaped, span)?;
            }
            b'{' => self.table(depth)?,
            b'[' => self.array(depth)?,
            b'-' | b'0'..=b'9' => self.number()?,
            b'n' => {
                self.word("null")?;
                self.document.push_null(start..self.at);
            }
            b't' => {
                self.word("true")?;
                self.document.push_bool(true, start..self.at);
            }
            _ => {
                self.word("false")?;
                self.document.push_bool(false, start..self.at);
            }
        }
        Some(())
    }

    fn array(&mut self, depth: usize) -> Option<()> {
        let mut open = self.document.open_array(self.at..self.at);
        self.at += 1;
        let mut goes_on = !self.comes(b']');
        while goes_on {
            self.value(depth + 1)?;
            open.count();
            goes_on = self.comes(b',');
            (goes_on || self.takes(b']')).then_some(())?;
        }
        self.document.close(&open, self.at);
        Some(())
    }

    fn table(&mut self, depth: usize) -> Option<()> {
        let mut open = self.document.open_table(self.at..self.at);
        let mut seen = KeyFilter::default();
        self.at += 1;
        let mut goes_on = !self.comes(b'}');
        while goes_on {
            self.entry(&mut open, &mut seen, depth)?;
            goes_on = self.comes(b',');
            (goes_on || self.takes(b'}')).then_some(())?;
        }
        self.document.close(&open, self.at);
        if open.len() >= MANY_KEYS {
            let repeated = self.document.repeated_keys(&open).into_iter();
            self.faults.extend(repeated.map(|(span, first)| JsonFault::Duplicate(span, first)));
        }
        Some(())
    }

    fn entry(&mut self, open: &mut Open, seen: &mut KeyFilter, depth: usize) -> Option<()> {
        self.skip_blanks();
        let before = self.document.len();
        let (place, is_escaped) = self.string()?;
        self.push_string(place.clone(), is_escaped, place.clone())?;
        let plain = (!is_escaped).then(|| &self.bytes[place.clone()]);
        let first = seen.first_of(self.document, open, plain);
        self.comes(b':').then_some(())?;
        self.value(depth + 1)?;
        if let Some(first) = first {
            self.document.truncate(before);
            self.faults.push(JsonFault::Duplicate(place, first));
        } else {
            open.count();
        }
        Some(())
    }

    /// A string literal: the place of its content between the quotation marks, and whether it has escapes.
    fn string(&mut self) -> Option<(Span, bool)> {
        self.takes(b'"').then_some(())?;
        let start = self.at;
        let mut is_escaped = false;
        let end = loop {
            let at = self.at + memchr2(b'"', b'\\', self.bytes.get(self.at..)?)?;
            if self.bytes[at] == b'"' {
                break at;
            }
            is_escaped = true;
            self.at = at + 2;
        };
        self.at = end + 1;
        let is_bad = self.has_controls && self.bytes[start..end].iter().any(|byte| is_control(*byte));
        (!is_bad).then_some((start..end, is_escaped))
    }

    fn push_string(&mut self, inner: Span, is_escaped: bool, span: Span) -> Option<()> {
        if is_escaped {
            return self.push_escaped(inner, span);
        }
        self.document.push_text(Textual::Text, Characters::At(inner.start, inner.end), span);
        Some(())
    }

    #[cold]
    fn push_escaped(&mut self, inner: Span, span: Span) -> Option<()> {
        let literal = inner.start - 1..inner.end + 1;
        let Ok(text) = serde_json::from_str::<String>(&self.text[literal.clone()]) else {
            self.faults.push(JsonFault::Undecodable(literal));
            return None;
        };
        self.document.push_text(Textual::Text, Characters::Own(&text), span);
        Some(())
    }

    fn number(&mut self) -> Option<()> {
        let start = self.at;
        self.takes(b'-');
        match self.bytes.get(self.at)? {
            b'0' => self.at += 1,
            _ => self.digits()?,
        }
        if self.takes(b'.') {
            self.digits()?;
        }
        if self.takes(b'e') || self.takes(b'E') {
            let _sign = self.takes(b'+') || self.takes(b'-');
            self.digits()?;
        }
        match self.bytes[start..self.at] {
            // Levels are by far the most frequent numbers.
            [digit @ b'0'..=b'9'] => {
                self.document.push_integer(i64::from(digit - b'0'), start..self.at);
            }
            _ => push_number(self.document, self.text, start..self.at),
        }
        Some(())
    }

    fn digits(&mut self) -> Option<()> {
        let count = self.bytes[self.at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        self.at += count;
        (count > 0).then_some(())
    }

    fn word(&mut self, word: &str) -> Option<()> {
        self.bytes[self.at..].starts_with(word.as_bytes()).then(|| self.at += word.len())
    }

    fn takes(&mut self, byte: u8) -> bool {
        let is_next = self.bytes.get(self.at) == Some(&byte);
        self.at += usize::from(is_next);
        is_next
    }

    /// Skips blanks, and takes the next byte if it is this one.
    fn comes(&mut self, byte: u8) -> bool {
        self.takes(byte) || {
            self.skip_blanks();
            self.takes(byte)
        }
    }

    fn skip_blanks(&mut self) {
        while let Some(b' ' | b'\n' | b'\t' | b'\r') = self.bytes.get(self.at) {
            self.at += 1;
        }
    }
}

/// Whether a byte is a control character, which JSON forbids in strings.
fn is_control(byte: u8) -> bool {
    byte < 0x20
}

/// A Bloom filter of a table's keys, to find duplicates without comparing each key with all others.
#[derive(Default)]
struct KeyFilter {
    /// Two bits for each key by its hash; both may have been set by other keys.
    bits: [u64; 8],
    /// Whether a key has escapes, so that it can be written in several ways.
    escaped: bool,
}

/// From this many keys on the filter says little, and all keys are compared at the end of the table.
const MANY_KEYS: u32 = 64;

impl KeyFilter {
    /// The earlier occurrence of the key pushed last, if any; `plain` is the key if it has no escapes.
    fn first_of(&mut self, document: &Document, open: &Open, plain: Option<&[u8]>) -> Option<Span> {
        if open.len() >= MANY_KEYS {
            return None;
        }
        self.escaped |= plain.is_none();
        let may_have = plain.is_none_or(|key| self.may_have(key)) || self.escaped;
        let key = document.last_text();
        may_have.then(|| document.keys(open).find(|(other, _)| *other == key))?.map(|(_, span)| span)
    }

    /// Adds a key, and returns whether it may have been there already.
    fn may_have(&mut self, bytes: &[u8]) -> bool {
        let word = match (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
            (Some(first), Some(last)) => {
                u64::from_le_bytes(*first) ^ u64::from_le_bytes(*last).rotate_left(29)
            }
            _ => bytes.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)),
        };
        let hash = (word ^ bytes.len() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 49;
        let (part, bits) = (&mut self.bits[(hash >> 12) as usize], 1 << (hash & 63) | 1 << (hash >> 6 & 63));
        let may_have = *part & bits == bits;
        *part |= bits;
        may_have
    }
}

/// The byte offset of a line and a column (in bytes), both from 1, moved to the start of a character.
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
