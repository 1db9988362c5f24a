use super::names::Context;
use crate::framework::model::{Clause, Condition, Conflict};
use crate::framework::raw::{RawClause, RawCondition, RawConflict};
use crate::say;
use crate::source::{Diagnostic, codes};

/// Resolves an `applies_if`.
pub(super) fn condition(raw: RawCondition, cx: &Context<'_>, sink: &mut Vec<Diagnostic>) -> Condition {
    let mut all = Vec::new();
    for (name, choices) in raw {
        let Some(fact) = cx.fact(&name, sink) else { continue };
        let choices = choices.iter().filter_map(|choice| cx.choice(fact, choice, sink)).collect();
        all.push((fact, choices));
    }
    Condition(all)
}

/// Resolves the conflicts of one file.
pub(super) fn conflicts(
    raw: Vec<RawConflict>,
    cx: &Context<'_>,
    sink: &mut Vec<Diagnostic>,
) -> Vec<Conflict> {
    let mut out = Vec::new();
    for conflict in raw {
        let mut when = Vec::new();
        for (name, clause) in conflict.when {
            let resolved = match clause {
                RawClause::Levels(_) if cx.is_fact(&name.it) => {
                    sink.push(mixed_up(&name.it, true).at(cx.file, name.span));
                    continue;
                }
                RawClause::Choices(_) if cx.is_criterion(&name.it) => {
                    sink.push(mixed_up(&name.it, false).at(cx.file, name.span));
                    continue;
                }
                RawClause::Levels(levels) => cx.criterion(&name, sink).map(|criterion| {
                    let levels = levels.iter().filter_map(|level| cx.level(criterion, level, sink));
                    Clause::Levels(criterion, levels.collect())
                }),
                RawClause::Choices(choices) => cx.fact(&name, sink).map(|fact| {
                    let choices = choices.iter().filter_map(|choice| cx.choice(fact, choice, sink));
                    Clause::Choices(fact, choices.collect())
                }),
            };
            when.extend(resolved);
        }
        out.extend(conflict.says.map(|says| Conflict { when, says }));
    }
    out
}

fn mixed_up(id: &str, fact: bool) -> Diagnostic {
    let message = if fact {
        say!(
            "`{id}` is a fact: it has choices, not levels",
            "`{id}` は前提項目です（レベルではなく選択肢を書きます）"
        )
    } else {
        say!(
            "`{id}` is a criterion: it has levels, not choices",
            "`{id}` は評価項目です（選択肢ではなくレベルを書きます）"
        )
    };
    Diagnostic::new(codes::WRONG_TYPE, message)
}
