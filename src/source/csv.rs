//! The CSV grammar: RFC 4180 as people really send it, with the position of every cell.
//!
//! The `csv` crate silently accepts an unbalanced quotation mark and gives no positions within a row. Here only the row
//! with the mark is refused, and reading continues with the next line.

use std::borrow::Cow;
use std::sync::Arc;

use memchr::{memchr, memchr_iter, memchr2, memchr3};

use super::{Cell, CellKind, Code, Diagnostic, MAX_LINE, Row, SourceFile, Span};
use crate::text::{acts, say, unguarded_in_csv};

/// The characters that may separate cells.
pub(crate) const SEPARATORS: [u8; 3] = *b",\t;";

/// Where the row that begins at a byte ends, including its line break; `None` if more bytes could change that.
///
/// A row with an unbalanced quotation mark ends with its first line.
fn row_end(bytes: &[u8], row: usize, separator: u8) -> Option<usize> {
    let mut at = row;
    loop {
        at += memchr3(b'"', b'\n', b'\r', &bytes[at..])?;
        if bytes[at] != b'"' {
            return after_break(bytes, at);
        }
        // Inside a cell a quotation mark is an ordinary character.
        if at > row && bytes[at - 1] != separator {
            at += 1;
            continue;
        }
        at = after_quotes(bytes, at)?;
        match *bytes.get(at)? {
            b'\n' | b'\r' => {}
            byte if byte == separator => {}
            _ => return first_line_end(bytes, row),
        }
    }
}

/// Where the first line of a row ends, including its line break.
fn first_line_end(bytes: &[u8], row: usize) -> Option<usize> {
    after_break(bytes, row + memchr2(b'\n', b'\r', &bytes[row..])?)
}

/// Where a line break ends. At the very end of the bytes a line feed may still follow.
fn after_break(bytes: &[u8], at: usize) -> Option<usize> {
    if bytes[at] == b'\n' {
        return Some(at + 1);
    }
    bytes.get(at + 1).map(|next| at + 1 + usize::from(*next == b'\n'))
}

/// Where a quoted cell ends, including the spaces after it; `None` without a closing quotation mark.
fn after_quotes(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start + 1;
    loop {
        at += memchr(b'"', &bytes[at..])? + 1;
        if bytes.get(at) != Some(&b'"') {
            break;
        }
        at += 1;
    }
    Some(at + bytes[at..].iter().take_while(|byte| **byte == b' ').count())
}

/// How many bytes, at most `most`, make up whole rows; 0 if not even one. The rows are those of [`CsvRows`], whatever
/// follows these bytes.
pub(crate) fn whole_rows(bytes: &[u8], separator: u8, most: usize) -> usize {
    let mut end = 0;
    for _ in 0..most {
        match row_end(bytes, end, separator) {
            Some(next) => end = next,
            None => break,
        }
    }
    end
}

/// Splits bytes that begin with a row into stretches of whole rows as text, each with the number of its first line; for
/// a row that is not valid text, the number of the offending line.
pub(crate) fn texts_of_rows(
    bytes: &[u8],
    separator: u8,
    first_line: usize,
) -> Vec<(usize, Result<&str, usize>)> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return vec![(first_line, Ok(text))];
    }
    // With a line break at its end the last row is complete.
    let ended = [bytes, b"\n"].concat();
    let (mut found, mut row, mut line) = (Vec::new(), 0, first_line);
    let (mut good, mut good_line) = (0, first_line);
    while row < bytes.len() {
        let end = row_end(&ended, row, separator).or_else(|| first_line_end(&ended, row));
        let end = end.unwrap_or(bytes.len()).min(bytes.len());
        let next_line = line + line_breaks(&bytes[row..end]);
        if let Err(error) = std::str::from_utf8(&bytes[row..end]) {
            found.extend(text(&bytes[good..row]).map(|text| (good_line, Ok(text))));
            let bad = line + line_breaks(&bytes[row..row + error.valid_up_to()]);
            found.push((line, Err(bad)));
            (good, good_line) = (end, next_line);
        }
        (row, line) = (end, next_line);
    }
    found.extend(text(&bytes[good..]).map(|text| (good_line, Ok(text))));
    found
}

fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok().filter(|text| !text.is_empty())
}

