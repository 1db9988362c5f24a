//! Tests a framework with cases whose true state is known: do its verdicts agree with the judges? Floats are used only
//! for these statistics, never for a verdict, and each is rounded to fixed decimals, so that results are the same
//! everywhere.

mod above;
mod case;
mod criteria;
mod cuts;
mod reached;
mod record;
mod sorting;
mod stage_cases;

pub use above::{Above, Splits};
pub use case::{CaseResult, CaseStage};
pub use criteria::{CriterionCalibration, Discrimination};
pub use cuts::{CutInterval, Footing, LeftOut};
pub use reached::ReachedTable;
pub use record::{StageRecord, TrackRecord, track_record};
pub use sorting::{Proportion, Sorting};
pub use stage_cases::GateCalibration;

use cuts::PercentGroups;
use stage_cases::StageCases;

use super::{Alpha, alpha};
use crate::answers::Case;
use crate::framework::{Framework, StageIx, Verdict};
use crate::scoring::{GateResult, GateStatus, StageResult};

/// Whether points and gates count as proven or as claimed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// As verdicts do.
    Proven,
    /// As if every claim were proven.
    Claimed,
}

impl Basis {
    fn points(self, result: &StageResult) -> u64 {
        match self {
            Self::Proven => result.points.proven,
            Self::Claimed => result.points.score,
        }
    }

    fn gate(self, gate: GateResult) -> GateStatus {
        match self {
            Self::Proven => gate.proven_status,
            Self::Claimed => gate.status,
        }
    }
}

/// The result of testing a framework with its cases.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Calibration {
    /// Whether these are the cases that were set aside; no cut is derived from those.
    pub set_aside: bool,
    /// The cases, sorted by id; elsewhere they are referred to by their positions here.
    pub cases: Vec<CaseResult>,
    /// The ids of cases that nobody has rated.
    pub unrated: Vec<String>,
    /// How many cases are of the other kind, set aside or not.
    pub others: usize,
    /// Every stage, in order.
    pub stages: Vec<StageCalibration>,
    /// How well raters agree, over all criteria of all cases.
    pub alpha: Alpha,
    /// By what is proven.
    pub proven: OverStages,
    /// By what is claimed.
    pub claimed: OverStages,
}

/// The findings over all stages.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct OverStages {
    /// How many stages the cases reach.
    pub reached: ReachedTable,
    /// Every criterion, in framework order.
    pub criteria: Vec<CriterionCalibration>,
}

/// The findings for one stage.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct StageCalibration {
    /// The stage.
    pub stage: StageIx,
    /// The present cut.
    pub ready_at: u8,
    /// The cases that are ready, from the lowest proven percent.
    pub ready: Vec<usize>,
    /// The cases that are not.
    pub not_ready: Vec<usize>,
    /// The cases on which the judges are evenly split; they do not count here.
    pub tied: Vec<usize>,
    /// By what is proven.
    pub proven: StageBasis,
    /// By what is claimed.
    pub claimed: StageBasis,
    /// Its gates, in framework order.
    pub gates: Vec<GateCalibration>,
    /// What the number of cases allows to conclude about a cut.
    pub footing: Footing,
    /// The cut by the method of contrasting groups, in percent.
    pub contrasting: Option<f64>,
    /// How each case is placed by a cut that was computed without it.
    pub left_out: Option<LeftOut>,
    /// The cuts that misplace the fewest cases by their verdicts, with the gates as they are: a case that fails a gate
    /// needs no higher cut. None if the percentages give no best cut.
    pub best_with_gates: Option<CutInterval>,
    /// The cut to use instead of the present one, if that misplaces more cases than necessary.
    pub proposed: Option<u8>,
    /// The cases that would get another verdict by that cut.
    pub changes: Vec<CaseChange>,
}

/// How well a stage separates cases on one basis.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct StageBasis {
    /// By verdict: the present cut together with its gates.
    pub sorting: Sorting,
    /// By percentage: how often a ready case is above one that is not.
    pub above: Option<Above>,
    /// How many cases the present cut misplaces, without its gates.
    pub misplaced: usize,
    /// The cuts that misplace the fewest cases by percentage alone; none if there are too few cases, or if they are set
    /// aside.
    pub best: Option<CutInterval>,
}

/// A case that gets another verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CaseChange {
    /// The case.
    pub case: usize,
    /// Its verdict by the present cut.
    pub from: Verdict,
    /// Its verdict by the proposed cut.
    pub to: Verdict,
}

