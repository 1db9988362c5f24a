//! Where the header of a table is: in its first row, below titles, or again further down.

use std::borrow::Cow;

use super::heading::{Headings, Meaning};
use super::otherwise::{NameSays, is_of_today, is_title_of_other_time, not_of_today, title_says};
use super::told::Likely;
use super::upright::{ColumnRoles, reference};
use crate::answers::Column;
use crate::source::{Cell, Diagnostic, ReadRow, Row, codes};
use crate::text::{Label, clean, count, say};

/// In how many rows it is looked for.
pub(super) const ROWS: usize = 20;

/// How many columns a row names that is certainly a header.
pub(super) const CERTAIN: usize = 2;

/// A header, and the rows above it.
#[derive(Clone, Debug)]
pub(super) struct Headed<R> {
    pub(super) row: R,
    /// How many rows are above it.
    pub(super) above: usize,
    /// How many columns it names.
    pub(super) names: usize,
    /// What its columns hold, if below it there is a question a row.
    pub(super) upright: Option<ColumnRoles>,
    /// Whether what is below only explains the questions.
    pub(super) is_reference: bool,
}

/// The header among the first rows: the first that names several columns, or has questions below it, a row each; or
/// else one that names a criterion alone, if it is the first row. The rows are then taken up to it.
pub(super) fn find<'t, R: Iterator<Item = Result<Row<'t>, Box<Diagnostic>>> + Clone>(
    rows: &mut R,
    headings: &Headings<'_>,
) -> Option<Headed<Row<'t>>> {
    let mut first: Option<(Headed<Row<'t>>, R)> = None;
    for above in 0..ROWS {
        let Some(row) = rows.next() else { break };
        let Ok(row) = row else { continue };
        let names = names_in(&row, headings);
        if let Some(mut roles) = ColumnRoles::of(&row) {
            roles.settle(rows.clone().filter_map(Result::ok).map(Cow::Owned), headings);
            let is_named = roles.are_named(rows.clone(), headings);
            let certain = if is_named { CERTAIN } else { 0 };
            let is_reference = is_named
                && (reference::is_headed(&row) || reference::explains(&roles, rows.clone(), headings));
            let headed =
                Headed { row: row.clone(), above, names: certain, upright: Some(roles), is_reference };
            if is_named {
                return Some(headed);
            }
            // Nothing else may be there.
            if names == 0 && first.is_none() {
                first = Some((headed, rows.clone()));
            }
        }
        let headed = Headed { row, above, names, upright: None, is_reference: false };
        if names >= CERTAIN {
            return Some(headed);
        }
        if above == 0 && names > 0 {
            let below = rows.clone().take(ROWS).filter_map(Result::ok);
            let all: Vec<_> = std::iter::once(headed.row.clone()).chain(below).collect();
            // What is the first of many questions is no header.
            if criteria_below(all.iter(), headings).is_some() {
                return None;
            }
            first = Some((headed, rows.clone()));
        }
    }
    let (headed, at) = first?;
    *rows = at;
    Some(headed)
}

/// The error that a title above a header says that the answers below it are not those of today. A word alone beside other
/// cells may be about anything.
pub(super) fn aside<'r, 't: 'r>(above: impl Iterator<Item = &'r Row<'t>>) -> Option<Diagnostic> {
    let mut above = above;
    above.find_map(|row| {
        let title = title_aside(row)?;
        let found = not_of_today(codes::UNREAD_COLUMN, Label("the title", "表題"), &clean(&title.text));
        Some(found.at(row.file(), title.span.clone()))
    })
}

fn title_aside<'r, 't>(row: &'r Row<'t>) -> Option<&'r Cell<'t>> {
    let least = if row.cells().len() == 1 { NameSays::NotOfRows } else { NameSays::Surely };
    // Beside words for today it is about some of the columns.
    if row.cells().iter().any(|cell| is_of_today(&cell.text)) {
        return None;
    }
    row.cells().iter().find(|cell| title_says(&cell.text) >= least)
}

/// The error that a row among answers is a title which says that those below it are not of today. It has nothing else, and
/// names no question or group of them. Without headings directly below, it may be a company that has answered nothing.
pub(super) fn aside_below(
    row: &Row<'_>,
    is_above_header: bool,
    headings: &Headings<'_>,
) -> Option<Diagnostic> {
    let [title] = row.cells() else { return None };
    let is_title = is_title_of_other_time(&title.text) || is_above_header && title_aside(row).is_some();
    if !is_title || headings.is_group(&title.text) || !headings.meanings(&title.text).is_empty() {
        return None;
    }
    let (name, from) = (clean(title.text.trim()), row.line() + 1);
    let message = say!(
        "the title `{name}` says that these are not the answers of today; the rows from line {from} on were not used",
        "表題「{name}」から、現時点の回答ではないと判断し、{from}行目以降は使いませんでした"
    );
    let help = say!(
        "if they are answers of today, delete this title; if not, delete these rows",
        "現時点の回答であればこの表題の行を削除し、そうでなければ以降の行を削除してください。"
    );
    let found = Diagnostic::new(codes::UNREAD_COLUMN, message).help(help);
    Some(found.at(row.file(), title.span.clone()))
}

