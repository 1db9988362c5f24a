use jiff::civil::Date;
use memchr::{memchr, memchr3};

use super::super::number_kind;
use super::{add, entry_of, position};
use crate::source::{Span, Table, Value, ValueKind};

/// How deep lists and tables may stand in one another.
const MAX_DEPTH: usize = 16;

/// A key with its place.
pub(super) type Key<'a> = (&'a str, Span);

/// `[a.b]` or `[[a.b]]`.
pub(super) struct Header<'a> {
    pub(super) path: Vec<Key<'a>>,
    pub(super) span: Span,
    pub(super) is_list: bool,
}

/// Whether a byte is of keys: a letter, a digit, `-` or `_`.
const OF_KEY: [bool; 256] = {
    let mut of_key = [false; 256];
    let mut byte = 0_u8;
    while byte < 0x80 {
        of_key[byte as usize] = byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        byte += 1;
    }
    of_key
};

/// A place in a document, from which plain things are read. The document holds no control characters other than tabs and
/// line breaks.
pub(super) struct Cursor<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
}

impl<'a> Cursor<'a> {
    fn rest(&self) -> &'a [u8] {
        &self.text.as_bytes()[self.at..]
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn eat(&mut self, byte: u8) -> bool {
        let comes = self.peek() == Some(byte);
        self.at += usize::from(comes);
        comes
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        self.eat(byte).then_some(())
    }

    pub(super) fn space(&mut self) {
        while let Some(b' ' | b'\t') = self.peek() {
            self.at += 1;
        }
    }

