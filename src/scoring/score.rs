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
    let state = |criterion: CriterionIx| states[criterion.get()];
    let mut criteria = Vec::with_capacity(framework.criteria().len());
    let points = stage_points(weighing(framework, stage), state, |own| criteria.push(own));
    let gates: Vec<_> =
        framework.gates_of(stage).map(|gate| gate_result(gate, state(gate.criterion))).collect();
    let verdict = verdict(points, &gates, framework[stage].ready_at);
    StageResult { stage, verdict, points, band: band(framework, points), gates, criteria }
}

/// What decides on a stage, gathered once for those who need the verdict of very many sheets.
pub(crate) struct StageScale<'f> {
    ready_at: u8,
    /// The criteria with weight on it.
    criteria: Vec<Weighing<'f>>,
    gates: Vec<&'f Gate>,
}

/// A criterion with its weight on a stage.
type Weighing<'f> = (CriterionIx, &'f Criterion, u32);

impl<'f> StageScale<'f> {
    pub(crate) fn new(framework: &'f Framework, stage: StageIx) -> Self {
        let criteria = weighing(framework, stage).collect();
        let gates = framework.gates_of(stage).collect();
        Self { ready_at: framework[stage].ready_at, criteria, gates }
    }

    /// The verdict where the criteria are in these states.
    pub(crate) fn verdict(&self, state: impl Fn(CriterionIx) -> State) -> Verdict {
        let points = stage_points(self.criteria.iter().copied(), &state, |_| {});
        let result = |gate: &&Gate| gate_result(gate, state(gate.criterion));
        verdict_of(points, self.ready_at, |passes| self.gates.iter().map(result).all(passes))
    }

    /// The status of the gate on a criterion in a state, if there is one.
    pub(crate) fn gate_status(&self, criterion: CriterionIx, state: State) -> Option<GateStatus> {
        let gate = self.gates.iter().find(|gate| gate.criterion == criterion)?;
        Some(gate_result(gate, state).status)
    }
}

fn weighing(framework: &Framework, stage: StageIx) -> impl Iterator<Item = Weighing<'_>> {
    let all = framework.criterion_indices().zip(framework.criteria());
    let weights = all.map(move |(index, criterion)| (index, criterion, criterion.weight(stage)));
    weights.filter(|(_, _, weight)| *weight > 0)
}

/// The points of a stage, and those of each criterion on the way.
fn stage_points<'f>(
    criteria: impl Iterator<Item = Weighing<'f>>,
    state: impl Fn(CriterionIx) -> State,
    mut each: impl FnMut(CriterionPoints),
) -> Points {
    let mut points = Points::default();
    for (index, criterion, weight) in criteria {
        let own = criterion_points(criterion, state(index), weight);
        points = points + own;
        each(CriterionPoints { criterion: index, weight, points: own });
    }
    points
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
        points = points + new - old.points;
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
    let worth = |level: u8| worth(criterion, level, weight);
    let max = worth(criterion.top());
    match state {
        State::Level { claimed, proven } => {
            Points { proven: worth(proven), score: worth(claimed), possible: worth(claimed), max }
        }
        _ => Points { possible: max, max, ..Points::default() },
    }
}

/// The points of a level with a weight: its value, 0 to 100, for each unit of weight.
pub(crate) fn worth(criterion: &Criterion, level: u8, weight: u32) -> u64 {
    u64::from(criterion.level(level).value) * u64::from(weight)
}

/// The result of a gate whose criterion is in this state.
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
    verdict_of(points, ready_at, |passes| gates.iter().copied().all(passes))
}

/// The same, where `all` says whether every gate passes a test.
fn verdict_of(points: Points, ready_at: u8, all: impl Fn(fn(GateResult) -> bool) -> bool) -> Verdict {
    let reaches = |part: u64| part * 100 >= u64::from(ready_at) * points.max;
    if points.max == 0 {
        Verdict::NotAssessed
    } else if reaches(points.proven) && all(|gate| gate.proven_status.lets_pass()) {
        Verdict::Ready
    } else if reaches(points.score) && all(|gate| gate.status.lets_pass()) {
        Verdict::Unproven
    } else if reaches(points.possible) && all(|gate| gate.status != GateStatus::Failed) {
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
