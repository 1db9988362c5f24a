use std::cmp::Reverse;

use super::Step;
use crate::advice::actions::PROOF_EFFORT;
use crate::framework::{CriterionIx, Framework, StageIx};
use crate::scoring::{Assessment, State};

/// What to do to reach these proven levels, up to a stage: by the first stage that it serves, there gates first,
/// then what has to wait longest, then in framework order.
pub(super) fn steps(
    framework: &Framework,
    assessment: &Assessment,
    levels: &[Option<u8>],
    to: StageIx,
) -> Vec<Step> {
    let targets = framework.criterion_indices().zip(levels);
    let mut steps: Vec<Step> = targets
        .filter_map(|(criterion, level)| {
            step(framework, criterion, assessment.states[criterion.get()], (*level)?, to)
        })
        .collect();
    // The sort is stable: what is equal stays in framework order.
    steps.sort_by_key(|step| (step.stage, !step.opens.contains(&step.stage), Reverse(step.lead_weeks)));
    steps
}

fn step(framework: &Framework, index: CriterionIx, state: State, to: u8, last: StageIx) -> Option<Step> {
    let criterion = &framework[index];
    let (from, proven, open) = match state {
        State::Level { claimed, proven } => (claimed, proven, false),
        State::Unknown | State::Unanswered => (0, 0, true),
        State::NotApplicable | State::Skipped => return None,
    };
    let climbed = &criterion.levels[usize::from(from)..usize::from(to)];
    let proof = if from > proven { PROOF_EFFORT } else { 0 };
    let worth = |level: u8, weight: u32| u64::from(criterion.level(level).value) * u64::from(weight);
    let gain = |(stage, weight): &(StageIx, u32)| (*stage, worth(to, *weight) - worth(proven, *weight));
    let gains: Vec<_> = criterion.weights.iter().map(gain).collect();
    let gates = framework.gates().iter().filter(|gate| gate.criterion == index);
    let opens: Vec<_> =
        gates.filter(|gate| proven < gate.at_least && to >= gate.at_least).map(|gate| gate.stage).collect();
    let served = gains.iter().filter(|(_, gain)| *gain > 0).map(|(stage, _)| *stage);
    let stage = served.chain(opens.iter().copied()).min().unwrap_or(last);
    Some(Step {
        criterion: index,
        from,
        to,
        prove: from > proven,
        open,
        effort: u64::from(proof) + climbed.iter().map(|level| u64::from(level.effort)).sum::<u64>(),
        lead_weeks: climbed.iter().map(|level| u64::from(level.lead_weeks)).sum(),
        stage,
        opens,
        gains,
    })
}
