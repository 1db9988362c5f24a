use super::{page, space_finding};
use crate::check::reachability::Finding;
use crate::check::{FrameworkCheck, Part, Rule, Run};
use crate::say;
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule = Rule { code: codes::GATE_ESCAPED, page: page!("S209"), run: Run::Space(show) };

fn show(cx: &FrameworkCheck<'_>, finding: &Finding) -> Diagnostic {
    let diagnostic = space_finding(cx, finding, super::gate_of(cx, finding), "criterion");
    let escape = finding.criterion.and_then(|own| cx.at.place(Part::Criterion(own), "may_not_apply"));
    match escape {
        Some(place) => diagnostic.label(place, say!("this allows it", "「該当しない」と回答できる設定")),
        None => diagnostic,
    }
}
