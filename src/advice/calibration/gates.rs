use super::{Basis, CaseResult};
use crate::framework::{Framework, Gate, GateIx, StageIx};

/// What a gate does to cases whose true state is known; cases are named by their positions.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GateCalibration {
    /// The gate.
    pub gate: GateIx,
    /// Cases that are ready, which it stops.
    pub stops_ready: Vec<usize>,
    /// Those of them that would be called ready without it.
    pub alone_stops_ready: Vec<usize>,
    /// Cases that are not ready, and that would be called ready without it.
    pub alone_stops_not_ready: Vec<usize>,
}

/// The gates of a stage, in framework order, held against the cases that are ready and those that are not.
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
