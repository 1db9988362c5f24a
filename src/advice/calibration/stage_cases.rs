use super::cuts::PercentGroups;
use super::{Basis, CaseResult, Sorting};
use crate::advice::Share;
use crate::framework::{Framework, Gate, GateIx, StageIx};

/// The cases of a stage by what the judges say, as positions, from the lowest proven percentage.
pub(super) struct StageCases {
    pub(super) stage: StageIx,
    pub(super) ready: Vec<usize>,
    pub(super) not_ready: Vec<usize>,
    pub(super) tied: Vec<usize>,
}

impl StageCases {
    pub(super) fn of(stage: StageIx, cases: &[CaseResult]) -> Self {
        let group = |truth: Option<bool>| {
            let own = |position: &usize| cases[*position].truth[stage.get()] == truth;
            let mut group: Vec<usize> = (0..cases.len()).filter(own).collect();
            group.sort_by_key(|position| cases[*position].stages[stage.get()].proven);
            group
        };
        Self { stage, ready: group(Some(true)), not_ready: group(Some(false)), tied: group(None) }
    }

    pub(super) fn percents(&self, cases: &[CaseResult], basis: Basis) -> PercentGroups {
        let percents = |group: &[usize]| -> Vec<Share> {
            group.iter().map(|position| cases[*position].stages[self.stage.get()].percent(basis)).collect()
        };
        PercentGroups { ready: percents(&self.ready), not: percents(&self.not_ready) }
    }

    pub(super) fn sorting(&self, cases: &[CaseResult], basis: Basis, cut: u8) -> Sorting {
        let is_ready = |position: &&usize| cases[**position].is_ready(self.stage, basis, cut, None);
        let [ready_as_ready, not_as_ready] =
            [&self.ready, &self.not_ready].map(|group| group.iter().filter(is_ready).count());
        Sorting {
            ready_as_ready,
            ready_as_not: self.ready.len() - ready_as_ready,
            not_as_ready,
            not_as_not: self.not_ready.len() - not_as_ready,
        }
    }
}

/// The effect of a gate on cases whose true state is known; cases are given by position.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GateCalibration {
    /// The gate.
    pub gate: GateIx,
    /// Ready cases that fail it.
    pub stops_ready: Vec<usize>,
    /// Those of them that would be called ready without it.
    pub alone_stops_ready: Vec<usize>,
    /// Cases that are not ready but would be called ready without it.
    pub alone_stops_not_ready: Vec<usize>,
}

/// The effect of each gate of a stage on ready and other cases, in framework order.
pub(super) fn gates(
    framework: &Framework,
    stage: StageIx,
    cases: &[CaseResult],
    (ready, not): (&[usize], &[usize]),
) -> Vec<GateCalibration> {
    let cut = framework[stage].ready_at;
    let gate = |(position, (gate, _)): (usize, (GateIx, &Gate))| {
        let stops = |case: &usize| cases[*case].is_stopped(stage, position);
        let alone = |case: &usize| {
            let called = |without| cases[*case].is_ready(stage, Basis::Proven, cut, without);
            !called(None) && called(Some(position))
        };
        GateCalibration {
            gate,
            stops_ready: ready.iter().copied().filter(stops).collect(),
            alone_stops_ready: ready.iter().copied().filter(alone).collect(),
            alone_stops_not_ready: not.iter().copied().filter(alone).collect(),
        }
    };
    framework.gates_of(stage).enumerate().map(gate).collect()
}
