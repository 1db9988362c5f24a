use std::iter::Sum;
use std::ops::{Add, Mul, Sub};

use super::{Percent, State};
use crate::framework::{CriterionIx, GateIx, RubricIx, StageIx, Verdict};
use crate::text::ids;

/// The result of scoring one sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Assessment {
    /// Per stage, in order.
    pub stages: Vec<StageResult>,
    /// Every rubric over all stages, in framework order: how well its advice is followed. It affects no verdict.
    pub profile: Vec<RubricPoints>,
    /// The state of every criterion, in framework order.
    pub states: Vec<State>,
    /// How many stages, counted from the first, are ready without a gap.
    pub reached: usize,
    /// The first stage that is not ready.
    pub next_stage: Option<StageIx>,
}

impl Assessment {
    /// The same without its details: criteria, their states, gates, and the rubrics of each stage.
    pub(crate) fn brief(&self) -> Self {
        let stage = |own: &StageResult| StageResult {
            gates: Vec::new(),
            profile: Vec::new(),
            criteria: Vec::new(),
            ..*own
        };
        Self {
            stages: self.stages.iter().map(stage).collect(),
            profile: self.profile.clone(),
            states: Vec::new(),
            ..*self
        }
    }
}

/// The result of one stage.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct StageResult {
    /// The stage.
    pub stage: StageIx,
    /// The verdict.
    pub verdict: Verdict,
    /// The points, always `proven ≤ score ≤ possible ≤ max`.
    pub points: Points,
    /// Which band the score falls in, as a position in the framework's bands.
    pub band: Option<usize>,
    /// Its gates, in framework order.
    pub gates: Vec<GateResult>,
    /// The rubrics with weight on it, in framework order, including those of which nothing counts.
    pub profile: Vec<RubricPoints>,
    /// The criteria with weight on it, in framework order, including those that do not count.
    pub criteria: Vec<CriterionPoints>,
}

/// Points; 100 for each unit of weight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Points {
    /// Claims count only where proven.
    pub proven: u64,
    /// Claims count as made, open answers as the lowest level.
    pub score: u64,
    /// Open answers count as the top level.
    pub possible: u64,
    /// The most that can be reached.
    pub max: u64,
}

/// What the criteria of one rubric contribute to one stage, or to all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RubricPoints {
    /// The rubric.
    pub rubric: RubricIx,
    /// The points of its criteria; all 0 if none of them counts.
    pub points: Points,
}

/// The result of one gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GateResult {
    /// The gate.
    pub gate: GateIx,
    /// Judged by the claimed levels.
    pub status: GateStatus,
    /// Judged by the proven levels.
    pub proven_status: GateStatus,
}

/// How many of the greatest losses of a stage are written out.
pub const SHOWN_LOSSES: usize = 3;

/// The status of a gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GateStatus {
    /// Enough of its criteria that count are at their level.
    Passed,
    /// It cannot pass, whatever the open answers turn out to be.
    Failed,
    /// Open answers decide.
    Open,
    /// None of its criteria counts.
    Waived,
}

ids! { GateStatus {
    Self::Passed => "passed",
    Self::Failed => "failed",
    Self::Open => "open",
    Self::Waived => "waived",
} }

/// What one criterion contributes to one stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CriterionPoints {
    /// The criterion.
    pub criterion: CriterionIx,
    /// Its weight on the stage.
    pub weight: u32,
    /// Its points; all 0 if it does not count.
    pub points: Points,
}

impl StageResult {
    pub(super) fn empty(stage: StageIx) -> Self {
        let (verdict, points) = (Verdict::NotAssessed, Points::default());
        let (gates, profile, criteria) = (Vec::new(), Vec::new(), Vec::new());
        Self { stage, verdict, points, band: None, gates, profile, criteria }
    }

    /// The score in percent.
    pub fn score(&self) -> Percent {
        self.percent(self.points.score)
    }

    /// The proven percentage.
    pub fn proven(&self) -> Percent {
        self.percent(self.points.proven)
    }

    /// The possible percentage.
    pub fn possible(&self) -> Percent {
        self.percent(self.points.possible)
    }

    /// Points as a percentage of the most that can be reached.
    pub fn percent(&self, points: u64) -> Percent {
        Percent::of(points, self.points.max)
    }

    /// The criteria that lost points, at most `most`: most points first, ties in framework order.
    pub fn losses(&self, most: usize) -> Vec<&CriterionPoints> {
        let mut losses: Vec<&CriterionPoints> = Vec::new();
        for own in self.criteria.iter().filter(|own| own.points.lost() > 0) {
            let before = losses.iter().rposition(|other| other.points.lost() >= own.points.lost());
            let at = before.map_or(0, |before| before + 1);
            if at < most {
                losses.truncate(most - 1);
                losses.insert(at, own);
            }
        }
        losses
    }
}

impl RubricPoints {
    /// Proven, score and possible in percent; none if none of its criteria counts.
    pub fn percents(self) -> Option<[Percent; 3]> {
        (self.points.max > 0).then(|| self.points.percents())
    }
}

impl Points {
    /// The points that are missing from the score.
    pub fn lost(&self) -> u64 {
        self.max - self.score
    }

    /// Proven, score and possible in percent.
    pub fn percents(self) -> [Percent; 3] {
        [self.proven, self.score, self.possible].map(|part| Percent::of(part, self.max))
    }

    fn with(self, other: Self, operation: impl Fn(u64, u64) -> u64) -> Self {
        Self {
            proven: operation(self.proven, other.proven),
            score: operation(self.score, other.score),
            possible: operation(self.possible, other.possible),
            max: operation(self.max, other.max),
        }
    }
}

impl Add for Points {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        self.with(other, |one, other| one + other)
    }
}

impl Sum for Points {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), Self::add)
    }
}

impl Sub for Points {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        self.with(other, |one, other| one - other)
    }
}

impl Mul<u64> for Points {
    type Output = Self;

    fn mul(self, factor: u64) -> Self {
        self.with(self, |own, _| own * factor)
    }
}

impl GateResult {
    /// Whether it passes on the claimed levels but not on the proven ones.
    pub fn is_unproven(&self) -> bool {
        self.status == GateStatus::Passed && !self.proven_status.lets_pass()
    }
}

impl GateStatus {
    /// Whether it does not hold the stage back.
    pub fn lets_pass(self) -> bool {
        matches!(self, Self::Passed | Self::Waived)
    }
}
