use super::{WrittenSheet, finished, titled};
use crate::report::document::Edition;
use crate::report::document::inline::plain;
use crate::report::grid::Formats;
use crate::report::words;
use crate::text::Label;

const TITLES: [Label; 8] = [
    Label("Advice", "助言"),
    Label("Criterion", "評価項目"),
    Label("Question", "質問"),
    Label("Level", "レベル"),
    Label("Answer", "回答"),
    Label("Evidence", "根拠資料"),
    Label("Note", "メモ"),
    Label("Answered on", "回答日"),
];

/// Every criterion with its answer, also those that are not asked.
pub(super) fn sheet(edition: &Edition<'_>, formats: &Formats) -> WrittenSheet {
    let (framework, lang) = (edition.words.framework, edition.lang());
    let mut grid = titled(edition, formats, Label("Criteria", "評価項目"), &TITLES)?;
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
