use rust_xlsxwriter::{Worksheet, XlsxError};

use super::ScoresView;
use super::formats::Formats;
use super::grid::Grid;
use crate::scoring::State;
use crate::text::Label;

/// How many rows of titles there are: ids, and under them titles.
pub(super) const HEADS: usize = 2;

/// The columns before those of the criteria: what programs call them, and what people do.
const FIRST: [(&str, Label); 3] = [
    ("subject", Label("Company", "企業・製品")),
    ("ref", Label("Ref", "管理番号")),
    ("input", Label("Input", "入力")),
];

/// How many columns the sheet has.
pub(super) fn columns(scores: &ScoresView<'_>) -> usize {
    FIRST.len() + scores.framework.criteria().len()
}

/// One row per company with the level of every criterion.
pub(super) fn sheet(scores: &ScoresView<'_>, formats: &Formats) -> Result<Worksheet, XlsxError> {
    let (lang, language) = (scores.lang, scores.language());
    let mut grid = Grid::new(lang.of("Criteria", "評価項目"))?;
    let own = FIRST.iter().map(|(id, title)| (*id, title.to(lang)));
    let criteria = scores.framework.criteria().iter();
    for (column, (id, title)) in
        (0..).zip(own.chain(criteria.map(|one| (one.id.as_str(), one.name(language)))))
    {
        grid.head((0, column), id, &formats.subhead)?;
        grid.head((1, column), title, &formats.head)?;
    }
    for (row, (input, assessed)) in (2..).zip(scores.assessed) {
        let sheet = &assessed.sheet;
        grid.text((row, 0), sheet.subject.as_deref().unwrap_or_default(), &formats.plain)?;
        grid.text((row, 1), sheet.reference.as_deref().unwrap_or_default(), &formats.plain)?;
        grid.text((row, 2), &input.to_string(), &formats.plain)?;
        for (column, state) in (3..).zip(&assessed.assessment.states) {
            match state {
                State::Level { claimed, .. } => {
                    grid.number((row, column), u32::from(*claimed), &formats.level)?;
                }
                State::Unknown => grid.text((row, column), "unknown", &formats.level)?,
                State::NotApplicable | State::Skipped => grid.text((row, column), "n/a", &formats.level)?,
                State::Unanswered => {}
            }
        }
    }
    let last_row = u32::try_from(scores.assessed.len() + 1).unwrap_or(u32::MAX);
    let last_column = u16::try_from(columns(scores) - 1).unwrap_or(u16::MAX);
    let sheet = grid.sheet();
    sheet.set_row_height(0, 32)?.set_row_height(1, 32)?;
    sheet.set_freeze_panes(2, 1)?;
    sheet.autofilter(1, 0, last_row, last_column)?;
    grid.finish()
}
