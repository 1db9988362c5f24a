use serde_json::{Value, json};

use super::{Evolution, SheetLine};
use crate::report::assessment::FrameworkJson;
use crate::text::{Lang, pretty_json};

/// The changes as JSON; all sheets are listed, including unchanged ones.
pub fn json(evolution: &Evolution<'_>, lang: Lang) -> serde_json::Result<String> {
    let changes = evolution.changes.iter();
    let changes = changes.map(|change| {
        json!({
            "kind": change.kind,
            "path": change.path,
            "message": change.text.to(lang),
            "old": change.old,
            "new": change.new,
        })
    });
    pretty_json(&json!({
        "old": FrameworkJson::new(evolution.old),
        "new": FrameworkJson::new(evolution.new),
        "kind": evolution.kind(),
        "changes": changes.collect::<Vec<_>>(),
        "step": {
            "asked": evolution.asked(),
            "made": evolution.made(),
            "enough": evolution.step_is_enough(),
        },
        "sheets": evolution.sheets.iter().map(|line| sheet(line, lang)).collect::<Vec<_>>(),
        "sheets_changed": evolution.changed_sheets(),
        "sheets_worse": evolution.worse_sheets(),
        "passes_gate": evolution.passes_gate(),
    }))
}

fn sheet(line: &SheetLine, lang: Lang) -> Value {
    let change = line.change.as_ref().ok();
    let verdicts = change.into_iter().flat_map(|change| &change.verdicts).map(|verdict| {
        let causes = verdict.causes.iter();
        let causes = causes.map(|cause| json!({"path": cause.path, "message": cause.text.to(lang)}));
        json!({
            "stage": verdict.stage,
            "before": verdict.before,
            "after": verdict.after,
            "causes": causes.collect::<Vec<_>>(),
        })
    });
    json!({
        "path": line.input.path,
        "line": line.input.line,
        "refused": line.change.as_ref().err().map(|refusal| refusal.reason(lang)),
        "worse": line.is_worse(),
        "reached": change.map(|change| [change.reached_before, change.reached_after]),
        "lost_answers": change.map_or(0, |change| change.lost_answers),
        "verdicts": verdicts.collect::<Vec<_>>(),
    })
}
