use std::ops::Range;
use std::sync::Arc;

use memchr::{memchr, memchr_iter, memchr2, memchr3, memrchr};

use super::positions::positions;
use super::{Cell, CellKind, Code, Diagnostic, MAX_LINE, Row, RowPlaces, SourceFile, Span};
use crate::say;

/// The characters that may stand between cells.
const SEPARATORS: [char; 3] = [',', '\t', ';'];

/// Where the last whole row of some bytes ends that begin with a row; 0 if no row is whole. The rows are those of
/// [`CsvRows`], whatever comes after the bytes.
pub fn last_row_end(bytes: &[u8], separator: u8) -> usize {
    if memchr(b'"', bytes).is_none() {
        // To a carriage return at the very end a line feed may yet come.
        let before_last = &bytes[..bytes.len().saturating_sub(1)];
        let newline = memrchr(b'\n', bytes).or_else(|| memrchr(b'\r', before_last));
        return newline.map_or(0, |newline| newline + 1);
    }
    // The last row mostly ends close to the end of the bytes.
    let near = bytes.len().saturating_sub(NEAR);
    let found = match last_break_outside_quotes(bytes, separator, near) {
        Some(0) => last_break_outside_quotes(bytes, separator, 0),
        found => found,
    };
    found.unwrap_or_else(|| {
        let mut end = 0;
        while let Some(next) = row_end(bytes, end, separator) {
            end = next;
        }
        end
    })
}

/// Few rows are longer.
const NEAR: usize = 8 << 10;

/// The same in one pass over the quotes, where all of them fit, but only as far as cells from a byte on tell; `None`
/// where a quote does not fit.
fn last_break_outside_quotes(bytes: &[u8], separator: u8, from: usize) -> Option<usize> {
    let is_end = |byte: u8| byte == separator || byte == b'\n' || byte == b'\r';
    let last_break =
        |cells: Range<usize>| memrchr(b'\n', &bytes[cells.clone()]).map(|newline| cells.start + newline + 1);
    let mut quotes = positions(bytes, b'"');
    let (mut end, mut outside) = (0, 0);
    while let Some(quote) = quotes.next() {
        // Within a cell a quote is a character as any other.
        if quote > 0 && !is_end(bytes[quote - 1]) {
            continue;
        }
        if quote >= from {
            end = last_break(outside..quote).unwrap_or(end);
        }
        let close = loop {
            let Some(close) = quotes.next() else { return Some(end) };
            if bytes.get(close + 1) != Some(&b'"') {
                break close;
            }
            quotes.next();
        };
        outside = close + 1 + bytes[close + 1..].iter().take_while(|byte| **byte == b' ').count();
        match bytes.get(outside) {
            None => return Some(end),
            Some(byte) if is_end(*byte) => {}
            Some(_) => return None,
        }
    }
    Some(last_break(outside..bytes.len()).unwrap_or(end))
}

/// Where the row ends that begins at a byte, with its line break; `None` if that cannot be told yet.
fn row_end(bytes: &[u8], row: usize, separator: u8) -> Option<usize> {
    let mut at = row;
    loop {
        if bytes.get(at) == Some(&b'"') {
            at = after_quotes(bytes, at)?;
        } else {
            at += memchr3(separator, b'\n', b'\r', &bytes[at..])?;
        }
        match *bytes.get(at)? {
            b'\n' | b'\r' => return after_break(bytes, at),
            byte if byte == separator => at += 1,
            // Quotes that do not fit: the row is no longer than its first line.
            _ => return after_break(bytes, row + memchr2(b'\n', b'\r', &bytes[row..])?),
        }
    }
}

/// Where a line break ends. Whether a line feed belongs to it is not yet known at the very end.
fn after_break(bytes: &[u8], at: usize) -> Option<usize> {
    if bytes[at] == b'\n' {
        return Some(at + 1);
    }
    bytes.get(at + 1).map(|next| at + 1 + usize::from(*next == b'\n'))
}

/// Where a quoted cell ends, with the spaces after it.
fn after_quotes(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start + 1;
    loop {
        at += memchr(b'"', &bytes[at..])? + 1;
        match *bytes.get(at)? {
            b'"' => at += 1,
            _ => break,
        }
    }
    Some(at + bytes[at..].iter().take_while(|byte| **byte == b' ').count())
}

