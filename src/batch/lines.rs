use std::io::{self, ErrorKind, Read};

use memchr::{memchr, memchr_iter, memrchr};

use crate::source::{MAX_LINE, last_row_end, line_breaks};

/// As much is read at a time; more would fall out of the processor's cache.
const STRETCH: usize = 256 << 10;

/// The longest row that is waited for. A quote without a partner would take all that follows into its row; one that has
/// not ended by then is taken to be no longer than its first line, as in a file that is read whole.
const LONGEST_ROW: usize = 64 << 20;

/// Whole lines of one file.
#[derive(Debug, Default)]
pub(super) struct Stretch {
    /// The file, as it is shown.
    pub(super) name: String,
    /// The number of the first line.
    pub(super) first_line: usize,
    /// Holds the lines; longer than they are, so that it need not be cleared.
    buffer: Vec<u8>,
    length: usize,
}

impl Stretch {
    /// Whether a byte order mark may stand before the first line.
    pub(super) fn begins_file(&self) -> bool {
        self.first_line == 1
    }

    /// The lines.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.buffer[..self.length]
    }
}

/// What reading on has given.
pub(super) enum Filled {
    /// Lines, at least one.
    Lines,
    /// The end of the file.
    End,
    /// A line that is too long, by its number; reading can go on after it.
    TooLong(usize),
    /// The rest cannot be read.
    Broken(io::Error),
}

/// Reads a file in stretches of whole lines.
pub(super) struct Lines {
    name: String,
    /// Of a table the character between its cells: a line break in quotes ends no row of it.
    separator: Option<u8>,
    reader: Box<dyn Read + Send>,
    /// What has been read of the lines to come.
    rest: Vec<u8>,
    next_line: usize,
    ended: bool,
}

impl Lines {
    /// The lines of a reader, of which `start` has been read already.
    pub(super) fn new(name: String, start: Vec<u8>, reader: Box<dyn Read + Send>) -> Self {
        let reader: Box<dyn Read + Send> =
            if start.is_empty() { reader } else { Box::new(io::Cursor::new(start).chain(reader)) };
        Self { name, separator: None, reader, rest: Vec::new(), next_line: 1, ended: false }
    }

    /// The rows of a table, of which the first stands on this line.
    pub(super) fn of_table(self, separator: u8, line: usize) -> Self {
        Self { separator: Some(separator), next_line: line, ..self }
    }

    /// Reads the next stretch. From a pipe it takes what has come, so that whoever waits for an answer gets it.
    pub(super) fn fill(&mut self, stretch: &mut Stretch) -> Filled {
        let buffer = &mut stretch.buffer;
        let mut length = self.rest.len();
        // The buffer may have grown for a long line; stretches stay short, so that threads share them evenly.
        let mut limit = STRETCH.max(length);
        if buffer.len() < limit {
            buffer.resize(limit, 0);
        }
        buffer[..length].copy_from_slice(&self.rest);
        self.rest.clear();
        let longest = if self.separator.is_some() { LONGEST_ROW } else { MAX_LINE };
        let mut looked_at = 0;
        let end = loop {
            // What was looked at in vain before has no line break, but may have begun a row.
            let from = if self.separator.is_some() { 0 } else { looked_at };
            match self.whole(&buffer[from..length]) {
                0 => looked_at = length,
                end => break from + end,
            }
            if self.ended {
                break length;
            }
            if length > longest {
                match memchr(b'\n', &buffer[..length]) {
                    Some(newline) => break newline + 1,
                    None => return self.too_long(buffer),
                }
            }
            if length == limit {
                limit = (2 * length).min(longest + 1);
                buffer.resize(buffer.len().max(limit), 0);
            }
            match self.reader.read(&mut buffer[length..limit]) {
                Ok(0) => self.ended = true,
                Ok(read) => length += read,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => {
                    self.ended = true;
                    return Filled::Broken(error);
                }
            }
        };
        if end == 0 {
            return Filled::End;
        }
        self.rest.extend_from_slice(&buffer[end..length]);
        stretch.length = end;
        stretch.name.clone_from(&self.name);
        stretch.first_line = self.next_line;
        self.next_line += match self.separator {
            Some(_) => line_breaks(&buffer[..end]),
            None => memchr_iter(b'\n', &buffer[..end]).count(),
        };
        Filled::Lines
    }

    /// Where the last whole line or row ends; 0 if none is whole.
    fn whole(&self, bytes: &[u8]) -> usize {
        match self.separator {
            Some(separator) => last_row_end(bytes, separator),
            None => memrchr(b'\n', bytes).map_or(0, |newline| newline + 1),
        }
    }

    /// Passes over the rest of a line, and gives back the memory that it took.
    fn too_long(&mut self, buffer: &mut Vec<u8>) -> Filled {
        *buffer = vec![0; STRETCH];
        loop {
            match self.reader.read(buffer) {
                Ok(0) => self.ended = true,
                Ok(read) => {
                    let Some(newline) = memchr(b'\n', &buffer[..read]) else { continue };
                    self.rest.extend_from_slice(&buffer[newline + 1..read]);
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => {
                    self.ended = true;
                    return Filled::Broken(error);
                }
            }
            self.next_line += 1;
            return Filled::TooLong(self.next_line - 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{self, Read};

    use super::{Filled, Lines, MAX_LINE, Stretch, line_breaks};

    /// Reads a few bytes at a time.
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
                Lines::new("x".into(), Vec::new(), Box::new(Drip(text.as_bytes().to_vec(), step)));
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
    fn a_line_that_is_too_long_is_passed_over_alone() {
        let text = [b"a\n".to_vec(), vec![b'x'; MAX_LINE + 9], b"\nb\nc".to_vec()].concat();
        let mut lines = Lines::new("x".into(), Vec::new(), Box::new(io::Cursor::new(text)));
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
