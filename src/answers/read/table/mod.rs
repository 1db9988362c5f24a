//! Sheets in the rows of a table, one company per row, under a header that names the columns.

mod beside;
mod cell;
mod columns;
mod company;
mod day;
mod groups;
mod header;
mod heading;
mod heading_parts;
mod heading_words;
mod otherwise;
mod questions;
mod row;
mod sent;
mod told;
mod upright;
mod workbook;

pub(super) use cell::{BETWEEN, COMMAS, choice, plain};
pub use columns::Columns;
pub(super) use columns::{Header, are_answers};
pub(crate) use company::no_company;
pub(super) use company::unanswered;
pub(super) use day::{day_in, how_to_write};
pub(super) use heading::Headings;
pub(in crate::answers) use heading_words::{is_of_proposal, names_proposer};
use memchr::memmem;
pub(crate) use otherwise::names_within;
use otherwise::{NameSays, name_says, not_of_today};
pub(super) use otherwise::{aside_by, nobody};
pub use questions::QUESTIONS;
use questions::{is_import_ids, is_questions};
pub(super) use row::{fill, too_long};
pub(crate) use row::{read_row, row_document};
pub(super) use told::unused;
pub(super) use upright::names_of_rows;
use upright::reference;
pub(super) use workbook::open_workbook;
use workbook::unused_comments;

use std::collections::BTreeSet;
use std::sync::Arc;

use super::open::{Opened, SheetAt, line_of, no_sheets};
use crate::answers::Column;
use crate::framework::Framework;
use crate::source::{
    Cell, CsvRows, Diagnostic, ReadRow, Row, SEPARATORS, SourceFile, codes, column_letters, line_breaks,
    separator_of, texts_of_rows, whole_rows,
};
use crate::text::{Label, clean, say};

/// Takes the rows of a CSV file apart, and its header. Of its bytes, which are UTF-8, single rows may be no text.
pub(super) fn open_csv(name: &str, bytes: &[u8], framework: &Framework) -> Result<Opened, Vec<Diagnostic>> {
    let start = match csv_head(name, bytes, framework)? {
        CsvHead::Nothing => return Ok(Opened::nothing(name)),
        CsvHead::Upright(separator, at) => {
            return upright::open_csv(name, bytes, separator, at, framework);
        }
        CsvHead::Columns(start) => start,
    };
    let mut found = Found::new(start.columns, start.notices, framework);
    let (at, line) = start.body;
    for (first_line, text) in texts_of_rows(&bytes[at..], start.separator, line) {
        match text {
            Ok(text) => CsvRows::new(name, text, first_line, start.separator, codes::SHEET_SYNTAX)
                .for_each(|row| found.add(row.map(Row::into_owned))),
            Err(line) => found.unfit(Some(first_line), SourceFile::not_text(name, line)),
        }
    }
    Ok(found.end(name))
}

/// The beginning of a CSV file, up to its first row of answers.
#[derive(Clone, Debug)]
pub(crate) struct CsvStart {
    pub(crate) columns: Arc<Columns>,
    pub(crate) separator: u8,
    /// The byte at which the first row of answers begins, and its line.
    pub(crate) body: (usize, usize),
    pub(crate) notices: Vec<Diagnostic>,
}

/// What the first rows of a CSV file are.
enum CsvHead {
    /// All rows are empty.
    Nothing,
    /// The header of a company a row.
    Columns(CsvStart),
    /// That of a question a row: the separator, and where its row begins, with its line.
    Upright(u8, (usize, usize)),
}

/// Reads the header of a CSV file in UTF-8 with a company a row, and skips a row of questions below it. Any other is read
/// as a whole.
pub(crate) fn csv_start(
    name: &str,
    bytes: &[u8],
    framework: &Framework,
) -> Result<Option<CsvStart>, Vec<Diagnostic>> {
    Ok(match csv_head(name, bytes, framework)? {
        CsvHead::Columns(start) => Some(start),
        CsvHead::Nothing | CsvHead::Upright(..) => None,
    })
}

