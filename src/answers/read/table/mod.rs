//! Sheets that stand in the rows of a table, one company a row, under a header that names the columns.

mod cell;
mod columns;
mod guard;
mod questions;
mod row;

pub use columns::{Columns, Target};
pub use guard::unguarded;
pub use questions::{QUESTIONS, is_questions};
pub use row::{read_row, row_table};

use std::collections::BTreeSet;
use std::sync::Arc;

use super::open::{Opened, SheetAt};
use crate::framework::Framework;
use crate::say;
use crate::source::{Diagnostic, Row, SourceFile, Workbook, codes, column_letters, parse_csv};

/// Takes the rows of a CSV file apart, and its header.
pub(super) fn open_csv(file: &SourceFile, framework: &Framework) -> Result<Opened, Vec<Diagnostic>> {
    let mut rows = parse_csv(file, codes::SHEET_SYNTAX);
    let header = match rows.next() {
        Some(Ok(header)) => header,
        Some(Err(problem)) => return Err(vec![*problem]),
        None => return Err(vec![no_header(&file.name)]),
    };
    opened(header, rows, framework)
}

/// The same for a workbook: of its first sheet that has a criterion in its header.
pub(super) fn open_workbook(
    name: &str,
    bytes: Vec<u8>,
    framework: &Framework,
) -> Result<Opened, Vec<Diagnostic>> {
    let mut book = Workbook::open(name, bytes, codes::SHEET_UNREADABLE, codes::SHEET_SYNTAX)
        .map_err(|problem| vec![*problem])?;
    let mut first = None;
    for sheet in book.sheets() {
        let mut rows = book.rows(&sheet).map_err(|problem| vec![*problem])?.into_iter();
        let Some(header) = rows.next() else { continue };
        if columns::has_criterion(&header, framework) {
            return opened(header, rows.map(Ok), framework);
        }
        first = first.or(Some(header));
    }
    match first {
        Some(header) => Err(vec![columns::no_criterion(&header, framework)]),
        None => Err(vec![no_header(name)]),
    }
}

fn opened(
    header: Row,
    rows: impl Iterator<Item = Result<Row, Box<Diagnostic>>>,
    framework: &Framework,
) -> Result<Opened, Vec<Diagnostic>> {
    let (columns, mut notices) = Columns::new(Arc::new(header), framework)?;
    let columns = Arc::new(columns);
    let mut found = Vec::new();
    let mut nameless = BTreeSet::new();
    for (position, row) in rows.enumerate() {
        match row {
            Ok(row) if position == 0 && is_questions(&columns, &row) => {
                if !questions::is_marked(&columns, &row) {
                    notices.push(passed_over(&row));
                }
            }
            Ok(row) => {
                // What is beyond the header refuses a row of a text, so it is told there.
                let told = |column: usize| column >= columns.width() && !row.is_of_workbook();
                for cell in &row.cells {
                    if columns.is_nameless(cell.column) && !told(cell.column) && nameless.insert(cell.column)
                    {
                        notices.push(no_name(cell.column, &row, cell.span.clone()));
                    }
                }
                found.push(SheetAt::Row(Arc::clone(&columns), Arc::new(row)));
            }
            Err(problem) => {
                let line = problem.place.as_ref().map(|place| place.file.first_line);
                found.push(SheetAt::Unfit(line, problem));
            }
        }
    }
    Ok(Opened { found, notices })
}

fn no_header(name: &str) -> Diagnostic {
    let message = say!("{name} has no header row", "{name} に見出し行がありません");
    Diagnostic::new(codes::NO_ANSWERS, message).help(columns::what_a_header_is())
}

/// The warning that a row was taken for questions without saying so.
fn passed_over(row: &Row) -> Diagnostic {
    let message = say!(
        "this row holds no answers; it was taken for the texts of the questions and not used",
        "この行には回答がないため、質問文の行とみなして無視しました"
    );
    let help = say!(
        "if it is a company, name it under `subject`; if not, write {QUESTIONS} under `framework`",
        "企業の行であれば `subject` に名称を、質問文の行であれば `framework` に {QUESTIONS} を書いてください。"
    );
    let place = row.cells.first().map_or(0..0, |cell| cell.span.clone());
    Diagnostic::new(codes::UNUSED_KEY, message).help(help).at(&row.file, place)
}

/// The warning that a column is not used because nothing stands above it.
fn no_name(column: usize, row: &Row, span: crate::source::Span) -> Diagnostic {
    let column = column_letters(column);
    let message = say!(
        "column {column} has no heading and was not used",
        "{column}列には見出しがないため、無視しました"
    );
    Diagnostic::new(codes::UNUSED_KEY, message).at(&row.file, span)
}