    /// A word as keys are made of.
    fn word(&mut self) -> &'a str {
        let (start, rest) = (self.at, self.rest());
        self.at += rest.iter().position(|byte| !OF_KEY[usize::from(*byte)]).unwrap_or(rest.len());
        &self.text[start..self.at]
    }

    /// Space, a comment, and the end of the line or of the document.
    pub(super) fn end_of_line(&mut self) -> Option<()> {
        self.space();
        if self.eat(b'#') {
            self.at += memchr(b'\n', self.rest()).unwrap_or(self.rest().len());
        }
        match self.rest() {
            [] => Some(()),
            [b'\n', ..] => self.skip(1),
            [b'\r', b'\n', ..] => self.skip(2),
            _ => None,
        }
    }

    #[expect(clippy::unnecessary_wraps, reason = "ends an arm of a match")]
    fn skip(&mut self, bytes: usize) -> Option<()> {
        self.at += bytes;
        Some(())
    }

    /// Space, comments and line breaks inside of a list.
    fn lines(&mut self) -> Option<()> {
        self.space();
        while let Some(b'\n' | b'\r' | b'#') = self.peek() {
            self.end_of_line()?;
            self.space();
        }
        Some(())
    }

    fn key(&mut self) -> Option<Key<'a>> {
        let start = self.at;
        let word = self.word();
        (!word.is_empty()).then_some((word, start..self.at))
    }

    pub(super) fn header(&mut self) -> Option<Header<'a>> {
        let start = self.at;
        self.expect(b'[')?;
        let is_list = self.eat(b'[');
        let mut path = vec![self.key()?];
        while self.eat(b'.') {
            path.push(self.key()?);
        }
        self.expect(b']')?;
        if is_list {
            self.expect(b']')?;
        }
        (path.len() <= MAX_DEPTH).then_some(Header { path, span: start..self.at, is_list })
    }

    /// `a.b = 1`, into a table that has no such key yet.
    pub(super) fn pair(&mut self, mut table: &mut Table, depth: usize) -> Option<()> {
        let (mut key, mut span) = self.key()?;
        let mut dots = 0;
        while self.eat(b'.') {
            let entry = entry_of(table, key, span)?;
            // Only what dotted keys made may be added to; it stands where its key does.
            let ValueKind::Table(inner) = &mut entry.value.kind else { return None };
            if entry.value.span != entry.key_span {
                return None;
            }
            table = inner;
            (key, span) = self.key()?;
            dots += 1;
        }
        self.space();
        self.expect(b'=')?;
        self.space();
        if dots > MAX_DEPTH || position(table, key).is_some() {
            return None;
        }
        let value = self.value(depth)?;
        add(table, key, span, value)
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        let start = self.at;
        let kind = match self.peek()? {
            b'"' => ValueKind::Text(self.string()?),
            b'[' if depth < MAX_DEPTH => ValueKind::Array(self.list(depth + 1)?),
            b'{' if depth < MAX_DEPTH => ValueKind::Table(self.braces(depth + 1)?),
            b'-' | b'0'..=b'9' | b't' | b'f' => self.plain_value()?,
            _ => return None,
        };
        Some(Value { kind, span: start..self.at })
    }

    /// A text on one line.
    fn string(&mut self) -> Option<String> {
        if self.rest().starts_with(br#"""""#) {
            return None;
        }
        self.at += 1;
        let mut text = self.unescaped()?.to_owned();
        loop {
            if self.eat(b'"') {
                return Some(text);
            }
            self.expect(b'\\')?;
            text.push(match self.peek()? {
                escaped @ (b'"' | b'\\') => char::from(escaped),
                b'n' => '\n',
                b't' => '\t',
                _ => return None,
            });
            self.at += 1;
            text.push_str(self.unescaped()?);
        }
    }

    /// The next part of a text, up to its end, an escape or a line break.
    fn unescaped(&mut self) -> Option<&'a str> {
        let start = self.at;
        self.at += memchr3(b'"', b'\\', b'\n', self.rest())?;
        Some(&self.text[start..self.at])
    }

    fn list(&mut self, depth: usize) -> Option<Vec<Value>> {
        self.expect(b'[')?;
        let mut items = Vec::new();
        loop {
            self.lines()?;
            if self.eat(b']') {
                return Some(items);
            }
            items.push(self.value(depth)?);
            self.lines()?;
            if !self.eat(b',') {
                return self.eat(b']').then_some(items);
            }
        }
    }

    /// A table in braces, on one line.
    fn braces(&mut self, depth: usize) -> Option<Table> {
        self.expect(b'{')?;
        let mut table = Table::default();
        self.space();
        if self.eat(b'}') {
            return Some(table);
        }
        loop {
            self.space();
            self.pair(&mut table, depth)?;
            self.space();
            if !self.eat(b',') {
                return self.eat(b'}').then_some(table);
            }
        }
    }

    /// A truth, a number or a date.
    fn plain_value(&mut self) -> Option<ValueKind> {
        let start = self.at;
        let word = self.word();
        if self.eat(b'.') {
            let digits = self.word();
            let plain = whole(word).is_some() && !digits.is_empty() && is_digits(digits);
            return plain.then(|| number_kind(&self.text[start..self.at]));
        }
        // A time may follow a date.
        let mut after = Cursor { ..*self };
        after.space();
        if matches!(after.peek(), Some(b'0'..=b'9')) {
            return None;
        }
        match word {
            "true" => Some(ValueKind::Bool(true)),
            "false" => Some(ValueKind::Bool(false)),
            _ if is_date(word) => Some(ValueKind::Date(word.to_owned())),
            _ => whole(word).map(ValueKind::Integer),
        }
    }
}

/// A whole number in its plainest form.
fn whole(word: &str) -> Option<i64> {
    let digits = word.strip_prefix('-').unwrap_or(word);
    let plain = is_digits(digits) && (digits == "0" || !digits.starts_with('0')) && word != "-0";
    plain.then(|| word.parse().ok())?
}

fn is_digits(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a word is a day that there is.
fn is_date(word: &str) -> bool {
    let form =
        |(at, byte): (usize, u8)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() };
    word.len() == 10 && word.bytes().enumerate().all(form) && word.parse::<Date>().is_ok()
}
