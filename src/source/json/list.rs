//! A list of JSON values, handed out one by one, however long it is.

use std::io::{self, ErrorKind, Read};
use std::sync::Arc;

use memchr::memchr_iter;

use super::super::toml::SyntaxCodes;
use super::super::{Diagnostic, MAX_LINE, SourceFile, without_mark};
use super::reasons::syntax;

/// How much is read at a time, in bytes.
const READ: usize = 256 << 10;

/// How much of a line is shown at a syntax error.
const SHOWN: usize = 120;

/// Whether bytes begin like a list of objects, or an empty list. No TOML file begins like this.
pub(crate) fn is_json_list(bytes: &[u8]) -> bool {
    let mut bytes = without_mark(bytes).iter().filter(|byte| !is_blank(**byte));
    bytes.next() == Some(&b'[') && matches!(bytes.next(), Some(b'{' | b']'))
}

/// An item of a list: its line, column (in characters) and number, all from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ItemPlace {
    pub(crate) line: usize,
    pub(crate) column: usize,
    pub(crate) number: usize,
}

/// What comes next in a list.
pub(crate) enum ListStep {
    /// An item, whose bytes have been handed out; they may still be malformed.
    Item(ItemPlace),
    /// An item longer than [`MAX_LINE`]; it is skipped.
    TooLong(ItemPlace),
    /// The list is malformed here, and the rest is not read.
    Broken(Box<Diagnostic>),
    /// Nothing without reading more.
    Pause,
    /// It is over.
    End,
    /// It cannot be read on.
    Unreadable(io::Error),
}

/// Reads a list item by item, in memory for the longest of them. Checks only the syntax between items.
pub(crate) struct ListItems<R> {
    name: String,
    codes: SyntaxCodes,
    reader: R,
    buffer: Vec<u8>,
    /// The buffer has been used up to here, which is at this place.
    at: usize,
    line: usize,
    column: usize,
    number: usize,
    next: Next,
    ended: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Bracket,
    FirstItem,
    Item,
    Comma,
    Rest,
    Nothing,
}

/// The state of scanning an item.
#[derive(Default)]
struct Scan {
    length: usize,
    depth: usize,
    in_text: bool,
    escaped: bool,
}

impl<R: Read> ListItems<R> {
    /// The items of a list, of which `start` has been read already.
    pub(crate) fn new(name: String, codes: SyntaxCodes, start: Vec<u8>, reader: R) -> Self {
        let at = start.len() - without_mark(&start).len();
        let (line, column, number, next) = (1, 1, 0, Next::Bracket);
        Self { name, codes, reader, buffer: start, at, line, column, number, next, ended: false }
    }

    /// Moves to the next item and appends its bytes to `out`. What is buffered is used up before more is read, and
    /// nothing is read unless `may_read`.
    pub(crate) fn next(&mut self, out: &mut Vec<u8>, may_read: bool) -> ListStep {
        loop {
            let blanks = self.buffer[self.at..].iter().take_while(|byte| is_blank(**byte)).count();
            self.pass(blanks);
            let Some(byte) = self.buffer.get(self.at).copied() else {
                if self.ended {
                    return self.end();
                }
                if !may_read {
                    return ListStep::Pause;
                }
                if let Err(error) = self.read_on() {
                    return self.unreadable(error);
                }
                continue;
            };
            match (self.next, byte) {
                (Next::Bracket, b'[') => self.punctuation(Next::FirstItem),
                (Next::FirstItem | Next::Comma, b']') => self.punctuation(Next::Rest),
                (Next::Comma, b',') => self.punctuation(Next::Item),
                (Next::Item, b']') => return self.broken("trailing comma"),
                (Next::Item | Next::FirstItem, b',') | (Next::Bracket, _) => {
                    return self.broken("expected value");
                }
                (Next::Item | Next::FirstItem, _) => match self.item(out, may_read) {
                    Ok(step) => return step,
                    Err(error) => return self.unreadable(error),
                },
                (Next::Comma, _) => return self.broken("expected `,` or `]`"),
                (Next::Rest, _) => return self.broken("trailing characters"),
                (Next::Nothing, _) => return ListStep::End,
            }
        }
    }

