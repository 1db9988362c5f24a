use crate::framework::Verdict;
use crate::scoring::{CriterionPoints, GateResult, GateStatus, StageResult, verdict};

/// What keeps one stage from ready, the worst first.
#[derive(Clone, Debug)]
pub struct Obstacles<'a> {
    /// Gates that fail on what is claimed.
    pub failed: Vec<&'a GateResult>,
    /// Gates whose criterion is open.
    pub open: Vec<&'a GateResult>,
    /// Gates that pass on what is claimed but not on what is proven.
    pub unproven: Vec<&'a GateResult>,
    /// Whether only gates keep it from ready: its proven points suffice.
    pub only_gates: bool,
    /// The verdict without these gates: where it is better, they are the binding constraint.
    pub without_gates: Verdict,
    /// The criteria that lost points, most first.
    pub losses: Vec<&'a CriterionPoints>,
}

impl<'a> Obstacles<'a> {
    /// All gates that keep the stage from ready, the worst first.
    pub fn gates(&self) -> impl Iterator<Item = &'a GateResult> {
        self.failed.iter().chain(&self.open).chain(&self.unproven).copied()
    }
}

/// The obstacles of a stage; a stage that is ready or not assessed has none but its losses.
pub fn obstacles(result: &StageResult, ready_at: u8) -> Obstacles<'_> {
    let gates = |wanted: fn(&GateResult) -> bool| result.gates.iter().filter(|gate| wanted(gate)).collect();
    let without_gates = verdict(result.points, &[], ready_at);
    Obstacles {
        failed: gates(|gate| gate.status == GateStatus::Failed),
        open: gates(|gate| gate.status == GateStatus::Open),
        unproven: gates(GateResult::is_unproven),
        only_gates: without_gates == Verdict::Ready && result.verdict != Verdict::Ready,
        without_gates,
        losses: result.losses(usize::MAX),
    }
}
