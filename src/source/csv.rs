use std::sync::Arc;

use super::{Cell, CellKind, Code, Diagnostic, Row, RowPlaces, SourceFile, Span};
use crate::say;

/// The characters that may stand between cells.
const SEPARATORS: [char; 3] = [',', '\t', ';'];

/// The rows of a CSV text, without the blank ones; a row whose quotes do not fit is a finding of the given kind, and
/// reading goes on with the next line.
///
/// The separator is told from the first line that is not blank, or by a line `sep=;` before it.
pub fn parse_csv(file: &SourceFile, unfit: Code) -> impl Iterator<Item = Result<Row, Box<Diagnostic>>> {
    let (separator, start) = separator_of(&file.text);
    let line = file.first_line + usize::from(start > 0);
    let mut splitter = Splitter { file, separator, unfit, at: start, line };
    std::iter::from_fn(move || splitter.next_row())
        .filter(|row| !matches!(row, Ok(row) if row.cells.is_empty()))
}

/// The character between the cells of a CSV text, and where its rows begin: 0, or after a line `sep=;`.
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

struct Splitter<'a> {
    file: &'a SourceFile,
    separator: char,
    unfit: Code,
    /// The byte at which the next row begins.
    at: usize,
    /// Its line.
    line: usize,
}

/// A cell as it is written, and where it ends.
struct Written {
    span: Span,
    text: String,
}

impl Splitter<'_> {
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
        let row = self.row(&cells, start..end);
        self.go_on(start, end);
        Some(Ok(row))
    }

    /// The cell that begins at a byte; the place of the quote that does not fit is the error.
    fn cell(&self, start: usize) -> Result<Written, usize> {
        let rest = &self.file.text[start..];
        let ends = |c: char| c == self.separator || c == '\n' || c == '\r';
        if !rest.starts_with('"') {
            let length = rest.find(ends).unwrap_or(rest.len());
            return Ok(Written { span: start..start + length, text: rest[..length].to_owned() });
        }
        let mut text = String::new();
        let mut at = 1;
        loop {
            let length = rest[at..].find('"').ok_or(start)?;
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
            Some(c) if !ends(c) => Err(start + at - 1),
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
    fn refuse(&mut self, start: usize, quote: usize) -> Box<Diagnostic> {
        let text = self.file.text.as_str();
        let end = text[start..].find(['\n', '\r']).map_or(text.len(), |length| start + length);
        let message = say!(
            "a quotation mark has no partner; the row is left out",
            "引用符（\"）の対応がとれていないため、この行を除外しました"
        );
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
        self.line += lines(&text[start..end]);
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

/// How many line breaks a text has; a carriage return and a line feed together are one.
fn lines(text: &str) -> usize {
    let bytes = text.as_bytes();
    let breaks =
        |(at, byte): &(usize, &u8)| **byte == b'\n' || **byte == b'\r' && bytes.get(at + 1) != Some(&b'\n');
    bytes.iter().enumerate().filter(breaks).count()
}
