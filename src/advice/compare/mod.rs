//! Two sheets of one company: what changed, and what caused it.
//!
//! Between the two assessments there are four others, and each differs from the one before by a single cause. Each
//! cause's share is the difference between two neighbors, so all shares add up to the total.

mod chain;
mod changes;

pub use changes::{CriterionChange, CriterionStage, FactChange};

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use self::chain::chain;
use super::Assessed;
use crate::answers::AnswerSheet;
use crate::framework::{Framework, RubricIx, StageIx, Verdict};
use crate::scoring::{Assessment, Points, RubricPoints, StageResult};
use crate::text::ids;

/// What can change an assessment, in the order in which the causes are applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Cause {
    /// Another version of the framework; the old answers are read with the new one.
    Framework,
    /// Other facts, so that other criteria apply.
    Facts,
    /// The passing of time, and answers that were given again.
    Age,
    /// Other answers.
    Answers,
    /// Evidence that was added or removed, and answers that were proposed or confirmed.
    Evidence,
}

ids! { Cause {
    Self::Framework => "framework",
    Self::Facts => "facts",
    Self::Age => "age",
    Self::Answers => "answers",
    Self::Evidence => "evidence",
} }

/// One of the two sheets, under its framework.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The framework.
    pub framework: &'a Framework,
    /// The sheet, scored with it.
    pub assessed: &'a Assessed,
}

/// What changed from one sheet to another.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Comparison {
    /// How many stages were reached before.
    pub old_reached: usize,
    /// How many stages are reached now.
    pub new_reached: usize,
    /// The stages of the new framework in order, then those that only the old one has.
    pub stages: Vec<StageChange>,
    /// The rubrics over all stages: those of the new framework in order, then those that only the old one has.
    pub profile: Vec<RubricChange>,
    /// The criteria that changed in anything: those of the new framework in order, then those of the old one alone.
    pub criteria: Vec<CriterionChange>,
    /// The facts that changed, in the order of the new framework.
    pub facts: Vec<FactChange>,
}

/// How one stage changed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct StageChange {
    /// The stage in the old framework, if it is there.
    pub old: Option<StageIx>,
    /// The stage in the new framework, if it is there.
    pub new: Option<StageIx>,
    /// Its standing before, and then after each cause; a missing stage has no points and no verdict.
    pub standings: [Standing; 6],
}

/// How one rubric changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RubricChange {
    /// Its points in the old framework, if it is there.
    pub old: Option<RubricPoints>,
    /// Its points in the new framework, if it is there.
    pub new: Option<RubricPoints>,
}

/// The verdict and the points of a stage at one point of the chain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Standing {
    /// Its verdict; none if the framework at that point has no such stage.
    pub verdict: Option<Verdict>,
    /// Its points.
    pub points: Points,
}

/// The difference of two standings. Percentages are in tenths as they are shown, rounded down, so that the shown
/// differences add up too, even where the reachable points differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "ComparisonChangeJson", description = "")]
pub struct StandingChange {
    /// Difference of the score, in percent.
    #[serde(serialize_with = "percent")]
    #[schemars(with = "f64")]
    pub score: i32,
    /// Difference of what is proven, in percent.
    #[serde(serialize_with = "percent")]
    #[schemars(with = "f64")]
    pub proven: i32,
    /// Difference of what is possible, in percent.
    #[serde(serialize_with = "percent")]
    #[schemars(with = "f64")]
    pub possible: i32,
    /// In points.
    #[serde(flatten)]
    pub points: PointsChange,
}

/// The difference of points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(description = "")]
#[non_exhaustive]
pub struct PointsChange {
    /// Difference of the points, claims counted as made.
    #[serde(rename = "points")]
    pub score: i64,
    /// Difference of the points that are proven.
    #[serde(rename = "proven_points")]
    pub proven: i64,
    /// Difference of the points that are possible.
    #[serde(rename = "possible_points")]
    pub possible: i64,
    /// Difference of the points that can be reached.
    #[serde(rename = "max_points")]
    pub max: i64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn percent<S: Serializer>(tenths: &i32, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(f64::from(*tenths) / 10.0)
}

/// Compares two sheets. `carried` is the old sheet as it reads with the new framework.
pub fn compare(old: Side<'_>, carried: &AnswerSheet, new: Side<'_>) -> Comparison {
    let chain = chain(old, carried, new);
    let (before, now) = (old.framework, new.framework);
    let pairs: Vec<_> = paired(
        (before.stage_indices(), |stage| now.find_stage(&before[stage].id)),
        (now.stage_indices(), |stage| before.find_stage(&now[stage].id)),
    )
    .collect();
    let rubrics = paired(
        (before.rubric_indices(), |rubric| now.find_rubric(&before[rubric].id)),
        (now.rubric_indices(), |rubric| before.find_rubric(&now[rubric].id)),
    );
    let points = |side: Side<'_>, rubric: Option<RubricIx>| {
        rubric.map(|rubric| side.assessed.assessment.profile[rubric.get()])
    };
    Comparison {
        old_reached: old.assessed.assessment.reached,
        new_reached: new.assessed.assessment.reached,
        stages: pairs.iter().map(|(before, now)| StageChange::new(&chain, *before, *now)).collect(),
        profile: rubrics
            .map(|(before, now)| RubricChange { old: points(old, before), new: points(new, now) })
            .collect(),
        criteria: changes::criteria(old, carried, new, &chain, &pairs),
        facts: changes::facts(new.framework, carried, &new.assessed.sheet),
    }
}

