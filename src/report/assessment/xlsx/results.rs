use rust_xlsxwriter::{ConditionalFormat3ColorScale, ConditionalFormatType, Worksheet, XlsxError};

use super::ScoresView;
use super::formats::Formats;
use super::grid::Grid;
use crate::report::assessment::cells::{BETWEEN, blocked_by, codes};
use crate::report::words;
use crate::scoring::StageResult;
use crate::text::{Label, Lang};

/// The columns before those of the stages.
const FIRST: [Label; 6] = [
    Label("Company", "企業・製品"),
    Label("Ref", "管理番号"),
    Label("Date", "回答日"),
    Label("Input", "入力"),
    Label("Reached", "到達"),
    Label("Next stage", "次の段階"),
];

/// The columns of every stage. The second to the fourth are percents.
const OF_STAGE: [Label; 5] = [
    Label("verdict", "判定"),
    Label("score", "回答どおり"),
    Label("proven", "根拠あり"),
    Label("possible", "最大"),
    Label("held back by", "満たしていない必須条件"),
];

/// The column after those of the stages.
const LAST: Label = Label("Notices", "通知");

/// How many columns the sheet has.
pub(super) fn columns(scores: &ScoresView<'_>) -> usize {
    FIRST.len() + OF_STAGE.len() * scores.framework.stages().len() + 1
}

/// One row per company, to sort and to filter.
pub(super) fn sheet(scores: &ScoresView<'_>, formats: &Formats) -> Result<Worksheet, XlsxError> {
    let mut grid = Grid::new(scores.lang.of("Results", "結果"))?;
    for (column, title) in (0..).zip(titles(scores)) {
        grid.head((0, column), &title, &formats.head)?;
    }
    for row in 0..scores.assessed.len() {
        write_row(&mut grid, scores, row, formats)?;
    }
    // The caller has seen to it that both numbers fit.
    let last_row = u32::try_from(scores.assessed.len()).unwrap_or(u32::MAX);
    let last_column = u16::try_from(columns(scores) - 1).unwrap_or(u16::MAX);
    let sheet = grid.sheet();
    sheet.set_row_height(0, 48)?;
    sheet.set_freeze_panes(1, 1)?;
    sheet.autofilter(0, 0, last_row, last_column)?;
    if last_row > 0 {
        let mut column = u16::try_from(FIRST.len()).unwrap_or(u16::MAX);
        for _ in scores.framework.stages() {
            sheet.add_conditional_format(1, column + 1, last_row, column + 3, &scale())?;
            column += 5;
        }
    }
    grid.finish()
}

fn titles(scores: &ScoresView<'_>) -> Vec<String> {
    let (lang, language) = (scores.lang, scores.language());
    let mut titles: Vec<String> = FIRST.iter().map(|word| word.to(lang).to_owned()).collect();
    for stage in scores.framework.stages() {
        let (stage, colon) = (stage.title.to(language), lang.colon());
        titles.extend(OF_STAGE.iter().map(|word| format!("{stage}{colon}{}", word.to(lang))));
    }
    titles.push(LAST.to(lang).to_owned());
    titles
}

fn write_row(
    grid: &mut Grid,
    scores: &ScoresView<'_>,
    row: usize,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let (input, assessed) = scores.assessed[row];
    let (sheet, assessment) = (&assessed.sheet, &assessed.assessment);
    let row = u32::try_from(row + 1).unwrap_or(u32::MAX);
    let next = assessment.next_stage.map_or("", |next| scores.framework[next].title.to(scores.language()));
    grid.text((row, 0), sheet.subject.as_deref().unwrap_or_default(), &formats.plain)?;
    grid.text((row, 1), sheet.reference.as_deref().unwrap_or_default(), &formats.plain)?;
    if let Some(date) = sheet.date {
        grid.date((row, 2), date, &formats.date)?;
    }
    grid.text((row, 3), &input.to_string(), &formats.plain)?;
    grid.number((row, 4), u32::try_from(assessment.reached).unwrap_or(u32::MAX), &formats.plain)?;
    grid.text((row, 5), next, &formats.plain)?;
    let mut column = 6;
    for result in &assessment.stages {
        write_stage(grid, scores, (row, column), result, formats)?;
        column += 5;
    }
    grid.text((row, column), &codes(assessed.notices.iter()).join(BETWEEN), &formats.plain)
}

fn write_stage(
    grid: &mut Grid,
    scores: &ScoresView<'_>,
    (row, column): (u32, u16),
    result: &StageResult,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let verdict = verdict(result, scores.lang);
    grid.text((row, column), verdict, formats.verdict(result.verdict))?;
    grid.percent((row, column + 1), result.score(), &formats.percent)?;
    grid.percent((row, column + 2), result.proven(), &formats.percent)?;
    grid.percent((row, column + 3), result.possible(), &formats.percent)?;
    let blocked: Vec<&str> = blocked_by(scores.framework, &result.gates).collect();
    grid.text((row, column + 4), &blocked.join(BETWEEN), &formats.plain)
}

fn verdict(result: &StageResult, lang: Lang) -> &'static str {
    words::verdict(result.verdict).to(lang)
}

/// From 0 to 100 percent, whatever the companies have: so the same colour means the same in every file.
fn scale() -> ConditionalFormat3ColorScale {
    ConditionalFormat3ColorScale::new()
        .set_minimum(ConditionalFormatType::Number, 0)
        .set_midpoint(ConditionalFormatType::Number, 0.5)
        .set_maximum(ConditionalFormatType::Number, 1)
        .set_minimum_color(0x00F8_D7D7)
        .set_midpoint_color(0x00FF_F7E0)
        .set_maximum_color(0x00CF_EAD6)
}
