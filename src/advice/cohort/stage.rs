use std::cmp::Reverse;

use schemars::JsonSchema;
use serde::Serialize;

use super::{Quartiles, Share, Spread};
use crate::advice::Assessed;
use crate::framework::{CriterionIx, Framework, Gate, GateIx, RubricIx, StageIx, Verdict};
use crate::scoring::{GateResult, GateStatus, Points, StageResult, verdict};

/// A cohort at one stage.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct StageSummary {
    /// The stage.
    pub stage: StageIx,
    /// For how many companies it is assessed; all numbers below are about those alone.
    pub assessed: usize,
    /// How many companies have each verdict, in the order of [`Verdict::ALL`].
    pub verdicts: [usize; Verdict::ALL.len()],
    /// How many scores fall into each tenth, from 0; a score on a border is in the upper one, 100 in the last.
    pub bins: [usize; 10],
    /// The scores.
    pub score: Option<Quartiles>,
    /// The proven percentages.
    pub proven: Option<Quartiles>,
    /// The possible percentages.
    pub possible: Option<Quartiles>,
    /// How many companies have proven how much.
    pub spread: Spread,
    /// Its gates, those that fail most often first, then those that are open or unproven most often.
    pub gates: Vec<GateSummary>,
    /// The criteria with weight on it, the one that loses most points first.
    pub losses: Vec<LossSummary>,
}

/// How often one gate holds back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "GateJson", description = "")]
#[non_exhaustive]
pub struct GateSummary {
    /// The gate.
    #[serde(skip)]
    pub gate: GateIx,
    /// How many companies fail it.
    pub failed: usize,
    /// For how many companies it depends on open answers.
    pub open: usize,
    /// How many companies pass it by claims alone.
    pub unproven: usize,
    /// How many companies it alone keeps from being ready.
    #[serde(rename = "only_obstacle")]
    pub alone: usize,
}

/// What one criterion costs a cohort; companies to which more criteria apply weigh more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "LossJson", description = "")]
#[non_exhaustive]
pub struct LossSummary {
    /// The criterion.
    #[serde(skip)]
    pub criterion: CriterionIx,
    /// For how many companies it counts.
    #[serde(rename = "companies")]
    pub counts: usize,
    /// For how many of them it loses points.
    pub losing: usize,
    /// The points that it loses in all companies together.
    pub points: u64,
    /// The lost points that are lost because it is open.
    pub open_points: u64,
    /// Its loss as a percentage of all points that the companies can reach at the stage.
    pub share: Share,
}

impl GateSummary {
    /// How many companies it holds back.
    pub fn holding(&self) -> usize {
        self.failed + self.open + self.unproven
    }
}

impl LossSummary {
    /// Whether more than half of the points are lost because the criterion is open.
    pub fn is_mostly_open(&self) -> bool {
        self.open_points * 2 > self.points
    }
}

impl StageSummary {
    pub(super) fn new(framework: &Framework, companies: &[&Assessed], stage: StageIx) -> Self {
        let all = || companies.iter().map(|company| &company.assessment.stages[stage.get()]);
        let assessed: Vec<&StageResult> = all().filter(|one| one.verdict != Verdict::NotAssessed).collect();
        let points: Vec<Points> = assessed.iter().map(|one| one.points).collect();
        let mut bins = [0; 10];
        for one in &points {
            bins[Share::of(one.score, one.max).range(10)] += 1;
        }
        let [score, proven, possible] = Quartiles::of_points(&points);
        Self {
            stage,
            assessed: assessed.len(),
            verdicts: verdicts(all()),
            bins,
            score,
            proven,
            possible,
            spread: Spread::of(&points),
            gates: gates(framework, &assessed, stage),
            losses: losses(framework, &assessed, stage),
        }
    }

    /// The gates that hold any company back.
    pub fn holding_gates(&self) -> Vec<&GateSummary> {
        self.gates.iter().filter(|gate| gate.holding() > 0).collect()
    }

