use wide::u8x16;

use crate::source::are;

/// A place in a text that is read from front to back.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    rest: &'a [u8],
}

impl<'a> Cursor<'a> {
    #[inline]
    pub(super) fn new(text: &'a [u8]) -> Self {
        Self { rest: text }
    }

    /// The bytes that are left.
    #[inline]
    pub(super) fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// The next byte.
    #[inline]
    pub(super) fn peek(&self) -> Option<u8> {
        self.rest.first().copied()
    }

    /// Passes over so many bytes that were looked at.
    #[inline]
    pub(super) fn skip(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
    }

    /// Passes over a byte, if it is the next one.
    #[inline]
    pub(super) fn eat(&mut self, byte: u8) -> bool {
        match self.rest {
            [first, rest @ ..] if *first == byte => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    /// Passes over a byte that has to come.
    #[inline]
    pub(super) fn expect(&mut self, byte: u8) -> Option<()> {
        self.eat(byte).then_some(())
    }

    /// Passes over some bytes, if they come next.
    #[inline]
    pub(super) fn eat_all<const N: usize>(&mut self, bytes: &[u8; N]) -> bool {
        match self.rest.split_first_chunk() {
            Some((first, rest)) if first == bytes => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    /// Passes over spaces and tabs.
    #[inline]
    pub(super) fn space(&mut self) {
        if let [0..=b' ', ..] = self.rest {
            // Mostly there is one blank or none.
            self.eat(b' ');
            if let [0..=b' ', ..] = self.rest {
                self.all_space();
            }
        }
    }

    fn all_space(&mut self) {
        while let [b' ' | b'\t', rest @ ..] = self.rest {
            self.rest = rest;
        }
    }

    /// A text in double quotes, without escapes and control characters.
    #[inline]
    pub(super) fn quoted(&mut self) -> Option<&'a [u8]> {
        self.expect(b'"')?;
        let text = self.plain();
        self.expect(b'"')?;
        Some(text)
    }

    /// A text in double quotes, in which a backslash may stand before one of these bytes, and with `unicode` before
    /// the number of a character.
    #[inline]
    pub(super) fn escaped(&mut self, escapes: &[u8], unicode: bool) -> Option<Quoted<'a>> {
        self.expect(b'"')?;
        let start = self.rest;
        let raw = self.plain();
        if self.eat(b'"') {
            return Some(Quoted { raw, escaped: false });
        }
        self.go_on_escaped(escapes, unicode)?;
        let raw = start.get(..start.len() - self.rest.len())?;
        self.expect(b'"')?;
        Some(Quoted { raw, escaped: true })
    }

    /// Passes over a text that says something and has no escapes; false leaves it where it is.
    #[inline]
    pub(super) fn pass_said(&mut self) -> bool {
        // A first byte such as these tells.
        let [b'"', text @ ..] = self.rest else { return false };
        let ([b'!' | b'#'..=b'[' | b']'..=b'~' | 0xe4..=0xf4, ..], length) = (text, plain_length(text))
        else {
            return false;
        };
        let said = text.get(length) == Some(&b'"');
        if said {
            self.rest = &text[length + 1..];
        }
        said
    }

    /// Passes over escapes and what stands between them, up to a quote.
    fn go_on_escaped(&mut self, escapes: &[u8], unicode: bool) -> Option<()> {
        loop {
            match *self.rest {
                [b'"', ..] => return Some(()),
                [b'\\', b'u', ..] if unicode => self.skip(character(self.rest)?.1),
                [b'\\', byte, ..] if escapes.contains(&byte) => self.skip(2),
                _ => return None,
            }
            self.plain();
        }
    }

    /// Everything up to a quote, a backslash, a control character or the end.
    #[inline]
    fn plain(&mut self) -> &'a [u8] {
        let (plain, rest) = self.rest.split_at(plain_length(self.rest));
        self.rest = rest;
        plain
    }

    /// A word of letters, digits, hyphens and underscores.
    pub(super) fn word(&mut self) -> Option<&'a [u8]> {
        let other = |byte: &u8| !matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_');
        let length = self.rest.iter().position(other).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(length);
        self.rest = rest;
        (!word.is_empty()).then_some(word)
    }

