//! A framework held against cases whose true state is known: do its verdicts say what judges say? Floats are for these
//! statistics alone, never for a verdict, and each is rounded to fixed decimals, so that results are the same everywhere.

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

/// Whether points and gates count by what is proven, or by what is claimed.
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

/// A framework held against its cases.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Calibration {
    /// Whether these are the cases that were set aside; no cut is made from those.
    pub set_aside: bool,
    /// The cases, by id; elsewhere they are named by their positions here.
    pub cases: Vec<CaseResult>,
    /// The ids of cases that nobody has rated.
    pub unrated: Vec<String>,
    /// How many cases belong to the other kind, set aside or not.
    pub others: usize,
    /// Every stage, in order.
    pub stages: Vec<StageCalibration>,
    /// How far raters agree, over every criterion of every case.
    pub alpha: Alpha,
    /// By what is proven.
    pub proven: OverStages,
    /// By what is claimed.
    pub claimed: OverStages,
}

/// What is found over all stages.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct OverStages {
    /// How many stages the cases reach.
    pub reached: ReachedTable,
    /// Every criterion, in framework order.
    pub criteria: Vec<CriterionCalibration>,
}

/// One stage held against the cases.
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
    /// The cases of which judges say both, equally often; they count for nothing here.
    pub tied: Vec<usize>,
    /// By what is proven.
    pub proven: StageBasis,
    /// By what is claimed.
    pub claimed: StageBasis,
    /// Its gates, in framework order.
    pub gates: Vec<GateCalibration>,
    /// What the number of cases allows to say of a cut.
    pub footing: Footing,
    /// Where the cut is by the method of contrasting groups, in percent.
    pub contrasting: Option<f64>,
    /// What becomes of each case by a cut that was made without it.
    pub left_out: Option<LeftOut>,
    /// The cuts that misplace fewest as verdicts, with the gates as they are: a case that a gate stops already needs no
    /// higher cut. None where no cut is best by the percents.
    pub best_with_gates: Option<CutInterval>,
    /// The cut to take instead of the present one, if that misplaces more than it must.
    pub proposed: Option<u8>,
    /// The cases with another verdict by that cut.
    pub changes: Vec<CaseChange>,
}

/// How a stage tells cases apart on one basis.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct StageBasis {
    /// By the present cut and its gates.
    pub sorting: Sorting,
    /// By the percents: how often a ready case lies above one that is not.
    pub above: Option<Above>,
    /// How many cases the present cut misplaces, without its gates.
    pub misplaced: usize,
    /// The cuts that misplace fewest by the percents alone; none where there are too few cases, or where they are set
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
    /// Its verdict by the cut that is proposed.
    pub to: Verdict,
}

/// Holds a framework against its cases: those that count, or those alone that are set aside. Their order is irrelevant.
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
    /// Whether at some stage the present cut misplaces more cases than the best one, with the gates.
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

/// A number rounded to some decimals.
fn rounded(number: f64, decimals: i32) -> f64 {
    let scale = 10_f64.powi(decimals);
    (number * scale).round() / scale
}
