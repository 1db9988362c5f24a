use super::{page, space_finding};
use crate::check::reachability::Finding;
use crate::check::{FrameworkCheck, Part, Rule, Run};
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule =
    Rule { code: codes::STAGE_OUT_OF_REACH, page: page!("S201"), run: Run::Space(show) };

fn show(cx: &FrameworkCheck<'_>, finding: &Finding) -> Diagnostic {
    space_finding(cx, finding, finding.stage.map(Part::Stage), "id")
}
