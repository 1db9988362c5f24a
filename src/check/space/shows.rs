use super::sheet::Example;
use super::{Finding, Kind};
use crate::answers::Reply;
use crate::framework::{CriterionIx, Framework, StageIx, Verdict};
use crate::scoring::{GateStatus, State, stage_result, stage_verdict};

/// Whether an example shows a finding, by the ordinary scoring. A finding about no stage has nothing to show.
pub(super) fn shows(framework: &Framework, finding: &Finding, example: &Example<'_>) -> bool {
    let Some(stage) = finding.stage else { return false };
    let states = example.states();
    // The other stages are of no matter, and a sheet is scored many times until it is small.
    let result = stage_result(framework, states, stage);
    let state = finding.criterion.map(|criterion| states[criterion.get()]);
    let gate = result.gates.iter().find(|gate| Some(gate.criterion) == finding.criterion);
    let says_so = || says_not_applicable(framework, states, stage);
    match finding.kind {
        Kind::StageOutOfReach => result.verdict != Verdict::Ready,
        Kind::GateNeverPasses => gate.is_some_and(|gate| gate.status != GateStatus::Passed),
        Kind::LowestIsReady => {
            let lowest = |reply: &Reply| *reply == Reply::Level(0);
            result.verdict == Verdict::Ready && example.replies().all(lowest)
        }
        Kind::GateNeverDecides => {
            let short = result.points.score * 100 < u64::from(framework[stage].ready_at) * result.points.max;
            let failed = gate.is_some_and(|gate| gate.status == GateStatus::Failed);
            failed && (short || result.verdict == Verdict::NotAssessed)
        }
        Kind::StageLeftEmpty => result.verdict == Verdict::NotAssessed && !says_so(),
        Kind::StageEmptied => result.verdict == Verdict::NotAssessed && says_so(),
        Kind::DominantCriterion => {
            let own = result.criteria.iter().find(|own| Some(own.criterion) == finding.criterion);
            own.is_some_and(|own| {
                let share = (own.points.max * 100).checked_div(result.points.max).unwrap_or(0);
                let alone = own.points.score == own.points.max && own.points.score == result.points.score;
                alone && finding.share.map(u64::from) == Some(share)
            })
        }
        Kind::GateEscaped => {
            let waived = gate.is_some_and(|gate| gate.status == GateStatus::Waived);
            result.verdict == Verdict::Ready && waived && state == Some(State::NotApplicable)
        }
        Kind::NotApplicablePays => {
            result.verdict == Verdict::Ready
                && state == Some(State::NotApplicable)
                && finding
                    .criterion
                    .is_some_and(|criterion| needs(framework, states.to_vec(), criterion, stage))
        }
        Kind::BandOutOfReach | Kind::CriterionWithoutEffect | Kind::Capped => false,
    }
}

/// Whether an example is ready with the criterion of a finding said not to apply.
pub(super) fn is_ready(framework: &Framework, finding: &Finding, example: &Example<'_>) -> bool {
    let states = example.states();
    let is_ready = |stage| stage_verdict(framework, states, stage) == Verdict::Ready;
    finding.criterion.is_some_and(|criterion| states[criterion.get()] == State::NotApplicable)
        && finding.stage.is_some_and(is_ready)
}

/// Whether a criterion with weight on a stage is said not to apply.
fn says_not_applicable(framework: &Framework, states: &[State], stage: StageIx) -> bool {
    let said = |c: &CriterionIx| states[c.get()] == State::NotApplicable;
    framework.criterion_indices().any(|c| said(&c) && framework[c].weight(stage) > 0)
}

/// Whether the stage is not ready with the criterion at the lowest level.
fn needs(framework: &Framework, mut states: Vec<State>, criterion: CriterionIx, stage: StageIx) -> bool {
    states[criterion.get()] = State::Level { claimed: 0, proven: 0 };
    stage_verdict(framework, &states, stage) != Verdict::Ready
}
