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
mod questions;
mod row;
mod sent;
mod told;
mod upright;

pub(super) use cell::{BETWEEN, COMMAS, choice, plain};
pub use columns::Columns;
pub(super) use columns::{Header, are_answers};
pub(crate) use company::no_company;
pub(super) use company::unanswered;
pub(super) use day::{day_in, how_to_write};
pub(super) use heading::Headings;
pub(in crate::answers) use heading_words::is_of_proposal;
use memchr::memmem;
pub use questions::QUESTIONS;
use questions::{is_import_ids, is_questions};
pub(super) use row::{fill, too_long};
pub(crate) use row::{read_row, row_document};
pub(super) use upright::names_of_rows;
use upright::{Below, ColumnRoles, first_named, reference, rows_of};

use std::collections::BTreeSet;
use std::sync::Arc;

use super::open::{Opened, SheetAt, line_of, no_sheets};
use super::own_results::is_page;
use crate::framework::Framework;
use crate::source::{
    Cell, CsvRows, Diagnostic, ReadRow, Row, SEPARATORS, SheetRows, SourceFile, Workbook, codes,
    column_letters, line_breaks, separator_of, some_of, texts_of_rows, whole_rows,
};
use crate::text::{Bilingual, say};

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
                let turned = header::criteria_below(below.iter(), &headings).map(told::Likely::Turned);
                let named = below.iter().find(|row| header::names_in(row, &headings) > 0);
                let likely = turned.or(named.map(|row| told::Likely::Below(row.line())));
                let likely = likely.unwrap_or(told::Likely::Nothing);
                Err(vec![told::no_criterion(&first, framework, likely)])
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

/// The same for a workbook: of its first sheet that has a criterion in its header, and can be seen if any can. If that
/// one has a question a row, so may further ones, each of them a company.
pub(super) fn open_workbook(
    name: &str,
    bytes: Vec<u8>,
    framework: &Framework,
) -> Result<Opened, Vec<Diagnostic>> {
    let mut book = Workbook::open(name, bytes, codes::SHEET_UNREADABLE, codes::SHEET_SYNTAX)
        .map_err(|problem| vec![*problem])?;
    let headings = Headings::new(framework);
    let (mut first, mut with_answers, mut apart) = (None, Vec::new(), Vec::new());
    for sheet in book.sheets() {
        let header = match book.header(&sheet) {
            Ok(Some(header)) => header,
            Err(problem) if with_answers.is_empty() => return Err(vec![*problem]),
            Ok(None) | Err(_) => continue,
        };
        if is_page(&header) {
            return Ok(Opened::own_result(name));
        }
        if reference::is_headed(&header) && ColumnRoles::of(&header).is_some() {
            if let Ok(read) = rows_of(&mut book, &sheet, &headings) {
                apart.extend(reference::typed(&format!("{name} ({sheet})"), &read.rows.rows));
            }
        } else if header::names_in(&header, &headings) > 0 || ColumnRoles::of(&header).is_some() {
            with_answers.push(sheet);
        }
        first = first.or(Some(header));
    }
    // Below titles there may be a header as well.
    let mut below = None;
    if with_answers.is_empty() {
        for sheet in book.sheets() {
            let Ok(read) = rows_of(&mut book, &sheet, &headings) else { continue };
            let rows = read.rows.rows.len();
            let is_read = matches!(read.below, Below::Companies | Below::Questions);
            if is_read && read.rows.header.is_some_and(|above| above + 1 < rows) {
                with_answers.push(sheet);
                below = below.or(Some(read));
            }
        }
    }
    let read = match below {
        Some(read) => Some(read),
        None => first_named(name, &mut book, &mut with_answers, &headings, &mut apart)
            .map_err(|problem| vec![*problem])?,
    };
    let (Some(read), Some((used, others))) = (read, with_answers.split_first()) else {
        let Some(header) = first else { return Ok(Opened::nothing(name)) };
        if !apart.is_empty() {
            return Err(apart);
        }
        return Err(vec![told::no_criterion(&header, framework, told::Likely::Nothing)]);
    };
    if read.below != Below::Companies {
        return upright::open_book(name, &mut book, (used, read.rows), others, &headings, apart);
    }
    let SheetRows { mut rows, header, notices: layout, mut comments } = read.rows;
    let above = header.ok_or_else(|| vec![no_header(name)])?;
    let body = rows.split_off(above + 1);
    let header = rows.pop().ok_or_else(|| vec![no_header(name)])?.map_err(|problem| vec![*problem])?;
    let sample = body.iter().filter_map(|row| row.as_ref().ok().cloned());
    let (columns, mut notices) = Columns::new(&Arc::new(header), &headings, sample)?;
    if above > 0 {
        notices.push(header::not_first(columns.header(), above));
    }
    let row = |at: usize| body.get(at).and_then(|row| row.as_ref().ok());
    let (explaining, notice) = explaining(&columns, row(0), row(1), framework);
    notices.extend(notice);
    notices.extend(layout);
    notices.extend(apart);
    let mut found = Found::new(Arc::new(columns), notices, framework);
    for row in body.into_iter().skip(explaining) {
        if let Ok(row) = &row {
            let cell = |column| format!("{}{}", column_letters(column), row.line());
            comments.extend(row::unused_comments(&found.columns, row).map(cell));
        }
        found.add(row);
    }
    let mut opened = found.end(name);
    opened.notices.extend((!comments.is_empty()).then(|| unused_comments(name, used, comments)));
    if !others.is_empty() {
        opened.notices.push(other_sheets(name, used, others));
    }
    Ok(opened)
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

fn no_header(name: &str) -> Diagnostic {
    let message = say!("{name} has no header row", "{name} に見出し行がありません");
    Diagnostic::new(codes::NO_ANSWERS, message).help(told::what_a_header_is())
}

fn other_sheets(name: &str, used: &str, others: &[String]) -> Diagnostic {
    let (en, ja) = (others.join("`, `"), others.join("」「"));
    let message = say!(
        "{name}: only sheet `{used}` was read; there are answers in `{en}` too, which were not used",
        "{name}：シート「{used}」だけを読み込みました。「{ja}」にも回答がありますが、使っていません"
    );
    let help = say!(
        "one sheet of a workbook is read: put all answers into it, or save the others as files of their own",
        "1つのブックから読み込むシートは1つです。すべての回答を1つのシートにまとめるか、別のファイルに保存してください。"
    );
    Diagnostic::new(codes::UNUSED_KEY, message).help(help)
}

/// The warning that what is written beside some cells is the note of no answer.
fn unused_comments(name: &str, sheet: &str, cells: Vec<String>) -> Diagnostic {
    let Bilingual { en, ja } = some_of(cells);
    let message = say!(
        "{name}: sheet `{sheet}` has comments that are the note of no answer, and were not used: {en}",
        "{name}：シート「{sheet}」の、回答のメモにならないコメントは使っていません：{ja}"
    );
    Diagnostic::new(codes::WORKBOOK_LAYOUT, message)
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

/// The warning that a row was taken for questions, if it does not say so itself.
fn unmarked(columns: &Columns, row: &Row<'_>) -> Option<Diagnostic> {
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
