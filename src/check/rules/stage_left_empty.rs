use super::{page, space_finding};
use crate::check::reachability::Finding;
use crate::check::{FrameworkCheck, Part, Rule, Run};
use crate::framework::CriterionIx;
use crate::say;
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule =
    Rule { code: codes::STAGE_LEFT_EMPTY, page: page!("S205"), run: Run::Space(show) };

fn show(cx: &FrameworkCheck<'_>, finding: &Finding) -> Diagnostic {
    let stage = finding.stage.and_then(|stage| cx.at.place(Part::Stage(stage), "id"));
    // Each of its criteria has a condition, or else one would be left.
    let on_it = |own: &CriterionIx| finding.stage.is_some_and(|stage| cx.framework[*own].weight(stage) > 0);
    let first = cx.framework.criterion_indices().find(on_it).map(Part::Criterion);
    let diagnostic = space_finding(cx, finding, first, "applies_if");
    match stage {
        Some(place) => diagnostic.label(place, say!("the stage", "評価項目が残らない段階")),
        None => diagnostic,
    }
}
