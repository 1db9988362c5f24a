use super::{WrittenSheet, finished, titled};
use crate::answers::REPORT_COLUMNS;
use crate::report::document::Edition;
use crate::report::document::inline::plain;
use crate::report::grid::Formats;
use crate::report::web::capital;
use crate::report::words;
use crate::text::Label;

/// The columns after those by which the workbook is known.
const TITLES: [Label; 7] = [
    Label("Claimed", "回答どおり"),
    Label("Possible", "最大"),
    Label("Needed", "基準"),
    Label("Gates passed", "満たした必須条件"),
    Label("Gates", "必須条件"),
    Label("Same verdict", "同じ判定"),
    Label("Such verdicts were right", "同じ判定の的中"),
];

/// Every stage with its verdict and its numbers.
pub(super) fn sheet(edition: &Edition<'_>, formats: &Formats) -> WrittenSheet {
    let lang = edition.lang();
    let titles = [&REPORT_COLUMNS[..], &TITLES].concat();
    let mut grid = titled(edition, formats, Label("Summary", "概要"), &titles)?;
    for stage in &edition.explanation.stages {
        let result = stage.result;
        grid.formatted(&plain(&edition.numbered(result.stage), lang), &formats.wrapped)?;
        let verdict = capital(words::verdict(result.verdict));
        grid.formatted(verdict.to(lang), &formats.verdicts[result.verdict as usize])?;
        for percent in result.points.percents() {
            grid.percent(percent)?;
        }
        grid.share(f64::from(stage.ready_at) / 100.0)?;
        let (passed, gates) = stage.passed_gates();
        grid.number(passed)?;
        grid.number(gates)?;
        grid.formatted(&plain(&edition.same_verdict(&stage.robustness), lang), &formats.wrapped)?;
        grid.formatted(&plain(&edition.right(stage), lang), &formats.wrapped)?;
        grid.end_row();
    }
    finished(edition, grid, &[30, 14, 11, 11, 11, 11, 11, 11, 22, 26])
}
