use jiff::civil::Date;

use super::{
    Assessment, CriterionPoints, GateResult, GateStatus, Points, RubricPoints, StageResult, State, state,
    states,
};
use crate::answers::AnswerSheet;
use crate::framework::{Criterion, CriterionIx, Framework, Gate, GateIx, RubricIx, StageIx, Verdict};

/// Scores a sheet on a day.
pub fn score(framework: &Framework, sheet: &AnswerSheet, as_of: Date) -> Assessment {
    assess(framework, states(framework, sheet, as_of))
}

/// Scores the states of all criteria.
pub fn assess(framework: &Framework, states: Vec<State>) -> Assessment {
    let mut assessment = Assessment { states, ..Assessment::default() };
    Scale::new(framework).fill(&mut assessment);
    assessment
}

pub(crate) fn stage_result(framework: &Framework, states: &[State], stage: StageIx) -> StageResult {
    let mut result = StageResult::empty(stage);
    StageScale::new(framework, stage).fill(states, &mut result);
    result
}

/// What decides the stages of a framework, gathered once for scoring many sheets.
#[derive(Debug)]
pub(crate) struct Scale<'f> {
    framework: &'f Framework,
    stages: Vec<StageScale<'f>>,
}

impl<'f> Scale<'f> {
    pub(crate) fn new(framework: &'f Framework) -> Self {
        let stages = framework.stage_indices().map(|stage| StageScale::new(framework, stage)).collect();
        Self { framework, stages }
    }

    /// Scores a sheet on a day into an existing assessment, which is overwritten.
    pub(crate) fn score(&self, sheet: &AnswerSheet, as_of: Date, assessment: &mut Assessment) {
        assessment.states.clear();
        let criteria = self.framework.criterion_indices();
        assessment.states.extend(criteria.map(|criterion| state(self.framework, sheet, criterion, as_of)));
        self.fill(assessment);
    }

    fn fill(&self, assessment: &mut Assessment) {
        let Assessment { stages, profile, states, reached, next_stage } = assessment;
        stages.resize_with(self.stages.len(), || StageResult::empty(StageIx::new(0)));
        for (scale, result) in self.stages.iter().zip(stages.iter_mut()) {
            scale.fill(states, result);
        }
        let nothing = |rubric| RubricPoints { rubric, points: Points::default() };
        profile.clear();
        profile.extend(self.framework.rubric_indices().map(nothing));
        for own in stages.iter().flat_map(|stage| &stage.profile) {
            let all = &mut profile[own.rubric.get()].points;
            *all = *all + own.points;
        }
        *reached = stages.iter().take_while(|stage| stage.verdict == Verdict::Ready).count();
        *next_stage = stages.get(*reached).map(|stage| stage.stage);
    }
}

#[derive(Debug)]
pub(crate) struct StageScale<'f> {
    framework: &'f Framework,
    stage: StageIx,
    criteria: Vec<Weighing>,
    /// How many of the criteria each rubric has; the criteria of a rubric are consecutive.
    rubrics: Vec<(RubricIx, usize)>,
    gates: Vec<(GateIx, &'f Gate)>,
}

impl<'f> StageScale<'f> {
    pub(crate) fn new(framework: &'f Framework, stage: StageIx) -> Self {
        let all = framework.criterion_indices().zip(framework.criteria());
        let criteria = all.filter_map(|(index, criterion)| Weighing::new(index, criterion, stage));
        let criteria: Vec<Weighing> = criteria.collect();
        let rubric = |own: &Weighing| framework[own.criterion].rubric;
        let rubrics = criteria.chunk_by(|one, next| rubric(one) == rubric(next));
        let rubrics = rubrics.map(|own| (rubric(&own[0]), own.len())).collect();
        Self { framework, stage, criteria, rubrics, gates: framework.gates_of(stage).collect() }
    }

    /// Writes the stage's result into `result`, which is overwritten.
    fn fill(&self, states: &[State], result: &mut StageResult) {
        let state = |criterion: CriterionIx| states[criterion.get()];
        result.stage = self.stage;
        result.criteria.clear();
        result.criteria.extend(self.criteria.iter().map(|own| own.of(state(own.criterion))));
        let mut points = result.criteria.iter().map(|own| own.points);
        result.profile.clear();
        result.profile.extend(self.rubrics.iter().map(|&(rubric, criteria)| {
            let points = points.by_ref().take(criteria).sum();
            RubricPoints { rubric, points }
        }));
        result.points = result.profile.iter().map(|own| own.points).sum();
        result.gates.clear();
        result.gates.extend(self.gates.iter().map(|gate| gate_result(*gate, state)));
        result.verdict = verdict(result.points, &result.gates, self.ready_at());
        result.band = band(self.framework, result.points);
    }

    pub(crate) fn verdict(&self, state: impl Fn(CriterionIx) -> State) -> Verdict {
        let points = self.criteria.iter().map(|own| own.points(state(own.criterion))).sum();
        let result = |gate: &(GateIx, &Gate)| gate_result(*gate, &state);
        verdict_of(points, self.ready_at(), |passes| self.gates.iter().map(result).all(passes))
    }

    fn ready_at(&self) -> u8 {
        self.framework[self.stage].ready_at
    }
}

