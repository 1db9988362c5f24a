use super::{At, Name, required_text, wrong_count};
use crate::framework::model::Text;
use crate::say;
use crate::source::{Diagnostic, Fields, Span, Table, Value, ValueKind, codes};
use crate::text::Label;

/// `applies_if`: for each fact, the choices that let something apply.
pub(in crate::framework) type RawCondition = Vec<(Name, Vec<Name>)>;

/// Reads an optional `applies_if`.
pub(super) fn applies_if(fields: &mut Fields<'_>) -> RawCondition {
    let Some(value) = fields.optional("applies_if") else { return Vec::new() };
    let Some(table) = fields.table("applies_if", value) else { return Vec::new() };
    if table.is_empty() {
        let message = say!("this condition names no fact", "条件に前提項目がありません");
        let help = say!(
            "name a fact with its choices, or leave `applies_if` out: then it applies to all",
            "前提項目と選択肢を書いてください。すべてを対象とする場合は `applies_if` を省いてください。"
        );
        let diagnostic = Diagnostic::new(codes::WRONG_COUNT, message).help(help);
        fields.report(diagnostic.at(fields.file(), value.span()));
    }
    let mut condition = Vec::new();
    for entry in table.entries() {
        let key = format!("applies_if.{}", entry.key);
        let choices: Vec<_> = fields.texts(&key, entry.value).into_iter().map(Name::new).collect();
        if is_empty_list(entry.value) {
            let message = say!("an empty list can never hold", "空のリストでは、条件が決して成り立ちません");
            wrong_count(fields, entry.value.span(), message);
        }
        condition.push((Name::new((entry.key, entry.key_span.clone())), choices));
    }
    condition
}

/// `[[conflict]]`.
#[derive(Debug)]
pub(in crate::framework) struct RawConflict {
    pub(in crate::framework) when: Vec<(Name, RawClause)>,
    pub(in crate::framework) says: Option<Text>,
}

/// One clause of a conflict: levels of a criterion or choices of a fact.
#[derive(Debug)]
pub(in crate::framework) enum RawClause {
    Levels(Vec<At<i64>>),
    Choices(Vec<Name>),
}

/// Reads one `[[conflict]]`.
pub(super) fn conflict(
    outer: &mut Fields<'_>,
    (table, span): (Table<'_>, Span),
    languages: &[String],
) -> RawConflict {
    let mut fields = outer.inside(table, span);
    let mut when = Vec::new();
    if let Some(value) = fields.required("when")
        && let Some(clauses) = fields.table("when", value)
    {
        for entry in clauses.entries() {
            if let Some(clause) = clause(&mut fields, &format!("when.{}", entry.key), entry.value) {
                when.push((Name::new((entry.key, entry.key_span.clone())), clause));
            }
        }
        if clauses.len() < 2 {
            let message = say!("a conflict needs two answers or more", "矛盾には2つ以上の回答が必要です");
            wrong_count(&mut fields, value.span(), message);
        }
    }
    let says = required_text(&mut fields, "says", languages);
    fields.finish();
    RawConflict { when, says }
}

fn clause(fields: &mut Fields<'_>, key: &str, value: Value<'_>) -> Option<RawClause> {
    let ValueKind::Array(items) = value.kind() else {
        fields.wrong_type(key, value, Label("a list of levels or choices", "レベルまたは選択肢のリスト"));
        return None;
    };
    let Some(first) = items.first() else {
        let message = say!("an empty list can never hold", "空のリストでは、条件が決して成り立ちません");
        wrong_count(fields, value.span(), message);
        return None;
    };
    if first.as_text().is_some() {
        let choices = fields.texts(key, value);
        return Some(RawClause::Choices(choices.into_iter().map(Name::new).collect()));
    }
    let mut levels: Vec<At<i64>> = Vec::new();
    for item in items.items() {
        let Some(it) = fields.integer_value(key, item, 0..=10) else { continue };
        if levels.iter().any(|level| level.it == it) {
            fields.repeated(key, &it, &item.span());
            continue;
        }
        levels.push(At { it, span: item.span() });
    }
    Some(RawClause::Levels(levels))
}

fn is_empty_list(value: Value<'_>) -> bool {
    matches!(value.kind(), ValueKind::Array(items) if items.is_empty())
}
