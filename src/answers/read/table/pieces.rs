//! A CSV file that is read piece by piece: where in it there is a header again, or a title of what is not of today.

use memchr::{memchr, memmem};

use super::heading::Headings;
use super::{Columns, CsvStart, csv_body, header};
use crate::answers::Column;
use crate::framework::Framework;
use crate::source::{CsvRows, Diagnostic, Row, codes, texts_of_rows};

/// Where in some rows of a CSV file there is a header again, as where files were put together, or a title that says that the
/// answers below it are not of today: the byte and its line.
pub(crate) fn csv_header_again(
    start: &CsvStart,
    name: &str,
    bytes: &[u8],
    line: usize,
    framework: &Framework,
) -> Option<(usize, usize)> {
    // Its headings are looked for before any row is taken apart.
    let mut asked = start.columns.asked().take(LOOKED_FOR);
    let ends = |byte: Option<&u8>| byte.is_none_or(|byte| b",;\t\"\r\n ".contains(byte));
    let is_cell = |heading: &str| {
        let mut found = memmem::find_iter(bytes, heading.as_bytes());
        let before = |at: usize| at.checked_sub(1).and_then(|at| bytes.get(at));
        found.any(|at| ends(before(at)) && ends(bytes.get(at + heading.len())))
    };
    if !asked.any(is_cell) && (start.is_aside || !has_line_of_one_cell(bytes, start.separator)) {
        return None;
    }
    let (mut at, headings) = (0, Headings::new(framework));
    for (first_line, text) in texts_of_rows(bytes, start.separator, line) {
        let Ok(text) = text else { continue };
        at += memmem::find(&bytes[at..], text.as_bytes())?;
        let mut rows = CsvRows::new(name, text, first_line, start.separator, codes::SHEET_SYNTAX);
        loop {
            let before = rows.position();
            match rows.next() {
                Some(Ok(row))
                    if start.columns.is_again(&row) || start.title(&row, &rows, &headings).is_some() =>
                {
                    return Some((at + before.0, before.1));
                }
                Some(_) => {}
                None => break,
            }
        }
        at += text.len();
    }
    None
}

/// How many headings a header is recognized by where it is repeated.
const LOOKED_FOR: usize = 3;

/// Whether there is a line with nothing but separators behind its first cell.
fn has_line_of_one_cell(bytes: &[u8], separator: u8) -> bool {
    bytes.split(|byte| *byte == b'\n').any(|line| {
        let line = line.trim_ascii_end();
        let first = memchr(separator, line).unwrap_or(line.len());
        first > 0 && line[first..].iter().all(|byte| *byte == separator)
    })
}

impl CsvStart {
    /// The error that a row before others is a title of what is not of today.
    fn title(&self, row: &Row<'_>, below: &CsvRows<'_>, headings: &Headings<'_>) -> Option<Diagnostic> {
        if self.is_aside || row.cells().len() != 1 {
            return None;
        }
        let is_again =
            below.clone().next().and_then(Result::ok).is_some_and(|row| self.columns.is_again(&row));
        aside_below(&self.columns, row, is_again, headings)
    }
}

/// Reads a header again, or a title, with which these bytes of a CSV file begin.
pub(crate) fn csv_restart(
    start: &CsvStart,
    name: &str,
    bytes: &[u8],
    line: usize,
    framework: &Framework,
) -> Option<Result<CsvStart, Vec<Diagnostic>>> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default(),
    };
    let mut rows = CsvRows::new(name, text, line, start.separator, codes::SHEET_SYNTAX);
    let (mut row, headings) = (rows.next()?.ok()?, Headings::new(framework));
    let mut notices = Vec::new();
    if let Some(problem) = start.title(&row, &rows, &headings) {
        notices.push(problem);
        let body = rows.position();
        match rows.next().and_then(Result::ok).filter(|below| start.columns.is_again(below)) {
            Some(below) => row = below,
            None => return Some(Ok(CsvStart { body, is_aside: true, notices, ..start.clone() })),
        }
    }
    // A title may be the last row of what was read before.
    let is_aside = !notices.is_empty() || start.is_aside && line == start.body.1;
    if !is_aside {
        notices.push(header::again(&row));
    }
    let header = header::Headed { row, above: 0, names: 0, upright: None, is_reference: false };
    Some(csv_body(None, rows, start.separator, header, &headings).map(|mut start| {
        if is_aside {
            start.notices.clear();
        }
        start.notices.append(&mut notices);
        CsvStart { is_aside, ..start }
    }))
}

/// The error that a row is a title which says that the answers below it are not of today: it has no answer itself.
pub(super) fn aside_below(
    columns: &Columns,
    row: &Row<'_>,
    is_above_header: bool,
    headings: &Headings<'_>,
) -> Option<Diagnostic> {
    let [cell] = row.cells() else { return None };
    let is_answer = columns.content(cell.column).is_some_and(|column| !matches!(column, Column::Header(_)));
    header::aside_below(row, is_above_header, headings).filter(|_| !is_answer)
}
