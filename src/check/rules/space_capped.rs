use super::{page, space_finding};
use crate::check::reachability::Finding;
use crate::check::{FrameworkCheck, Part, Rule, Run};
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule = Rule { code: codes::SPACE_CAPPED, page: page!("S212"), run: Run::Space(show) };

fn show(cx: &FrameworkCheck<'_>, finding: &Finding) -> Diagnostic {
    match finding.stage {
        Some(stage) => space_finding(cx, finding, Some(Part::Stage(stage)), "id"),
        None => space_finding(cx, finding, Some(Part::Framework), ""),
    }
}
