use serde::Serialize;

use super::{Evolution, SheetLine};
use crate::framework::Framework;
use crate::text::Lang;

#[derive(Serialize)]
struct EvolutionJson<'a> {
    old: FrameworkJson<'a>,
    new: FrameworkJson<'a>,
    kind: Option<&'static str>,
    changes: Vec<ChangeJson<'a>>,
    step: StepJson,
    sheets: Vec<SheetJson<'a>>,
    sheets_changed: usize,
    sheets_worse: usize,
    passes_gate: bool,
}

#[derive(Serialize)]
struct FrameworkJson<'a> {
    id: &'a str,
    version: &'a str,
    digest: &'a str,
}

#[derive(Serialize)]
struct ChangeJson<'a> {
    kind: &'static str,
    path: &'a str,
    message: &'a str,
}

#[derive(Serialize)]
struct StepJson {
    asked: &'static str,
    made: Option<&'static str>,
    enough: bool,
}

#[derive(Serialize)]
struct SheetJson<'a> {
    path: &'a str,
    line: Option<usize>,
    refused: Option<String>,
    worse: bool,
    reached: Option<[usize; 2]>,
    lost_answers: usize,
    verdicts: Vec<VerdictJson<'a>>,
}

#[derive(Serialize)]
struct VerdictJson<'a> {
    stage: &'a str,
    before: &'static str,
    after: &'static str,
    causes: Vec<CauseJson<'a>>,
}

#[derive(Serialize)]
struct CauseJson<'a> {
    path: &'a str,
    message: &'a str,
}

/// The changes for programs; all sheets are listed, also those that did not change.
pub fn json(evolution: &Evolution<'_>, lang: Lang) -> serde_json::Result<String> {
    let changes = evolution.changes.iter().map(|change| ChangeJson {
        kind: change.kind.id(),
        path: &change.path,
        message: change.text.to(lang),
    });
    let all = EvolutionJson {
        old: framework(evolution.old),
        new: framework(evolution.new),
        kind: evolution.kind().map(crate::check::diff::Impact::id),
        changes: changes.collect(),
        step: StepJson {
            asked: evolution.asked().id(),
            made: evolution.made().map(crate::check::diff::VersionStep::id),
            enough: evolution.step_is_enough(),
        },
        sheets: evolution.sheets.iter().map(|line| sheet(line, lang)).collect(),
        sheets_changed: evolution.changed_sheets(),
        sheets_worse: evolution.worse_sheets(),
        passes_gate: evolution.passes_gate(),
    };
    Ok(serde_json::to_string_pretty(&all)? + "\n")
}

fn framework(framework: &Framework) -> FrameworkJson<'_> {
    FrameworkJson { id: framework.id(), version: framework.version(), digest: framework.digest() }
}

fn sheet(line: &SheetLine, lang: Lang) -> SheetJson<'_> {
    let mut sheet = SheetJson {
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
                VerdictJson {
                    stage: &verdict.stage,
                    before: verdict.before.id(),
                    after: verdict.after.id(),
                    causes: verdict
                        .causes
                        .iter()
                        .map(|cause| CauseJson { path: &cause.path, message: cause.text.to(lang) })
                        .collect(),
                }
            }));
        }
        Err(refusal) => {
            let reason = refusal.reasons.first();
            sheet.refused = Some(reason.map_or_else(String::new, |r| r.message_with_position(lang)));
        }
    }
    sheet
}
