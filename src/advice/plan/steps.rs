use std::cmp::Reverse;

use super::PlanStep;
use crate::advice::Assessed;
use crate::advice::actions::{PROOF_EFFORT, StartingPoint, gains, opened};
use crate::answers::{Answer, Reply};
use crate::framework::{CriterionIx, Framework, StageIx};
use crate::scoring::{Assessment, State};

/// The steps to these proven levels: by the first stage that each serves; at the same stage gates first, then the
/// longest waits.
pub(super) fn steps(
    framework: &Framework,
    assessment: &Assessment,
    levels: &[Option<u8>],
    to: StageIx,
) -> Vec<PlanStep> {
    let now = |own: CriterionIx| assessment.states[own.get()];
    let then = |own: CriterionIx| levels[own.get()].map_or(now(own), State::at);
    let targets = framework.criterion_indices().zip(levels);
    let mut steps: Vec<PlanStep> = targets
        .filter_map(|(criterion, level)| {
            let opens = opened(framework, criterion, now, then);
            step(framework, criterion, now(criterion), (*level)?, (opens, to))
        })
        .collect();
    // The sort is stable: what is equal stays in framework order.
    let wait = |step: &PlanStep| Reverse((step.lead_weeks.to, step.lead_weeks.from));
    steps.sort_by_key(|step| (step.stage, !step.opens.contains(&step.stage), wait(step)));
    steps
}

fn step(
    framework: &Framework,
    index: CriterionIx,
    state: State,
    to: u8,
    (opens, last): (Vec<StageIx>, StageIx),
) -> Option<PlanStep> {
    let criterion = &framework[index];
    let StartingPoint { claimed: from, proven, open } = StartingPoint::of(state)?;
    let climbed = &criterion.levels[usize::from(from)..usize::from(to)];
    let proof = if from > proven { PROOF_EFFORT } else { 0 };
    let gains = gains(criterion, proven, to);
    let served = gains.iter().filter(|(_, gain)| *gain > 0).map(|(stage, _)| *stage);
    let stage = served.chain(opens.iter().copied()).min().unwrap_or(last);
    Some(PlanStep {
        criterion: index,
        from,
        to,
        prove: from > proven,
        open,
        proposed: state.is_proposed() && from > proven,
        effort: u64::from(proof) + climbed.iter().map(|level| u64::from(level.cost())).sum::<u64>(),
        lead_weeks: climbed.iter().map(|level| level.lead_weeks).sum(),
        stage,
        opens,
        gains,
    })
}

/// The evidence that a plan will bring; never shown.
const EVIDENCE: &str = "what this step brings";

/// The company after a plan: every level reached and proven on the day of the assessment, scored as usual.
pub(super) fn apply(framework: &Framework, assessed: &Assessed, levels: &[Option<u8>]) -> Assessed {
    let mut sheet = assessed.sheet.clone();
    for (criterion, level) in framework.criterion_indices().zip(levels) {
        if let Some(level) = level {
            let (evidence, date) = (vec![EVIDENCE.into()], Some(assessed.as_of));
            sheet.set_answer(criterion, Answer { evidence, date, ..Answer::new(Reply::Level(*level)) });
        }
    }
    assessed.with_sheet(framework, sheet)
}
