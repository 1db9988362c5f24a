use std::cmp::Ordering;

use crate::framework::{Criterion, CriterionIx, Framework, Gate, StageIx, Text, WeekRange};
use crate::scoring::{Assessment, State, gate_statuses, worth};

/// The person-weeks for gathering the proof of a claim, or for confirming a proposed level and proving it.
pub(super) const PROOF_EFFORT: u32 = 1;

/// One step up on one criterion, with its evidence, or the proof of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Action {
    /// The criterion.
    pub criterion: CriterionIx,
    /// The level claimed now; 0 if the answer is open.
    pub from: u8,
    /// The level afterwards, with evidence; the same as `from` for a proof.
    pub to: u8,
    /// Whether the answer is open, so that the step may already have been made.
    pub open: bool,
    /// Whether a claim above level 0 is only proposed, so that it must be confirmed first.
    pub proposed: bool,
    /// Person-weeks, including the proof of an unproven claim.
    pub effort: u32,
    /// Calendar weeks that no amount of effort shortens.
    pub lead_weeks: WeekRange,
    /// The proven points that it adds, for each stage it affects.
    pub gains: Vec<(StageIx, u64)>,
    /// The stages with a gate that it opens.
    pub opens: Vec<StageIx>,
}

impl Action {
    /// Whether it proves a claim and changes nothing else.
    pub fn is_proof(&self) -> bool {
        self.from == self.to
    }

    /// Whether it only confirms and proves a proposed level.
    pub fn is_confirmation(&self) -> bool {
        self.is_proof() && self.proposed
    }

    /// Whether it adds to a stage or opens one of its gates.
    pub fn helps(&self, stage: StageIx) -> bool {
        self.gain(stage) > 0 || self.opens.contains(&stage)
    }

    /// What to do: for a proof, what counts as evidence; for a step, what leads to the next level.
    pub fn next<'a>(&self, framework: &'a Framework) -> Option<&'a Text> {
        let criterion = &framework[self.criterion];
        if self.is_proof() { criterion.proof_of(self.to) } else { criterion.level(self.from).next.as_ref() }
    }

    /// The proven points that it adds to a stage.
    pub fn gain(&self, stage: StageIx) -> u64 {
        self.gains.iter().find(|(of, _)| *of == stage).map_or(0, |(_, gain)| *gain)
    }
}

/// Every action, the best for the next stage first: gates, then gain per effort, then in framework order.
pub fn actions(framework: &Framework, assessment: &Assessment) -> Vec<Action> {
    let mut all: Vec<Action> = framework
        .criterion_indices()
        .flat_map(|criterion| of_criterion(framework, criterion, &assessment.states))
        .collect();
    // The sort is stable: what is equal stays in framework order.
    all.sort_by(|a, b| rank(a, b, assessment.next_stage));
    all
}

fn rank(a: &Action, b: &Action, next: Option<StageIx>) -> Ordering {
    let opens = |action: &Action| next.is_some_and(|stage| action.opens.contains(&stage));
    let gain = |action: &Action| match next {
        Some(stage) => action.gain(stage),
        None => action.gains.iter().map(|(_, gain)| gain).sum(),
    };
    let per_effort = |one: &Action, other: &Action| gain(one) * u64::from(other.effort);
    opens(b)
        .cmp(&opens(a))
        .then_with(|| per_effort(b, a).cmp(&per_effort(a, b)))
        .then_with(|| gain(b).cmp(&gain(a)))
}

fn of_criterion(framework: &Framework, index: CriterionIx, states: &[State]) -> Vec<Action> {
    let criterion = &framework[index];
    let start = StartingPoint::of(states[index.get()]);
    let Some(StartingPoint { claimed, proven, open }) = start else { return Vec::new() };
    let now = |own: CriterionIx| states[own.get()];
    let action = |to: u8, effort: u32, lead_weeks: WeekRange, open: bool| Action {
        criterion: index,
        from: claimed,
        to,
        open,
        proposed: now(index).is_proposed() && claimed > proven,
        effort,
        lead_weeks,
        gains: gains(criterion, proven, to),
        opens: opened(framework, index, now, |own| if own == index { State::at(to) } else { now(own) }),
    };
    let mut out = Vec::new();
    let proof = if claimed > proven { PROOF_EFFORT } else { 0 };
    if claimed > proven {
        out.push(action(claimed, proof, WeekRange::default(), false));
    }
    if claimed < criterion.top() {
        let level = criterion.level(claimed);
        out.push(action(claimed + 1, level.cost() + proof, level.lead_weeks, open));
    }
    out
}

/// The current state of a criterion, the starting point of anything that can be done about it.
#[derive(Clone, Copy)]
pub(super) struct StartingPoint {
    pub(super) claimed: u8,
    pub(super) proven: u8,
    pub(super) open: bool,
}

impl StartingPoint {
    /// None for a criterion that does not count.
    pub(super) fn of(state: State) -> Option<Self> {
        match state {
            State::Level { claimed, proven, .. } => Some(Self { claimed, proven, open: false }),
            State::Unknown | State::Unanswered => Some(Self { claimed: 0, proven: 0, open: true }),
            State::NotApplicable | State::Skipped => None,
        }
    }
}

/// The proven points that a higher proven level adds, for each stage that the criterion has weight on.
pub(super) fn gains(criterion: &Criterion, proven: u8, to: u8) -> Vec<(StageIx, u64)> {
    let gain = |(stage, weight): &(StageIx, u32)| {
        (*stage, worth(criterion, to, *weight) - worth(criterion, proven, *weight))
    };
    criterion.weights.iter().map(gain).collect()
}

/// The stages with a gate that opens when the states change like this, the state of this criterion among them.
pub(super) fn opened(
    framework: &Framework,
    index: CriterionIx,
    now: impl Fn(CriterionIx) -> State,
    then: impl Fn(CriterionIx) -> State,
) -> Vec<StageIx> {
    let reaches = |state: State, level: u8| state.proven().is_some_and(|proven| proven >= level);
    let passes =
        |gate: &Gate, state: &dyn Fn(CriterionIx) -> State| gate_statuses(gate, state)[1].lets_pass();
    let is_opened = |(gate, level): &(&Gate, u8)| {
        let helps = !reaches(now(index), *level) && reaches(then(index), *level);
        helps && !passes(gate, &now) && passes(gate, &then)
    };
    let mut stages = Vec::new();
    for (gate, _) in framework.gates_on(index).filter(is_opened) {
        // Several gates of a stage may ask for the same criterion.
        if !stages.contains(&gate.stage) {
            stages.push(gate.stage);
        }
    }
    stages
}
