use std::cmp::Ordering;

use crate::framework::{Criterion, CriterionIx, Framework, StageIx};
use crate::scoring::{Assessment, State};

/// Person-weeks that it takes to gather the proof of a claim.
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
    pub lead_weeks: u32,
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

    /// The proven points that it adds to a stage.
    pub fn gain(&self, stage: StageIx) -> u64 {
        self.gains.iter().find(|(of, _)| *of == stage).map_or(0, |(_, gain)| *gain)
    }
}

/// Every action, the best for the next stage first: those that open one of its gates, then by gain per effort,
/// then in framework order. Where all stages are ready, by the gain on all of them together.
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
    let (claimed, proven, open) = match state {
        State::Level { claimed, proven } => (claimed, proven, false),
        State::Unknown | State::Unanswered => (0, 0, true),
        State::NotApplicable | State::Skipped => return Vec::new(),
    };
    let unproven = claimed > proven;
    let mut out = Vec::new();
    if unproven {
        out.push(action(framework, index, (claimed, proven), claimed, (PROOF_EFFORT, 0)));
    }
    if claimed < criterion.top() {
        let level = criterion.level(claimed);
        let proof = if unproven { PROOF_EFFORT } else { 0 };
        let cost = (level.effort + proof, level.lead_weeks);
        out.push(Action { open, ..action(framework, index, (claimed, proven), claimed + 1, cost) });
    }
    out
}

fn action(
    framework: &Framework,
    index: CriterionIx,
    (from, proven): (u8, u8),
    to: u8,
    (effort, lead_weeks): (u32, u32),
) -> Action {
    let criterion = &framework[index];
    let gains =
        criterion.weights.iter().map(|(stage, weight)| (*stage, gain(criterion, proven, to, *weight)));
    let opened = framework
        .gates()
        .iter()
        .filter(|gate| gate.criterion == index && proven < gate.at_least && to >= gate.at_least);
    Action {
        criterion: index,
        from,
        to,
        open: false,
        effort,
        lead_weeks,
        gains: gains.collect(),
        opens: opened.map(|gate| gate.stage).collect(),
    }
}

fn gain(criterion: &Criterion, from: u8, to: u8, weight: u32) -> u64 {
    let worth = |level: u8| u64::from(criterion.level(level).value) * u64::from(weight);
    worth(to) - worth(from)
}
