use super::{Columns, Target, cell};
use crate::answers::read::facts::UNKNOWN;
use crate::framework::{Fact, Framework};
use crate::source::{Cell, CellKind, Row, ValueKind};

/// What stands in the `framework` cell of a row that repeats the questions for people, as templates have it.
pub const QUESTIONS: &str = "#questions";

/// Whether the first row below the header is no sheet, but tells people what to fill in.
///
/// It is if its `framework` cell says [`QUESTIONS`]; or else if at least one cell stands under a criterion, and nothing
/// under a criterion, a fact or `date` could be an answer: each reply is a text without a level, `unknown` or `na` in
/// front. Where something stands under `subject` and the like, it might be a company that has got its answers wrong; so
/// then a fact or the date must be none as well, as in a second header.
pub fn is_questions(columns: &Columns, row: &Row, framework: &Framework) -> bool {
    is_marked(columns, row) || looks_like_questions(columns, row, framework)
}

/// Whether a row says itself that it repeats the questions.
pub(super) fn is_marked(columns: &Columns, row: &Row) -> bool {
    let mut marks = row.cells.iter().filter(|cell| columns.target(cell.column) == Target::Sheet("framework"));
    marks.any(|cell| cell.text.trim() == QUESTIONS)
}

fn looks_like_questions(columns: &Columns, row: &Row, framework: &Framework) -> bool {
    let (mut asks, mut named, mut titled) = (false, false, false);
    for cell in &row.cells {
        let is_title = match columns.target(cell.column) {
            Target::Reply(_) => {
                asks = true;
                cell.kind == CellKind::Text && !cell::is_reply(&cell.text)
            }
            Target::Fact(fact) => {
                titled = true;
                !has_choice(cell, &framework[fact])
            }
            Target::Sheet("date") => {
                titled = true;
                matches!(cell::date(cell).kind, ValueKind::Text(_))
            }
            Target::Sheet("framework" | "version") => false,
            Target::Sheet(_) => {
                named = true;
                true
            }
            Target::Nothing | Target::Evidence(_) | Target::Note(_) | Target::Date(_) => true,
        };
        if !is_title {
            return false;
        }
    }
    asks && (titled || !named)
}

/// Whether one of the choices in a cell is one, or "we don't know".
fn has_choice(cell: &Cell, fact: &Fact) -> bool {
    let ValueKind::Array(items) = cell::choices(cell, fact).kind else { return false };
    items
        .iter()
        .filter_map(crate::source::Value::as_text)
        .any(|id| id == UNKNOWN || fact.find_choice(id).is_some())
}
