use super::conditions::{Clauses, Weights};
use super::keys::{Declared, Holds, Keyed, Optional, Readable, Required, Tables, TablesIfAny, each, keys};
use super::programmes::RawCriterionNeed;
use super::values::{
    List, MAX_LEVEL, MAX_WEEKS, Name, OneOf, OwnId, Paragraphs, Reference, TextList, Whole, WithKey, Word,
    wrong_count,
};
use crate::framework::model::{Citation, Condition, Origin, Text, WeekRange};
use crate::source::{Diagnostic, Fields, Value, codes};
use crate::text::{Bilingual, Near, say};

/// The range of an answer's age in days.
const MAX_DAYS: i64 = u32::MAX as i64;

keys! {
    /// A rubric file: the criteria about one piece of advice, with their gates and conflicts.
    RawRubric checked by has_criteria {
        /// The rubric's id, in kebab-case.
        id: Required<OwnId>,
        /// What the rubric is called.
        title: Required<Text>,
        /// The advice in one sentence, in your own words.
        advice: Required<Text>,
        /// One thing that is judged: a question with ordered levels.
        criterion: Tables<RawCriterion, 1>,
        /// A criterion that must be at least at a level for a stage, whatever the score, or some of several; beside its
        /// criterion, one per criterion and stage.
        gate: Tables<RawGate>,
        /// Answers that do not fit together. Gives a notice and blocks nothing.
        conflict: Tables<RawConflict>,
    }
}

fn has_criteria(rubric: &RawRubric, fields: &mut Fields<'_>) {
    if rubric.criterion.is_empty() {
        let message =
            say!("this rubric has no `[[criterion]]`", "このルーブリックに `[[criterion]]` がありません");
        wrong_count(fields, fields.span(), message);
    }
}

keys! {
    /// A criterion.
    RawCriterion checked by levels_of_criterion, one of level and levels {
        /// The criterion's id, in kebab-case, as answer sheets name it. Facts and criteria share one namespace; an id
        /// is never reused.
        id: Required<OwnId>,
        /// Ids that it had before, so that old answer sheets stay readable.
        renamed_from: Optional<List<OwnId>>,
        /// A short name for tables: up to 30 characters in English, 16 in Japanese. Left out: the id.
        title: Optional<Text>,
        /// How it is asked.
        question: Required<Text>,
        /// Why it is asked.
        why: Optional<Text>,
        /// More for anyone who asks for help: paragraphs, with a blank line between them.
        guidance: Optional<Paragraphs>,
        /// What to look at before a level is chosen, point by point.
        checks: Optional<TextList>,
        /// What would count as evidence.
        proof: Optional<Text>,
        /// Who says that this matters: "article", what the framework is built on; "source", another source; "proposal", its own authors.
        origin: Optional<OneOf<Origin>>,
        /// What it is based on, each as "source" or "source#passage".
        sources: Required<List<Citation>>,
        /// How much it weighs on each stage, 1 to 100; at least one stage.
        weight: Required<Weights<1, 100>>,
        /// The facts that make it apply: every fact listed must have one of the choices listed. Left out: it always
        /// applies.
        applies_if: Optional<Condition>,
        /// Whether one may say "does not apply", with a reason. Left out: it may not.
        may_not_apply: Optional<bool>,
        /// What "does not apply" counts as: "met" for all its points. Left out: the criterion does not count. Only where
        /// `may_not_apply` is true.
        not_applicable: Optional<WithKey<OneOf<NotApplicable>>>,
        /// The level from which on a claim counts as proven only with evidence. Left out: never.
        evidence_from: Optional<Whole<1, MAX_LEVEL>>,
        /// The days after which an answer counts as unknown. Left out: it never ages.
        valid_days: Optional<Whole<0, MAX_DAYS>>,
        /// The level set of the framework that it shares with others, in place of levels of its own.
        levels: Optional<SetName>,
        /// A level, the lowest first; 2 to 11 of them, counted from 0.
        level: TablesIfAny<RawLevel, 2, 11>,
    }
}

fn levels_of_criterion(criterion: &RawCriterion, fields: &mut Fields<'_>) {
    let set = fields.optional("levels").filter(|set| set.as_array().is_none());
    match set.map(Value::span) {
        None => has_levels(&criterion.level, fields),
        Some(span) if !criterion.level.is_empty() => {
            let message = say!(
                "this criterion has levels of its own beside those of `levels`",
                "`levels` のほかに、この評価項目自身のレベルがあります"
            );
            let help = say!("keep one of them", "どちらか一方だけにしてください。");
            fields.report(Diagnostic::new(codes::WRONG_COUNT, message).help(help), span);
        }
        Some(_) => {}
    }
}

pub(super) fn has_levels(levels: &[RawLevel], fields: &mut Fields<'_>) {
    // A value that is not a list has been reported.
    let is_list = fields.optional("level").is_none_or(|level| level.as_array().is_some());
    let count = levels.len();
    if is_list && !(2..=11).contains(&count) {
        let message =
            say!("a criterion has 2 to 11 levels, not {count}", "レベルは2〜11個です（現在{count}個）");
        wrong_count(fields, fields.span(), message);
    }
}

/// The name of a level set, as opposed to levels under this key.
pub(in crate::framework) struct SetName;

