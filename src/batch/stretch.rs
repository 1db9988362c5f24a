use std::io::{self, ErrorKind, Read};

use memchr::{memchr, memchr_iter, memchr2, memrchr};

use crate::source::{MAX_LINE, line_breaks, whole_rows};

/// How much is read at a time, in bytes; more would not stay in the processor's cache.
const STRETCH: usize = 256 << 10;

/// How many lines or rows a stretch has at most.
const MOST_LINES: usize = 500;

/// The approximate limit on the results of a stretch, in bytes: if its lines are short, it has fewer of them.
const RESULTS: usize = 4 << 20;

/// How many sheets a stretch has at most, given roughly how much is written for each.
pub(super) fn most_sheets(result: usize) -> usize {
    (RESULTS / result.max(1)).clamp(1, MOST_LINES)
}

/// The longest row to wait for, in bytes. An unpaired quotation mark would pull everything after it into its row; a row
/// that has not ended by then is taken to be only its first line, as in a file that is read whole.
const LONGEST_ROW: usize = 64 << 20;

/// Whole lines or rows of one file.
#[derive(Debug, Default)]
pub(super) struct Stretch {
    pub(super) name: String,
    pub(super) first_line: usize,
    /// The lines, and whatever has been read after them.
    buffer: Vec<u8>,
    length: usize,
}

impl Stretch {
    /// Whether a byte order mark may precede the first line.
    pub(super) fn begins_file(&self) -> bool {
        self.first_line == 1
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.buffer[..self.length]
    }

    /// Begins anew, with nothing of a file.
    pub(super) fn begin(&mut self, name: &str) {
        self.buffer.clear();
        (self.length, self.first_line) = (0, 1);
        name.clone_into(&mut self.name);
    }

    /// Adds what a function appends to its bytes.
    pub(super) fn add<T>(&mut self, add: impl FnOnce(&mut Vec<u8>) -> T) -> T {
        let added = add(&mut self.buffer);
        self.length = self.buffer.len();
        added
    }

    pub(super) fn is_full(&self, sheets: usize, most: usize) -> bool {
        sheets >= most || self.length >= STRETCH
    }
}

pub(super) enum Filled {
    Lines,
    End,
    /// A line that is too long, by its number; reading can continue after it.
    TooLong(usize),
    Broken(io::Error),
}

/// Reads a file in stretches of whole lines or rows.
pub(super) struct Stretches {
    name: String,
    /// For a table, the character between its cells: there a line break in quotes does not end a row.
    separator: Option<u8>,
    reader: Box<dyn Read + Send>,
    /// What has been read of the lines to come.
    rest: Vec<u8>,
    /// How much of that has been delivered.
    at: usize,
    /// How many lines or rows a stretch has at most.
    most: usize,
    next_line: usize,
    ended: bool,
}

impl Stretches {
    /// The lines of a reader, of which `start` has already been read.
    pub(super) fn of_lines(name: String, start: Vec<u8>, reader: Box<dyn Read + Send>) -> Self {
        let (at, most, next_line) = (0, MOST_LINES, 1);
        Self { name, separator: None, reader, rest: start, at, most, next_line, ended: false }
    }

    /// The same, with at most this many lines or rows in a stretch.
    #[must_use]
    pub(super) fn of_at_most(self, most: usize) -> Self {
        Self { most, ..self }
    }

    /// The rows of a reader, of which `start` has already been read; the first is on this line.
    pub(super) fn of_rows(
        name: String,
        start: Vec<u8>,
        reader: Box<dyn Read + Send>,
        separator: u8,
        line: usize,
    ) -> Self {
        Self { separator: Some(separator), next_line: line, ..Self::of_lines(name, start, reader) }
    }

