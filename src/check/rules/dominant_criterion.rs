use super::{page, space_finding};
use crate::check::reachability::Finding;
use crate::check::{FrameworkCheck, Part, Rule, Run};
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule =
    Rule { code: codes::DOMINANT_CRITERION, page: page!("S208"), run: Run::Space(show) };

fn show(cx: &FrameworkCheck<'_>, finding: &Finding) -> Diagnostic {
    let stage = finding.stage.map_or("", |stage| &cx.framework[stage].id);
    space_finding(cx, finding, finding.criterion.map(Part::Criterion), &format!("weight.{stage}"))
}
