//! Rows that are no company: totals, targets, examples, legends, names alone.

use super::otherwise::{NameSays, is_aside, name_says};
use super::{Columns, too_long};
use crate::answers::read::said::is_nothing;
use crate::answers::word_list::WordList;
use crate::answers::{Column, HeaderKey};
use crate::source::{Cell, Diagnostic, Row, codes};
use crate::text::{clean, say};

/// What stands at the beginning of a row that sums up others.
static SUMS: WordList = WordList::new(
    "total|totals|grand total|subtotal|sum|average|avg|avg.|mean|median|min|max|minimum|maximum|count|std\
    |stdev|std dev|n|overall|sums|averages|合計|総計|小計|計|平均|平均値|中央値|最大|最小|最大値|最小値|件数|標準偏差|合計点|集計|総合計|累計|全体\
    |平均点|最頻値|平均点数|合計得点|偏差|分散|variance|sd",
);

/// The warning that a row is skipped, if it is no company: it has cells only in columns that are not used, a name and
/// nothing else, or is headed by a word for something else.
pub(crate) fn no_company(columns: &Columns, row: &Row<'_>) -> Option<Diagnostic> {
    let first = row.cells().first()?;
    let mut used = row.cells().iter().filter(|cell| columns.content(cell.column).is_some());
    let (one, more) = (used.next(), used.next());
    let heading = || headed_otherwise(columns, row, first).or_else(|| stated_otherwise(columns, row));
    let message = match (one, more) {
        // Most rows are companies.
        (Some(_), Some(_)) if heading().is_none() => return None,
        _ if too_long(columns, row).is_some() => return None,
        (None, _) => say!(
            "this row has cells only in columns that are not used, and was skipped",
            "この行は、使わない列にしか記入がないため、読み込みませんでした"
        ),
        (Some(cell), None) if columns.content(cell.column) == Some(Column::Header(HeaderKey::Subject)) => {
            let name = clean(&cell.text);
            say!(
                "`{name}` stands here without any answer; the row was skipped",
                "「{name}」には回答が1つもないため、この行は読み込みませんでした"
            )
        }
        (Some(_), None) => return None,
        (Some(_), Some(_)) => {
            let cell = heading()?;
            let (name, by) = (clean(cell.text.trim()), columns.name(cell.column));
            let (message, help) = if is_heading(columns, cell) {
                (
                    say!(
                        "this row is headed `{name}`: it was taken for a sum, a standard, a plan or an example, and skipped",
                        "この行は「{name}」とあるため、集計・基準・目標・記入例などの行とみなし、読み込みませんでした"
                    ),
                    say!(
                        "if it is an answer sheet, write its full name",
                        "回答シートの行であれば、正式な名称を書いてください。"
                    ),
                )
            } else {
                (
                    say!(
                        "`{by}` is `{name}` here: the row was taken for a standard, a plan or an example, and skipped",
                        "`{by}` が「{name}」のため、基準・目標・記入例などの行とみなし、読み込みませんでした"
                    ),
                    say!(
                        "if these are the answers of today, clear that cell",
                        "現時点の回答であれば、そのセルを空欄にしてください。"
                    ),
                )
            };
            return Some(
                Diagnostic::new(codes::NO_COMPANY, message).help(help).at(row.file(), cell.span.clone()),
            );
        }
    };
    let code = if one.is_some() { codes::NO_COMPANY } else { codes::UNUSED_KEY };
    Some(Diagnostic::new(code, message).at(row.file(), first.span.clone()))
}

/// The warning that nothing is answered in the row of a company.
pub(in crate::answers::read) fn unanswered(columns: &Columns, row: &Row<'_>) -> Option<Diagnostic> {
    let is_reply = |cell: &Cell<'_>| matches!(columns.content(cell.column), Some(Column::Reply(_)));
    if row.cells().iter().any(is_reply) {
        return None;
    }
    let message = say!(
        "nothing is answered here; all of it was scored as unanswered",
        "回答が1つもありません。すべて未回答として採点しました"
    );
    let place = row.cells().first()?.span.clone();
    Some(Diagnostic::new(codes::NOTHING_ANSWERED, message).at(row.file(), place))
}

/// Whether a cell may say whose row it is.
fn is_heading(columns: &Columns, cell: &Cell<'_>) -> bool {
    let content = columns.content(cell.column);
    content == Some(Column::Header(HeaderKey::Subject))
        || content.is_none() && !columns.states().contains(&cell.column)
}

/// The cell of the name, or else the first one, if it says that a row surely is no company, or is a word for it where the
/// row says nothing that only a company says: of a sum it holds nothing but numbers, of a standard nothing but answers.
fn headed_otherwise<'r>(columns: &Columns, row: &'r Row<'_>, first: &'r Cell<'r>) -> Option<&'r Cell<'r>> {
    let is_name = |cell: &&Cell<'_>| columns.content(cell.column) == Some(Column::Header(HeaderKey::Subject));
    let heading = row.cells().iter().find(is_name).unwrap_or(first);
    let all = |holds: fn(Column, &str) -> bool| {
        let mut others = row.cells().iter().filter(|cell| cell.column != heading.column);
        others.all(|cell| columns.content(cell.column).is_none_or(|column| holds(column, &cell.text)))
    };
    Some(heading).filter(|cell| is_heading(columns, cell)).filter(|cell| {
        let is_beside =
            |column, _: &str| matches!(column, Column::Reply(_) | Column::Note(_) | Column::Evidence(_));
        match name_says(&cell.text) {
            NameSays::Surely => true,
            NameSays::Perhaps => all(is_beside),
            NameSays::NotOfRows | NameSays::Nothing => {
                SUMS.has(&word(&cell.text).to_ascii_lowercase())
                    && all(|column, text| matches!(column, Column::Reply(_)) && is_number(text))
            }
        }
    })
}

/// The cell, in a column that says what a row is, by which it is not of today.
fn stated_otherwise<'r>(columns: &Columns, row: &'r Row<'_>) -> Option<&'r Cell<'r>> {
    let mut cells = columns.states().iter().filter_map(|column| row.cell(*column));
    cells.find(|cell| is_aside(&cell.text))
}

fn is_number(text: &str) -> bool {
    let number = text.trim().trim_end_matches(['%', '％', '点']);
    number.parse::<f64>().is_ok() || is_nothing(text)
}

/// The first word of a heading, without signs around it and what follows in brackets or after a colon.
fn word(text: &str) -> &str {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let end = [':', '：', '(', '（', ')', '）', ']', '】', '〕', '」', '>', '＞'];
    text.split(end).next().unwrap_or_default().trim()
}
