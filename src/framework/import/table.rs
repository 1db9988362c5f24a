//! The tables of a file that have headings of criteria, split into rows.

use std::sync::Arc;

use super::heading::{self, CriterionColumn};
use crate::source::{
    CsvRows, Diagnostic, Place, ReadRow, Row, SEPARATORS, SheetRows, SourceFile, Workbook,
    begins_as_workbook, codes, is_shift_jis, line_breaks, separator_of,
};
use crate::text::say;

/// How many rows to search for the headings.
const LOOKED_IN: usize = 20;

/// A table with known headings: a CSV file, or a sheet of a workbook.
#[derive(Debug)]
pub(super) struct CriteriaTable {
    pub(super) header: Arc<Row<'static>>,
    pub(super) sheet: Option<String>,
    /// The rows below the headings.
    pub(super) rows: Vec<Row<'static>>,
}

/// Reads all tables of a file; failures are findings.
pub(super) fn read(name: &str, bytes: Vec<u8>, sink: &mut Vec<Diagnostic>) -> Vec<CriteriaTable> {
    let before = sink.len();
    let read = if begins_as_workbook(&bytes) {
        workbook(name, bytes, sink)
    } else {
        csv(name, bytes, sink).map(|table| table.into_iter().collect())
    };
    let tables = read.unwrap_or_else(|problem| {
        sink.push(*problem);
        Vec::new()
    });
    if tables.is_empty() && sink[before..].iter().all(|found| !found.is_error()) {
        sink.push(no_headings(name));
    }
    tables
}

fn workbook(
    name: &str,
    bytes: Vec<u8>,
    sink: &mut Vec<Diagnostic>,
) -> Result<Vec<CriteriaTable>, Box<Diagnostic>> {
    let mut book = Workbook::open(name, bytes, codes::UNREADABLE, codes::SYNTAX)?;
    let (mut tables, mut others) = (Vec::new(), Vec::new());
    for sheet in book.sheets() {
        let SheetRows { rows, notices, .. } = book.rows(&sheet, LOOKED_IN, header_of)?;
        let is_blank = rows.is_empty();
        match below_headings(rows, Some(sheet.clone()), sink) {
            Some(table) => {
                sink.extend(notices);
                tables.push(table);
            }
            None if is_blank => {}
            None => others.push(sheet),
        }
    }
    if !tables.is_empty() && !others.is_empty() {
        let (en, ja) = (others.join("`, `"), others.join("」「"));
        let message = say!(
            "{name}: no headings of criteria were found in sheet `{en}`, which was not used",
            "{name}：シート「{ja}」には評価項目の見出しがないため、使いませんでした"
        );
        sink.push(Diagnostic::new(codes::UNUSED_COLUMN, message));
    }
    Ok(tables)
}

fn csv(
    name: &str,
    bytes: Vec<u8>,
    sink: &mut Vec<Diagnostic>,
) -> Result<Option<CriteriaTable>, Box<Diagnostic>> {
    let was_guessed = is_shift_jis(&bytes);
    let bytes = SourceFile::table_bytes(name, bytes, codes::UNREADABLE)?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        SourceFile::not_text(name, line_breaks(&error.as_bytes()[..good]) + 1)
    })?;
    let (separator, start) = separator_of(&text);
    let line = 1 + usize::from(start > 0);
    let rows = |separator| -> Vec<ReadRow> {
        let rows = CsvRows::new(name, &text, 1, separator, codes::SYNTAX).from(start, line);
        rows.map(|row| row.map(Row::into_owned)).collect()
    };
    let others = SEPARATORS.into_iter().filter(|other| *other != separator && start == 0);
    let all = std::iter::once(separator).chain(others);
    let table = all.map(rows).find_map(|rows| {
        header_of(&rows)?;
        below_headings(rows, None, sink)
    });
    if table.is_some() && was_guessed {
        sink.push(SourceFile::read_as_shift_jis(name));
    }
    Ok(table)
}

/// The row of headings: the first with two of them, one being a question or a level.
fn header_of(rows: &[ReadRow]) -> Option<usize> {
    rows.iter().take(LOOKED_IN).position(|row| {
        let Ok(row) = row else { return false };
        let columns: Vec<CriterionColumn> =
            row.cells().iter().filter_map(|cell| heading::parse(&cell.text).ok()).collect();
        let asks = |column: &CriterionColumn| {
            matches!(column, CriterionColumn::Text("question", _) | CriterionColumn::LevelText(_, "says", _))
        };
        columns.len() > 1 && columns.iter().any(asks)
    })
}

fn below_headings(
    rows: Vec<ReadRow>,
    sheet: Option<String>,
    sink: &mut Vec<Diagnostic>,
) -> Option<CriteriaTable> {
    let above = header_of(&rows)?;
    let mut rows = rows.into_iter().skip(above);
    let header = Arc::new(rows.next()?.ok()?);
    let mut below = Vec::new();
    for row in rows {
        match row {
            Ok(row) => below.push(row),
            Err(problem) => sink.push(*problem),
        }
    }
    Some(CriteriaTable { header, sheet, rows: below })
}

fn no_headings(name: &str) -> Diagnostic {
    let message = say!(
        "{name} is no table of criteria: no row has headings such as `question` and `level.0`",
        "{name} に評価項目の表がありません（`question`、`level.0` などの見出しのある行が見つかりません）"
    );
    let help = say!(
        "name the columns in the first row: `rubric`, `id`, `question.en`, `level.0.en`, `level.1.en`, `weight.STAGE`",
        "1行目に列の見出し（`rubric`、`id`、`question.ja`、`level.0.ja`、`level.1.ja`、`weight.段階` など）を書いてください。"
    );
    Diagnostic::new(codes::MISSING_KEY, message).help(help)
}

pub(super) fn place_of(row: &Row<'_>) -> Place {
    Place { file: Arc::clone(row.file()), span: 0..0 }
}
