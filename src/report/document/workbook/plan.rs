use rust_xlsxwriter::XlsxError;

use super::{WrittenSheet, finished, titled};
use crate::advice::PlanStep;
use crate::framework::WeekRange;
use crate::report::document::Edition;
use crate::report::document::edition::weeks_alone;
use crate::report::document::inline::plain;
use crate::report::document::plan::NOTHING_PLANNED;
use crate::report::document::step::ShownStep;
use crate::report::grid::{Formats, Grid};
use crate::text::{Bilingual, Label};

const TITLES: [Label; 8] = [
    Label("No.", "番号"),
    Label("Step", "取り組み"),
    Label("Level", "レベル"),
    Label("What to do", "すること"),
    Label("What proves it", "根拠資料の例"),
    Label("Waiting, weeks", "待ち（週）"),
    Label("Owner", "担当者"),
    Label("Due date", "期日"),
];

/// The position of the column of efforts among them.
const WORK: usize = 5;

/// The steps of the plan, with space for owners and due dates; without steps, the reason.
pub(super) fn sheet(edition: &Edition<'_>, formats: &Formats) -> WrittenSheet {
    let mut titles: Vec<Bilingual> = TITLES.map(Into::into).into();
    titles.insert(WORK, edition.work());
    let mut grid = titled(edition, formats, Label("Plan", "計画"), &titles)?;
    let plan = edition.explanation.plan.as_ref();
    let steps = plan.map(|plan| plan.steps.as_slice()).unwrap_or_default();
    for (position, step) in steps.iter().enumerate() {
        grid.number(position + 1)?;
        row(edition, &mut grid, formats, step)?;
    }
    if steps.is_empty() {
        grid.skip();
        let why = plan.map_or_else(|| NOTHING_PLANNED.into(), |plan| edition.no_way(plan));
        grid.formatted(why.to(edition.lang()), &formats.wrapped)?;
        grid.end_row();
    }
    finished(edition, grid, &[7, 26, 20, 46, 40, 12, 12, 14, 12])
}

fn row(
    edition: &Edition<'_>,
    grid: &mut Grid<'_>,
    formats: &Formats,
    step: &PlanStep,
) -> Result<(), XlsxError> {
    let lang = edition.lang();
    let shown = ShownStep::from(step);
    grid.formatted(edition.words.criterion(step.criterion), &formats.wrapped)?;
    grid.formatted(shown.moves().to(lang), &formats.wrapped)?;
    grid.formatted(&plain(&edition.what_to_do(&shown), lang), &formats.wrapped)?;
    grid.formatted(&plain(&edition.proof_of(step.criterion, step.to), lang), &formats.wrapped)?;
    grid.number(usize::try_from(step.effort).unwrap_or(usize::MAX))?;
    match step.lead_weeks {
        WeekRange { from, to } if from == to => grid.number(usize::try_from(to).unwrap_or(usize::MAX))?,
        weeks => grid.text(weeks_alone(weeks).to(lang))?,
    }
    grid.end_row();
    Ok(())
}
