use crate::check::{FrameworkCheck, FrameworkPart};
use crate::framework::{ChoiceIx, Clause, FactIx};
use crate::source::{Code, Diagnostic};
use crate::text::say;

pub(super) fn always_hold(code: Code, cx: &FrameworkCheck<'_>, sink: &mut Vec<Diagnostic>) {
    for (part, condition) in super::conditions(cx.framework) {
        for (fact, choices) in &condition.0 {
            if choices.len() < cx.framework[*fact].choices.len() {
                continue;
            }
            let id = &cx.framework[*fact].id;
            let message = say!(
                "this lists every choice of `{id}` and always holds",
                "`{id}` の全選択肢が並んでおり、常に成り立ちます"
            );
            let help =
                say!("leave some out, or remove the condition", "選択肢を絞るか、条件を削除してください。");
            let path = format!("applies_if.{id}");
            sink.push(cx.find(code, part, &path, message, help));
        }
    }
}

pub(super) fn clauses_always_hold(code: Code, cx: &FrameworkCheck<'_>, sink: &mut Vec<Diagnostic>) {
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
                let (part, path) = (FrameworkPart::Conflict(position), format!("when.{id}"));
                sink.push(cx.find(code, part, &path, message, help));
            }
        }
    }
}

pub(super) fn conflicts_never_hold(code: Code, cx: &FrameworkCheck<'_>, sink: &mut Vec<Diagnostic>) {
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
        let given = conflict.when.iter().any(|one| matches!(one, Clause::Choices(of, _) if *of == fact));
        if !given {
            // While a fact is not given every criterion applies, so all these answers can occur together.
            continue;
        }
        let id = &framework[fact].id;
        let message = say!(
            "no sheet can fulfil this: its parts need different `{id}`",
            "`{id}` の条件が両立しないため、この矛盾は起こりません"
        );
        let help =
            say!("look at the `applies_if` of its criteria", "評価項目の `applies_if` を確認してください。");
        sink.push(cx.find(code, FrameworkPart::Conflict(position), "when", message, help));
    }
}

pub(super) fn repeated_conflicts(code: Code, cx: &FrameworkCheck<'_>, sink: &mut Vec<Diagnostic>) {
    let conflicts = cx.framework.conflicts();
    for (position, conflict) in conflicts.iter().enumerate() {
        let Some(first) = conflicts[..position].iter().position(|other| other.when == conflict.when) else {
            continue;
        };
        let message = say!("another conflict has the same clauses", "同じ条件の矛盾がほかにもあります");
        let help = say!("keep one of them", "どちらか一方だけを残してください。");
        let diagnostic = cx.find(code, FrameworkPart::Conflict(position), "when", message, help);
        let place = cx.at.place(FrameworkPart::Conflict(first), "when");
        sink.push(diagnostic.label(place, say!("the first one", "最初の矛盾")));
    }
}