/// Bytes that begin with a row as texts of whole rows, one after the other, each with the number of its first line; in
/// the place of a row that is no text stands the number of the line on which it is none.
pub fn texts_of_rows(bytes: &[u8], separator: u8, first_line: usize) -> Vec<(usize, Result<&str, usize>)> {
    if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
        return vec![(first_line, Ok(text))];
    }
    // A line break after the last row tells where it ends.
    let ended = [bytes, b"\n"].concat();
    let (mut found, mut row, mut line) = (Vec::new(), 0, first_line);
    let (mut good, mut good_line) = (0, first_line);
    while row < bytes.len() {
        let end = row_end(&ended, row, separator).or_else(|| {
            // A quote without a partner: the row is no longer than its first line.
            after_break(&ended, row + memchr2(b'\n', b'\r', &ended[row..])?)
        });
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

/// Bytes as text, unless there are none.
fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok().filter(|text| !text.is_empty())
}

/// The character between the cells of a CSV text, told from the first line that is not blank, or by a line `sep=;`
/// before it; and where its rows begin: 0, or after such a line.
pub fn separator_of(text: &str) -> (char, usize) {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let told = first.strip_prefix("sep=").and_then(|told| {
        let mut told = told.chars();
        told.next().filter(|_| told.next().is_none())
    });
    if let Some(told) = told.filter(|told| SEPARATORS.contains(told) && text.starts_with(first)) {
        return (told, text.find('\n').map_or(text.len(), |newline| newline + 1));
    }
    let mut quoted = false;
    let mut counts = [0_usize; SEPARATORS.len()];
    for c in first.chars() {
        quoted ^= c == '"';
        if let Some(at) = SEPARATORS.iter().position(|separator| *separator == c && !quoted) {
            counts[at] += 1;
        }
    }
    // Of equally many the first.
    let most = (0..SEPARATORS.len()).rev().max_by_key(|at| counts[*at]).unwrap_or(0);
    (SEPARATORS[most], 0)
}

/// The rows of a CSV text, one after the other, without the blank ones; a row whose quotes do not fit is a finding,
/// and reading goes on with the next line.
#[derive(Clone, Debug)]
pub struct CsvRows<'a> {
    file: &'a SourceFile,
    separator: char,
    unfit: Code,
    /// The byte at which the next row begins.
    at: usize,
    /// Its line.
    line: usize,
}

/// A quote that does not fit, by its place.
#[derive(Clone, Copy)]
enum Unfit {
    /// It opens a cell that nothing closes.
    Open(usize),
    /// It closes a cell, but more stands behind it.
    Closed(usize),
}

/// A cell as it is written, and where it ends.
struct Written {
    span: Span,
    text: String,
}

impl<'a> CsvRows<'a> {
    /// The rows of a text with this separator; a row whose quotes do not fit is a finding of the given kind.
    pub fn new(file: &'a SourceFile, separator: char, unfit: Code) -> Self {
        Self { file, separator, unfit, at: 0, line: file.first_line }
    }

    /// The same, from a byte on at which a row begins, which stands on this line.
    #[must_use]
    pub fn from(self, at: usize, line: usize) -> Self {
        Self { at, line, ..self }
    }

    /// The byte at which the next row begins, and its line.
    pub fn position(&self) -> (usize, usize) {
        (self.at, self.line)
    }
}

impl Iterator for CsvRows<'_> {
    type Item = Result<Row, Box<Diagnostic>>;

    /// The next row that is not blank.
    fn next(&mut self) -> Option<Self::Item> {
        std::iter::from_fn(|| self.next_row()).find(|row| !matches!(row, Ok(row) if row.cells.is_empty()))
    }
}

