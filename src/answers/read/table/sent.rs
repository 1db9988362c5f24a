//! The day on which a form was sent, as exporters write it beside the answers: theirs, if the table has no other.

use std::sync::Arc;

use super::columns::Columns;
use super::day::surely;
use super::heading::is_named;
use super::heading_words::{OTHER_TIMES, SENT};
use super::told::undated;
use crate::answers::word_list::WordList;
use crate::source::{Cell, Diagnostic, Row, day_of};
use crate::text::{Bilingual, clean, fit, say};

/// Columns in which a form service wrote when the form of a row was sent.
#[derive(Clone, Debug, Default)]
pub(super) struct SentColumns {
    columns: Vec<usize>,
    /// Whether another column is the date of the sheet, so that these count only where it is empty.
    is_dated: bool,
}

/// How much of a cell is quoted, in columns of a terminal.
const LONGEST_QUOTED: usize = 40;

impl SentColumns {
    /// Those among the columns of exporters in which every filled cell of a sample is surely a day. What is not taken is
    /// reported, unless another column is the date of the sheet.
    pub(super) fn of(
        header: &Arc<Row<'static>>,
        of_exporters: &[&Cell<'_>],
        is_dated: bool,
        sample: &[Row<'_>],
        warnings: &mut Vec<Diagnostic>,
    ) -> Self {
        let named = |list: &'static WordList| of_exporters.iter().filter(move |cell| is_named(cell, list));
        let (mut columns, mut doubts) = (Vec::new(), Vec::new());
        for cell in named(&SENT) {
            match doubt(sample.iter().filter_map(|row| row.cell(cell.column))) {
                None => columns.push(cell.column),
                Some(why) => doubts.push((*cell, why)),
            }
        }
        let other = named(&OTHER_TIMES).next().filter(|_| columns.is_empty() && doubts.is_empty());
        doubts.extend(other.map(|cell| {
            (
                *cell,
                say!("it does not say when the answers were sent", "回答を送信した日時の列ではありません"),
            )
        }));
        if columns.is_empty() && !is_dated {
            warnings.extend(doubts.iter().map(|(cell, why)| undated(header, header, cell, why)));
        }
        Self { columns, is_dated }
    }

    /// The day on which a row was sent, with its cell. Of days next to each other, as in two time zones, the first counts.
    /// Where they contradict each other, or there is none, that is the error.
    pub(super) fn day<'r>(
        &self,
        columns: &Columns,
        row: &'r Row<'_>,
    ) -> Option<Result<(String, &'r Cell<'r>), Diagnostic>> {
        let mut days = Vec::new();
        for cell in self.columns.iter().filter_map(|column| row.cell(*column)) {
            let Some(day) = surely(&cell.text).and_then(|(day, _)| day_of(&day)) else {
                return Some(Err(undated(columns.header(), row, cell, &unread(cell))));
            };
            days.push((day, cell));
        }
        days.sort_by_key(|(day, _)| *day);
        match (days.first(), days.last()) {
            (Some((first, cell)), Some((last, other))) => {
                if first.tomorrow().is_ok_and(|next| *last > next) {
                    let why = say!("another column names another day", "別の列に異なる日付があります");
                    return Some(Err(undated(columns.header(), row, other, &why)));
                }
                Some(Ok((first.to_string(), cell)))
            }
            _ if self.is_dated || row.cells().is_empty() => None,
            _ => {
                let heading = columns.header().cell(*self.columns.first()?)?;
                let why = say!("it is empty in some rows", "空欄の行があります");
                Some(Err(undated(columns.header(), columns.header(), heading, &why)))
            }
        }
    }
}

/// Why some cells are not surely days, if they are not: one is not, or some have the day before the month, and others
/// behind it.
fn doubt<'c>(cells: impl Iterator<Item = &'c Cell<'c>>) -> Option<Bilingual> {
    let mut order = None;
    for cell in cells {
        let Some((_, own)) = surely(&cell.text) else { return Some(unread(cell)) };
        if let (Some(known), Some(own)) = (order, own)
            && known != own
        {
            return Some(unread(cell));
        }
        order = order.or(own);
    }
    None
}

fn unread(cell: &Cell<'_>) -> Bilingual {
    let text = fit(&clean(&cell.text), LONGEST_QUOTED);
    say!("`{text}` is not surely one day", "「{text}」がどの日を指すか確定できません")
}
