use super::page;
use crate::check::{FrameworkCheck, Part, Rule, Run};
use crate::framework::{ChoiceIx, Clause, FactIx};
use crate::say;
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule =
    Rule { code: codes::CONFLICT_NEVER, page: page!("R108"), run: Run::Framework(run) };

fn run(cx: &FrameworkCheck<'_>, sink: &mut Vec<Diagnostic>) {
    let framework = cx.framework;
    for (position, conflict) in framework.conflicts().iter().enumerate() {
        // What the facts must be for every clause to count: the conditions of its criteria and its own choices.
        let mut demands: Vec<(FactIx, &[ChoiceIx])> = Vec::new();
        for clause in &conflict.when {
            match clause {
                Clause::Levels(criterion, _) => {
                    let condition = &framework[*criterion].condition;
                    demands.extend(condition.0.iter().map(|(fact, choices)| (*fact, choices.as_slice())));
                }
                Clause::Choices(fact, choices) => demands.push((*fact, choices)),
            }
        }
        let Some(fact) = framework.fact_indices().find(|fact| !super::can_meet(framework, *fact, &demands))
        else {
            continue;
        };
        let given =
            conflict.when.iter().any(|clause| matches!(clause, Clause::Choices(of, _) if *of == fact));
        if !given {
            // A fact that is not given keeps every criterion, so that the answers can stand beside each other.
            continue;
        }
        let id = &framework[fact].id;
        let message = say!(
            "no sheet can fulfil this: its parts need different `{id}`",
            "`{id}` の条件が両立しないため、この矛盾は起こりません"
        );
        let help =
            say!("look at the `applies_if` of its criteria", "評価項目の `applies_if` を確認してください。");
        sink.push(cx.at.find(codes::CONFLICT_NEVER, Part::Conflict(position), "when", message).help(help));
    }
}
