use serde::Serialize;

use super::{Evolution, SheetLine};
use crate::check::diff::{Impact, VersionStep};
use crate::framework::Verdict;
use crate::report::assessment::FrameworkJson;
use crate::report::json::pretty;
use crate::text::Lang;

#[derive(Serialize)]
struct EvolutionJson<'a> {
    old: FrameworkJson<'a>,
    new: FrameworkJson<'a>,
    kind: Option<Impact>,
    changes: Vec<FrameworkChangeJson<'a>>,
    step: VersionStepJson,
    sheets: Vec<SheetChangeJson<'a>>,
    sheets_changed: usize,
    sheets_worse: usize,
    passes_gate: bool,
}

#[derive(Serialize)]
struct FrameworkChangeJson<'a> {
    kind: Impact,
    path: &'a str,
    message: &'a str,
}

#[derive(Serialize)]
struct VersionStepJson {
    asked: VersionStep,
    made: Option<VersionStep>,
    enough: bool,
}

#[derive(Serialize)]
struct SheetChangeJson<'a> {
    path: &'a str,
    line: Option<usize>,
    refused: Option<String>,
    worse: bool,
    reached: Option<[usize; 2]>,
    lost_answers: usize,
    verdicts: Vec<VerdictChangeJson<'a>>,
}

#[derive(Serialize)]
struct VerdictChangeJson<'a> {
    stage: &'a str,
    before: Verdict,
    after: Verdict,
    causes: Vec<VerdictCauseJson<'a>>,
}

#[derive(Serialize)]
struct VerdictCauseJson<'a> {
    path: &'a str,
    message: &'a str,
}

/// The changes for programs; all sheets are listed, also those that did not change.
pub fn json(evolution: &Evolution<'_>, lang: Lang) -> serde_json::Result<String> {
    let changes = evolution.changes.iter().map(|change| FrameworkChangeJson {
        kind: change.kind,
        path: &change.path,
        message: change.text.to(lang),
    });
    pretty(&EvolutionJson {
        old: FrameworkJson::new(evolution.old),
        new: FrameworkJson::new(evolution.new),
        kind: evolution.kind(),
        changes: changes.collect(),
        step: VersionStepJson {
            asked: evolution.asked(),
            made: evolution.made(),
            enough: evolution.step_is_enough(),
        },
        sheets: evolution.sheets.iter().map(|line| sheet(line, lang)).collect(),
        sheets_changed: evolution.changed_sheets(),
        sheets_worse: evolution.worse_sheets(),
        passes_gate: evolution.passes_gate(),
    })
}

fn sheet(line: &SheetLine, lang: Lang) -> SheetChangeJson<'_> {
    let mut sheet = SheetChangeJson {
        path: &line.input.path,
        line: line.input.line,
        refused: None,
        worse: line.is_worse(),
        reached: None,
        lost_answers: 0,
        verdicts: Vec::new(),
    };
    match &line.change {
        Ok(change) => {
            sheet.reached = Some([change.reached_before, change.reached_after]);
            sheet.lost_answers = change.lost_answers;
            sheet.verdicts.extend(change.verdicts.iter().map(|verdict| {
                let causes = verdict.causes.iter();
                let causes =
                    causes.map(|cause| VerdictCauseJson { path: &cause.path, message: cause.text.to(lang) });
                VerdictChangeJson {
                    stage: &verdict.stage,
                    before: verdict.before,
                    after: verdict.after,
                    causes: causes.collect(),
                }
            }));
        }
        Err(refusal) => sheet.refused = Some(refusal.reason(lang)),
    }
    sheet
}
