//! The shape of a rubric file. The doc comments are what editors show.
#![allow(dead_code, reason = "the fields are only described")]

use schemars::JsonSchema;

use super::parts::{Citation, Clauses, Condition, Id, Text, Weights};

/// A rubric file: the criteria about one piece of advice, with their gates and conflicts.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, title = "A rubric of an outside-in framework")]
pub(super) struct RubricFile {
    /// The rubric's id, in kebab-case.
    id: Id,
    /// What the rubric is called.
    title: Text,
    /// The advice in one sentence, in your own words.
    advice: Text,
    /// One thing that is judged: a question with ordered levels.
    #[schemars(length(min = 1))]
    criterion: Vec<Criterion>,
    /// A criterion that must be at least at a level for a stage, whatever the score; beside its criterion, one
    /// per criterion and stage.
    gate: Option<Vec<Gate>>,
    /// Answers that do not fit together. Gives a notice and blocks nothing.
    conflict: Option<Vec<Conflict>>,
}

/// A criterion.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Criterion {
    /// The criterion's id, in kebab-case, as answer sheets name it. Facts and criteria share one namespace; an id
    /// is never reused.
    id: Id,
    /// Ids that it had before, so that old answer sheets stay readable.
    renamed_from: Option<Vec<Id>>,
    /// A short name for tables: up to 30 characters in English, 16 in Japanese.
    title: Option<Text>,
    /// How it is asked.
    question: Text,
    /// Why it is asked.
    why: Text,
    /// What would count as evidence.
    proof: Option<Text>,
    /// Who says that this matters: the article, another source, or we ourselves.
    origin: Option<Origin>,
    /// What it rests on, each as "source" or "source#passage".
    sources: Vec<Citation>,
    /// How much it weighs on each stage, 1 to 100; at least one stage.
    weight: Weights,
    /// The facts that make it apply: every fact listed must have one of the choices listed. Left out: it always
    /// applies.
    applies_if: Option<Condition>,
    /// Whether a company may say "does not apply", with a reason. Left out: it may not.
    may_not_apply: Option<bool>,
    /// The level from which on a claim counts as proven only with evidence. Left out: never.
    #[schemars(range(min = 1, max = 10))]
    evidence_from: Option<u8>,
    /// The days after which an answer counts as unknown. Left out: it never ages.
    #[schemars(range(min = 0, max = 4_294_967_295_u32))]
    valid_days: Option<u32>,
    /// A level, the lowest first; 2 to 11 of them, counted from 0.
    #[schemars(length(min = 2, max = 11))]
    level: Vec<Level>,
}

/// Who says that a criterion matters.
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
enum Origin {
    // Without doc comments the schema is one plain `enum`, which editors complete best.
    Article,
    Source,
    Proposal,
}

/// A level.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Level {
    /// The fact that one can observe at this level.
    says: Text,
    /// What to do to get to the next level. Required on every level but the top.
    next: Option<Text>,
    /// Person-weeks to reach the next level. Required on every level but the top.
    #[schemars(range(min = 0, max = 5_200))]
    effort: Option<u16>,
    /// Calendar weeks to the next level that no effort shortens.
    #[schemars(range(min = 0, max = 5_200))]
    lead_weeks: Option<u16>,
    /// What the level is worth, in percent: from 0 on the lowest to 100 on the top, never falling. Left out: even
    /// steps.
    #[schemars(range(min = 0, max = 100))]
    value: Option<u8>,
}

/// A gate.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Gate {
    /// The criterion that must be at the level.
    criterion: Id,
    /// The stage that it holds back.
    stage: Id,
    /// The level that opens it.
    #[schemars(range(min = 1, max = 10))]
    at_least: u8,
    /// Why no score makes up for it.
    because: Text,
}

/// A conflict.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Conflict {
    /// Criteria at levels and facts at choices, two or more; all must hold.
    when: Clauses,
    /// What does not fit together.
    says: Text,
}
