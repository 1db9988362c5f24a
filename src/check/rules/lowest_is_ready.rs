use super::{page, space_finding};
use crate::check::reachability::Finding;
use crate::check::{FrameworkCheck, Part, Rule, Run};
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule =
    Rule { code: codes::LOWEST_IS_READY, page: page!("S203"), run: Run::Space(show) };

fn show(cx: &FrameworkCheck<'_>, finding: &Finding) -> Diagnostic {
    space_finding(cx, finding, finding.stage.map(Part::Stage), "ready_at")
}