/// The separator of a CSV text, found in the first line that is not blank or named by a line `sep=;` before it, and the
/// byte at which the rows begin: 0, or after that line.
pub(crate) fn separator_of(text: &str) -> (u8, usize) {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    if let Some(&[named]) = first.strip_prefix("sep=").map(str::as_bytes)
        && SEPARATORS.contains(&named)
        && text.starts_with(first)
    {
        return (named, text.find('\n').map_or(text.len(), |newline| newline + 1));
    }
    let mut is_quoted = false;
    let mut counts = [0_usize; SEPARATORS.len()];
    for byte in first.bytes() {
        is_quoted ^= byte == b'"';
        if let Some(at) = SEPARATORS.iter().position(|separator| *separator == byte && !is_quoted) {
            counts[at] += 1;
        }
    }
    // Of equally frequent ones the first.
    let most = (0..SEPARATORS.len()).rev().max_by_key(|at| counts[*at]).unwrap_or(0);
    (SEPARATORS[most], 0)
}

/// The rows of a CSV text without the blank ones. A row with unbalanced quotes is a finding, and reading continues with
/// the next line.
#[derive(Clone, Debug)]
pub(crate) struct CsvRows<'t> {
    name: &'t str,
    text: &'t str,
    separator: u8,
    unfit: Code,
    /// The number of cells in the previous row: the next one is likely to have about as many.
    cells: usize,
    /// The byte at which the next row begins.
    at: usize,
    /// The line of that byte.
    line: usize,
}

/// A quotation mark that does not fit, with its position.
#[derive(Clone, Copy)]
enum Unfit {
    /// It opens a cell that is never closed.
    Open(usize),
    /// It closes a cell, but more text follows.
    Closed(usize),
}

impl<'t> CsvRows<'t> {
    /// The rows of a text in the file `name` that begins on `line`; a row with unbalanced quotes is a finding with the
    /// code `unfit`.
    pub(crate) fn new(name: &'t str, text: &'t str, line: usize, separator: u8, unfit: Code) -> Self {
        Self { name, text, separator, unfit, cells: 0, at: 0, line }
    }

    /// Continues from a byte at which a row begins, and its line.
    #[must_use]
    pub(crate) fn from(self, at: usize, line: usize) -> Self {
        Self { at, line, ..self }
    }

    /// The byte at which the next row begins, and its line.
    pub(crate) fn position(&self) -> (usize, usize) {
        (self.at, self.line)
    }
}

impl<'t> Iterator for CsvRows<'t> {
    type Item = Result<Row<'t>, Box<Diagnostic>>;

    fn next(&mut self) -> Option<Self::Item> {
        std::iter::from_fn(|| self.next_row()).find(|row| !matches!(row, Ok(row) if row.cells().is_empty()))
    }
}

