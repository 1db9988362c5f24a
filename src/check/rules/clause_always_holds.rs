use super::page;
use crate::check::{FrameworkCheck, Part, Rule, Run};
use crate::framework::Clause;
use crate::say;
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule =
    Rule { code: codes::CLAUSE_ALWAYS, page: page!("R107"), run: Run::Framework(run) };

fn run(cx: &FrameworkCheck<'_>, sink: &mut Vec<Diagnostic>) {
    for (position, conflict) in cx.framework.conflicts().iter().enumerate() {
        for clause in &conflict.when {
            let (id, full) = match clause {
                Clause::Levels(criterion, levels) => {
                    let criterion = &cx.framework[*criterion];
                    (&criterion.id, levels.len() == criterion.levels.len())
                }
                Clause::Choices(fact, choices) => {
                    let fact = &cx.framework[*fact];
                    (&fact.id, choices.len() == fact.choices.len())
                }
            };
            if full {
                let message =
                    say!("every answer to `{id}` fulfils this", "`{id}` のどの回答でも成り立ちます");
                let help =
                    say!("list only the answers that do not fit", "矛盾する回答だけを並べてください。");
                let path = format!("when.{id}");
                sink.push(
                    cx.at.find(codes::CLAUSE_ALWAYS, Part::Conflict(position), &path, message).help(help),
                );
            }
        }
    }
}
