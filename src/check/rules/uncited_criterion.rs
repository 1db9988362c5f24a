use super::page;
use crate::check::{FrameworkCheck, Part, Rule, Run};
use crate::framework::Origin;
use crate::say;
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule =
    Rule { code: codes::UNCITED_CRITERION, page: page!("R109"), run: Run::Framework(run) };

fn run(cx: &FrameworkCheck<'_>, sink: &mut Vec<Diagnostic>) {
    for index in cx.framework.criterion_indices() {
        let criterion = &cx.framework[index];
        let says = matches!(criterion.origin, Some(Origin::Article | Origin::Source));
        if says && criterion.sources.is_empty() {
            let id = &criterion.id;
            let message = say!(
                "`{id}` names an origin, but cites no source",
                "`{id}` は由来を示していますが、出典がありません"
            );
            let help = say!(
                "cite the source, or write `origin = \"proposal\"`",
                "出典を引用するか、`origin = \"proposal\"` としてください。"
            );
            sink.push(
                cx.at.find(codes::UNCITED_CRITERION, Part::Criterion(index), "sources", message).help(help),
            );
        }
    }
}