impl<'t> CsvRows<'t> {
    fn next_row(&mut self) -> Option<Result<Row<'t>, Box<Diagnostic>>> {
        if self.at >= self.text.len() {
            return None;
        }
        let (start, line) = (self.at, self.line);
        let mut cells = Vec::with_capacity(self.cells);
        let (mut at, mut column) = (start, 0);
        let end = loop {
            // Many cells are empty.
            while self.text.as_bytes().get(at) == Some(&self.separator) {
                at += 1;
                column += 1;
            }
            let (end, text) = match self.cell(at) {
                Ok(cell) => cell,
                Err(quote) => return Some(Err(self.refuse(start, quote))),
            };
            // Invisible characters don't count, such as the end-of-file mark of old systems.
            if !text.chars().all(|c| c.is_whitespace() || acts(c)) {
                let text = unguarded_in_csv(text);
                cells.push(Cell { column, kind: CellKind::Text, text, span: at - start..end - start });
            }
            column += 1;
            if self.text.as_bytes().get(end) != Some(&self.separator) {
                break end;
            }
            at = end + 1;
        };
        self.cells = cells.len();
        self.go_on(start, end);
        if end - start > MAX_LINE {
            return Some(Err(SourceFile::line_too_long(self.name, line)));
        }
        Some(Ok(Row::of_text(self.name, line, &self.text[start..end], cells)))
    }

    /// The end of the cell that begins at a byte, and its text; the error is the quotation mark that does not fit.
    fn cell(&self, start: usize) -> Result<(usize, Cow<'t, str>), Unfit> {
        let bytes = self.text.as_bytes();
        if bytes.get(start) != Some(&b'"') {
            // Most cells are too short for a vectorized search to pay off.
            let ends = |byte: &u8| *byte == self.separator || matches!(byte, b'\n' | b'\r');
            let length = bytes[start..].iter().position(ends);
            let end = length.map_or(bytes.len(), |length| start + length);
            return Ok((end, Cow::Borrowed(&self.text[start..end])));
        }
        let end = after_quotes(bytes, start).ok_or(Unfit::Open(start))?;
        let inner = self.text[start + 1..end].trim_end_matches(' ');
        let inner = &inner[..inner.len() - 1];
        match bytes.get(end) {
            Some(byte) if *byte != self.separator && !matches!(byte, b'\n' | b'\r') => {
                Err(Unfit::Closed(start + 1 + inner.len()))
            }
            _ if memchr(b'"', inner.as_bytes()).is_some() => {
                Ok((end, Cow::Owned(inner.replace("\"\"", "\""))))
            }
            _ => Ok((end, Cow::Borrowed(inner))),
        }
    }

    fn part(&self, span: Span) -> Arc<SourceFile> {
        Arc::new(SourceFile { first_line: self.line, ..SourceFile::new(self.name, &self.text[span]) })
    }

    /// The finding that a row cannot be split; the row is taken to end with its first line.
    fn refuse(&mut self, start: usize, quote: Unfit) -> Box<Diagnostic> {
        let text = self.text;
        let end = text[start..].find(['\n', '\r']).map_or(text.len(), |length| start + length);
        let (quote, message) = match quote {
            Unfit::Open(quote) => (
                quote,
                say!(
                    "a quotation mark has no partner; the row is left out",
                    "引用符（\"）の対応がとれていないため、この行を除外しました"
                ),
            ),
            Unfit::Closed(quote) => (
                quote,
                say!(
                    "a cell goes on after its closing quotation mark; the row is left out",
                    "セルを閉じる引用符（\"）の後に文字があるため、この行を除外しました"
                ),
            ),
        };
        let help = say!(
            "write a quotation mark inside a quoted cell twice, and close the cell with one",
            "引用符で囲んだセルの中では \" を2つ重ねて書き、最後を \" で閉じてください。"
        );
        let shown = if quote < end { end } else { quote + 1 };
        let file = self.part(start..shown);
        let place = quote - start..quote - start + 1;
        self.go_on(start, end);
        Box::new(Diagnostic::new(self.unfit, message).help(help).at(&file, place))
    }

    /// Moves on to the line after a row.
    fn go_on(&mut self, start: usize, end: usize) {
        let bytes = self.text.as_bytes();
        self.line += line_breaks(&bytes[start..end]);
        self.at = end;
        if end < bytes.len() {
            let crlf = bytes[end..].starts_with(b"\r\n");
            self.at += if crlf { 2 } else { 1 };
            self.line += 1;
        }
    }
}

/// The number of line breaks; a carriage return and a line feed together count as one.
pub(crate) fn line_breaks(bytes: &[u8]) -> usize {
    if memchr(b'\r', bytes).is_none() {
        return memchr_iter(b'\n', bytes).count();
    }
    let breaks =
        |(at, byte): &(usize, &u8)| **byte == b'\n' || **byte == b'\r' && bytes.get(at + 1) != Some(&b'\n');
    bytes.iter().enumerate().filter(breaks).count()
}

#[cfg(test)]
mod tests {
    use super::{CsvRows, whole_rows};
    use crate::source::codes;

    fn ends(text: &str) -> Vec<usize> {
        let mut rows = CsvRows::new("x", text, 1, b',', codes::SHEET_SYNTAX);
        std::iter::from_fn(|| rows.next_row().map(|_| rows.at)).collect()
    }

    #[test]
    fn a_text_is_cut_where_its_rows_end() {
        let pieces = ["a", ",", "\"", "\n", "\r\n", "\r", " ", "\"x\"", "b\"c", "\"\""];
        let mut number = 1_u64;
        for _ in 0..4_000 {
            let mut text = String::new();
            for _ in 0..12 {
                number =
                    number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                text.push_str(pieces[(number >> 33) as usize % pieces.len()]);
            }
            let ends = ends(&text);
            for cut in 0..=text.len() {
                let end = whole_rows(&text.as_bytes()[..cut], b',', usize::MAX);
                assert!(end == 0 || ends.contains(&end), "{text:?} cut at {cut}: {end} of {ends:?}");
            }
            // A row followed by a line without quotes is complete, unless a quote is still open.
            if !text.contains('"') {
                let whole = format!("{text}\nz");
                assert_eq!(whole_rows(whole.as_bytes(), b',', usize::MAX), whole.len() - 1, "{whole:?}");
            }
        }
    }
}
