use std::sync::Arc;

use super::Columns;
use super::cell::{self, CellReply, CellValue};
use super::day;
use crate::answers::columns::{Column, HeaderKey};
use crate::answers::read::{Reading, read_cells};
use crate::framework::Framework;
use crate::say;
use crate::source::{Cell, CellKind, Characters, Diagnostic, Document, Open, Row, Span, Textual, codes};

/// Reads the sheet in one row. It is refused if it has more cells than its header, or answers another framework; the
/// reasons are then the error. What is wrong with single cells is a notice, as in every other form.
pub fn read_row(
    columns: &Arc<Columns>,
    row: &Arc<Row>,
    framework: &Framework,
) -> Result<Reading, Vec<Diagnostic>> {
    if let Some(refusal) = too_long(columns, row) {
        return Err(vec![refusal]);
    }
    let mut notices = Vec::new();
    let mut document = Document::default();
    fill(&mut document, columns, row, framework, &mut notices);
    let Some(table) = document.root_table(&row.file.text) else { return Err(notices) };
    let mut reading = read_cells(table, &row.file, framework)?;
    notices.append(&mut reading.notices);
    reading.notices = notices;
    reading.sheet.row = Some((Arc::clone(columns.header()), Arc::clone(row)));
    Ok(reading)
}

/// A row of a text that has more cells than the header: one of its commas was meant to be text, and every answer
/// after it is off by one.
pub(super) fn too_long(columns: &Columns, row: &Row) -> Option<Diagnostic> {
    let last = row.cells.last().filter(|cell| cell.column >= columns.width() && !row.is_of_workbook())?;
    let (cells, width) = (last.column + 1, columns.width());
    let message = say!(
        "the row has {cells} cells, but the header only {width}",
        "この行にはセルが{cells}個ありますが、見出しは{width}個です"
    );
    let help = say!(
        "a cell with a separator in it stands in quotation marks",
        "区切り文字を含むセルは、引用符（\"）で囲んでください。"
    );
    let place = row.cell(width).unwrap_or(last).span.clone();
    Some(Diagnostic::new(codes::SHEET_SYNTAX, message).help(help).at(&row.file, place))
}

/// The row as the document that the other forms are read from: its keys, with the places of their cells.
pub fn row_document(columns: &Columns, row: &Arc<Row>, framework: &Framework) -> Document {
    let mut document = Document::default();
    fill(&mut document, columns, row, framework, &mut Vec::new());
    document
}

/// Fills a document with a row; cells that hold no value are reported.
fn fill(
    document: &mut Document,
    columns: &Columns,
    row: &Arc<Row>,
    framework: &Framework,
    notices: &mut Vec<Diagnostic>,
) {
    document.clear();
    let usable: Vec<&Cell> =
        row.cells.iter().filter(|cell| holds_value(columns, row, cell, notices)).collect();
    let mut sheet = document.open_table(0..0);
    for cell in &usable {
        if let Some(Column::Header(key)) = columns.content(cell.column) {
            let value = if key == HeaderKey::Date { day::date(cell) } else { cell::text(cell) };
            push_entry(document, &mut sheet, key.name(), &value, &cell.span);
        }
    }
    push_key(document, &mut sheet, "facts", &(0..0));
    let mut facts = document.open_table(0..0);
    for cell in &usable {
        if let Some(Column::Fact(fact)) = columns.content(cell.column) {
            let choices = CellValue::Texts(cell::choices(cell, &framework[fact]));
            push_entry(document, &mut facts, columns.id(cell.column), &choices, &cell.span);
        }
    }
    document.close(&facts, 0);
    push_key(document, &mut sheet, "answers", &(0..0));
    let mut answers = document.open_table(0..0);
    for (answer, id) in columns.answers().iter().enumerate() {
        let own = usable.iter().filter(|cell| is_of_answer(columns, cell, answer));
        push_answer(document, &mut answers, columns, id, own.copied());
    }
    document.close(&answers, 0);
    document.close(&sheet, 0);
}