    /// Passes over spaces, a comment after `#` and the end of the line or of the text.
    pub(super) fn end_of_line(&mut self) -> Option<()> {
        self.space();
        if self.peek() == Some(b'#') {
            let line = &self.rest[..memchr::memchr(b'\n', self.rest).unwrap_or(self.rest.len())];
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            // Control characters may not stand in a comment either.
            let plain = |byte: &u8| *byte >= b' ' && *byte != 0x7f || *byte == b'\t';
            line.iter().all(plain).then_some(())?;
            self.skip(line.len());
        }
        if self.rest.is_empty() {
            return Some(());
        }
        self.eat(b'\r');
        self.expect(b'\n')
    }

    /// A digit.
    #[inline]
    pub(super) fn digit(&mut self) -> Option<u8> {
        let [digit @ b'0'..=b'9', rest @ ..] = self.rest else { return None };
        self.rest = rest;
        Some(digit - b'0')
    }

    /// A level: one or two digits without a leading zero, then nothing that could go on with a number.
    #[inline]
    pub(super) fn level(&mut self) -> Option<u8> {
        if let [digit @ b'0'..=b'9', b',' | b'}', ..] = *self.rest {
            self.skip(1);
            return Some(digit - b'0');
        }
        self.any_level()
    }

    fn any_level(&mut self) -> Option<u8> {
        let (level, length) = match *self.rest {
            [b'1', second @ b'0'..=b'9', ..] => (10 + second - b'0', 2),
            [first @ b'0'..=b'9', ..] => (first - b'0', 1),
            _ => return None,
        };
        self.skip(length);
        self.eat_all(b".0");
        let goes_on = matches!(self.peek(), Some(b'0'..=b'9' | b'.' | b'e' | b'E' | b'_' | b'-'));
        (!goes_on).then_some(level)
    }
}

/// A text as it stands between its quotes.
#[derive(Clone, Copy)]
pub(super) struct Quoted<'a> {
    /// With its escapes.
    pub(super) raw: &'a [u8],
    /// Whether it has any.
    pub(super) escaped: bool,
}

impl Quoted<'_> {
    /// Whether it has more than white space, judged by its first character; `None` where that does not tell.
    #[inline]
    pub(super) fn says_something(self) -> Option<()> {
        match self.raw {
            // Beyond ASCII, white space begins with other bytes than these.
            [b'!'..=b'[' | b']'..=b'~' | 0xe4..=0xf4, ..] => Some(()),
            [0xe3, second, third, ..] if (*second, *third) != (0x80, 0x80) => Some(()),
            _ => self.says_something_else(),
        }
    }

    fn says_something_else(self) -> Option<()> {
        let first = match self.raw {
            [b'\\', b'u', ..] => character(self.raw)?.0,
            [b'\\', b'"' | b'\\' | b'/', ..] => return Some(()),
            [b'\\', ..] => return None,
            raw => std::str::from_utf8(raw).ok()?.chars().next()?,
        };
        (!first.is_whitespace()).then_some(())
    }
}

/// Whether a text is free of quotes, backslashes and control characters.
pub(in crate::batch) fn is_plain(text: &str) -> bool {
    plain_length(text.as_bytes()) == text.len()
}

/// The value of every hexadecimal digit, and `u8::MAX` for all other bytes.
const HEX: [u8; 256] = {
    let mut values = [u8::MAX; 256];
    let mut value = 0;
    while value < 16 {
        let digit = b"0123456789abcdef"[value as usize];
        values[digit as usize] = value;
        values[digit.to_ascii_uppercase() as usize] = value;
        value += 1;
    }
    values
};

