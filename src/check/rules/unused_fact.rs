use super::page;
use crate::check::{FrameworkCheck, Part, Rule, Run};
use crate::framework::Clause;
use crate::say;
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule =
    Rule { code: codes::UNUSED_FACT, page: page!("R101"), run: Run::Framework(run) };

fn run(cx: &FrameworkCheck<'_>, sink: &mut Vec<Diagnostic>) {
    for fact in cx.framework.fact_indices() {
        let in_condition = super::conditions(cx.framework)
            .any(|(_, condition)| condition.0.iter().any(|(of, _)| *of == fact));
        let in_conflict = cx
            .framework
            .conflicts()
            .iter()
            .flat_map(|conflict| &conflict.when)
            .any(|clause| matches!(clause, Clause::Choices(of, _) if *of == fact));
        if !in_condition && !in_conflict {
            let id = &cx.framework[fact].id;
            let message =
                say!("the answer to `{id}` changes nothing", "`{id}` の回答は何にも使われていません");
            let help = say!(
                "use it in an `applies_if` or a conflict, or do not ask it",
                "`applies_if` か矛盾で使うか、質問をやめてください。"
            );
            sink.push(cx.at.find(codes::UNUSED_FACT, Part::Fact(fact), "id", message).help(help));
        }
    }
}
