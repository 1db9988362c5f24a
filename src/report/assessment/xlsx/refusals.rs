use rust_xlsxwriter::{Worksheet, XlsxError};

use super::ScoresView;
use super::formats::Formats;
use super::grid::Grid;
use crate::text::Label;

const TITLES: [Label; 4] =
    [Label("Path", "パス"), Label("Line", "行"), Label("Code", "コード"), Label("Message", "理由")];

/// One row per input that was refused.
pub(super) fn sheet(scores: &ScoresView<'_>, formats: &Formats) -> Result<Worksheet, XlsxError> {
    let lang = scores.lang;
    let mut grid = Grid::new(lang.of("Refused", "採点できない入力"))?;
    for (column, title) in (0..).zip(TITLES) {
        grid.head((0, column), title.to(lang), &formats.head)?;
    }
    for (row, (input, reason)) in (1..).zip(scores.refused) {
        grid.text((row, 0), &input.path, &formats.plain)?;
        if let Some(line) = input.line {
            grid.number((row, 1), u32::try_from(line).unwrap_or(u32::MAX), &formats.plain)?;
        }
        grid.text((row, 2), reason.code.id, &formats.plain)?;
        grid.text((row, 3), &reason.message_with_position(lang), &formats.wrapped)?;
    }
    let last_row = u32::try_from(scores.refused.len()).unwrap_or(u32::MAX);
    grid.sheet().set_freeze_panes(1, 0)?;
    grid.sheet().autofilter(0, 0, last_row, 3)?;
    grid.finish()
}
