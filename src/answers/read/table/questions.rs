use super::{Columns, Target, cell};
use crate::source::{CellKind, Row};

/// What stands in the `framework` cell of a row that repeats the questions for people, as templates have it.
pub const QUESTIONS: &str = "#questions";

/// Whether the first row below the header is no sheet, but tells people what to fill in.
///
/// It is if its `framework` cell says [`QUESTIONS`]; or else if it names no subject, at least one cell stands in a
/// column of levels, and none of these could be an answer: each is a text without a level, `unknown` or `na` in
/// front.
pub fn is_questions(columns: &Columns, row: &Row) -> bool {
    let mut texts = 0;
    let mut levels = true;
    let mut subject = false;
    for cell in &row.cells {
        match columns.target(cell.column) {
            Target::Sheet("framework") if cell.text.trim() == QUESTIONS => return true,
            Target::Sheet("subject") => subject = true,
            Target::Reply(_) => {
                texts += 1;
                levels &= cell.kind == CellKind::Text && !cell::is_reply(&cell.text);
            }
            _ => {}
        }
    }
    texts > 0 && levels && !subject
}