/// The character of an escape such as `\u3042`, or of two that make one, and how long they are.
fn character(escape: &[u8]) -> Option<(char, usize)> {
    let unit = |bytes: &[u8]| {
        let [b'\\', b'u', digits @ ..] = bytes else { return None };
        let digits = digits.first_chunk::<4>()?.map(|digit| u32::from(HEX[usize::from(digit)]));
        let number = digits.iter().fold(0, |number, digit| number << 4 | digit);
        digits.iter().all(|digit| *digit < 16).then_some(number)
    };
    let first = unit(escape)?;
    if let Some(single) = char::from_u32(first) {
        return Some((single, 6));
    }
    let second = unit(escape.get(6..)?).filter(|second| (0xdc00..0xe000).contains(second))?;
    let high = first.checked_sub(0xd800).filter(|high| *high < 0x400)?;
    Some((char::from_u32(0x1_0000 + (high << 10) + (second - 0xdc00))?, 12))
}

/// How many bytes come before a quote, a backslash, a control character or the end.
#[inline]
fn plain_length(bytes: &[u8]) -> usize {
    let (chunks, rest) = bytes.as_chunks();
    let mut length = 0;
    for chunk in chunks {
        let found = special(u8x16::from(*chunk));
        if found != 0 {
            return length + found.trailing_zeros() as usize;
        }
        length += 16;
    }
    let is_special = |byte: &u8| matches!(byte, 0..=0x1f | b'"' | b'\\');
    length + rest.iter().position(is_special).unwrap_or(rest.len())
}

/// Marks every byte that ends a plain text, the first byte as the lowest bit: a quote, a backslash or a control
/// character.
#[inline]
fn special(bytes: u8x16) -> u32 {
    let control = bytes.simd_eq(bytes.min(u8x16::splat(0x1f)));
    (are(bytes, b'"') | are(bytes, b'\\') | control).to_bitmask()
}

#[cfg(test)]
mod tests {
    use super::Cursor;

    #[test]
    fn quoted_texts_end_where_they_end() {
        for length in 0..40 {
            let inside = "語a".repeat(length);
            let text = format!("\"{inside}\",12345678");
            assert_eq!(Cursor::new(text.as_bytes()).quoted(), Some(inside.as_bytes()));
            for bad in ["\\", "\n", "\u{1f}", "\0"] {
                assert_eq!(Cursor::new(format!("\"{inside}{bad}x\",12345678").as_bytes()).quoted(), None);
            }
            assert_eq!(Cursor::new(format!("\"{inside}").as_bytes()).quoted(), None);
        }
    }

    #[test]
    fn escapes_are_passed_over_where_they_are_right() {
        for (text, length) in
            [(r#""a\"b",12345678"#, 4), (r#""\u3042","#, 6), (r#""\ud83d\ude00\n""#, 14), (r#""""#, 0)]
        {
            let quoted = Cursor::new(text.as_bytes()).escaped(b"\"\\/bfnrt", true);
            assert_eq!(quoted.map(|quoted| quoted.raw.len()), Some(length), "{text}");
        }
        for text in [
            r#""\x""#,
            r#""\u30""#,
            r#""\ud83d""#,
            r#""\ud83d\u0041""#,
            r#""\ude00""#,
            r#""a\"#,
            "\"a\nb\"",
            "\"a",
        ] {
            assert!(Cursor::new(text.as_bytes()).escaped(b"\"\\/bfnrt", true).is_none(), "{text}");
        }
    }

    #[test]
    fn what_says_something_is_told_by_its_first_character() {
        for (text, says) in [
            ("a", true),
            (" ", false),
            ("\u{3000}a", false),
            (r"\u3000", false),
            (r"\u3042", true),
            (r"\n", false),
            ("\\\"", true),
            ("", false),
        ] {
            let quoted = super::Quoted { raw: text.as_bytes(), escaped: text.contains('\\') };
            assert_eq!(quoted.says_something().is_some(), says, "{text}");
        }
    }

    #[test]
    fn levels_are_small_whole_numbers() {
        for (text, level) in [("0,", 0), ("10}", 10), ("3.0,", 3), ("2", 2), ("19 ", 19)] {
            assert_eq!(Cursor::new(text.as_bytes()).level(), Some(level), "{text}");
        }
        for text in ["", "-1", "01", "20", "3.5", "3.00", "1e0", "2.0e0", "100", "x"] {
            assert_eq!(Cursor::new(text.as_bytes()).level(), None, "{text}");
        }
    }
}
