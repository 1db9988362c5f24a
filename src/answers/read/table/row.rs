use std::sync::Arc;

use super::cell::{self, Reply};
use super::{Columns, day};
use crate::answers::columns::{Column, HeaderKey};
use crate::answers::read::{Reading, read_cells};
use crate::framework::Framework;
use crate::say;
use crate::source::{Cell, CellKind, Diagnostic, Entry, Row, Span, Table, Value, ValueKind, codes};

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
    let table = tree(columns, row, framework, &mut notices);
    let mut reading = read_cells(&table, &row.file, framework)?;
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

/// One answer of a row.
#[derive(Default)]
struct Answer {
    reply: Option<Reply>,
    beside: Vec<Entry>,
}

/// The row as the tree that the other forms are read from: its keys, with the places of their cells.
pub fn row_table(columns: &Columns, row: &Arc<Row>, framework: &Framework) -> Table {
    tree(columns, row, framework, &mut Vec::new())
}

/// The same; cells that hold no value are told.
fn tree(columns: &Columns, row: &Arc<Row>, framework: &Framework, notices: &mut Vec<Diagnostic>) -> Table {
    let (mut sheet, mut facts) = (Table::default(), Table::default());
    let mut answers: Vec<Answer> = columns.answers().iter().map(|_| Answer::default()).collect();
    for cell in &row.cells {
        let Some(column) = columns.content(cell.column) else { continue };
        match cell.kind {
            CellKind::Error => {
                notices.push(failed_formula(columns, row, cell));
                continue;
            }
            CellKind::Formula => {
                notices.push(uncomputed_formula(columns, row, cell));
                continue;
            }
            CellKind::Text | CellKind::Number | CellKind::Date | CellKind::Truth => {}
        }
        let answer = answers.get_mut(columns.answer(cell.column));
        match (column, answer) {
            (Column::Header(key), _) => {
                let value = if key == HeaderKey::Date { day::date(cell) } else { text(cell) };
                sheet.entries.push(entry(key.name(), value));
            }
            (Column::Fact(fact), _) => {
                let choices = cell::choices(cell, &framework[fact]);
                facts.entries.push(entry(columns.id(cell.column), choices));
            }
            (Column::Reply(_), Some(answer)) => answer.reply = Some(cell::reply(cell)),
            (Column::Evidence(_), Some(answer)) => answer.beside.push(entry("evidence", cell::texts(cell))),
            (Column::Note(_), Some(answer)) => answer.beside.push(entry("note", text(cell))),
            (Column::ReplyDate(_), Some(answer)) => answer.beside.push(entry("date", day::date(cell))),
            _ => {}
        }
    }
    let given = columns.answers().iter().zip(answers);
    let given = given.filter_map(|(id, answer)| Some(entry(id, answer.value()?)));
    let answers = Table { entries: given.collect() };
    sheet.entries.push(entry("facts", Value { kind: ValueKind::Table(facts), span: 0..0 }));
    sheet.entries.push(entry("answers", Value { kind: ValueKind::Table(answers), span: 0..0 }));
    sheet
}

impl Answer {
    fn value(self) -> Option<Value> {
        let mut entries = self.beside;
        let key = match self.reply {
            Some(Reply::Value(value)) if entries.is_empty() => return Some(value),
            Some(Reply::Value(value)) => Some(entry("level", value)),
            Some(Reply::NotApplicable(value)) => Some(entry("not_applicable", value)),
            None => None,
        };
        entries.splice(0..0, key);
        let span: Span = entries.first()?.value.span.clone();
        Some(Value { kind: ValueKind::Table(Table { entries }), span })
    }
}

fn entry(key: &str, value: Value) -> Entry {
    Entry { key: key.into(), key_span: value.span.clone(), value }
}

/// The text of a cell, as it is.
fn text(cell: &Cell) -> Value {
    cell::text(&cell.text, &cell.span)
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