    fn punctuation(&mut self, next: Next) {
        self.pass(1);
        self.next = next;
    }

    fn end(&mut self) -> ListStep {
        match self.next {
            Next::Rest | Next::Nothing => ListStep::End,
            _ => self.broken("EOF while parsing a list"),
        }
    }

    fn item(&mut self, out: &mut Vec<u8>, may_read: bool) -> io::Result<ListStep> {
        let place = ItemPlace { line: self.line, column: self.column, number: self.number + 1 };
        let (mut scan, mut is_long) = (Scan::default(), false);
        while !scan.goes_to_end(&self.buffer[self.at..]) && !self.ended {
            if !may_read {
                return Ok(ListStep::Pause);
            }
            is_long |= scan.length > MAX_LINE;
            if is_long {
                self.pass(scan.length);
                scan.length = 0;
            }
            self.read_on()?;
        }
        is_long |= scan.length > MAX_LINE;
        if !is_long {
            out.extend_from_slice(&self.buffer[self.at..self.at + scan.length]);
        }
        self.pass(scan.length);
        (self.number, self.next) = (place.number, Next::Comma);
        Ok(if is_long { ListStep::TooLong(place) } else { ListStep::Item(place) })
    }

    fn read_on(&mut self) -> io::Result<()> {
        self.buffer.drain(..self.at);
        self.at = 0;
        let length = self.buffer.len();
        self.buffer.resize(length + READ.max(length), 0);
        let read = loop {
            match self.reader.read(&mut self.buffer[length..]) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                read => break read,
            }
        };
        self.buffer.truncate(length + *read.as_ref().unwrap_or(&0));
        self.ended = read? == 0;
        Ok(())
    }

    /// Skips some bytes.
    fn pass(&mut self, length: usize) {
        let passed = &self.buffer[self.at..self.at + length];
        let characters = |bytes: &[u8]| bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count();
        match passed.iter().rposition(|byte| *byte == b'\n') {
            Some(last) => {
                self.line += memchr_iter(b'\n', passed).count();
                self.column = 1 + characters(&passed[last + 1..]);
            }
            None => self.column += characters(passed),
        }
        self.at += length;
    }

    fn unreadable(&mut self, error: io::Error) -> ListStep {
        (self.ended, self.next) = (true, Next::Nothing);
        ListStep::Unreadable(error)
    }

    /// The rest of the list cannot be used.
    fn broken(&mut self, report: &str) -> ListStep {
        let rest = &self.buffer[self.at..];
        let shown = rest.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let shown = String::from_utf8_lossy(&shown[..shown.len().min(SHOWN)]).into_owned();
        let length = shown.chars().next().map_or(0, char::len_utf8);
        let before = if self.next == Next::Item { "," } else { "" };
        let file = SourceFile::new(self.name.as_str(), shown);
        let file = Arc::new(SourceFile { first_line: self.line, first_column: self.column, ..file });
        self.next = Next::Nothing;
        (self.at, self.ended) = (self.buffer.len(), true);
        ListStep::Broken(Box::new(syntax(report, before, &file.text, self.codes).at(&file, 0..length)))
    }
}

impl Scan {
    /// Scans an item; false if its end is not among the bytes.
    fn goes_to_end(&mut self, bytes: &[u8]) -> bool {
        while let Some(byte) = bytes.get(self.length).copied() {
            if self.in_text {
                // No string spans lines: an open one is closed here, so that only this item is lost.
                self.in_text = byte != b'\n' && (self.escaped || byte != b'"');
                self.escaped = byte == b'\\' && !self.escaped;
            } else {
                match byte {
                    b'"' => self.in_text = true,
                    b'{' | b'[' => self.depth += 1,
                    b'}' | b']' if self.depth > 0 => {
                        self.depth -= 1;
                        if self.depth == 0 {
                            self.length += 1;
                            return true;
                        }
                    }
                    b'}' | b']' | b',' if self.depth == 0 => return true,
                    _ => {}
                }
            }
            self.length += 1;
        }
        false
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::{ItemPlace, ListItems, ListStep, MAX_LINE, is_json_list};
    use crate::source::SyntaxCodes;

    /// Hands out a few bytes at a time.
    struct Drip<'a>(&'a [u8], usize);

