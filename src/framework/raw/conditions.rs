//! Values whose keys are ids of stages, facts or criteria.

use super::keys::{Holds, Readable};
use super::values::{At, MAX_LEVEL, Name, wrong_count};
use crate::framework::model::Condition;
use crate::source::{Array, Diagnostic, Entry, Fields, Table, Value, codes};
use crate::text::{Label, say};

fn entries(table: Table<'_>) -> impl Iterator<Item = (Name, Value<'_>)> {
    table.entries().map(|Entry { key, key_span, value }| (Name::new((key, key_span)), value))
}

pub(in crate::framework) struct Weights<const LOW: i64, const HIGH: i64>;

impl<const LOW: i64, const HIGH: i64> Readable for Weights<LOW, HIGH> {
    type Read = Vec<(Name, i64)>;
    const HOLDS: Holds = Holds::Weights(LOW, HIGH);

    fn read(fields: &mut Fields<'_>, key: &'static str, value: Value<'_>, _: &[String]) -> Self::Read {
        let Some(table) = fields.table(key, value) else { return Vec::new() };
        if table.is_empty() {
            let message =
                say!("a criterion weighs on at least one stage", "少なくとも1つの段階に重みが必要です");
            wrong_count(fields, value.span(), message);
        }
        let weight = |(name, value)| Some((name, fields.integer_value(key, value, LOW..=HIGH)?));
        entries(table).filter_map(weight).collect()
    }
}

pub(in crate::framework) type RawCondition = Vec<(Name, Vec<Name>)>;

impl Readable for Condition {
    type Read = RawCondition;
    const HOLDS: Holds = Holds::Condition;

    fn read(fields: &mut Fields<'_>, key: &'static str, value: Value<'_>, _: &[String]) -> RawCondition {
        let Some(table) = fields.table(key, value) else { return Vec::new() };
        if table.is_empty() {
            let message = say!("this condition names no fact", "条件に前提項目がありません");
            let help = say!(
                "name a fact with its choices, or leave `{key}` out: then it applies to all",
                "前提項目と選択肢を書いてください。すべてを対象とする場合は `{key}` を省いてください。"
            );
            fields.report(Diagnostic::new(codes::WRONG_COUNT, message).help(help), value.span());
        }
        let mut condition = Vec::new();
        for (fact, value) in entries(table) {
            let choices = fields.texts(&format!("{key}.{}", fact.it), value);
            empty_list(fields, value);
            condition.push((fact, choices.into_iter().map(Name::new).collect()));
        }
        condition
    }
}

pub(in crate::framework) struct Clauses;

#[derive(Clone, Debug)]
pub(in crate::framework) enum RawClause {
    Levels(Vec<At<i64>>),
    Choices(Vec<Name>),
}

impl Readable for Clauses {
    type Read = Vec<(Name, RawClause)>;
    const HOLDS: Holds = Holds::Clauses;

    fn read(fields: &mut Fields<'_>, key: &'static str, value: Value<'_>, _: &[String]) -> Self::Read {
        let Some(table) = fields.table(key, value) else { return Vec::new() };
        let clause = |(name, value): (Name, Value<'_>)| {
            let clause = clause(fields, &format!("{key}.{}", name.it), value)?;
            Some((name, clause))
        };
        let clauses = entries(table).filter_map(clause).collect();
        if table.len() < 2 {
            let message = say!("a conflict needs two answers or more", "矛盾には2つ以上の回答が必要です");
            wrong_count(fields, value.span(), message);
        }
        clauses
    }
}

fn clause(fields: &mut Fields<'_>, key: &str, value: Value<'_>) -> Option<RawClause> {
    let Some(items) = value.as_array() else {
        fields.wrong_type(key, value, Label("a list of levels or choices", "レベルまたは選択肢のリスト"));
        return None;
    };
    if empty_list(fields, value) {
        return None;
    }
    if items.first().is_some_and(|first| first.as_text().is_some()) {
        return Some(RawClause::Choices(fields.texts(key, value).into_iter().map(Name::new).collect()));
    }
    let mut levels: Vec<At<i64>> = Vec::new();
    for item in items.items() {
        let Some(it) = fields.integer_value(key, item, 0..=MAX_LEVEL) else { continue };
        if levels.iter().any(|level| level.it == it) {
            fields.repeated(key, &it, item.span());
            continue;
        }
        levels.push(At { it, span: item.span() });
    }
    Some(RawClause::Levels(levels))
}

/// Reports a value that is an empty list, and returns whether it is.
fn empty_list(fields: &mut Fields<'_>, value: Value<'_>) -> bool {
    let is_empty = value.as_array().is_some_and(Array::is_empty);
    if is_empty {
        let message = say!("an empty list can never hold", "空のリストでは、条件が決して成り立ちません");
        wrong_count(fields, value.span(), message);
    }
    is_empty
}
