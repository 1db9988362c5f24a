mod reasons;

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use super::document::{Characters, Open, Textual};
use super::file::too_long;
use super::toml::{SyntaxCodes, push_number};
use super::{Diagnostic, Document, MAX_BYTES, SourceFile, Span};
use crate::text::{Bilingual, say};

/// Deeper nesting than any answer sheet has; what is deeper is refused rather than followed.
const MAX_DEPTH: usize = 16;

/// Parses JSON with the place of every value; what is wrong becomes findings. `None` if it cannot be used.
pub fn parse_json(
    file: &Arc<SourceFile>,
    codes: SyntaxCodes,
    sink: &mut Vec<Diagnostic>,
) -> Option<Document> {
    let mut document = Document::default();
    let faults = read_json(&file.text, &mut document);
    let usable = faults.iter().all(|fault| matches!(fault, JsonFault::Duplicate(_)));
    sink.extend(faults.into_iter().map(|fault| fault.diagnostic(file, codes)));
    usable.then_some(document)
}

/// What is wrong with a JSON text. Only after a repeated key there is a whole document all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum JsonFault {
    /// It is longer than all that is read.
    TooLong,
    /// It is not JSON.
    Syntax,
    /// A text whose escapes mean nothing, such as half of a surrogate pair.
    Undecodable(Span),
    /// A value nested beyond [`MAX_DEPTH`] begins here.
    TooDeep(usize),
    /// A key that is set already.
    Duplicate(Span),
}

impl JsonFault {
    pub(crate) fn diagnostic(self, file: &Arc<SourceFile>, codes: SyntaxCodes) -> Diagnostic {
        let text = file.text.as_str();
        match self {
            Self::TooLong => too_long(&file.name, codes.syntax),
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
            Self::Duplicate(span) => {
                let message = say!("this key is set twice", "同じキーが2回書かれています");
                let help = say!("keep one of them", "どちらか一方だけを残してください。");
                Diagnostic::new(codes.duplicate, message).help(help).at(file, span)
            }
        }
    }
}

/// The finding that a text cannot be read as JSON because of what is at an offset.
fn not_json(error: &serde_json::Error, codes: SyntaxCodes, text: &str, at: usize) -> Diagnostic {
    let (Bilingual { en, ja }, help) = reasons::reason(error, text, at);
    let message = say!("this is not JSON: {en}", "JSON として読めません（{ja}）");
    Diagnostic { help, ..Diagnostic::new(codes.syntax, message) }
}

/// Parses JSON into a document, in place of what it held, and lists what is wrong.
///
/// `serde_json` does not give the places of numbers, tables and escaped texts, so the grammar is followed here;
/// `serde_json` decodes escapes and finds the words for what breaks the grammar.
pub(crate) fn read_json(text: &str, document: &mut Document) -> Vec<JsonFault> {
    document.clear();
    if text.len() as u64 > MAX_BYTES {
        return vec![JsonFault::TooLong];
    }
    let mut parser = Parser { text, bytes: text.as_bytes(), at: 0, document, faults: Vec::new() };
    let is_whole = parser.value(0).is_some() && {
        parser.skip_blanks();
        parser.at == text.len()
    };
    let mut faults = parser.faults;
    let is_explained = faults.iter().any(|fault| !matches!(fault, JsonFault::Duplicate(_)));
    // What breaks the grammar anywhere comes before all else.
    if !is_whole && (!is_explained || serde_json::from_str::<IgnoredAny>(text).is_err()) {
        faults = vec![JsonFault::Syntax];
    }
    faults
}

struct Parser<'t, 'd> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    document: &'d mut Document,
    faults: Vec<JsonFault>,
}

impl Parser<'_, '_> {
    /// Reads the value that comes next; `None` if that is not possible.
    fn value(&mut self, depth: usize) -> Option<()> {
        self.skip_blanks();
        let start = self.at;
        let first = *self.bytes.get(start)?;
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
        self.skip_blanks();
        if !self.takes(b']') {
            loop {
                self.value(depth + 1)?;
                open.count();
                self.skip_blanks();
                if self.takes(b']') {
                    break;
                }
                self.takes(b',').then_some(())?;
            }
        }
        self.document.close(&open, self.at);
        Some(())
    }

