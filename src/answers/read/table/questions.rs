use super::{Columns, Target, cell};
use crate::source::{CellKind, Row};

/// What stands in the `framework` cell of a row that repeats the questions for people, as templates have it.
pub const QUESTIONS: &str = "#questions";

/// Whether the first row below the header is no sheet, but tells people what to fill in.
///
/// It is if its `framework` cell says [`QUESTIONS`]; or else if nothing stands under the keys of the sheet itself
/// (`subject` and so on), at least one cell stands under a criterion, and none of these could be an answer: each is a
/// text without a level, `unknown` or `na` in front.
pub fn is_questions(columns: &Columns, row: &Row) -> bool {
    is_marked(columns, row) || looks_like_questions(columns, row)
}

/// Whether a row says itself that it repeats the questions.
pub(super) fn is_marked(columns: &Columns, row: &Row) -> bool {
    let mut marks = row.cells.iter().filter(|cell| columns.target(cell.column) == Target::Sheet("framework"));
    marks.any(|cell| cell.text.trim() == QUESTIONS)
}

fn looks_like_questions(columns: &Columns, row: &Row) -> bool {
    let mut texts = 0;
    let mut questions = true;
    for cell in &row.cells {
        match columns.target(cell.column) {
            Target::Sheet(_) => questions = false,
            Target::Reply(_) => {
                texts += 1;
                questions &= cell.kind == CellKind::Text && !cell::is_reply(&cell.text);
            }
            _ => {}
        }
    }
    texts > 0 && questions
}
