/// A place in a text that is read from front to back.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// The bytes that are left.
    pub(super) fn rest(&self) -> &'a [u8] {
        &self.text.as_bytes()[self.at..]
    }

    /// The next byte.
    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Passes over so many bytes that were looked at.
    pub(super) fn skip(&mut self, bytes: usize) {
        self.at += bytes;
    }

    /// Passes over a byte, if it is the next one.
    pub(super) fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    /// Passes over a byte that has to come.
    pub(super) fn expect(&mut self, byte: u8) -> Option<()> {
        self.eat(byte).then_some(())
    }

    /// Passes over some bytes, if they come next.
    pub(super) fn eat_all(&mut self, bytes: &[u8]) -> bool {
        let found = self.rest().starts_with(bytes);
        if found {
            self.at += bytes.len();
        }
        found
    }

    /// Passes over spaces and tabs.
    pub(super) fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t')) {
            self.at += 1;
        }
    }

    /// A text in double quotes, without escapes and control characters; the opening quote is still to come.
    pub(super) fn quoted(&mut self) -> Option<&'a str> {
        self.expect(b'"')?;
        let start = self.at;
        self.pass_plain();
        let text = self.text.get(start..self.at)?;
        self.expect(b'"')?;
        Some(text)
    }

    /// A text in double quotes, in which a backslash may stand before one of these bytes, and with `unicode` before
    /// the number of a character.
    pub(super) fn escaped(&mut self, escapes: &[u8], unicode: bool) -> Option<Quoted<'a>> {
        self.expect(b'"')?;
        let start = self.at;
        let mut escaped = false;
        loop {
            self.pass_plain();
            let raw = self.text.get(start..self.at)?;
            match *self.rest() {
                [b'"', ..] => {
                    self.at += 1;
                    return Some(Quoted { raw, escaped });
                }
                [b'\\', b'u', ..] if unicode => self.at += character(self.rest())?.1,
                [b'\\', byte, ..] if escapes.contains(&byte) => self.at += 2,
                _ => return None,
            }
            escaped = true;
        }
    }

    /// Passes over everything up to a quote, a backslash, a control character or the end.
    fn pass_plain(&mut self) {
        let bytes = self.text.as_bytes();
        while let Some(eight) = bytes.get(self.at..).and_then(|rest| rest.first_chunk::<8>()) {
            let found = special(u64::from_le_bytes(*eight));
            if found != 0 {
                self.at += (found.trailing_zeros() / 8) as usize;
                return;
            }
            self.at += 8;
        }
        while matches!(self.peek(), Some(byte) if byte >= b' ' && byte != b'"' && byte != b'\\') {
            self.at += 1;
        }
    }

    /// A word of letters, digits, hyphens and underscores.
    pub(super) fn word(&mut self) -> Option<&'a str> {
        let start = self.at;
        while matches!(self.peek(), Some(b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_')) {
            self.at += 1;
        }
        self.text.get(start..self.at).filter(|word| !word.is_empty())
    }

    /// Passes over spaces, a comment after `#` and the end of the line or of the text.
    pub(super) fn end_of_line(&mut self) -> Option<()> {
        self.space();
        if self.peek() == Some(b'#') {
            let rest = self.rest();
            let line = &rest[..memchr::memchr(b'\n', rest).unwrap_or(rest.len())];
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            // Control characters may not stand in a comment either.
            let plain = |byte: &u8| *byte >= b' ' && *byte != 0x7f || *byte == b'\t';
            line.iter().all(plain).then_some(())?;
            self.at += line.len();
        }
        if self.at == self.text.len() {
            return Some(());
        }
        self.eat(b'\r');
        self.expect(b'\n')
    }

    /// A level: one or two digits without a leading zero, then nothing that could go on with a number.
    pub(super) fn level(&mut self) -> Option<u8> {
        let digits = self.rest();
        let (level, length) = match *digits {
            [b'1', second @ b'0'..=b'9', ..] => (10 + second - b'0', 2),
            [first @ b'0'..=b'9', ..] => (first - b'0', 1),
            _ => return None,
        };
        self.at += length;
        self.eat_all(b".0");
        let goes_on = matches!(self.peek(), Some(b'0'..=b'9' | b'.' | b'e' | b'E' | b'_' | b'-'));
        (!goes_on).then_some(level)
    }
}

