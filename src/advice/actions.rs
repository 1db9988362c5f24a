use std::cmp::Ordering;

use crate::framework::{Criterion, CriterionIx, Framework, StageIx, Text, WeekRange};
use crate::scoring::{Assessment, State, worth};

/// The person-weeks for gathering the proof of a claim.
pub(super) const PROOF_EFFORT: u32 = 1;

/// One step up on one criterion, with its evidence, or the proof of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// The criterion.
    pub criterion: CriterionIx,
    /// The level that is claimed now; 0 where the answer is open.
    pub from: u8,
    /// The level afterwards, with evidence; the same as `from` for a proof.
    pub to: u8,
    /// Whether the answer is open, so that the step may already have been made.
    pub open: bool,
    /// Person-weeks, the proof of an unproven claim included.
    pub effort: u32,
    /// Calendar weeks that no effort shortens.
    pub lead_weeks: WeekRange,
    /// Per stage that it bears on, the proven points that it adds.
    pub gains: Vec<(StageIx, u64)>,
    /// The stages whose gate on this criterion it opens.
    pub opens: Vec<StageIx>,
}

impl Action {
    /// Whether it proves a claim and changes nothing else.
    pub fn is_proof(&self) -> bool {
        self.from == self.to
    }

    /// Whether it adds to a stage or opens a gate to it.
    pub fn helps(&self, stage: StageIx) -> bool {
        self.gain(stage) > 0 || self.opens.contains(&stage)
    }

    /// What to do: for a proof what counts as evidence, for a step what leads to the next level.
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
        .flat_map(|criterion| of_criterion(framework, criterion, assessment.states[criterion.get()]))
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

fn of_criterion(framework: &Framework, index: CriterionIx, state: State) -> Vec<Action> {
    let criterion = &framework[index];
    let Some(StartingPoint { claimed, proven, open }) = StartingPoint::of(state) else { return Vec::new() };
    let action = |to: u8, effort: u32, lead_weeks: WeekRange, open: bool| Action {
        criterion: index,
        from: claimed,
        to,
        open,
        effort,
        lead_weeks,
        gains: gains(criterion, proven, to),
        opens: opened(framework, index, proven, to),
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

/// Where a criterion is now, as the start of whatever can be done about it.
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
            State::Level { claimed, proven } => Some(Self { claimed, proven, open: false }),
            State::Unknown | State::Unanswered => Some(Self { claimed: 0, proven: 0, open: true }),
            State::NotApplicable | State::Skipped => None,
        }
    }
}

/// Per stage that a criterion has weight on, the proven points that a higher proven level adds.
pub(super) fn gains(criterion: &Criterion, proven: u8, to: u8) -> Vec<(StageIx, u64)> {
    let gain = |(stage, weight): &(StageIx, u32)| {
        (*stage, worth(criterion, to, *weight) - worth(criterion, proven, *weight))
    };
    criterion.weights.iter().map(gain).collect()
}

/// The stages whose gate on a criterion a higher proven level opens.
pub(super) fn opened(framework: &Framework, index: CriterionIx, proven: u8, to: u8) -> Vec<StageIx> {
    let opened = framework.gates_on(index).filter(|gate| proven < gate.at_least && to >= gate.at_least);
    opened.map(|gate| gate.stage).collect()
}
