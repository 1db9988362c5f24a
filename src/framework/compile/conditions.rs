use super::names::Context;
use crate::framework::model::{Clause, Condition, Conflict};
use crate::framework::raw::{Name, RawClause, RawCondition, RawConflict};
use crate::source::{Diagnostic, codes};
use crate::text::say;

pub(super) fn condition(raw: RawCondition, cx: &mut Context<'_>) -> Condition {
    let mut all = Vec::new();
    for (name, choices) in raw {
        let Some(fact) = cx.fact(&name) else { continue };
        all.push((fact, choices.iter().filter_map(|choice| cx.choice(fact, choice)).collect()));
    }
    Condition(all)
}

pub(super) fn conflict(raw: RawConflict, cx: &mut Context<'_>) -> Option<Conflict> {
    let when = raw.when.into_iter().filter_map(|(name, raw)| clause(&name, raw, cx)).collect();
    Some(Conflict { when, says: raw.says? })
}

fn clause(name: &Name, raw: RawClause, cx: &mut Context<'_>) -> Option<Clause> {
    let id = &name.it;
    let mixed_up = match &raw {
        RawClause::Levels(_) if cx.is_fact(id) => Some(say!(
            "`{id}` is a fact: it has choices, not levels",
            "`{id}` は前提項目です（レベルではなく選択肢を書きます）"
        )),
        RawClause::Choices(_) if cx.is_criterion(id) => Some(say!(
            "`{id}` is a criterion: it has levels, not choices",
            "`{id}` は評価項目です（選択肢ではなくレベルを書きます）"
        )),
        _ => None,
    };
    if let Some(message) = mixed_up {
        cx.report(Diagnostic::new(codes::WRONG_TYPE, message), &name.span);
        return None;
    }
    match raw {
        RawClause::Levels(levels) => {
            let criterion = cx.criterion(name)?;
            let levels = levels.iter().filter_map(|level| cx.level(criterion, level));
            Some(Clause::Levels(criterion, levels.collect()))
        }
        RawClause::Choices(choices) => {
            let fact = cx.fact(name)?;
            let choices = choices.iter().filter_map(|choice| cx.choice(fact, choice));
            Some(Clause::Choices(fact, choices.collect()))
        }
    }
}