/// A text as it stands between its quotes.
#[derive(Clone, Copy)]
pub(super) struct Quoted<'a> {
    /// With its escapes.
    pub(super) raw: &'a str,
    /// Whether it has any.
    pub(super) escaped: bool,
}

impl Quoted<'_> {
    /// Whether it has more than white space, judged by its first character; `None` where that does not tell.
    pub(super) fn says_something(self) -> Option<()> {
        let first = match self.raw.as_bytes() {
            [b'\\', b'u', ..] => character(self.raw.as_bytes())?.0,
            [b'\\', b'"' | b'\\' | b'/', ..] => return Some(()),
            [b'\\', ..] => return None,
            _ => self.raw.chars().next()?,
        };
        (!first.is_whitespace()).then_some(())
    }
}

/// The character of an escape such as `\u3042`, or of two that make one, and how long they are.
fn character(escape: &[u8]) -> Option<(char, usize)> {
    let unit = |bytes: &[u8]| {
        let [b'\\', b'u', digits @ ..] = bytes else { return None };
        let mut digits = digits.get(..4)?.iter().map(|digit| char::from(*digit).to_digit(16));
        digits.try_fold(0, |number, digit| Some(number * 16 + digit?))
    };
    let first = unit(escape)?;
    if let Some(single) = char::from_u32(first) {
        return Some((single, 6));
    }
    let second = unit(escape.get(6..)?).filter(|second| (0xdc00..0xe000).contains(second))?;
    let high = first.checked_sub(0xd800).filter(|high| *high < 0x400)?;
    Some((char::from_u32(0x1_0000 + (high << 10) + (second - 0xdc00))?, 12))
}

/// Marks the high bit of every byte that ends a plain text: a quote, a backslash or a control character. Only the
/// lowest mark is sure to be right.
fn special(eight: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let zero = |bytes: u64| bytes.wrapping_sub(ONES) & !bytes & HIGH;
    let below_space = eight.wrapping_sub(ONES * 0x20) & !eight & HIGH;
    zero(eight ^ (ONES * 0x22)) | zero(eight ^ (ONES * 0x5c)) | below_space
}

#[cfg(test)]
mod tests {
    use super::Cursor;

    #[test]
    fn quoted_texts_end_where_they_end() {
        for length in 0..40 {
            let inside = "語a".repeat(length);
            let text = format!("\"{inside}\",12345678");
            assert_eq!(Cursor::new(&text).quoted(), Some(inside.as_str()));
            for bad in ["\\", "\n", "\u{1f}", "\0"] {
                assert_eq!(Cursor::new(&format!("\"{inside}{bad}x\",12345678")).quoted(), None);
            }
            assert_eq!(Cursor::new(&format!("\"{inside}")).quoted(), None);
        }
    }

    #[test]
    fn escapes_are_passed_over_where_they_are_right() {
        for (text, length) in
            [(r#""a\"b",12345678"#, 4), (r#""\u3042","#, 6), (r#""\ud83d\ude00\n""#, 14), (r#""""#, 0)]
        {
            let quoted = Cursor::new(text).escaped(b"\"\\/bfnrt", true);
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
            assert!(Cursor::new(text).escaped(b"\"\\/bfnrt", true).is_none(), "{text}");
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
            let quoted = super::Quoted { raw: text, escaped: text.contains('\\') };
            assert_eq!(quoted.says_something().is_some(), says, "{text}");
        }
    }

    #[test]
    fn levels_are_small_whole_numbers() {
        for (text, level) in [("0,", 0), ("10}", 10), ("3.0,", 3), ("2", 2), ("19 ", 19)] {
            assert_eq!(Cursor::new(text).level(), Some(level), "{text}");
        }
        for text in ["", "-1", "01", "20", "3.5", "3.00", "1e0", "2.0e0", "100", "x"] {
            assert_eq!(Cursor::new(text).level(), None, "{text}");
        }
    }
}