fn csv_head(name: &str, bytes: &[u8], framework: &Framework) -> Result<CsvHead, Vec<Diagnostic>> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            // Only whole rows before the one that is no text are the beginning.
            let valid = std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default();
            let (separator, start) = separator_of(valid);
            let end = whole_rows(&valid.as_bytes()[start..], separator, usize::MAX);
            if end == 0 {
                return Err(vec![*SourceFile::not_text(name, line_breaks(valid.as_bytes()) + 1)]);
            }
            &valid[..start + end]
        }
    };
    let (separator, start) = separator_of(text);
    let line = 1 + usize::from(start > 0);
    let rows = |separator| CsvRows::new(name, text, 1, separator, codes::SHEET_SYNTAX).from(start, line);
    let others = SEPARATORS.into_iter().filter(|other| *other != separator && start == 0);
    let headings = Headings::new(framework);
    let headers = std::iter::once(separator).chain(others).map(|separator| {
        let mut rows = rows(separator);
        let header = header::find(&mut rows, &headings);
        (separator, rows, header)
    });
    let mut best: Option<(u8, CsvRows<'_>, header::Headed<Row<'_>>)> = None;
    for (separator, rows, header) in headers {
        let Some(header) = header else { continue };
        let is_better = best.as_ref().is_none_or(|(_, _, best)| header.names > best.names);
        let is_plain = header.above == 0 && header.names >= header::CERTAIN;
        if is_better {
            best = Some((separator, rows, header));
        }
        if is_plain {
            break;
        }
    }
    let Some((separator, rows, header)) = best else {
        return match rows(separator).next() {
            Some(Ok(first)) => {
                let below: Vec<_> = rows(separator).take(header::ROWS).filter_map(Result::ok).collect();
                Err(vec![told::no_criterion(&first, framework, header::likely(&below, &headings))])
            }
            Some(Err(problem)) => Err(vec![*problem]),
            None if text.len() == bytes.len() => Ok(CsvHead::Nothing),
            None => Err(vec![*SourceFile::not_text(name, line_breaks(text.as_bytes()) + 1)]),
        };
    };
    if header.is_reference {
        let read = CsvRows::new(name, text, 1, separator, codes::SHEET_SYNTAX).from(start, line);
        let read: Vec<ReadRow> = read.map(|row| row.map(Row::into_owned)).collect();
        let typed = reference::typed(name, &read);
        return Err(vec![
            typed.unwrap_or_else(|| told::no_criterion(&header.row, framework, told::Likely::Nothing)),
        ]);
    }
    let above: Vec<_> = CsvRows::new(name, text, 1, separator, codes::SHEET_SYNTAX)
        .from(start, line)
        .take(header.above)
        .filter_map(Result::ok)
        .collect();
    if let Some(problem) = header::aside(above.iter()) {
        return Err(vec![problem]);
    }
    if header.upright.is_some() {
        return Ok(CsvHead::Upright(separator, (start, line)));
    }
    csv_body(rows, separator, header, &headings).map(CsvHead::Columns)
}

/// The beginning of the rows of a CSV file that follow a header.
fn csv_body<'t>(
    mut rows: CsvRows<'t>,
    separator: u8,
    header: header::Headed<Row<'t>>,
    headings: &Headings<'_>,
) -> Result<CsvStart, Vec<Diagnostic>> {
    let sample = rows.clone().filter_map(Result::ok);
    let (columns, mut notices) = Columns::new(&Arc::new(header.row.into_owned()), headings, sample)?;
    if header.above > 0 {
        notices.push(header::not_first(columns.header(), header.above));
    }
    let mut ahead = rows.clone().map(Result::ok);
    let (first, second) = (ahead.next().flatten(), ahead.next().flatten());
    let (explaining, notice) = explaining(&columns, first.as_ref(), second.as_ref(), headings.framework());
    if let Some(problem) = notice.as_ref().filter(|notice| notice.is_error()) {
        return Err(vec![problem.clone()]);
    }
    notices.extend(notice);
    rows.by_ref().take(explaining).for_each(drop);
    Ok(CsvStart { columns: Arc::new(columns), separator, body: rows.position(), notices })
}