    /// Reads the next stretch. From a pipe it takes what has arrived, so that a program waiting for an answer gets it.
    pub(super) fn fill(&mut self, stretch: &mut Stretch) -> Filled {
        let buffer = &mut stretch.buffer;
        buffer.clear();
        let rest = &self.rest[self.at..];
        // Much may have been read for a row that turned out to be only its first line.
        if rest.len() > 2 * STRETCH {
            let end = self.whole(&rest[..STRETCH]);
            if end > 0 {
                buffer.extend_from_slice(&rest[..end]);
                self.at += end;
                return self.filled(stretch, end);
            }
        }
        buffer.extend_from_slice(rest);
        self.rest.clear();
        self.rest.shrink_to(2 * STRETCH);
        self.at = 0;
        let longest = if self.separator.is_some() { LONGEST_ROW } else { MAX_LINE };
        let end = loop {
            match self.whole(buffer) {
                0 => {}
                end => break end,
            }
            if self.ended {
                break self.last(buffer);
            }
            if buffer.len() > longest {
                match memchr(b'\n', buffer) {
                    Some(newline) => break newline + 1,
                    None => return self.too_long(buffer),
                }
            }
            if let Err(error) = self.read_on(buffer, longest) {
                self.ended = true;
                return Filled::Broken(error);
            }
        };
        if end == 0 {
            return Filled::End;
        }
        if buffer.len() - end > 2 * STRETCH {
            // The remainder stays where it is.
            std::mem::swap(&mut self.rest, buffer);
            self.at = end;
            buffer.extend_from_slice(&self.rest[..end]);
        } else {
            self.rest.extend_from_slice(&buffer[end..]);
        }
        self.filled(stretch, end)
    }

    /// A stretch whose buffer holds whole lines up to this byte.
    fn filled(&mut self, stretch: &mut Stretch, end: usize) -> Filled {
        stretch.length = end;
        stretch.name.clone_from(&self.name);
        stretch.first_line = self.next_line;
        let lines = &stretch.buffer[..end];
        self.next_line += match self.separator {
            Some(_) => line_breaks(lines),
            None => memchr_iter(b'\n', lines).count(),
        };
        Filled::Lines
    }

    /// Takes back what a stretch holds from a byte on, which is on this line.
    pub(super) fn take_back(&mut self, stretch: &mut Stretch, at: usize, line: usize) {
        if self.at == 0 {
            self.rest = stretch.buffer[at..].to_vec();
        } else {
            // What was delivered still precedes the remainder.
            self.at -= stretch.length - at;
        }
        self.next_line = line;
        stretch.length = at;
    }

    /// Reads once: enough for a stretch, or as much again as there is of a longer line, but not more than it takes to
    /// see that the line is too long.
    fn read_on(&mut self, buffer: &mut Vec<u8>, longest: usize) -> io::Result<()> {
        let length = buffer.len();
        buffer.resize(if length < STRETCH { STRETCH } else { (2 * length).min(longest + 1) }, 0);
        let read = loop {
            match self.reader.read(&mut buffer[length..]) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                read => break read,
            }
        };
        buffer.truncate(length + *read.as_ref().unwrap_or(&0));
        self.ended = read? == 0;
        Ok(())
    }

    /// The end of the last whole line or row that one stretch may have; 0 if none is whole.
    fn whole(&self, bytes: &[u8]) -> usize {
        match self.separator {
            Some(separator) => whole_rows(bytes, separator, self.most),
            None => match memchr_iter(b'\n', bytes).nth(self.most - 1) {
                Some(newline) => newline + 1,
                None => memrchr(b'\n', bytes).map_or(0, |newline| newline + 1),
            },
        }
    }

    /// The end of the last line or row when nothing follows it.
    fn last(&self, buffer: &mut Vec<u8>) -> usize {
        let length = buffer.len();
        let Some(separator) = self.separator.filter(|_| length > 0) else { return length };
        // A line break shows where the last row ends; a row with an unpaired quotation mark is only its first line.
        buffer.push(b'\n');
        let end = match whole_rows(buffer, separator, self.most) {
            0 => memchr2(b'\n', b'\r', buffer).map_or(length, |end| end + 1),
            end => end,
        };
        buffer.pop();
        end.min(length)
    }

    /// Skips the rest of a line, and frees its memory.
    fn too_long(&mut self, buffer: &mut Vec<u8>) -> Filled {
        let line = self.next_line;
        self.next_line += 1;
        *buffer = vec![0; STRETCH];
        loop {
            match self.reader.read(buffer) {
                Ok(0) => {
                    self.ended = true;
                    break;
                }
                Ok(read) => {
                    if let Some(newline) = memchr(b'\n', &buffer[..read]) {
                        self.rest.extend_from_slice(&buffer[newline + 1..read]);
                        break;
                    }
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => {
                    self.ended = true;
                    return Filled::Broken(error);
                }
            }
        }
        Filled::TooLong(line)
    }
}
#[cfg(test)]
mod tests {
    use std::io::{self, Read};

