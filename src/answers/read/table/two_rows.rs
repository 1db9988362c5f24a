//! Headings that take two rows: choices below the question that they answer, and words over several columns.

use std::borrow::Cow;

use super::cell::choice;
use super::header::names_in;
use super::heading::{Headings, Meaning};
use super::otherwise::{NameSays, is_of_today, is_year_alone, name_says};
use super::questions::{is_company, is_reply};
use crate::answers::{Column, HeaderKey, UNKNOWN};
use crate::framework::{Choose, Fact};
use crate::source::{Cell, Row};

/// A header with the headings that the row above it has for its columns, and with those of a second row below it; and
/// whether there is such a second row.
pub(super) fn whole(
    above: Option<&Row<'_>>,
    row: Row<'static>,
    below: Option<&Row<'_>>,
    headings: &Headings<'_>,
) -> (Row<'static>, bool) {
    let row = above.and_then(|above| below_words(above, &row, headings)).unwrap_or(row);
    match below.and_then(|below| over_choices(&row, below, headings)) {
        Some(row) => (row, true),
        None => (row, false),
    }
}

/// The fact of which a heading is the question, if several of its choices may be taken.
fn fact_of<'f>(heading: &str, headings: &Headings<'f>) -> Option<&'f Fact> {
    match headings.meanings(heading).as_slice() {
        [one] => match one.meaning {
            Meaning::Column(Column::Fact(fact)) => {
                Some(&headings.framework()[fact]).filter(|fact| fact.choose == Choose::Many)
            }
            _ => None,
        },
        _ => None,
    }
}

/// The cells of a lower row under a heading of the upper one and under the blank ones behind it.
fn under<'r, 't>(upper: &Row<'_>, lower: &'r Row<'t>, column: usize) -> &'r [Cell<'t>] {
    let next = upper.cells().iter().find(|cell| cell.column > column).map_or(usize::MAX, |cell| cell.column);
    let at = |column| lower.cells().partition_point(|cell| cell.column < column);
    &lower.cells()[at(column)..at(next)]
}

/// The choices of a fact that a second row of headings names, one for each of several columns: the names for the headings.
fn choices_under<'c>(cells: &'c [Cell<'_>], column: usize, fact: &Fact) -> Option<Vec<Cow<'c, str>>> {
    let is_dense = cells.iter().zip(column..).all(|(cell, column)| cell.column == column);
    let of = |cell: &'c Cell<'_>| {
        // `Other (please specify)`
        let head = cell.text.split(['(', '（', ':', '：']).next().unwrap_or_default();
        let known = |text: &str| choice(text, fact).filter(|id| *id != UNKNOWN);
        known(&cell.text).or_else(|| known(head))
    };
    let mut ids: Vec<&str> = cells.iter().filter_map(of).collect();
    let named = ids.len();
    ids.sort_unstable();
    ids.dedup();
    let name =
        |cell: &'c Cell<'_>| of(cell).map_or(Cow::Borrowed(&*cell.text), |id| Cow::Owned(id.to_owned()));
    (is_dense && ids.len() > 1 && ids.len() == named).then(|| cells.iter().map(name).collect())
}

fn heading(cell: &Cell<'_>, text: String) -> Cell<'static> {
    Cell { column: cell.column, kind: cell.kind, text: Cow::Owned(text), span: cell.span.clone() }
}

/// A header with the choices that the row below it names under its questions; nothing if that row is none of headings.
fn over_choices(row: &Row<'_>, below: &Row<'_>, headings: &Headings<'_>) -> Option<Row<'static>> {
    let framework = headings.framework();
    let is_answer = |cell: &Cell<'_>| match row.cell(cell.column).and_then(|own| headings.column(&own.text)) {
        Some(Column::Reply(criterion)) => is_reply(cell, &framework[criterion]),
        Some(Column::Header(HeaderKey::Subject)) => !is_company(&cell.text),
        _ => false,
    };
    if below.cells().iter().any(is_answer) {
        return None;
    }
    let (mut cells, mut is_any) = (Vec::new(), false);
    for own in row.cells() {
        let fact = fact_of(&own.text, headings);
        let under = under(row, below, own.column);
        match fact.and_then(|fact| choices_under(under, own.column, fact)) {
            Some(choices) => {
                is_any = true;
                let joined = |(cell, choice): (&Cell<'_>, Cow<'_, str>)| Cell {
                    column: cell.column,
                    ..heading(own, format!("{}/{choice}", own.text.trim()))
                };
                cells.extend(under.iter().zip(choices).map(joined));
            }
            None => cells.push(heading(own, own.text.to_string())),
        }
    }
    is_any.then(|| row.with_cells(cells))
}

/// A header with what the row directly above it says of its columns: the question of choices, what a column without a heading
/// of its own holds, or that some are of another time; nothing if it says nothing of them.
fn below_words(above: &Row<'_>, row: &Row<'_>, headings: &Headings<'_>) -> Option<Row<'static>> {
    if above.cells().len() < 2 || names_in(row, headings) == 0 {
        return None;
    }
    let is_time = |cell: &&Cell<'_>| is_year_alone(&cell.text) || name_says(&cell.text) > NameSays::Nothing;
    // In the corner, or directly behind other words, it is about the whole table: `Survey`, `FY2026`.
    let is_of_table = |cell: &Cell<'_>| {
        let before = cell.column.checked_sub(1).map(|before| above.cell(before));
        before
            .is_none_or(|before| before.is_some_and(|before| !is_time(&before) && !is_of_today(&before.text)))
    };
    let has_times = above.cells().iter().any(|cell| is_time(&cell) && !is_of_table(cell));
    let times = above.cells().iter().filter(|cell| is_time(cell) || is_of_today(&cell.text)).count();
    // A single one is only about the column below it.
    let reach = if times > 1 { usize::MAX } else { 1 };
    let mut cells: Vec<Cell<'static>> =
        row.cells().iter().map(|cell| heading(cell, cell.text.to_string())).collect();
    let mut is_any = false;
    for over in above.cells() {
        let under = under(above, row, over.column);
        let choices = fact_of(&over.text, headings).and_then(|fact| choices_under(under, over.column, fact));
        let words = match choices {
            Some(choices) => choices,
            None if is_time(&over) && has_times && over.column > 0 => {
                under.iter().take(reach).map(|cell| Cow::Borrowed(&*cell.text)).collect()
            }
            None => {
                let own = row.cell(over.column);
                if own.is_none_or(|own| is_company(&own.text) && headings.column(&own.text).is_none())
                    && headings.column(&over.text).is_some()
                {
                    is_any = true;
                    cells.retain(|cell| cell.column != over.column);
                    let span = own.map_or(0..0, |own| own.span.clone());
                    cells.push(Cell { span, ..heading(over, over.text.to_string()) });
                }
                continue;
            }
        };
        for (under, word) in under.iter().zip(words) {
            is_any = true;
            let at = cells.iter().position(|cell| cell.column == under.column);
            let joined = heading(under, format!("{}/{word}", over.text.trim()));
            if let Some(cell) = at.and_then(|at| cells.get_mut(at)) {
                *cell = joined;
            }
        }
    }
    cells.sort_by_key(|cell| cell.column);
    is_any.then(|| row.with_cells(cells))
}