/// Those of the new framework, each with the old one of the same id, then those that only the old one has. Each side
/// knows how to find its counterpart.
fn paired<I: Copy>(
    (old, in_new): (impl Iterator<Item = I>, impl Fn(I) -> Option<I>),
    (new, in_old): (impl Iterator<Item = I>, impl Fn(I) -> Option<I>),
) -> impl Iterator<Item = (Option<I>, Option<I>)> {
    let gone = old.filter(move |one| in_new(*one).is_none()).map(|one| (Some(one), None));
    new.map(move |one| (in_old(one), Some(one))).chain(gone)
}

impl Cause {
    /// All of them, in the order in which they are applied.
    pub const ALL: [Self; 5] = [Self::Framework, Self::Facts, Self::Age, Self::Answers, Self::Evidence];
}

impl Comparison {
    /// Whether something got worse: fewer stages are reached, or a stage that both frameworks have has a worse verdict.
    pub fn is_regression(&self) -> bool {
        self.new_reached < self.old_reached || self.stages.iter().any(StageChange::is_worse)
    }
}

impl StageChange {
    fn new(chain: &[Cow<'_, Assessment>; 6], old: Option<StageIx>, new: Option<StageIx>) -> Self {
        let standings = std::array::from_fn(|position| {
            let stage = if position == 0 { old } else { new };
            let result = stage.map(|stage| &chain[position].stages[stage.get()]);
            result.map_or_else(Standing::default, Standing::of)
        });
        Self { old, new, standings }
    }

    /// Its standing before.
    pub fn before(&self) -> Standing {
        self.standings[0]
    }

    /// Its standing now.
    pub fn current(&self) -> Standing {
        self.standings[5]
    }

    /// Its standing after a cause.
    pub fn after(&self, cause: Cause) -> Standing {
        self.standings[cause as usize + 1]
    }

    /// What one cause changed.
    pub fn part(&self, cause: Cause) -> StandingChange {
        StandingChange::between(self.standings[cause as usize], self.after(cause))
    }

    /// The verdict that a cause led to, if it changed the verdict.
    pub fn turned_by(&self, cause: Cause) -> Option<Verdict> {
        let before = self.standings[cause as usize].verdict;
        self.after(cause).verdict.filter(|verdict| before != Some(*verdict))
    }

    /// The causes that changed a number or the verdict, in their order.
    pub fn causes(&self) -> Vec<Cause> {
        let changed = |cause: &Cause| {
            self.part(*cause) != StandingChange::default() || self.turned_by(*cause).is_some()
        };
        Cause::ALL.into_iter().filter(changed).collect()
    }

    /// The total change; the sum of all parts.
    pub fn whole(&self) -> StandingChange {
        StandingChange::between(self.before(), self.current())
    }

    /// Whether both frameworks have it and its verdict got worse.
    pub fn is_worse(&self) -> bool {
        matches!((self.before().verdict, self.current().verdict), (Some(old), Some(new)) if new < old)
    }

    /// Whether any of its standings differs from the first.
    pub fn moved(&self) -> bool {
        self.standings.iter().any(|standing| *standing != self.before())
    }
}

impl Standing {
    fn of(result: &StageResult) -> Self {
        Self { verdict: Some(result.verdict), points: result.points }
    }
}

impl StandingChange {
    fn between(before: Standing, after: Standing) -> Self {
        let (from, to) = (before.points.percents(), after.points.percents());
        let tenths = |number: usize| i32::from(to[number].tenths()) - i32::from(from[number].tenths());
        Self {
            points: PointsChange::between(before.points, after.points),
            proven: tenths(0),
            score: tenths(1),
            possible: tenths(2),
        }
    }
}

impl PointsChange {
    fn between(before: Points, after: Points) -> Self {
        let change = |from: u64, to: u64| to.cast_signed() - from.cast_signed();
        Self {
            proven: change(before.proven, after.proven),
            score: change(before.score, after.score),
            possible: change(before.possible, after.possible),
            max: change(before.max, after.max),
        }
    }
}
