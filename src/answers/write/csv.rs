use super::cell::Cell;
use crate::answers::{AnswerSheet, Column};
use crate::framework::Framework;
use crate::text::{Lang, guarded, without_acting};

/// Sheets as a table with commas, a company a row, in UTF-8 with a byte order mark: without it Excel takes Japanese
/// for something else. With `questions` the row after the header holds the questions in that language.
pub fn csv(
    framework: &Framework,
    columns: &[Column],
    sheets: &[AnswerSheet],
    questions: Option<Lang>,
) -> String {
    let mut out = String::from("\u{feff}");
    row(&mut out, columns.iter().map(|column| column.name(framework)));
    if let Some(lang) = questions {
        row(&mut out, columns.iter().map(|column| column.question(framework, lang)));
    }
    for sheet in sheets {
        row(&mut out, columns.iter().map(|column| text(framework, &column.cell(framework, sheet))));
    }
    out
}

fn text(framework: &Framework, cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Date(date) => date.to_string(),
        Cell::Choice(fact, choice) => framework[*fact].choices[choice.get()].id.clone(),
        Cell::Level(_, level) => level.to_string(),
    }
}

fn row(out: &mut String, cells: impl Iterator<Item = String>) {
    for (position, cell) in cells.enumerate() {
        if position > 0 {
            out.push(',');
        }
        let cell = without_acting(&cell);
        let cell = guarded(&cell);
        if cell.contains(['"', ',', ';', '\t', '\n', '\r']) || cell.trim() != cell {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&cell);
        }
    }
    out.push('\n');
}
