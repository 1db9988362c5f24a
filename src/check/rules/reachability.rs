//! Where to show each kind of finding of the reachability analysis.

use crate::answers::Reply;
use crate::check::reachability::{Finding, FindingKind};
use crate::check::{FrameworkCheck, FrameworkPart};
use crate::framework::CriterionIx;
use crate::source::Diagnostic;
use crate::text::say;

pub(in crate::check) fn diagnostic(cx: &FrameworkCheck<'_>, finding: &Finding) -> Diagnostic {
    let stage = finding.stage.map(FrameworkPart::Stage);
    let criterion = finding.criterion.map(FrameworkPart::Criterion);
    let stage_id = finding.stage.map_or("", |stage| &cx.framework[stage].id);
    let weight = format!("weight.{stage_id}");
    let gate = finding.gate.map(|gate| FrameworkPart::Gate(gate.get()));
    // If a gate requires several criteria, they are together under one key.
    let asked = |key| if finding.criterion.is_some() { key } else { "any_of" };
    let (part, path) = match finding.kind {
        FindingKind::StageOutOfReach | FindingKind::Capped => (stage, "id"),
        FindingKind::LowestIsReady => (stage, "ready_at"),
        FindingKind::GateNeverPasses | FindingKind::GateNeverDecides => (gate, asked("at_least")),
        FindingKind::GateEscaped => (gate, asked("criterion")),
        FindingKind::StageLeftEmpty => (first_on_stage(cx, finding), "applies_if"),
        FindingKind::StageEmptied => (first_not_applicable(cx, finding), "may_not_apply"),
        FindingKind::BandOutOfReach => (finding.band.map(FrameworkPart::Band), "from"),
        FindingKind::CriterionWithoutEffect => (criterion, "weight"),
        FindingKind::DominantCriterion => (criterion, weight.as_str()),
        FindingKind::NotApplicablePays => (criterion, "may_not_apply"),
    };
    let path = if part.is_some() { path } else { "" };
    let (part, code) = (part.unwrap_or(FrameworkPart::Framework), finding.kind.code());
    let found = cx.find(code, part, path, finding.message(cx.framework), finding.help());
    let place = |part: Option<FrameworkPart>, path| part.and_then(|part| cx.at.place(part, path));
    match finding.kind {
        FindingKind::GateNeverDecides | FindingKind::NotApplicablePays => {
            found.label(place(stage, "ready_at"), say!("the threshold of the stage", "段階の合格点"))
        }
        FindingKind::GateEscaped => found.label(
            place(criterion.or_else(|| first_not_applicable(cx, finding)), "may_not_apply"),
            say!("this allows it", "「該当しない」と回答できる設定"),
        ),
        FindingKind::StageLeftEmpty => {
            found.label(place(stage, "id"), say!("the stage", "評価項目が残らない段階"))
        }
        FindingKind::StageEmptied => {
            found.label(place(stage, "id"), say!("the stage", "評価項目がなくなる段階"))
        }
        _ => found,
    }
}

/// The first criterion with weight on the stage. All of them have conditions, or the stage would not be empty.
fn first_on_stage(cx: &FrameworkCheck<'_>, finding: &Finding) -> Option<FrameworkPart> {
    let stage = finding.stage?;
    let on_it = |criterion: &CriterionIx| cx.framework[*criterion].weight(stage) > 0;
    cx.framework.criterion_indices().find(on_it).map(FrameworkPart::Criterion)
}

fn first_not_applicable(cx: &FrameworkCheck<'_>, finding: &Finding) -> Option<FrameworkPart> {
    let sheet = finding.sheet.as_ref()?;
    let excluded = |index: &CriterionIx| matches!(sheet.answer(*index).reply, Reply::NotApplicable(_));
    cx.framework.criterion_indices().find(excluded).map(FrameworkPart::Criterion)
}
