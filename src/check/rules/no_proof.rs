use crate::check::{Detect, FrameworkCheck, FrameworkPart, Rule};
use crate::say;
use crate::source::Diagnostic;

/// A criterion that asks for evidence but does not say which.
pub(super) const RULE: Rule = Rule::warning("R110", "no-proof", Detect::Framework(run));

fn run(cx: &FrameworkCheck<'_>, sink: &mut Vec<Diagnostic>) {
    for index in cx.framework.criterion_indices() {
        let criterion = &cx.framework[index];
        if criterion.evidence_from.is_some() && criterion.proof.is_none() {
            let id = &criterion.id;
            let message = say!(
                "`{id}` asks for evidence, but does not say which",
                "`{id}` は根拠資料を求めていますが、何が必要かを示していません"
            );
            let help = say!(
                "add `proof`: what would count as evidence",
                "`proof` に、根拠資料として認めるものを書いてください。"
            );
            sink.push(cx.find(RULE, FrameworkPart::Criterion(index), "evidence_from", message, help));
        }
    }
}
