use rust_xlsxwriter::{ConditionalFormat3ColorScale, ConditionalFormatType, Worksheet, XlsxError};

use super::ScoresView;
use crate::framework::Verdict;
use crate::report::assessment::csv::{BETWEEN, blocked_by, codes};
use crate::report::grid::{Formats, Grid};
use crate::report::words;
use crate::scoring::State;
use crate::text::{Label, Lang, grouped};

const FIRST: [Label; 6] = [
    Label("Name", "名称"),
    Label("Ref", "管理番号"),
    Label("Date", "回答日"),
    Label("Input", "入力"),
    Label("Reached", "到達"),
    Label("Next stage", "次の段階"),
];

const OF_STAGE: [Label; 5] = [
    Label("verdict", "判定"),
    Label("score", "回答どおり"),
    Label("proven", "根拠あり"),
    Label("possible", "最大"),
    Label("held back by", "満たしていない必須条件"),
];

const OF_RUBRIC: [Label; 2] = [Label("score", "回答どおり"), Label("proven", "根拠あり")];

const LAST: Label = Label("Notices", "通知");

/// The header rows of the sheet of criteria: ids, and titles below them.
pub(super) const HEADS: usize = 2;

/// The columns before those of the criteria: their ids and titles.
const COMPANY: [(&str, Label); 3] = [
    ("subject", Label("Name", "名称")),
    ("ref", Label("Ref", "管理番号")),
    ("input", Label("Input", "入力")),
];

pub(super) fn columns(scores: &ScoresView<'_>) -> usize {
    let of_stages = OF_STAGE.len() * scores.framework.stages().len();
    let of_rubrics = OF_RUBRIC.len() * scores.framework.rubrics().len();
    let results = FIRST.len() + of_stages + of_rubrics + 1;
    results.max(COMPANY.len() + scores.framework.criteria().len())
}

pub(super) fn results(scores: &ScoresView<'_>, formats: &Formats) -> Result<Worksheet, XlsxError> {
    let (lang, text) = (scores.lang, scores.text());
    let mut grid = Grid::new(lang.of("Results", "結果"), formats)?;
    let mut titles = FIRST.map(|title| title.to(lang).to_owned()).to_vec();
    for stage in scores.framework.stage_indices() {
        titles.extend(OF_STAGE.map(|title| [text.stage(stage), title.to(lang)].join(lang.colon())));
    }
    for rubric in scores.framework.rubric_indices() {
        titles.extend(OF_RUBRIC.map(|title| [text.rubric(rubric), title.to(lang)].join(lang.colon())));
    }
    titles.push(LAST.to(lang).to_owned());
    grid.titles(titles.iter().map(String::as_str), &formats.head)?;
    for (input, assessed) in scores.assessed {
        let (sheet, assessment) = (&assessed.sheet, &assessed.assessment);
        grid.text(sheet.subject.as_deref().unwrap_or_default())?;
        grid.text(sheet.reference.as_deref().unwrap_or_default())?;
        match sheet.date {
            Some(date) => grid.date(date)?,
            None => grid.skip(),
        }
        grid.text(&input.to_string())?;
        grid.number(assessment.reached)?;
        grid.text(assessment.next_stage.map_or("", |next| text.stage(next)))?;
        for result in &assessment.stages {
            let format = &formats.verdicts[result.verdict as usize];
            grid.formatted(words::verdict(result.verdict).to(lang), format)?;
            for percent in [result.score(), result.proven(), result.possible()] {
                grid.percent(percent)?;
            }
            let blocked: Vec<_> = blocked_by(scores.framework, &result.gates).collect();
            grid.text(&blocked.join(BETWEEN))?;
        }
        for own in &assessment.profile {
            match own.percents() {
                Some([proven, score, _]) => {
                    grid.percent(score)?;
                    grid.percent(proven)?;
                }
                None => OF_RUBRIC.into_iter().for_each(|_| grid.skip()),
            }
        }
        grid.text(&codes(assessed.notices.iter().map(|notice| notice.code)).join(BETWEEN))?;
        grid.end_row();
    }
    grid.sheet.set_row_height(0, 48)?;
    let last_row = u32::try_from(scores.assessed.len()).unwrap_or(u32::MAX);
    if last_row > 0 {
        let stages = (FIRST.len()..).step_by(OF_STAGE.len()).take(scores.framework.stages().len());
        let of_rubrics = OF_RUBRIC.len() * scores.framework.rubrics().len();
        let notices = titles.len() - 1;
        let percents = stages.map(|verdict| (verdict + 1, verdict + 3));
        for (from, to) in percents.chain([(notices - of_rubrics, notices - 1)]) {
            if let (Ok(from), Ok(to)) = (u16::try_from(from), u16::try_from(to)) {
                grid.sheet.add_conditional_format(1, from, last_row, to, &scale())?;
            }
        }
    }
    grid.finish_table(0, 1)
}

/// Always from 0 to 100 percent, so that a color means the same in every file.
fn scale() -> ConditionalFormat3ColorScale {
    ConditionalFormat3ColorScale::new()
        .set_minimum(ConditionalFormatType::Number, 0)
        .set_midpoint(ConditionalFormatType::Number, 0.5)
        .set_maximum(ConditionalFormatType::Number, 1)
        .set_minimum_color(0x00F8_D7D7)
        .set_midpoint_color(0x00FF_F7E0)
        .set_maximum_color(0x00CF_EAD6)
}

