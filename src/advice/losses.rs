//! What a stage lacks by what is proven: where points are missing, and which of them decide the verdict.

use super::StageExplanation;
use crate::framework::{CriterionIx, Verdict};
use crate::scoring::{CriterionPoints, GateResult, GateStatus, StageResult, State, reaches};

/// The proven points that a criterion fails to contribute to a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Loss {
    /// The criterion.
    pub criterion: CriterionIx,
    /// The points.
    pub points: u64,
    /// Why they are missing.
    pub reason: LossReason,
}

/// Why proven points are missing, or why a gate does not pass by what is proven.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LossReason {
    /// The level is too low.
    Level,
    /// The claim is not proven.
    Unproven,
    /// There is no answer that counts.
    Open,
}

/// One thing that keeps a stage from being ready.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Hold<'a> {
    /// A gate that does not pass by what is proven.
    Gate(GateResult, LossReason),
    /// Points that are missing.
    Points(&'a Loss),
}

/// Everything that a stage loses, most first, ties in framework order.
pub(super) fn losses(result: &StageResult, states: &[State]) -> Vec<Loss> {
    let loss = |own: &CriterionPoints| {
        let points = own.points.max - own.points.proven;
        let reason = match states[own.criterion.get()] {
            state if state.is_unproven() => LossReason::Unproven,
            State::Level { .. } => LossReason::Level,
            _ => LossReason::Open,
        };
        (points > 0).then_some(Loss { criterion: own.criterion, points, reason })
    };
    let mut all: Vec<Loss> = result.criteria.iter().filter_map(loss).collect();
    // The sort is stable: what is equal stays in framework order.
    all.sort_by_key(|loss| std::cmp::Reverse(loss.points));
    all
}

impl StageExplanation<'_> {
    /// What keeps the stage from being ready: first the gates, in framework order, then, if points are missing, their
    /// losses; only unproven claims where proof decides, only open answers where those decide.
    pub fn holds(&self) -> Vec<Hold<'_>> {
        let gates = self.gates().filter(|gate| gate.proven_status != GateStatus::Passed);
        let mut holds: Vec<Hold<'_>> = gates.map(|gate| Hold::Gate(*gate, gate_reason(*gate))).collect();
        if self.has_enough_points() {
            return holds;
        }
        let decides = match self.result.verdict {
            Verdict::Unproven => Some(LossReason::Unproven),
            Verdict::Open => Some(LossReason::Open),
            _ => None,
        };
        let is_named = |loss: &&Loss| {
            self.gates()
                .any(|gate| is_shut(*gate) && self.framework[gate.gate].member(loss.criterion).is_some())
        };
        let losses = self.losses.iter().filter(|loss| decides.is_none_or(|reason| reason == loss.reason));
        holds.extend(losses.filter(|loss| !is_named(loss)).map(Hold::Points));
        holds
    }

    /// The gates that count, in framework order.
    pub fn gates(&self) -> impl Iterator<Item = &GateResult> {
        self.result.gates.iter().filter(|gate| gate.status != GateStatus::Waived)
    }

    /// How many gates count, and how many of them pass by what is proven.
    pub fn passed_gates(&self) -> (usize, usize) {
        (self.gates().filter(|gate| !is_shut(**gate)).count(), self.gates().count())
    }

    /// Whether the proven points reach the stage's percentage, regardless of its gates.
    pub fn has_enough_points(&self) -> bool {
        reaches(self.result.points.proven, self.result.points.max, self.ready_at)
    }

    /// Whether the stage's percentage can be reached with the best possible open answers.
    pub fn can_have_enough_points(&self) -> bool {
        reaches(self.result.points.possible, self.result.points.max, self.ready_at)
    }
}

fn is_shut(gate: GateResult) -> bool {
    gate.proven_status != GateStatus::Passed
}

fn gate_reason(gate: GateResult) -> LossReason {
    match gate.status {
        GateStatus::Open => LossReason::Open,
        GateStatus::Passed => LossReason::Unproven,
        GateStatus::Failed | GateStatus::Waived => LossReason::Level,
    }
}