    /// How many of the companies pass the gate by proof, or have it waived.
    pub fn passing(&self, gate: &GateSummary) -> usize {
        self.assessed - gate.holding()
    }

    /// The criteria that lose points in any company.
    pub fn losing(&self) -> Vec<&LossSummary> {
        self.losses.iter().filter(|loss| loss.points > 0).collect()
    }

    /// How many companies have a verdict.
    pub fn with(&self, verdict: Verdict) -> usize {
        self.verdicts[verdict as usize]
    }
}

pub(super) fn verdicts<'a>(results: impl Iterator<Item = &'a StageResult>) -> [usize; Verdict::ALL.len()] {
    let mut verdicts = [0; Verdict::ALL.len()];
    for result in results {
        verdicts[result.verdict as usize] += 1;
    }
    verdicts
}

fn gates(framework: &Framework, assessed: &[&StageResult], stage: StageIx) -> Vec<GateSummary> {
    let ready_at = framework[stage].ready_at;
    let one = |(position, (gate, _)): (usize, (GateIx, &Gate))| {
        let results = || assessed.iter().map(|result| &result.gates[position]);
        let count = |wanted: fn(&GateResult) -> bool| results().filter(|gate| wanted(gate)).count();
        let alone = |result: &&&StageResult| {
            let mut others = result.gates.clone();
            others.remove(position);
            result.verdict != Verdict::Ready && verdict(result.points, &others, ready_at) == Verdict::Ready
        };
        GateSummary {
            gate,
            failed: count(|gate| gate.status == GateStatus::Failed),
            open: count(|gate| gate.status == GateStatus::Open),
            unproven: count(GateResult::is_unproven),
            alone: assessed.iter().filter(alone).count(),
        }
    };
    let mut gates: Vec<GateSummary> = framework.gates_of(stage).enumerate().map(one).collect();
    // The sort is stable: what is equal stays in framework order.
    gates.sort_by_key(|gate| Reverse((gate.failed, gate.open, gate.unproven)));
    gates
}

fn losses(framework: &Framework, assessed: &[&StageResult], stage: StageIx) -> Vec<LossSummary> {
    let whole: u64 = assessed.iter().map(|result| result.points.max).sum();
    let with_weight = framework.criterion_indices().filter(|index| framework[*index].weight(stage) > 0);
    let one = |(position, criterion): (usize, CriterionIx)| {
        let (mut counts, mut losing, mut points, mut open_points) = (0, 0, 0, 0);
        for own in assessed.iter().map(|result| result.criteria[position].points) {
            counts += usize::from(own.max > 0);
            losing += usize::from(own.lost() > 0);
            points += own.lost();
            open_points += own.possible - own.score;
        }
        LossSummary { criterion, counts, losing, points, open_points, share: Share::of(points, whole) }
    };
    let mut losses: Vec<LossSummary> = with_weight.enumerate().map(one).collect();
    losses.sort_by_key(|loss| Reverse(loss.points));
    losses
}

/// A cohort on one rubric, over all stages.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RubricSummary {
    /// The rubric.
    pub rubric: RubricIx,
    /// For how many companies any of it counts; all numbers below are about those alone.
    pub assessed: usize,
    /// The scores.
    pub score: Option<Quartiles>,
    /// The proven percentages.
    pub proven: Option<Quartiles>,
    /// The possible percentages.
    pub possible: Option<Quartiles>,
    /// How many companies have proven how much.
    pub spread: Spread,
}

impl RubricSummary {
    pub(super) fn new(companies: &[&Assessed], rubric: RubricIx) -> Self {
        let all = companies.iter().map(|company| company.assessment.profile[rubric.get()].points);
        let points: Vec<Points> = all.filter(|points| points.max > 0).collect();
        let [score, proven, possible] = Quartiles::of_points(&points);
        Self { rubric, assessed: points.len(), score, proven, possible, spread: Spread::of(&points) }
    }
}