impl CsvRows<'_> {
    fn next_row(&mut self) -> Option<Result<Row, Box<Diagnostic>>> {
        let text = self.file.text.as_str();
        if self.at >= text.len() {
            return None;
        }
        let start = self.at;
        let mut cells: Vec<Written> = Vec::new();
        let mut at = start;
        let end = loop {
            match self.cell(at) {
                Ok(cell) => {
                    at = cell.span.end;
                    cells.push(cell);
                }
                Err(quote) => return Some(Err(self.refuse(start, quote))),
            }
            match text[at..].chars().next() {
                Some(c) if c == self.separator => at += c.len_utf8(),
                _ => break at,
            }
        };
        if end - start > MAX_LINE {
            let too_long = SourceFile::line_too_long(&self.file.name, self.line);
            self.go_on(start, end);
            return Some(Err(too_long));
        }
        let row = self.row(&cells, start..end);
        self.go_on(start, end);
        Some(Ok(row))
    }

    /// The cell that begins at a byte; the quote that does not fit is the error.
    fn cell(&self, start: usize) -> Result<Written, Unfit> {
        let rest = &self.file.text[start..];
        let ends = |c: char| c == self.separator || c == '\n' || c == '\r';
        if !rest.starts_with('"') {
            let length = rest.find(ends).unwrap_or(rest.len());
            return Ok(Written { span: start..start + length, text: rest[..length].to_owned() });
        }
        let mut text = String::new();
        let mut at = 1;
        loop {
            let length = rest[at..].find('"').ok_or(Unfit::Open(start))?;
            text.push_str(&rest[at..at + length]);
            at += length + 1;
            if !rest[at..].starts_with('"') {
                break;
            }
            text.push('"');
            at += 1;
        }
        // Spaces after the quote are no harm.
        let spaces = rest[at..].len() - rest[at..].trim_start_matches(' ').len();
        match rest[at + spaces..].chars().next() {
            Some(c) if !ends(c) => Err(Unfit::Closed(start + at - 1)),
            _ => Ok(Written { span: start..start + at + spaces, text }),
        }
    }

    fn row(&self, cells: &[Written], span: Span) -> Row {
        let here = |place: &Span| place.start - span.start..place.end - span.start;
        let starts =
            cells.iter().enumerate().map(|(column, cell)| (here(&cell.span).start, column)).collect();
        let places = RowPlaces { sheet: None, starts };
        let file = self.part(span.clone(), Some(places));
        let filled = cells.iter().enumerate().filter(|(_, cell)| !cell.text.trim().is_empty());
        let cells = filled.map(|(column, cell)| Cell {
            column,
            kind: CellKind::Text,
            text: cell.text.clone(),
            span: here(&cell.span),
        });
        Row { file, cells: cells.collect() }
    }

    fn part(&self, span: Span, row: Option<RowPlaces>) -> Arc<SourceFile> {
        let text = &self.file.text[span];
        Arc::new(SourceFile { first_line: self.line, row, ..SourceFile::new(&self.file.name, text) })
    }

    /// The finding that a row cannot be split; it is taken to be no longer than its first line.
    fn refuse(&mut self, start: usize, quote: Unfit) -> Box<Diagnostic> {
        let text = self.file.text.as_str();
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
        let file = self.part(start..shown, None);
        let place = quote - start..quote - start + 1;
        self.go_on(start, end);
        Box::new(Diagnostic::new(self.unfit, message).help(help).at(&file, place))
    }

    /// Goes to the line after a row that ends at a byte.
    fn go_on(&mut self, start: usize, end: usize) {
        let text = self.file.text.as_str();
        self.line += line_breaks(&text.as_bytes()[start..end]);
        self.at = end;
        for newline in ["\r\n", "\n", "\r"] {
            if text[end..].starts_with(newline) {
                self.at += newline.len();
                self.line += 1;
                break;
            }
        }
    }
}

/// How many line breaks there are; a carriage return and a line feed together are one.
pub fn line_breaks(bytes: &[u8]) -> usize {
    if memchr(b'\r', bytes).is_none() {
        return memchr_iter(b'\n', bytes).count();
    }
    let breaks =
        |(at, byte): &(usize, &u8)| **byte == b'\n' || **byte == b'\r' && bytes.get(at + 1) != Some(&b'\n');
    bytes.iter().enumerate().filter(breaks).count()
}

#[cfg(test)]
mod tests {
    use super::{CsvRows, last_row_end};
    use crate::source::{SourceFile, codes};

    /// Where all rows of a text end.
    fn ends(text: &str) -> Vec<usize> {
        let file = SourceFile::new("x", text);
        let mut rows = CsvRows::new(&file, ',', codes::SHEET_SYNTAX);
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
                let end = last_row_end(&text.as_bytes()[..cut], b',');
                assert!(end == 0 || ends.contains(&end), "{text:?} cut at {cut}: {end} of {ends:?}");
            }
            // What is followed by a line without quotes is whole, unless a quote is still open.
            if !text.contains('"') {
                let whole = format!("{text}\nz");
                assert_eq!(last_row_end(whole.as_bytes(), b','), whole.len() - 1, "{whole:?}");
            }
        }
    }
}
