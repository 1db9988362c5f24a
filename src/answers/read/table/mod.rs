//! Sheets in the rows of a table, one company per row, under a header that names the columns.

mod beside;
mod cell;
mod check_boxes;
mod columns;
mod company;
mod day;
mod groups;
mod header;
mod heading;
mod heading_parts;
mod heading_words;
mod otherwise;
mod pieces;
mod questions;
mod row;
mod sent;
mod told;
mod two_rows;
mod upright;
mod workbook;

pub(super) use cell::{BETWEEN, COMMAS, choice, plain, says_no};
pub use columns::Columns;
pub(super) use columns::Header;
pub(crate) use company::no_company;
pub(super) use company::unanswered;
pub(super) use day::{day_in, how_to_write};
pub(super) use heading::Headings;
pub(in crate::answers) use heading_words::{
    PROPOSAL, PROPOSER, is_of_proposal, names_proposer, parts_of_proposals,
};
pub(crate) use otherwise::names_within;
use otherwise::{NameSays, name_says, not_of_today};
pub(super) use otherwise::{aside_by, nobody};
use pieces::aside_below;
pub(crate) use pieces::{csv_header_again, csv_restart};
pub use questions::QUESTIONS;
pub(super) use questions::are_answers;
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
    /// Whether a title says that these answers are not of today; it has been reported.
    pub(crate) is_aside: bool,
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
    csv_body(above.last(), rows, separator, header, &headings).map(CsvHead::Columns)
}

/// The beginning of the rows of a CSV file that follow a header.
fn csv_body<'t>(
    above: Option<&Row<'_>>,
    mut rows: CsvRows<'t>,
    separator: u8,
    header: header::Headed<Row<'t>>,
    headings: &Headings<'_>,
) -> Result<CsvStart, Vec<Diagnostic>> {
    let below = rows.clone().next().and_then(Result::ok);
    let (row, is_second) = two_rows::whole(above, header.row.into_owned(), below.as_ref(), headings);
    rows.by_ref().take(usize::from(is_second)).for_each(drop);
    let sample = rows.clone().filter_map(Result::ok);
    let (columns, mut notices) = Columns::new(&Arc::new(row), headings, sample)?;
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
    let (columns, body) = (Arc::new(columns), rows.position());
    Ok(CsvStart { columns, separator, body, is_aside: false, notices })
}

struct Found<'f> {
    framework: &'f Framework,
    columns: Arc<Columns>,
    sheets: Vec<SheetAt>,
    notices: Vec<Diagnostic>,
    nameless: BTreeSet<usize>,
    skipped: bool,
    /// A header again in the row before.
    again: Option<Row<'static>>,
    before: Before,
    /// A row of one cell directly before, which may be a title if it is above a header.
    lone: Option<Row<'static>>,
}

/// What was before a row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    Answers,
    /// The end of a header.
    Header,
    /// A title that says that the answers below it are not of today; and further rows below it.
    Title,
    Aside,
}

impl<'f> Found<'f> {
    fn new(columns: Arc<Columns>, notices: Vec<Diagnostic>, framework: &'f Framework) -> Self {
        let (sheets, nameless) = (Vec::new(), BTreeSet::new());
        Self {
            framework,
            columns,
            sheets,
            notices,
            nameless,
            skipped: false,
            again: None,
            before: Before::Answers,
            lone: None,
        }
    }

    fn add(&mut self, row: ReadRow) {
        self.add_lone(row.as_ref().is_ok_and(|row| self.columns.is_again(row)));
        match row {
            Ok(row) if row.cells().len() == 1 => self.lone = Some(row),
            row => self.place(row, false),
        }
    }

    fn add_lone(&mut self, is_above_header: bool) {
        if let Some(row) = self.lone.take() {
            self.place(Ok(row), is_above_header);
        }
    }

