use super::{page, space_finding};
use crate::answers::Reply;
use crate::check::reachability::Finding;
use crate::check::{FrameworkCheck, Part, Rule, Run};
use crate::framework::CriterionIx;
use crate::say;
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule = Rule { code: codes::STAGE_EMPTIED, page: page!("S210"), run: Run::Space(show) };

fn show(cx: &FrameworkCheck<'_>, finding: &Finding) -> Diagnostic {
    let stage = finding.stage.and_then(|stage| cx.at.place(Part::Stage(stage), "id"));
    let said = |own: &CriterionIx| {
        let reply = finding.sheet.as_ref().map(|sheet| &sheet.answer(*own).reply);
        matches!(reply, Some(Reply::NotApplicable(_)))
    };
    let first = cx.framework.criterion_indices().find(said).map(Part::Criterion);
    let diagnostic = space_finding(cx, finding, first, "may_not_apply");
    match stage {
        Some(place) => diagnostic.label(place, say!("the stage", "評価項目がなくなる段階")),
        None => diagnostic,
    }
}
