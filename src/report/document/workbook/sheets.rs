use super::{WrittenSheet, entries, finished, titled};
use crate::answers::REPORT_COLUMNS;
use crate::check::find_rule;
use crate::report::document::Edition;
use crate::report::document::inline::plain;
use crate::report::grid::Formats;
use crate::report::web::capital;
use crate::report::words;
use crate::text::Label;

const NOTICES: [Label; 4] = [
    Label("Code", "コード"),
    Label("Message", "内容"),
    Label("What it means", "意味"),
    Label("What to do", "対処"),
];

const SOURCES: [Label; 4] =
    [Label("No.", "番号"), Label("Source", "出典"), Label("As of", "時点"), Label("Address", "URL")];

const ABOUT: [Label; 2] = [Label("Entry", "項目"), Label("Content", "内容")];

/// All notices about the answers.
pub(super) fn notices(edition: &Edition<'_>, formats: &Formats) -> WrittenSheet {
    let (lang, notices) = (edition.lang(), &edition.explanation.assessed.notices);
    let mut grid = titled(edition, formats, Label("Notices", "通知"), &NOTICES)?;
    for notice in notices {
        grid.text(notice.code.id)?;
        grid.formatted(notice.message.to(lang), &formats.wrapped)?;
        let means = find_rule(notice.code.id).map(|rule| rule.page().text.into_text(lang));
        grid.formatted(&means.unwrap_or_default(), &formats.wrapped)?;
        let help = notice.help.as_ref().map_or("", |help| help.to(lang));
        grid.formatted(help, &formats.wrapped)?;
        grid.end_row();
    }
    if notices.is_empty() {
        grid.skip();
        grid.text(lang.of("None", "ありません"))?;
        grid.end_row();
    }
    finished(edition, grid, &[10, 60, 60, 40])
}

/// Every cited source, with its number on the page.
pub(super) fn sources(edition: &Edition<'_>, formats: &Formats) -> WrittenSheet {
    let mut grid = titled(edition, formats, Label("Sources", "出典"), &SOURCES)?;
    for (position, own) in edition.cited.iter().enumerate() {
        let source = &edition.words.framework[*own];
        grid.number(position + 1)?;
        grid.formatted(edition.words.of(&source.title), &formats.wrapped)?;
        match source.as_of {
            Some(day) => grid.date(day)?,
            None => grid.skip(),
        }
        grid.formatted(source.url.as_deref().unwrap_or_default(), &formats.wrapped)?;
        grid.end_row();
    }
    if edition.cited.is_empty() {
        grid.end_row();
    }
    finished(edition, grid, &[7, 70, 13, 60])
}

pub(super) fn about(edition: &Edition<'_>, formats: &Formats) -> WrittenSheet {
    let lang = edition.lang();
    let mut grid = titled(edition, formats, Label("About", "このレポートについて"), &ABOUT)?;
    let subject = edition.explanation.assessed.sheet.subject.as_deref().unwrap_or_default();
    let lines = [
        (Label("Name", "名称"), subject.to_owned()),
        (Label("Result", "結果"), plain(&edition.answer(), lang)),
        (Label("Please note", "ご注意"), edition.disclaimer().into_text(lang)),
    ];
    let lines = lines.map(|(name, value)| [name.to(lang).to_owned(), value]);
    for [name, value] in lines.into_iter().chain(entries(edition, &[edition.head(), edition.how_made()])) {
        grid.text(&name)?;
        grid.formatted(&value, &formats.wrapped)?;
        grid.end_row();
    }
    finished(edition, grid, &[28, 110])
}

/// The columns after those by which the workbook is recognized.
const SUMMARY: [Label; 7] = [
    Label("Claimed", "回答どおり"),
    Label("Possible", "最大"),
    Label("Needed", "基準"),
    Label("Gates passed", "満たした必須条件"),
    Label("Gates", "必須条件"),
    Label("Same verdict", "同じ判定"),
    Label("Such verdicts were right", "同じ判定の的中"),
];

/// Every stage with its verdict and numbers.
pub(super) fn summary(edition: &Edition<'_>, formats: &Formats) -> WrittenSheet {
    let lang = edition.lang();
    let titles = [&REPORT_COLUMNS[..], &SUMMARY].concat();
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

const CRITERIA: [Label; 8] = [
    Label("Advice", "助言"),
    Label("Criterion", "評価項目"),
    Label("Question", "質問"),
    Label("Level", "レベル"),
    Label("Answer", "回答"),
    Label("Evidence", "根拠資料"),
    Label("Note", "メモ"),
    Label("Answered on", "回答日"),
];

/// Every criterion with its answer, including those that are not asked.
pub(super) fn criteria(edition: &Edition<'_>, formats: &Formats) -> WrittenSheet {
    let (framework, lang) = (edition.words.framework, edition.lang());
    let mut grid = titled(edition, formats, Label("Criteria", "評価項目"), &CRITERIA)?;
    for rubric in framework.rubric_indices() {
        for own in framework[rubric].criteria.iter().copied() {
            let (criterion, answer) = (&framework[own], edition.answer_of(own));
            grid.formatted(edition.words.rubric(rubric), &formats.wrapped)?;
            grid.formatted(edition.words.criterion(own), &formats.wrapped)?;
            grid.formatted(edition.words.of(&criterion.question), &formats.wrapped)?;
            match edition.state(own).level() {
                Some(level) => grid.numeric(level.into(), &formats.level)?,
                None => grid.skip(),
            }
            grid.formatted(&plain(&edition.answered(own), lang), &formats.wrapped)?;
            let proposed = answer.proposal.as_ref().map(|own| words::proposal(own).into_text(lang));
            let evidence = if answer.evidence.is_empty() {
                edition.missing_evidence(own).map(|missing| missing.into_text(lang)).unwrap_or_default()
            } else {
                answer.evidence.join("\n")
            };
            let evidence: Vec<String> =
                proposed.into_iter().chain(Some(evidence).filter(|text| !text.is_empty())).collect();
            grid.formatted(&evidence.join("\n"), &formats.wrapped)?;
            grid.formatted(answer.note.as_deref().unwrap_or_default(), &formats.wrapped)?;
            match answer.date {
                Some(date) => grid.date(date)?,
                None => grid.skip(),
            }
            grid.end_row();
        }
    }
    finished(edition, grid, &[20, 24, 36, 9, 40, 34, 30, 13])
}