impl Readable for SetName {
    type Read = Option<Name>;
    const HOLDS: Holds = Reference::HOLDS;

    fn read(
        fields: &mut Fields<'_>,
        key: &'static str,
        value: Value<'_>,
        languages: &[String],
    ) -> Option<Name> {
        if value.as_array().is_none() {
            return Reference::read(fields, key, value, languages);
        }
        let span = fields.key_span(key).unwrap_or_else(|| value.span());
        fields.report(Fields::unknown_key(key).did_you_mean(Some(Near::certain("level"))), span);
        None
    }
}

/// What the answer "does not apply" counts as.
#[derive(Clone, Copy, Debug)]
pub(in crate::framework) enum NotApplicable {
    Met,
}

impl Word for NotApplicable {
    fn words() -> Vec<(&'static str, Self)> {
        vec![("met", Self::Met)]
    }

    fn unknown(other: &str) -> Bilingual {
        say!(
            "`not_applicable` is \"met\" or left out, not \"{other}\"",
            "`not_applicable` は \"met\" と書くか省略します（\"{other}\" は使えません）"
        )
    }
}

impl Word for Origin {
    fn words() -> Vec<(&'static str, Self)> {
        [Self::Article, Self::Source, Self::Proposal].map(|origin| (origin.id(), origin)).into()
    }

    fn unknown(other: &str) -> Bilingual {
        say!(
            "`origin` is \"article\", \"source\" or \"proposal\", not \"{other}\"",
            "`origin` は \"article\"、\"source\"、\"proposal\" のいずれかです（\"{other}\" は使えません）"
        )
    }
}

keys! {
    /// A level.
    RawLevel {
        /// The observable fact at this level.
        says: Required<Text>,
        /// The same in a few words, for gates, tables and lists. Left out: what the level says.
        short: Optional<Text>,
        /// What proves exactly this level. Left out: the criterion's `proof`.
        proof: Optional<Text>,
        /// What to do to get to the next level; not on the top level.
        next: Optional<WithKey<Text>>,
        /// Effort to reach the next level, in person-weeks if `[words]` names nothing else; on every level but the top, or nowhere. Left out: a plan counts 1.
        effort: Optional<Whole<0, MAX_WEEKS>>,
        /// Calendar weeks to the next level that no effort shortens: from and to, as in `[9, 26]`, or one number for both.
        lead_weeks: Optional<WeekRange>,
        /// What the level is worth, in percent: from 0 on the lowest to 100 on the top, never falling. Left out: even
        /// steps, rounded down.
        value: Optional<Whole<0, 100>>,
    }
}

keys! {
    /// A gate.
    RawGate checked by members_of_gate, one of criterion and any_of,
        needing at_least for criterion, criterion for at_least, id for any_of {
        /// The gate's id, in kebab-case, as results and tests name it; no criterion has the same. Only a gate on one
        /// criterion may do without, and goes by the id of that.
        id: Optional<OwnId>,
        /// The criterion that must be at the level.
        criterion: Optional<Reference>,
        /// The stage that it holds back.
        stage: Required<Reference>,
        /// The level that opens it.
        at_least: Optional<Whole<1, MAX_LEVEL>>,
        /// In place of one criterion: several, of which some must be at their level. Those that do not apply drop out.
        any_of: RawCriterionNeed,
        /// How many of them must be at their level. Left out: one.
        count: Optional<Whole<1, MAX_MEMBERS>>,
        /// Why no score makes up for it.
        because: Optional<Text>,
    }
}

/// The range of a gate's count.
const MAX_MEMBERS: i64 = u16::MAX as i64;

impl Keyed for RawCriterionNeed {
    type Read = Vec<RawCriterionNeed>;
    const IS_REQUIRED: bool = false;
    const HOLDS: Holds = Holds::Either("A criterion that the gate asks for.", 1, &[RawCriterionNeed::KEYS]);

    fn read(fields: &mut Fields<'_>, key: &'static str, languages: &[String]) -> Vec<RawCriterionNeed> {
        each(fields, key, |fields| <RawCriterionNeed as Declared>::read(fields, languages))
    }
}

fn members_of_gate(gate: &RawGate, fields: &mut Fields<'_>) {
    let Some(any_of) = fields.optional("any_of") else {
        fields.required("criterion");
        fields.required("at_least");
        return;
    };
    if let Some(alone) = fields.key_span("criterion").or_else(|| fields.key_span("at_least")) {
        let message = say!(
            "this gate asks for one criterion and for `any_of` several",
            "この必須条件には、1つの評価項目と `any_of` の両方が書かれています"
        );
        let help = say!("keep one of them", "どちらか一方だけにしてください。");
        fields.report(Diagnostic::new(codes::WRONG_COUNT, message).help(help), alone);
    }
    if any_of.as_array().is_some() && gate.any_of.is_empty() {
        let message =
            say!("`any_of` names at least one criterion", "`any_of` には評価項目を1つ以上書いてください");
        wrong_count(fields, any_of.span(), message);
    }
    fields.required("id");
}

keys! {
    /// A conflict.
    RawConflict {
        /// Criteria at levels and facts at choices, two or more; all must hold.
        when: Required<Clauses>,
        /// What does not fit together.
        says: Required<Text>,
    }
}