/// Where in some rows of a CSV file there is a header again, as where files were put together: the byte and its line.
pub(crate) fn csv_header_again(
    start: &CsvStart,
    name: &str,
    bytes: &[u8],
    line: usize,
) -> Option<(usize, usize)> {
    // Its headings are looked for before any row is taken apart.
    let mut asked = start.columns.asked().take(LOOKED_FOR);
    let ends = |byte: Option<&u8>| byte.is_none_or(|byte| b",;\t\"\r\n ".contains(byte));
    let is_cell = |heading: &str| {
        let mut found = memmem::find_iter(bytes, heading.as_bytes());
        let before = |at: usize| at.checked_sub(1).and_then(|at| bytes.get(at));
        found.any(|at| ends(before(at)) && ends(bytes.get(at + heading.len())))
    };
    if !asked.any(is_cell) {
        return None;
    }
    let mut at = 0;
    for (first_line, text) in texts_of_rows(bytes, start.separator, line) {
        let Ok(text) = text else { continue };
        at += memmem::find(&bytes[at..], text.as_bytes())?;
        let mut rows = CsvRows::new(name, text, first_line, start.separator, codes::SHEET_SYNTAX);
        loop {
            let before = rows.position();
            match rows.next() {
                Some(Ok(row)) if start.columns.is_again(&row) => return Some((at + before.0, before.1)),
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

/// Reads a header again, with which these bytes of a CSV file begin.
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
    let row = rows.next()?.ok()?;
    let notice = header::again(&row);
    let header = header::Headed { row, above: 0, names: 0, upright: None, is_reference: false };
    Some(csv_body(rows, start.separator, header, &Headings::new(framework)).map(|mut start| {
        start.notices.push(notice);
        start
    }))
}

struct Found<'f> {
    framework: &'f Framework,
    columns: Arc<Columns>,
    sheets: Vec<SheetAt>,
    notices: Vec<Diagnostic>,
    nameless: BTreeSet<usize>,
    skipped: bool,
    /// Whether the row before was a header.
    after_header: bool,
}

impl<'f> Found<'f> {
    fn new(columns: Arc<Columns>, notices: Vec<Diagnostic>, framework: &'f Framework) -> Self {
        let (sheets, nameless) = (Vec::new(), BTreeSet::new());
        Self { framework, columns, sheets, notices, nameless, skipped: false, after_header: false }
    }

    fn add(&mut self, row: ReadRow) {
        let is_first = std::mem::take(&mut self.after_header);
        match row {
            Ok(row) if self.columns.is_again(&row) => self.begin_again(row),
            Ok(row) if is_first && is_questions(&self.columns, &row, self.framework) => {
                self.notices.extend(unmarked(&self.columns, &row));
            }
            Ok(row) => {
                if let Some(notice) = no_company(&self.columns, &row) {
                    self.notices.push(notice);
                    self.skipped = true;
                    return;
                }
                for (column, notice) in nameless(&self.columns, &row) {
                    if self.nameless.insert(column) {
                        self.notices.push(notice);
                    }
                }
                self.sheets.push(SheetAt::Row(Arc::clone(&self.columns), Arc::new(row), None));
            }
            Err(problem) => self.unfit(line_of(&problem), problem),
        }
    }

    /// Goes on with another header.
    fn begin_again(&mut self, row: Row<'static>) {
        let notice = header::again(&row);
        match Columns::new(&Arc::new(row), &Headings::new(self.framework), []) {
            Ok((columns, notices)) => {
                self.notices.extend(notices);
                self.notices.push(notice);
                self.columns = Arc::new(columns);
                self.after_header = true;
            }
            Err(reasons) => self.notices.extend(reasons),
        }
    }

    fn unfit(&mut self, line: Option<usize>, problem: Box<Diagnostic>) {
        self.sheets.push(SheetAt::Unfit(line, None, problem));
    }

    fn end(mut self, name: &str) -> Opened {
        if self.sheets.is_empty() && !self.skipped {
            self.notices.push(no_sheets(name));
        }
        Opened { found: self.sheets, notices: self.notices }
    }
}

/// The filled cells of a row in columns without a heading: their columns, each with its warning.
pub(crate) fn nameless(columns: &Columns, row: &Row<'_>) -> Vec<(usize, Diagnostic)> {
    // A row of a CSV file that is longer than its header is refused, with a message of its own.
    let refused = |column: usize| column >= columns.width() && !row.is_of_workbook();
    let cells = row.cells().iter().filter(|cell| columns.is_nameless(cell.column) && !refused(cell.column));
    cells.map(|cell| (cell.column, without_heading(row, cell))).collect()
}

fn without_heading(row: &Row<'_>, cell: &Cell<'_>) -> Diagnostic {
    let column = column_letters(cell.column);
    let message = say!(
        "column {column} has no heading and was not used",
        "{column}列には見出しがないため、無視しました"
    );
    Diagnostic::new(codes::UNUSED_KEY, message).at(row.file(), cell.span.clone())
}

/// How many of the first two rows below a header are no sheets, but explain to people what to fill in; and what is to be
/// told of them.
fn explaining(
    columns: &Columns,
    first: Option<&Row<'_>>,
    second: Option<&Row<'_>>,
    framework: &Framework,
) -> (usize, Option<Diagnostic>) {
    match first {
        _ if columns.header().is_turned() => (0, None),
        Some(first) if is_import_ids(first) => (1, None),
        Some(first) if second.is_some_and(is_import_ids) => (2, unmarked(columns, first)),
        Some(first) if is_questions(columns, first, framework) => (1, unmarked(columns, first)),
        _ => (0, None),
    }
}

/// The warning that a row was taken for questions, if it does not say so itself; an error if it says that the answers below
/// it are not those of today.
fn unmarked(columns: &Columns, row: &Row<'_>) -> Option<Diagnostic> {
    let is_aside = |cell: &&Cell<'_>| {
        matches!(columns.content(cell.column), Some(Column::Reply(_)))
            && name_says(&cell.text) > NameSays::Nothing
    };
    if let Some(cell) = row.cells().iter().find(is_aside) {
        let found = not_of_today(
            codes::UNREAD_COLUMN,
            Label("the second heading", "2行目の見出し"),
            &clean(&cell.text),
        );
        return Some(found.at(row.file(), cell.span.clone()));
    }
    if questions::is_marked(columns, row) {
        return None;
    }
    let message = say!(
        "this row holds no answers; it was taken for the texts of the questions and not used",
        "この行には回答がないため、質問文の行とみなして無視しました"
    );
    let help = say!(
        "if it is an answer sheet, name it under `subject` and answer with levels; if not, write {QUESTIONS} under `framework`",
        "回答シートの行であれば `subject` に名称を書き、レベルで回答してください。質問文の行であれば `framework` に {QUESTIONS} と\
         書いてください。"
    );
    let place = row.cells().first().map_or(0..0, |cell| cell.span.clone());
    Some(Diagnostic::new(codes::UNUSED_KEY, message).help(help).at(row.file(), place))
}