    impl Read for Drip<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let step = self.1.min(buffer.len());
            Read::read(&mut self.0, &mut buffer[..step])
        }
    }

    fn steps(text: &[u8], step: usize) -> Vec<String> {
        let mut items = ListItems::new("x".into(), SyntaxCodes::SHEET, Vec::new(), Drip(text, step));
        let mut all = Vec::new();
        loop {
            let mut out = Vec::new();
            let place = |ItemPlace { line, column, number }| format!("{number} at {line}:{column}");
            match items.next(&mut out, true) {
                ListStep::Item(at) => all.push(format!("{}: {}", place(at), String::from_utf8_lossy(&out))),
                ListStep::TooLong(at) => all.push(format!("{}: too long", place(at))),
                ListStep::Broken(problem) => {
                    let at = problem.place.expect("a place");
                    let (line, column) = at.file.position(at.span.start);
                    all.push(format!("{line}:{column}: {}", problem.message.en));
                }
                ListStep::End => return all,
                ListStep::Pause | ListStep::Unreadable(_) => panic!("nothing is missing"),
            }
        }
    }

    #[test]
    fn items_come_with_their_places_whatever_the_pieces() {
        let comma = "this is not JSON: a comma or a closing bracket is missing before this";
        let cases: [(&str, &[&str]); 9] = [
            ("[]", &[]),
            (" [ ] \n", &[]),
            ("[{\"雲\":\"]\"},{}]", &["1 at 1:2: {\"雲\":\"]\"}", "2 at 1:12: {}"]),
            (
                "[\n  {\"a\": [1, \"\\\"}\"]},\n\n  2\n]",
                &["1 at 2:3: {\"a\": [1, \"\\\"}\"]}", "2 at 4:3: 2\n"],
            ),
            ("[{},]", &["1 at 1:2: {}", "1:5: this is not JSON: there is one comma too many before this"]),
            ("[{} {}]", &["1 at 1:2: {}", &format!("1:5: {comma}")]),
            ("[{}", &["1 at 1:2: {}", "1:4: this is not JSON: it ends before it is complete"]),
            ("[{}]\nx", &["1 at 1:2: {}", "2:1: this is not JSON: there is something after the end"]),
            ("[{\"a\":\"b},\n{}},{}]", &["1 at 1:2: {\"a\":\"b},\n{}}", "2 at 2:5: {}"]),
        ];
        for (text, expected) in cases {
            for step in [1, 2, 5, 1000] {
                assert_eq!(steps(text.as_bytes(), step), expected, "{text} by {step}");
            }
        }
    }

    #[test]
    fn an_item_that_is_too_long_is_left_out_alone() {
        let text = format!("[{{}},{{\"a\":\"{}\"}},{{}}]", "x".repeat(2 * MAX_LINE));
        let column = text.len() - 2;
        let expected =
            ["1 at 1:2: {}".to_owned(), "2 at 1:5: too long".to_owned(), format!("3 at 1:{column}: {{}}")];
        assert_eq!(steps(text.as_bytes(), 1 << 20), expected);
    }

    #[test]
    fn headers_of_toml_are_no_lists() {
        for (text, expected) in
            [("\u{feff}[ \n{", true), ("[]", true), ("[answers]\n", false), ("[[a]]", false), ("{", false)]
        {
            assert_eq!(is_json_list(text.as_bytes()), expected, "{text}");
        }
    }
}