    fn table(&mut self, depth: usize) -> Option<()> {
        let mut open = self.document.open_table(self.at..self.at);
        let mut seen = KeyFilter::default();
        self.at += 1;
        self.skip_blanks();
        if !self.takes(b'}') {
            loop {
                self.entry(&mut open, &mut seen, depth)?;
                self.skip_blanks();
                if self.takes(b'}') {
                    break;
                }
                self.takes(b',').then_some(())?;
                self.skip_blanks();
            }
        }
        self.document.close(&open, self.at);
        Some(())
    }

    fn entry(&mut self, open: &mut Open, seen: &mut KeyFilter, depth: usize) -> Option<()> {
        let before = self.document.len();
        let (place, is_escaped) = self.string()?;
        self.push_string(place.clone(), is_escaped, place.clone())?;
        let is_repeated = seen.repeats(self.document, self.text, open, is_escaped);
        self.skip_blanks();
        self.takes(b':').then_some(())?;
        self.value(depth + 1)?;
        if is_repeated {
            self.document.truncate(before);
            self.faults.push(JsonFault::Duplicate(place));
        } else {
            open.count();
        }
        Some(())
    }

    /// A string literal: the place of what is between its quotation marks, and whether it has escapes.
    fn string(&mut self) -> Option<(Span, bool)> {
        self.takes(b'"').then_some(())?;
        let start = self.at;
        let mut is_escaped = false;
        loop {
            self.at += self.bytes[self.at..].iter().position(|byte| ENDS_STRETCH[usize::from(*byte)])?;
            match self.bytes[self.at] {
                b'"' => break,
                b'\\' => {
                    is_escaped = true;
                    self.at = self.bytes.len().min(self.at + 2);
                }
                _ => return None,
            }
        }
        self.at += 1;
        Some((start..self.at - 1, is_escaped))
    }

    fn push_string(&mut self, inner: Span, is_escaped: bool, span: Span) -> Option<()> {
        if !is_escaped {
            self.document.push_text(Textual::Text, Characters::At(inner.start, inner.end), span);
            return Some(());
        }
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
            // Levels are the most frequent numbers by far.
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

    fn skip_blanks(&mut self) {
        while let Some(b' ' | b'\n' | b'\t' | b'\r') = self.bytes.get(self.at) {
            self.at += 1;
        }
    }
}

/// The bytes that end a stretch of ordinary characters in a string: a quotation mark, a backslash, and control
/// characters, which JSON does not allow there.
const ENDS_STRETCH: [bool; 256] = {
    let mut ends = [false; 256];
    let mut control = 0;
    while control < 0x20 {
        ends[control] = true;
        control += 1;
    }
    ends[b'"' as usize] = true;
    ends[b'\\' as usize] = true;
    ends
};

/// The keys of a table, to find those that are set twice without comparing each with all before it.
#[derive(Default)]
struct KeyFilter {
    /// A bit for each key by its hash; a bit that is set may be that of another key.
    bits: [u64; 4],
    /// All keys, once there are many, or one has escapes and so could be written in several ways.
    all: Option<BTreeSet<String>>,
}

/// From this many keys on the bits tell little.
const MANY_KEYS: u32 = 64;

impl KeyFilter {
    /// Whether the key pushed last is that of an earlier entry of the table too.
    fn repeats(&mut self, document: &Document, source: &str, open: &Open, is_escaped: bool) -> bool {
        if self.all.is_none() && (is_escaped || open.len() >= MANY_KEYS) {
            self.all = Some(document.keys(source, open).map(str::to_owned).collect());
        }
        let key = document.last_text(source);
        match &mut self.all {
            Some(all) => !all.insert(key.to_owned()),
            None => self.may_have(key.as_bytes()) && document.keys(source, open).any(|other| other == key),
        }
    }

    /// Whether a key may be there already; afterwards it is.
    fn may_have(&mut self, bytes: &[u8]) -> bool {
        let word = match (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
            (Some(first), Some(last)) => {
                u64::from_le_bytes(*first) ^ u64::from_le_bytes(*last).rotate_left(29)
            }
            _ => bytes.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)),
        };
        let hash = (word ^ bytes.len() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56;
        let (part, bit) = (&mut self.bits[(hash >> 6) as usize], 1 << (hash & 63));
        let may_have = *part & bit != 0;
        *part |= bit;
        may_have
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
