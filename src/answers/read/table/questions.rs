use super::{Columns, cell, day, plain};
use crate::answers::read::reply::{LevelTexts, Spoken, said};
use crate::answers::read::said::is_nothing;
use crate::answers::word_list::WordList;
use crate::answers::{Column, HeaderKey, UNKNOWN};
use crate::framework::{Criterion, Fact, Framework};
use crate::source::{Cell, CellKind, Row};
use crate::text::Lang;

/// The `framework` cell of a row that repeats the questions for people, as templates have it.
pub const QUESTIONS: &str = "#questions";

/// Whether the first row below the header is not a sheet, but explains to people what to fill in.
///
/// It is if its `framework` cell says [`QUESTIONS`]; or else if at least one cell is under a criterion, and nothing
/// under a criterion, a fact or `date` could be an answer: each reply is a text without a level, `unknown` or `na` in
/// front. Where `subject` and the like are filled in, it might be a company whose answers are wrong; so then `subject` must
/// be a heading, as in a second header, or a fact or the date must be filled in as well, and another cell ask something.
pub(super) fn is_questions(columns: &Columns, row: &Row<'_>, framework: &Framework) -> bool {
    is_marked(columns, row) || looks_like_questions(columns, row, framework)
}

/// Whether a row holds the ids under which Qualtrics keeps its questions, which it writes below them.
pub(super) fn is_import_ids(row: &Row<'_>) -> bool {
    row.cells().iter().all(|cell| cell.text.trim_start().starts_with("{\"ImportId\""))
}

/// Whether a row says itself that it repeats the questions.
pub(super) fn is_marked(columns: &Columns, row: &Row<'_>) -> bool {
    let mark = Some(Column::Header(HeaderKey::Framework));
    let mut marks = row.cells().iter().filter(|cell| columns.content(cell.column) == mark);
    marks.any(|cell| plain(&cell.text).replace(' ', "") == QUESTIONS)
}

fn looks_like_questions(columns: &Columns, row: &Row<'_>, framework: &Framework) -> bool {
    let (mut asks, mut named, mut titled) = (false, false, false);
    for cell in row.cells() {
        let is_title = match columns.content(cell.column) {
            Some(Column::Reply(criterion)) => {
                asks = true;
                cell.kind == CellKind::Text && !is_reply(cell, &framework[criterion])
            }
            Some(Column::Fact(fact)) => {
                titled = true;
                !has_choice(cell, &framework[fact])
            }
            Some(Column::Header(HeaderKey::Date)) => {
                titled = true;
                cell.kind == CellKind::Text && !day::is_day(&cell.text)
            }
            Some(Column::Header(HeaderKey::Framework | HeaderKey::Version)) => false,
            Some(Column::Header(_)) => {
                named = true;
                true
            }
            Some(Column::Evidence(_) | Column::Note(_) | Column::ReplyDate(_) | Column::Proposal(..))
            | None => true,
        };
        if !is_title {
            return false;
        }
    }
    let of_subject =
        |cell: &&Cell<'_>| columns.content(cell.column) == Some(Column::Header(HeaderKey::Subject));
    let is_question = |cell: &Cell<'_>| is_question(cell, columns.content(cell.column), framework);
    asks && match row.cells().iter().find(of_subject) {
        Some(subject) if is_company(&subject.text) => true,
        Some(_) => titled && row.cells().iter().any(is_question),
        None => titled || !named,
    }
}

/// Headings under which people put companies.
static COMPANY: WordList = WordList::new(
    "subject|open-ended response|response|自由回答|自由記述|回答|company|company name|name of company|product|name|会社|会社名\
    |企業名|社名",
);

/// Whether a second row of headings says no more than that a company is named here.
pub(super) fn is_company(text: &str) -> bool {
    COMPANY.has(&plain(text))
}

/// Whether a cell repeats what a template writes into it, or asks something in other words.
fn is_question(cell: &Cell<'_>, column: Option<Column>, framework: &Framework) -> bool {
    let text = cell.text.trim();
    text.ends_with(['?', '？'])
        || text.ends_with("か。")
        || column.is_some_and(|column| {
            [Lang::En, Lang::Ja].into_iter().any(|lang| column.question(framework, lang) == text)
        })
}

/// Whether a cell could be a reply, right or wrong.
pub(super) fn is_reply(cell: &Cell<'_>, criterion: &Criterion) -> bool {
    let texts = LevelTexts::of(criterion);
    said(&cell.text, || Some(&texts)) != Spoken::Other || is_nothing(&cell.text)
}

/// Whether one of the choices in a cell is one, or "we don't know".
fn has_choice(cell: &Cell<'_>, fact: &Fact) -> bool {
    let mut is_one = false;
    cell::choices(cell, fact, |id| is_one |= id == UNKNOWN || fact.find_choice(id).is_some());
    is_one
}

/// Whether all cells hold an answer that a column takes, and that hardly anything else would be.
pub(in crate::answers::read) fn are_answers<'c>(
    column: Column,
    mut cells: impl Iterator<Item = &'c Cell<'c>>,
    framework: &Framework,
) -> bool {
    match column {
        Column::Reply(index) => {
            let criterion = &framework[index];
            let texts = LevelTexts::of(criterion);
            cells.all(|cell| match said(&cell.text, || Some(&texts)) {
                Spoken::Level(level, _) | Spoken::Against(level, _) => {
                    (0..=i64::from(criterion.top())).contains(&level)
                }
                Spoken::Unknown(_) => true,
                Spoken::NotApplicable(reason) => criterion.may_not_apply && !reason.is_empty(),
                Spoken::Number(_) | Spoken::Other => false,
            })
        }
        Column::Fact(fact) => cells.all(|cell| {
            let (mut any, mut all) = (false, true);
            cell::choices(cell, &framework[fact], |id| {
                any = true;
                all &= id == UNKNOWN || framework[fact].find_choice(id).is_some();
            });
            any && all
        }),
        Column::Header(HeaderKey::Date) | Column::ReplyDate(_) => cells.all(|cell| day::is_day(&cell.text)),
        Column::Header(_) | Column::Evidence(_) | Column::Note(_) | Column::Proposal(..) => false,
    }
}
