use super::{page, space_finding};
use crate::check::reachability::Finding;
use crate::check::{FrameworkCheck, Part, Rule, Run};
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule =
    Rule { code: codes::NOT_APPLICABLE_PAYS, page: page!("S211"), run: Run::Space(show) };

fn show(cx: &FrameworkCheck<'_>, finding: &Finding) -> Diagnostic {
    let diagnostic = space_finding(cx, finding, finding.criterion.map(Part::Criterion), "may_not_apply");
    super::with_threshold(cx, finding, diagnostic)
}
