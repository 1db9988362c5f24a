use crate::framework::{Framework, GateMember, Verdict};
use crate::scoring::{CriterionPoints, GateResult, GateStatus, StageResult, State, verdict};

/// What keeps one stage from being ready, the worst first.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Obstacles<'a> {
    /// Gates that fail even by what is claimed.
    pub failed: Vec<&'a GateResult>,
    /// Gates that depend on open answers.
    pub open: Vec<&'a GateResult>,
    /// Gates that pass by what is claimed but not by what is proven.
    pub unproven: Vec<&'a GateResult>,
    /// Whether only gates keep it from being ready: its proven points suffice.
    pub only_gates: bool,
    /// The verdict without these gates; if it is better, they are the binding constraint.
    pub without_gates: Verdict,
    /// The criteria that lost points, most first.
    pub losses: Vec<&'a CriterionPoints>,
}

impl<'a> Obstacles<'a> {
    /// All gates that keep the stage from being ready, the worst first.
    pub fn gates(&self) -> impl Iterator<Item = &'a GateResult> {
        self.failed.iter().chain(&self.open).chain(&self.unproven).copied()
    }
}

/// The obstacles of a stage; one that is ready or not assessed has only losses.
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

/// The status of a gate, criterion by criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GateStanding {
    /// How many of the criteria that count must be at their level.
    pub need: usize,
    /// How many of them are: by what is proven if the claimed levels would suffice, else by what is claimed.
    pub reached: usize,
    /// The criteria that count, in the order of the gate, and whether each is at its level by the same measure.
    pub members: Vec<(GateMember, bool)>,
}

impl GateStanding {
    /// The status of a company's gate.
    pub fn of(framework: &Framework, gate: GateResult, states: &[State]) -> Self {
        let own = &framework[gate.gate];
        let state = |member: &GateMember| states[member.criterion.get()];
        let level = |state: State| if gate.is_unproven() { state.proven() } else { state.level() };
        let left = own.members.iter().filter(|member| state(member).counts());
        let reached =
            |member: &GateMember| level(state(member)).is_some_and(|level| level >= member.at_least);
        let members: Vec<_> = left.map(|member| (*member, reached(member))).collect();
        let reached = members.iter().filter(|(_, reached)| *reached).count();
        Self { need: own.count.min(members.len()), reached, members }
    }

    /// How many more criteria must reach their level.
    pub fn missing(&self) -> usize {
        self.need.saturating_sub(self.reached)
    }
}