/// The warning that there are rows above the header, which say nothing of a company.
pub(super) fn not_first(header: &Row<'_>, above: usize) -> Diagnostic {
    let line = header.line();
    let (rows, were) = (count(above, "row"), if above == 1 { "was" } else { "were" });
    let message = say!(
        "the headings are on line {line}; {rows} above them {were} not used",
        "{line}行目を見出しとして読み込みました。その上の{above}行は使っていません"
    );
    Diagnostic::new(codes::NO_COMPANY, message).at(header.file(), 0..0)
}

/// The warning that what is below a header, with a question a row, is of the company above it too.
pub(super) fn of_same_company(row: &Row<'_>) -> Diagnostic {
    let message = say!(
        "here are headings again; the rows below were read as more of the same answers",
        "ここに再び見出しがあります。これより下の行は、上の回答の続きとして読み込みました"
    );
    let help = say!(
        "if they are somebody else's, write the name in a row `subject` below these headings",
        "続きではなく別の回答であれば、この見出しの下の `subject` の行に名称を書いてください。"
    );
    Diagnostic::new(codes::NO_COMPANY, message).help(help).at(row.file(), 0..0)
}

/// The warning that what is below a header, with a question a row, names no company, and does not go with what is above.
pub(super) fn of_nobody(row: &Row<'_>) -> Diagnostic {
    let message = say!(
        "below these headings nothing says whose answers these are; they differ from those above, and were read as somebody \
         else's",
        "この見出しの下には名称がありません。上の回答と食い違うため、別の回答として読み込みました"
    );
    let help = say!(
        "write the name in a row `subject` below each of the headings",
        "それぞれの見出しの下の `subject` の行に、名称を書いてください。"
    );
    Diagnostic::new(codes::NO_COMPANY, message).help(help).at(row.file(), 0..0)
}

/// The warning that a row is a header again.
pub(super) fn again(row: &Row<'_>) -> Diagnostic {
    let message = say!(
        "here are headings again; the rows below were read by them",
        "ここに再び見出しがあります。これより下の行は、この見出しで読み込みました"
    );
    Diagnostic::new(codes::NO_COMPANY, message).at(row.file(), 0..0)
}

/// How many things the columns of a row name, as a header does; none if no criterion is among them. An id beside its own
/// question is one.
pub(super) fn names_in(row: &Row<'_>, headings: &Headings<'_>) -> usize {
    let (mut names, mut asks) = (Vec::new(), false);
    let mut left = "";
    for cell in row.cells() {
        // A few bytes of a workbook can say that a cell is repeated thousands of times.
        if std::mem::replace(&mut left, &cell.text) == cell.text {
            continue;
        }
        if let [found] = headings.meanings(&cell.text).as_slice() {
            if names.first() != Some(&found.meaning) {
                names.push(found.meaning);
            }
            asks |= matches!(found.meaning, Meaning::Column(Column::Reply(_)));
        }
    }
    if asks { names.len() } else { 0 }
}

/// The rows in which a header is looked for.
pub(super) fn first_of(rows: &[ReadRow]) -> Vec<Row<'static>> {
    rows.iter().take(ROWS).filter_map(|row| row.as_ref().ok().cloned()).collect()
}

/// What rows without a header seem to be.
pub(super) fn likely(rows: &[Row<'_>], headings: &Headings<'_>) -> Likely {
    let below = || rows.iter().find(|row| names_in(row, headings) > 0).map(|row| Likely::Below(row.line()));
    let has_scale =
        rows.first().is_some_and(|row| row.cells().iter().filter(|cell| is_level(cell)).count() > 2);
    let turned = criteria_below(rows.iter(), headings)
        .map(|is_many| if has_scale { Likely::Scale } else { Likely::Turned(is_many) });
    let is_apart = |sign: &char| rows.first().is_some_and(|row| is_parted_by(row, *sign, headings));
    let parted = || ['|', ':'].into_iter().find(is_apart).map(Likely::Parted);
    turned.or_else(below).or_else(parted).unwrap_or(Likely::Nothing)
}

fn is_level(cell: &Cell<'_>) -> bool {
    matches!(cell.text.trim().as_bytes(), [b'0'..=b'9'])
}

/// Whether a row is one cell with headings in it, between which a sign is.
fn is_parted_by(row: &Row<'_>, sign: char, headings: &Headings<'_>) -> bool {
    matches!(row.cells(), [cell] if cell.text.split(sign).filter(|name| headings.asks(name.trim())).count() > 0 && cell.text.contains(sign))
}

/// Whether rows have criteria one below the other, each with something beside it; and whether several answers are there.
fn criteria_below<'r, 't: 'r>(
    rows: impl Iterator<Item = &'r Row<'t>>,
    headings: &Headings<'_>,
) -> Option<bool> {
    let (mut asked, mut levels) = (0, 0);
    for row in rows {
        let mut cells = row.cells().iter();
        // Before the name of a question may be its number.
        if cells.by_ref().take(2).any(|cell| headings.asks(&cell.text)) && names_in(row, headings) == 1 {
            let behind: Vec<_> = cells.collect();
            asked += usize::from(!behind.is_empty());
            levels = levels.max(behind.into_iter().filter(|cell| is_level(cell)).count());
        }
    }
    (asked > 1 || asked == 1 && levels > 0).then_some(levels > 1)
}