/// Whether a cell holds something; a formula without a value is reported where it would be used.
fn holds_value(columns: &Columns, row: &Arc<Row>, cell: &Cell, notices: &mut Vec<Diagnostic>) -> bool {
    match cell.kind {
        CellKind::Text | CellKind::Number | CellKind::Date | CellKind::Truth => return true,
        CellKind::Error | CellKind::Formula if columns.content(cell.column).is_none() => {}
        CellKind::Error => notices.push(failed_formula(columns, row, cell)),
        CellKind::Formula => notices.push(uncomputed_formula(columns, row, cell)),
    }
    false
}

fn is_of_answer(columns: &Columns, cell: &Cell, answer: usize) -> bool {
    let is_about_criterion =
        !matches!(columns.content(cell.column), None | Some(Column::Header(_) | Column::Fact(_)));
    is_about_criterion && columns.answer(cell.column) == answer
}

/// Adds an answer: a value alone, or a table if anything is beside the reply.
fn push_answer<'a>(
    document: &mut Document,
    answers: &mut Open,
    columns: &Columns,
    id: &str,
    cells: impl Iterator<Item = &'a Cell> + Clone,
) {
    let is_reply = |cell: &&&Cell| matches!(columns.content(cell.column), Some(Column::Reply(_)));
    let all: Vec<&Cell> = cells.collect();
    let reply = all.iter().rfind(is_reply).map(|cell| (*cell, cell::reply(cell)));
    let Some(first) = reply.as_ref().map(|(cell, _)| *cell).or_else(|| all.first().copied()) else { return };
    push_key(document, answers, id, &first.span);
    if let (Some((cell, CellReply::Value(value))), 1) = (&reply, all.len()) {
        value.push(document, &cell.span);
        return;
    }
    let mut open = document.open_table(first.span.clone());
    match &reply {
        Some((cell, CellReply::Value(value))) => push_entry(document, &mut open, "level", value, &cell.span),
        Some((cell, CellReply::NotApplicable(reason))) => {
            push_entry(document, &mut open, "not_applicable", reason, &cell.span);
        }
        None => {}
    }
    for cell in &all {
        let (key, value) = match columns.content(cell.column) {
            Some(Column::Evidence(_)) => ("evidence", cell::texts(cell)),
            Some(Column::Note(_)) => ("note", cell::text(cell)),
            Some(Column::ReplyDate(_)) => ("date", day::date(cell)),
            _ => continue,
        };
        push_entry(document, &mut open, key, &value, &cell.span);
    }
    document.close(&open, first.span.end);
}

fn push_key(document: &mut Document, open: &mut Open, key: &str, span: &Span) {
    document.push_text(Textual::Text, Characters::Own(key), span.clone());
    open.count();
}

fn push_entry(document: &mut Document, open: &mut Open, key: &str, value: &CellValue<'_>, span: &Span) {
    push_key(document, open, key, span);
    value.push(document, span);
}

fn failed_formula(columns: &Columns, row: &Arc<Row>, cell: &Cell) -> Diagnostic {
    let (name, error) = (columns.name(cell.column), &cell.text);
    let message =
        say!("`{name}` is a formula that fails: {error}", "`{name}` の数式がエラーになっています（{error}）");
    Diagnostic::new(codes::ANSWER_TYPE, message).key(name).at(&row.file, cell.span.clone())
}

fn uncomputed_formula(columns: &Columns, row: &Arc<Row>, cell: &Cell) -> Diagnostic {
    let name = columns.name(cell.column);
    let message =
        say!("`{name}` is a formula that was never computed", "`{name}` の数式が一度も計算されていません");
    let help = say!(
        "open the file in a spreadsheet program and save it",
        "表計算ソフトでファイルを開き、保存し直してください。"
    );
    Diagnostic::new(codes::ANSWER_TYPE, message).help(help).key(name).at(&row.file, cell.span.clone())
}
