use jiff::civil::Date;

use super::{Assessment, CriterionPoints, GateResult, GateStatus, Points, StageResult, State, states};
use crate::answers::AnswerSheet;
use crate::framework::{Criterion, CriterionIx, Framework, Gate, StageIx, Verdict};

/// Scores a sheet on a day.
pub fn score(framework: &Framework, sheet: &AnswerSheet, as_of: Date) -> Assessment {
    assess(framework, states(framework, sheet, as_of))
}

/// Scores the states of all criteria.
pub fn assess(framework: &Framework, states: Vec<State>) -> Assessment {
    let stages: Vec<_> =
        framework.stage_indices().map(|stage| stage_result(framework, &states, stage)).collect();
    let reached = stages.iter().take_while(|stage| stage.verdict == Verdict::Ready).count();
    let next_stage = stages.get(reached).map(|stage| stage.stage);
    Assessment { stages, states, reached, next_stage }
}

/// Scores the states of all criteria for one stage.
pub fn stage_result(framework: &Framework, states: &[State], stage: StageIx) -> StageResult {
    let mut criteria = Vec::with_capacity(framework.criteria().len());
    let points = stage_points(framework, states, stage, |own| criteria.push(own));
    let gates = stage_gates(framework, states, stage);
    let verdict = verdict(points, &gates, framework[stage].ready_at);
    StageResult { stage, verdict, points, band: band(framework, points), gates, criteria }
}

/// The verdict of a stage alone, for those who need it of very many sheets.
pub(crate) fn stage_verdict(framework: &Framework, states: &[State], stage: StageIx) -> Verdict {
    let points = stage_points(framework, states, stage, |_| {});
    verdict(points, &stage_gates(framework, states, stage), framework[stage].ready_at)
}

/// The points of a stage, and those of each criterion on the way.
fn stage_points(
    framework: &Framework,
    states: &[State],
    stage: StageIx,
    mut each: impl FnMut(CriterionPoints),
) -> Points {
    let mut points = Points::default();
    for index in framework.criterion_indices() {
        let criterion = &framework[index];
        let weight = criterion.weight(stage);
        if weight == 0 {
            continue;
        }
        let own = criterion_points(criterion, states[index.get()], weight);
        points.proven += own.proven;
        points.score += own.score;
        points.possible += own.possible;
        points.max += own.max;
        each(CriterionPoints { criterion: index, weight, points: own });
    }
    points
}

fn stage_gates(framework: &Framework, states: &[State], stage: StageIx) -> Vec<GateResult> {
    framework.gates_of(stage).map(|gate| gate_result(gate, states[gate.criterion.get()])).collect()
}

/// The verdict of a stage if one criterion had another state: the same as to score all of them anew.
pub fn verdict_with(
    framework: &Framework,
    result: &StageResult,
    index: CriterionIx,
    state: State,
) -> Verdict {
    let mut points = result.points;
    if let Some(old) = result.criteria.iter().find(|own| own.criterion == index) {
        let new = criterion_points(&framework[index], state, old.weight);
        points.proven = points.proven + new.proven - old.points.proven;
        points.score = points.score + new.score - old.points.score;
        points.possible = points.possible + new.possible - old.points.possible;
        points.max = points.max + new.max - old.points.max;
    }
    let gates: Vec<_> = framework
        .gates_of(result.stage)
        .zip(&result.gates)
        .map(|(gate, old)| if gate.criterion == index { gate_result(gate, state) } else { *old })
        .collect();
    verdict(points, &gates, framework[result.stage].ready_at)
}

/// What one criterion gives to a stage on which it has this weight.
pub(crate) fn criterion_points(criterion: &Criterion, state: State, weight: u32) -> Points {
    if !state.counts() {
        return Points::default();
    }
    let worth = |level: u8| u64::from(criterion.level(level).value) * u64::from(weight);
    let max = worth(criterion.top());
    match state {
        State::Level { claimed, proven } => {
            Points { proven: worth(proven), score: worth(claimed), possible: worth(claimed), max }
        }
        _ => Points { possible: max, max, ..Points::default() },
    }
}

/// How a gate stands when its criterion is in this state.
pub(crate) fn gate_result(gate: &Gate, state: State) -> GateResult {
    let status = |level: Option<u8>| match (state.counts(), level) {
        (false, _) => GateStatus::Waived,
        (true, None) => GateStatus::Open,
        (true, Some(level)) if level >= gate.at_least => GateStatus::Passed,
        (true, Some(_)) => GateStatus::Failed,
    };
    GateResult {
        criterion: gate.criterion,
        at_least: gate.at_least,
        status: status(state.level()),
        proven_status: status(state.proven()),
    }
}

/// What can be said of a stage with these points and gates.
pub fn verdict(points: Points, gates: &[GateResult], ready_at: u8) -> Verdict {
    let reaches = |part: u64| part * 100 >= u64::from(ready_at) * points.max;
    if points.max == 0 {
        Verdict::NotAssessed
    } else if reaches(points.proven) && gates.iter().all(|gate| gate.proven_status.lets_pass()) {
        Verdict::Ready
    } else if reaches(points.score) && gates.iter().all(|gate| gate.status.lets_pass()) {
        Verdict::Unproven
    } else if reaches(points.possible) && gates.iter().all(|gate| gate.status != GateStatus::Failed) {
        Verdict::Open
    } else {
        Verdict::NotReady
    }
}

/// The highest band whose start the score reaches; the first where nothing is assessed.
pub(crate) fn band(framework: &Framework, points: Points) -> Option<usize> {
    let reaches =
        |from: u8| from == 0 || (points.max > 0 && points.score * 100 >= u64::from(from) * points.max);
    framework.bands().iter().rposition(|band| reaches(band.from))
}