    fn place(&mut self, row: ReadRow, is_above_header: bool) {
        if let Some(header) = self.again.take()
            && self.begin_again(header, row.as_ref().ok())
        {
            return;
        }
        let is_aside = matches!(self.before, Before::Title | Before::Aside);
        let after = if is_aside { Before::Aside } else { Before::Answers };
        let before = std::mem::replace(&mut self.before, after);
        match row {
            Ok(row) if self.columns.is_again(&row) => {
                if before != Before::Title {
                    self.before = Before::Answers;
                }
                self.again = Some(row);
            }
            _ if is_aside => {}
            Ok(row)
                if let Some(notice) =
                    aside_below(&self.columns, &row, is_above_header, &Headings::new(self.framework)) =>
            {
                self.notices.push(notice);
                (self.skipped, self.before) = (true, Before::Title);
            }
            Ok(row) if before == Before::Header && is_questions(&self.columns, &row, self.framework) => {
                self.notices.extend(unmarked(&self.columns, &row));
            }
            Ok(row) => {
                if let Some(notice) = no_company(&self.columns, &row) {
                    self.notices.push(notice);
                    self.skipped = true;
                    return;
                }
                for (column, notice) in nameless(&self.columns, &row, self.framework) {
                    if self.nameless.insert(column) {
                        self.notices.push(notice);
                    }
                }
                self.sheets.push(SheetAt::Row(Arc::clone(&self.columns), Arc::new(row), None));
            }
            Err(problem) => self.unfit(line_of(&problem), problem),
        }
    }

    /// Goes on with another header; whether the row below it is a part of it.
    fn begin_again(&mut self, row: Row<'static>, below: Option<&Row<'_>>) -> bool {
        if self.before == Before::Aside {
            // What it says is not of today either.
            return false;
        }
        let (notice, headings) = (header::again(&row), Headings::new(self.framework));
        let (row, is_second) = two_rows::whole(None, row, below, &headings);
        match Columns::new(&Arc::new(row), &headings, []) {
            Ok((columns, notices)) => {
                self.notices.extend(notices);
                self.notices.push(notice);
                self.columns = Arc::new(columns);
                self.before = Before::Header;
            }
            Err(reasons) => self.notices.extend(reasons),
        }
        is_second
    }

    fn unfit(&mut self, line: Option<usize>, problem: Box<Diagnostic>) {
        self.add_lone(false);
        self.sheets.push(SheetAt::Unfit(line, None, problem));
    }

    fn end(mut self, name: &str) -> Opened {
        self.add_lone(false);
        if let Some(header) = self.again.take() {
            self.begin_again(header, None);
        }
        if self.sheets.is_empty() && !self.skipped {
            self.notices.push(no_sheets(name));
        }
        Opened { found: self.sheets, notices: self.notices }
    }
}

/// The filled cells of a row in columns without a heading: their columns, each with its warning.
pub(crate) fn nameless(columns: &Columns, row: &Row<'_>, framework: &Framework) -> Vec<(usize, Diagnostic)> {
    // A row of a CSV file that is longer than its header is refused, with a message of its own.
    let refused = |column: usize| column >= columns.width() && !row.is_of_workbook();
    let cells = row.cells().iter().filter(|cell| columns.is_nameless(cell.column) && !refused(cell.column));
    let told = |cell: &Cell<'_>| match columns.before(cell.column) {
        Some(before) if are_answers(before, std::iter::once(cell), framework) => {
            answers_without_heading(row, cell, &before.name(framework))
        }
        _ => without_heading(row, cell),
    };
    cells.map(|cell| (cell.column, told(cell))).collect()
}

fn answers_without_heading(row: &Row<'_>, cell: &Cell<'_>, before: &str) -> Diagnostic {
    let column = column_letters(cell.column);
    let message = say!(
        "column {column} has no heading, but holds what may be answers to `{before}` before it; it was not used",
        "{column}列には見出しがなく、その前の `{before}` への回答のような値がありますが、使いませんでした"
    );
    let help = say!(
        "name every column; of several choices write all into one cell, with `;` between them",
        "すべての列に見出しを付けてください。複数の選択肢は、`;` で区切って1つのセルに書いてください。"
    );
    Diagnostic::new(codes::UNREAD_COLUMN, message).help(help).at(row.file(), cell.span.clone())
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