/// Tests a framework with its cases: those that count, or only those that are set aside. Their order does not matter.
pub fn calibrate(framework: &Framework, cases: &[&Case], set_aside: bool) -> Calibration {
    let mut wanted: Vec<&Case> =
        cases.iter().copied().filter(|case| case.head.set_aside == set_aside).collect();
    wanted.sort_by(|one, other| one.head.id.cmp(&other.head.id));
    let unrated = wanted.iter().filter(|case| case.ratings.is_empty()).map(|case| case.head.id.clone());
    let unrated: Vec<String> = unrated.collect();
    let others = cases.len() - wanted.len();
    let cases: Vec<CaseResult> =
        wanted.into_iter().filter_map(|case| CaseResult::of(framework, case)).collect();
    let units: Vec<Vec<u32>> = cases.iter().flat_map(|case| case.units.iter().cloned()).collect();
    let stages =
        framework.stage_indices().map(|stage| StageCalibration::of(framework, stage, &cases, !set_aside));
    Calibration {
        set_aside,
        unrated,
        others,
        stages: stages.collect(),
        alpha: alpha(&units).0,
        proven: OverStages::of(framework, &cases, Basis::Proven),
        claimed: OverStages::of(framework, &cases, Basis::Claimed),
        cases,
    }
}

impl Calibration {
    /// Whether at some stage the present cut, with its gates, misplaces more cases than the best one.
    pub fn is_off(&self) -> bool {
        self.stages.iter().any(|stage| stage.proposed.is_some())
    }
}

impl OverStages {
    fn of(framework: &Framework, cases: &[CaseResult], basis: Basis) -> Self {
        let ready = |case: &CaseResult, stage: usize| {
            let stage = StageIx::new(stage);
            case.is_ready(stage, basis, framework[stage].ready_at, None)
        };
        Self {
            reached: ReachedTable::of(cases, framework.stages().len(), ready),
            criteria: criteria::criteria(framework, cases, basis),
        }
    }
}

impl StageCalibration {
    fn of(framework: &Framework, stage: StageIx, cases: &[CaseResult], with_cuts: bool) -> Self {
        let ready_at = framework[stage].ready_at;
        let of_stage = StageCases::of(stage, cases);
        let own = of_stage.percents(cases, Basis::Proven);
        let footing = own.footing();
        let is_founded = with_cuts && footing != Footing::NotCalibrated;
        let sorting = |basis: Basis, cut: u8| of_stage.sorting(cases, basis, cut);
        let on = |basis: Basis, groups: &PercentGroups| StageBasis {
            sorting: sorting(basis, ready_at),
            above: Above::of(&groups.ready, &groups.not),
            misplaced: groups.misplaced(ready_at),
            best: is_founded.then(|| groups.best()),
        };
        let claimed = of_stage.percents(cases, Basis::Claimed);
        let (proven, claimed) = (on(Basis::Proven, &own), on(Basis::Claimed, &claimed));
        let best_with_gates =
            is_founded.then(|| CutInterval::of(|cut| sorting(Basis::Proven, cut).misplaced()));
        let better = best_with_gates.as_ref().filter(|best| proven.sorting.misplaced() > best.misplaced);
        let proposed = better.zip(proven.best.as_ref()).map(|(better, best)| best.middle_within(better));
        let changes = proposed.map_or_else(Vec::new, |cut| changes(cases, stage, ready_at, cut));
        let StageCases { ready, not_ready, tied, .. } = of_stage;
        Self {
            stage,
            ready_at,
            gates: stage_cases::gates(framework, stage, cases, (&ready, &not_ready)),
            footing,
            contrasting: own.contrasting().filter(|_| is_founded),
            left_out: is_founded.then(|| own.left_out()),
            proposed,
            changes,
            best_with_gates,
            ready,
            not_ready,
            tied,
            proven,
            claimed,
        }
    }
}

fn changes(cases: &[CaseResult], stage: StageIx, from: u8, to: u8) -> Vec<CaseChange> {
    let change = |(case, one): (usize, &CaseResult)| {
        let (from, to) = (one.verdict_at(stage, from), one.verdict_at(stage, to));
        (from != to).then_some(CaseChange { case, from, to })
    };
    cases.iter().enumerate().filter_map(change).collect()
}

fn rounded(number: f64, decimals: i32) -> f64 {
    let scale = 10_f64.powi(decimals);
    (number * scale).round() / scale
}