pub(super) fn criteria(scores: &ScoresView<'_>, formats: &Formats) -> Result<Worksheet, XlsxError> {
    let (lang, text) = (scores.lang, scores.text());
    let mut grid = Grid::new(lang.of("Criteria", "評価項目"), formats)?;
    let criteria = || scores.framework.criteria().iter();
    let ids = COMPANY.iter().map(|(id, _)| *id).chain(criteria().map(|one| one.id.as_str()));
    grid.titles(ids, &formats.subhead)?;
    let titles = COMPANY.iter().map(|(_, title)| title.to(lang));
    grid.titles(titles.chain(criteria().map(|one| one.name(text.language))), &formats.head)?;
    for (input, assessed) in scores.assessed {
        let sheet = &assessed.sheet;
        grid.text(sheet.subject.as_deref().unwrap_or_default())?;
        grid.text(sheet.reference.as_deref().unwrap_or_default())?;
        grid.text(&input.to_string())?;
        for (own, state) in scores.framework.criterion_indices().zip(&assessed.assessment.states) {
            if let Some(expired) = assessed.expired(scores.framework, own) {
                grid.formatted(words::expired(expired).to(lang), &formats.level)?;
                continue;
            }
            match state {
                State::Level { claimed, .. } => grid.numeric((*claimed).into(), &formats.level)?,
                State::Unknown => grid.formatted("unknown", &formats.level)?,
                State::NotApplicable | State::Skipped => grid.formatted("n/a", &formats.level)?,
                State::Unanswered => grid.skip(),
            }
        }
        grid.end_row();
    }
    grid.sheet.set_row_height(0, 32)?.set_row_height(1, 32)?;
    grid.finish_table(1, 1)
}

pub(super) fn refused(scores: &ScoresView<'_>, formats: &Formats) -> Result<Worksheet, XlsxError> {
    let lang = scores.lang;
    let mut grid = Grid::new(lang.of("Refused", "採点できない入力"), formats)?;
    let titles = lang.of(["Path", "Line", "Code", "Message"], ["パス", "行", "コード", "理由"]);
    grid.titles(titles, &formats.head)?;
    for (input, reason) in scores.refused {
        grid.text(&input.path)?;
        match input.line {
            Some(line) => grid.number(line)?,
            None => grid.skip(),
        }
        grid.text(reason.code.id)?;
        grid.formatted(&reason.message_with_position(lang), &formats.wrapped)?;
        grid.end_row();
    }
    grid.finish_table(0, 0)
}

pub(super) fn about(scores: &ScoresView<'_>, formats: &Formats) -> Result<Worksheet, XlsxError> {
    let (framework, lang, text) = (scores.framework, scores.lang, scores.text());
    let mut grid = Grid::new(lang.of("About", "このファイルについて"), formats)?;
    let mut line = |name: &str, text: &str| {
        grid.text(name)?;
        grid.formatted(text, &formats.wrapped)?;
        grid.end_row();
        Ok::<_, XlsxError>(())
    };
    line(lang.of("Framework", "フレームワーク"), text.of(framework.title()))?;
    line(lang.of("Id", "id"), framework.id())?;
    line(lang.of("Version", "バージョン"), framework.version())?;
    line(lang.of("Digest (SHA-256)", "ダイジェスト（SHA-256）"), framework.digest())?;
    line(lang.of("As of", "採点の基準日"), &scores.as_of.to_string())?;
    line(lang.of("Made with", "作成プログラム"), concat!("outside-in ", env!("CARGO_PKG_VERSION")))?;
    line(lang.of("Scored sheets", "採点した回答シートの数"), &grouped(scores.assessed.len()))?;
    line(lang.of("Refused inputs", "採点できない入力の数"), &grouped(scores.refused.len()))?;
    if let Some(disclaimer) = framework.disclaimer() {
        line(lang.of("Please note", "ご注意"), text.of(disclaimer))?;
    }
    for verdict in Verdict::ALL.into_iter().rev() {
        line(words::verdict(verdict).to(lang), words::verdict_meaning(verdict).to(lang))?;
    }
    for (word, meaning) in numbers(lang) {
        line(word, meaning)?;
    }
    grid.finish()
}

fn numbers(lang: Lang) -> [(&'static str, &'static str); 6] {
    lang.of(
        [
            ("score", "claims count as made, open answers as the lowest level"),
            ("proven", "claims without their evidence count lower"),
            ("possible", "open answers count as the top level"),
            ("held back by", "the ids of gates that have failed or are open, on the levels claimed"),
            ("unknown", "not known, or answered too long ago"),
            ("n/a", "does not apply"),
        ],
        [
            ("回答どおり", "回答どおりに数え、未回答・不明は最低のレベルとみなします"),
            ("根拠あり", "根拠資料のない回答を低いレベルとみなします"),
            ("最大", "未回答・不明を最高のレベルとみなします"),
            ("満たしていない必須条件", "回答どおりのレベルで満たしていない、または未確定の必須条件の id"),
            ("unknown", "わからない、または回答の有効期間を過ぎたもの"),
            ("n/a", "該当しない、または対象外"),
        ],
    )
}
