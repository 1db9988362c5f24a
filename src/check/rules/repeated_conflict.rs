use super::page;
use crate::check::{FrameworkCheck, Part, Rule, Run};
use crate::say;
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule =
    Rule { code: codes::REPEATED_CONDITION, page: page!("R111"), run: Run::Framework(run) };

fn run(cx: &FrameworkCheck<'_>, sink: &mut Vec<Diagnostic>) {
    let conflicts = cx.framework.conflicts();
    for (position, conflict) in conflicts.iter().enumerate() {
        let Some(first) = conflicts[..position].iter().position(|other| other.when == conflict.when) else {
            continue;
        };
        let message = say!("another conflict has the same clauses", "同じ条件の矛盾がほかにもあります");
        let help = say!("keep one of them", "どちらか一方だけを残してください。");
        let diagnostic =
            cx.at.find(codes::REPEATED_CONDITION, Part::Conflict(position), "when", message).help(help);
        sink.push(match cx.at.place(Part::Conflict(first), "when") {
            Some(place) => diagnostic.label(place, say!("the first one", "最初の矛盾")),
            None => diagnostic,
        });
    }
}