    use super::{Filled, MAX_LINE, STRETCH, Stretch, Stretches, line_breaks};

    struct Drip(Vec<u8>, usize);

    impl Read for Drip {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let length = self.0.len().min(self.1).min(buffer.len());
            buffer[..length].copy_from_slice(&self.0[..length]);
            self.0.drain(..length);
            Ok(length)
        }
    }

    #[test]
    fn lines_are_whole_and_counted() {
        for (step, text) in [(1, "a\nbb\n\nccc"), (3, "a\nbb\n\nccc\n"), (100, ""), (2, "\n\n\n")] {
            let mut lines =
                Stretches::of_lines("x".into(), Vec::new(), Box::new(Drip(text.as_bytes().to_vec(), step)));
            let (mut stretch, mut all, mut number) = (Stretch::default(), Vec::new(), 1);
            while let Filled::Lines = lines.fill(&mut stretch) {
                assert_eq!(stretch.first_line, number);
                number += line_breaks(stretch.bytes());
                all.extend_from_slice(stretch.bytes());
                assert!(all.len() == text.len() || all.ends_with(b"\n"));
            }
            assert_eq!(all, text.as_bytes());
        }
    }

    #[test]
    fn what_an_open_quote_has_gathered_is_handed_on_in_pieces() {
        let text = format!("\"a,1\n{}", "b,2\n".repeat(STRETCH));
        let reader = Box::new(io::Cursor::new(text.clone().into_bytes()));
        let mut rows = Stretches::of_rows("x".into(), Vec::new(), reader, b',', 1);
        let (mut stretch, mut all, mut number) = (Stretch::default(), Vec::new(), 1);
        while let Filled::Lines = rows.fill(&mut stretch) {
            assert!(stretch.bytes().len() <= 2 * STRETCH);
            assert_eq!(stretch.first_line, number);
            number += line_breaks(stretch.bytes());
            all.extend_from_slice(stretch.bytes());
        }
        assert!(all == text.into_bytes(), "nothing is lost");
    }

    #[test]
    fn a_line_that_is_too_long_is_skipped_alone() {
        let text = [b"a\n".to_vec(), vec![b'x'; MAX_LINE + 9], b"\nb\nc".to_vec()].concat();
        let mut lines = Stretches::of_lines("x".into(), Vec::new(), Box::new(io::Cursor::new(text)));
        let (mut stretch, mut seen) = (Stretch::default(), Vec::new());
        loop {
            match lines.fill(&mut stretch) {
                Filled::Lines => {
                    let start = &stretch.bytes()[..stretch.bytes().len().min(9)];
                    seen.push((stretch.first_line, String::from_utf8_lossy(start).into_owned()));
                }
                Filled::TooLong(line) => seen.push((line, "long".to_owned())),
                Filled::End => break,
                Filled::Broken(error) => panic!("{error}"),
            }
        }
        let line = |number: usize, text: &str| (number, text.to_owned());
        assert_eq!(seen, [line(1, "a\n"), line(2, "long"), line(3, "b\n"), line(4, "c")]);
    }
}