#[derive(Debug)]
struct Weighing {
    criterion: CriterionIx,
    weight: u32,
    worth: Vec<u64>,
    /// Whether "does not apply" counts as all the points.
    met_if_not_applicable: bool,
}

impl Weighing {
    /// The criterion on a stage; none if it has no weight there.
    fn new(index: CriterionIx, criterion: &Criterion, stage: StageIx) -> Option<Self> {
        let weight = criterion.weight(stage);
        let worth = (0..=criterion.top()).map(|level| worth(criterion, level, weight)).collect();
        let met_if_not_applicable = criterion.met_if_not_applicable;
        (weight > 0).then_some(Self { criterion: index, weight, worth, met_if_not_applicable })
    }

    fn of(&self, state: State) -> CriterionPoints {
        CriterionPoints { criterion: self.criterion, weight: self.weight, points: self.points(state) }
    }

    fn points(&self, state: State) -> Points {
        let worth = |level: u8| self.worth[usize::from(level)];
        let max = self.worth.last().copied().unwrap_or(0);
        match state {
            State::NotApplicable if self.met_if_not_applicable => {
                Points { proven: max, score: max, possible: max, max }
            }
            State::NotApplicable | State::Skipped => Points::default(),
            State::Level { claimed, proven, .. } => {
                Points { proven: worth(proven), score: worth(claimed), possible: worth(claimed), max }
            }
            State::Unknown | State::Unanswered => Points { possible: max, max, ..Points::default() },
        }
    }
}

/// The verdict of a stage, with these states, if one criterion had another state: the same as scoring everything again.
pub(crate) fn verdict_with(
    framework: &Framework,
    (result, states): (&StageResult, &[State]),
    index: CriterionIx,
    state: State,
) -> Verdict {
    let mut points = result.points;
    if let Some(old) = result.criteria.iter().find(|own| own.criterion == index) {
        let weighing = Weighing::new(index, &framework[index], result.stage);
        let new = weighing.map_or(Points::default(), |weighing| weighing.points(state));
        points = points + new - old.points;
    }
    let changed = |own: CriterionIx| if own == index { state } else { states[own.get()] };
    let gate = |old: &GateResult| {
        let gate = &framework[old.gate];
        gate.member(index).map_or(*old, |_| gate_result((old.gate, gate), changed))
    };
    let gates: Vec<_> = result.gates.iter().map(gate).collect();
    verdict(points, &gates, framework[result.stage].ready_at)
}

/// The points of a level with a weight: its value, 0 to 100, for each unit of weight.
pub(crate) fn worth(criterion: &Criterion, level: u8, weight: u32) -> u64 {
    u64::from(criterion.level(level).value) * u64::from(weight)
}

fn gate_result((index, gate): (GateIx, &Gate), state: impl Fn(CriterionIx) -> State) -> GateResult {
    let [status, proven_status] = gate_statuses(gate, state);
    GateResult { gate: index, status, proven_status }
}

/// The status of a gate with these states of the criteria: as claimed, and as proven.
pub(crate) fn gate_statuses(gate: &Gate, state: impl Fn(CriterionIx) -> State) -> [GateStatus; 2] {
    let (mut left, mut claimed, mut proven) = (0, Reached::default(), Reached::default());
    for member in &gate.members {
        let state = state(member.criterion);
        if state.counts() {
            left += 1;
            claimed.add(state.level(), member.at_least);
            proven.add(state.proven(), member.at_least);
        }
    }
    // Those that do not count drop out; all of the others may be needed.
    let need = gate.count.min(left);
    [claimed.status(need), proven.status(need)]
}

/// How many of the criteria of a gate are at their level, or may be.
#[derive(Default)]
struct Reached {
    passed: usize,
    open: usize,
}

impl Reached {
    fn add(&mut self, level: Option<u8>, at_least: u8) {
        self.open += usize::from(level.is_none());
        self.passed += usize::from(level.is_some_and(|level| level >= at_least));
    }

    fn status(&self, need: usize) -> GateStatus {
        if need == 0 {
            GateStatus::Waived
        } else if self.passed >= need {
            GateStatus::Passed
        } else if self.passed + self.open < need {
            GateStatus::Failed
        } else {
            GateStatus::Open
        }
    }
}

/// The verdict of a stage with these points and gates.
pub fn verdict(points: Points, gates: &[GateResult], ready_at: u8) -> Verdict {
    verdict_of(points, ready_at, |passes| gates.iter().copied().all(passes))
}

/// The same, where `all` says whether every gate passes a test.
fn verdict_of(points: Points, ready_at: u8, all: impl Fn(fn(GateResult) -> bool) -> bool) -> Verdict {
    let reaches = |part: u64| reaches(part, points.max, ready_at);
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

/// Whether `part` is at least this percentage of `max`. Where nothing counts, it is not.
pub(crate) fn reaches(part: u64, max: u64, percent: u8) -> bool {
    max > 0 && part * 100 >= u64::from(percent) * max
}

/// The highest band whose start the score reaches; the first where nothing is assessed.
fn band(framework: &Framework, points: Points) -> Option<usize> {
    let is_reached = |from: u8| from == 0 || reaches(points.score, points.max, from);
    framework.bands().iter().rposition(|band| is_reached(band.from))
}
