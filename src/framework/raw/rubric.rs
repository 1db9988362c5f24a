use super::condition::{applies_if, conflict};
use super::manifest::each;
use super::{
    At, Name, RawCondition, RawConflict, number, optional_text, renamed_from, required_names,
    required_number, required_text, wrong_count,
};
use crate::framework::model::{Origin, Text};
use crate::say;
use crate::source::{Fields, Span, ValueKind};

/// A century: no step takes longer, and sums of steps stay far from any limit.
const MAX_WEEKS: i64 = 5_200;

/// A rubric file.
#[derive(Debug)]
pub(in crate::framework) struct RawRubric {
    pub(in crate::framework) id: Option<Name>,
    pub(in crate::framework) title: Option<Text>,
    pub(in crate::framework) advice: Option<Text>,
    pub(in crate::framework) criteria: Vec<RawCriterion>,
    pub(in crate::framework) gates: Vec<RawGate>,
    pub(in crate::framework) conflicts: Vec<RawConflict>,
}

/// `[[criterion]]`.
#[derive(Debug)]
pub(in crate::framework) struct RawCriterion {
    pub(in crate::framework) id: Option<Name>,
    pub(in crate::framework) renamed_from: Vec<Name>,
    pub(in crate::framework) title: Option<Text>,
    pub(in crate::framework) question: Option<Text>,
    pub(in crate::framework) why: Option<Text>,
    pub(in crate::framework) proof: Option<Text>,
    pub(in crate::framework) origin: Option<Origin>,
    pub(in crate::framework) sources: Vec<Name>,
    pub(in crate::framework) weights: Vec<(Name, i64)>,
    pub(in crate::framework) condition: RawCondition,
    pub(in crate::framework) may_not_apply: bool,
    pub(in crate::framework) evidence_from: Option<At<i64>>,
    pub(in crate::framework) valid_days: Option<At<i64>>,
    pub(in crate::framework) levels: Vec<RawLevel>,
}

/// `[[criterion.level]]`.
#[derive(Debug)]
pub(in crate::framework) struct RawLevel {
    pub(in crate::framework) says: Option<Text>,
    pub(in crate::framework) next: Option<Text>,
    /// Where `next` is written, be it right or not.
    pub(in crate::framework) next_at: Option<Span>,
    pub(in crate::framework) effort: Option<At<i64>>,
    /// Where `effort` is written, be it right or not.
    pub(in crate::framework) effort_at: Option<Span>,
    pub(in crate::framework) lead_weeks: Option<At<i64>>,
    pub(in crate::framework) value: Option<At<i64>>,
    pub(in crate::framework) span: Span,
}

/// `[[gate]]`.
#[derive(Debug)]
pub(in crate::framework) struct RawGate {
    pub(in crate::framework) criterion: Option<Name>,
    pub(in crate::framework) stage: Option<Name>,
    pub(in crate::framework) at_least: Option<At<i64>>,
    pub(in crate::framework) because: Option<Text>,
}

impl RawRubric {
    /// Reads the keys of a rubric file.
    pub(in crate::framework) fn read(fields: Fields<'_>, languages: &[String]) -> Self {
        let mut fields = fields.with_below(&["criterion.level"]);
        let rubric = Self {
            id: fields.id().map(Name::new),
            title: required_text(&mut fields, "title", languages),
            advice: required_text(&mut fields, "advice", languages),
            criteria: each(&mut fields, "criterion", |fields| criterion(fields, languages)),
            gates: each(&mut fields, "gate", |fields| RawGate {
                criterion: name(fields, "criterion"),
                stage: name(fields, "stage"),
                at_least: required_number(fields, "at_least", 1..=10),
                because: required_text(fields, "because", languages),
            }),
            conflicts: {
                let tables = fields.tables("conflict");
                tables.into_iter().map(|at| conflict(&mut fields, at, languages)).collect()
            },
        };
        if rubric.criteria.is_empty() {
            let message =
                say!("this rubric has no `[[criterion]]`", "このルーブリックに `[[criterion]]` がありません");
            wrong_count(&mut fields, 0..0, message);
        }
        fields.finish();
        rubric
    }
}

/// A required key as one name.
pub(super) fn name(fields: &mut Fields<'_>, key: &'static str) -> Option<Name> {
    let value = fields.required(key)?;
    Some(Name::new((fields.text(key, value)?, value.span())))
}

fn criterion(fields: &mut Fields<'_>, languages: &[String]) -> RawCriterion {
    let criterion = RawCriterion {
        id: fields.id().map(Name::new),
        renamed_from: renamed_from(fields),
        title: optional_text(fields, "title", languages),
        question: required_text(fields, "question", languages),
        why: required_text(fields, "why", languages),
        proof: optional_text(fields, "proof", languages),
        origin: origin(fields),
        sources: required_names(fields, "sources"),
        weights: weights(fields),
        condition: applies_if(fields),
        may_not_apply: fields.truth("may_not_apply").unwrap_or(false),
        evidence_from: number(fields, "evidence_from", 1..=10),
        valid_days: number(fields, "valid_days", 0..=i64::from(u32::MAX)),
        levels: each(fields, "level", |fields| RawLevel {
            says: required_text(fields, "says", languages),
            next: optional_text(fields, "next", languages),
            next_at: fields.key_span("next"),
            effort: number(fields, "effort", 0..=MAX_WEEKS),
            effort_at: fields.key_span("effort"),
            lead_weeks: number(fields, "lead_weeks", 0..=MAX_WEEKS),
            value: number(fields, "value", 0..=100),
            span: fields.span(),
        }),
    };
    // One that is no list has been told.
    let is_list = fields.optional("level").is_none_or(|level| matches!(level.kind(), ValueKind::Array(_)));
    if is_list && !(2..=11).contains(&criterion.levels.len()) {
        let count = criterion.levels.len();
        let message =
            say!("a criterion has 2 to 11 levels, not {count}", "レベルは2〜11個です（現在{count}個）");
        wrong_count(fields, fields.span(), message);
    }
    criterion
}

fn origin(fields: &mut Fields<'_>) -> Option<Origin> {
    let value = fields.optional("origin")?;
    let words = [("article", Origin::Article), ("source", Origin::Source), ("proposal", Origin::Proposal)];
    fields.one_of("origin", value, words, |other| {
        say!(
            "`origin` is \"article\", \"source\" or \"proposal\", not \"{other}\"",
            "`origin` は \"article\"、\"source\"、\"proposal\" のいずれかです（\"{other}\" は使えません）"
        )
    })
}

fn weights(fields: &mut Fields<'_>) -> Vec<(Name, i64)> {
    let Some(value) = fields.required("weight") else { return Vec::new() };
    let Some(table) = fields.table("weight", value) else { return Vec::new() };
    if table.is_empty() {
        let message = say!("a criterion weighs on at least one stage", "少なくとも1つの段階に重みが必要です");
        wrong_count(fields, value.span(), message);
    }
    let mut weights = Vec::new();
    for entry in table.entries() {
        if let Some(weight) = fields.integer_value("weight", entry.value, 1..=100) {
            weights.push((Name::new((&entry.key, entry.key_span.clone())), weight));
        }
    }
    weights
}
