use std::collections::BTreeSet;

use super::page;
use crate::check::{FrameworkCheck, Part, Rule, Run};
use crate::framework::{Clause, FactIx, Framework};
use crate::say;
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule =
    Rule { code: codes::UNUSED_CHOICE, page: page!("R104"), run: Run::Framework(run) };

fn run(cx: &FrameworkCheck<'_>, sink: &mut Vec<Diagnostic>) {
    let framework = cx.framework;
    for fact in framework.fact_indices() {
        let named = named(framework, fact);
        let unnamed = (0..framework[fact].choices.len()).filter(|choice| !named.contains(choice));
        let unnamed: Vec<usize> = unnamed.collect();
        // One choice for all the others is natural, and a fact of which none is named is another finding.
        if named.is_empty() || unnamed.len() < 2 || unnamed.len() * 2 <= framework[fact].choices.len() {
            continue;
        }
        let id = &framework[fact].id;
        let list: Vec<&str> =
            unnamed.iter().map(|choice| framework[fact].choices[*choice].id.as_str()).collect();
        let list = list.join(", ");
        let message = say!(
            "nothing tells these choices of `{id}` apart: {list}",
            "`{id}` の次の選択肢は区別されていません：{list}"
        );
        let help = say!(
            "make one choice of them, unless the answer is for the reader",
            "読み手のための情報でなければ、1つにまとめてください。"
        );
        sink.push(cx.at.find(codes::UNUSED_CHOICE, Part::Fact(fact), "id", message).help(help));
    }
}

fn named(framework: &Framework, fact: FactIx) -> BTreeSet<usize> {
    let conditions = super::conditions(framework).flat_map(|(_, condition)| &condition.0);
    let conditions = conditions.filter(|(of, _)| *of == fact).flat_map(|(_, choices)| choices);
    let clauses = framework.conflicts().iter().flat_map(|conflict| &conflict.when);
    let clauses = clauses.filter_map(|clause| match clause {
        Clause::Choices(of, choices) if *of == fact => Some(choices),
        _ => None,
    });
    conditions.chain(clauses.flatten()).map(|choice| choice.get()).collect()
}
