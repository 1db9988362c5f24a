use std::cmp::Reverse;

use schemars::JsonSchema;
use serde::Serialize;

use super::notices::open_facts;
use crate::answers::AnswerSheet;
use crate::framework::{CriterionIx, FactIx, Framework, StageIx, Verdict};
use crate::scoring::{Assessment, StageResult, State, stage_result, verdict_with};

/// The verdicts of a stage that the open answers can still lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Outlook {
    /// The verdict if every open answer is at the lowest level.
    pub worst: Verdict,
    /// The verdict if every open answer is at the top level, with evidence.
    pub best: Verdict,
    /// Whether all criteria that count on the stage are open and may turn out not to apply.
    pub may_vanish: bool,
    /// Facts that are not given and could change what applies to the stage.
    pub open_facts: Vec<FactIx>,
}

impl Outlook {
    /// Whether no open answer can change the verdict any more.
    pub fn is_settled(&self) -> bool {
        self.worst == self.best && !self.may_vanish && self.open_facts.is_empty()
    }
}

/// An open criterion, and how much its answer would settle for one stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "QuestionJson", description = "")]
#[non_exhaustive]
pub struct Question {
    /// The criterion.
    #[serde(skip)]
    pub criterion: CriterionIx,
    /// Whether it belongs to a gate of the stage.
    #[serde(rename = "gate")]
    pub is_gate: bool,
    /// How many levels it has.
    pub levels: usize,
    /// How many of them would settle the verdict.
    #[serde(rename = "settling_levels")]
    pub settles: usize,
    /// Points that it can still add.
    pub points: u64,
}

/// The verdicts that the open answers can still lead to.
pub fn outlook(framework: &Framework, sheet: &AnswerSheet, scored: &Assessment, stage: StageIx) -> Outlook {
    let extremes = Extremes::new(framework, &scored.states, stage);
    let (worst, best) = (extremes.worst.0.verdict, extremes.best.0.verdict);
    let mut criteria = scored.stages[stage.get()].criteria.iter().filter(|own| own.points.max > 0);
    let may_vanish = worst != Verdict::NotAssessed
        && criteria.all(|own| {
            framework[own.criterion].may_not_apply && scored.states[own.criterion.get()].is_open()
        });
    let open_facts = open_facts(framework, sheet).filter(|fact| framework.fact_bears_on(*fact, stage));
    Outlook { worst, best, may_vanish, open_facts: open_facts.collect() }
}

/// The open criteria that affect a stage: gates first, then what settles most, then what narrows the score most.
pub fn questions(framework: &Framework, assessment: &Assessment, stage: StageIx) -> Vec<Question> {
    let extremes = Extremes::new(framework, &assessment.states, stage);
    let open = framework.criterion_indices().filter(|index| assessment.states[index.get()].is_open());
    let mut all: Vec<_> = open.filter_map(|index| question(framework, stage, &extremes, index)).collect();
    all.sort_by(|a, b| {
        let share = |one: &Question, other: &Question| one.settles * other.levels;
        (b.is_gate.cmp(&a.is_gate))
            .then_with(|| share(b, a).cmp(&share(a, b)))
            .then_with(|| Reverse(a.points).cmp(&Reverse(b.points)))
    });
    all
}

fn question(
    framework: &Framework,
    stage: StageIx,
    extremes: &Extremes,
    own: CriterionIx,
) -> Option<Question> {
    let criterion = &framework[own];
    let is_gate = framework.gates_on(own).any(|(gate, _)| gate.stage == stage);
    let points = u64::from(criterion.weight(stage)) * 100;
    if !is_gate && points == 0 {
        return None;
    }
    let mut settles = 0;
    for level in 0..=criterion.top() {
        let (worst, best) = extremes.with(framework, own, level);
        settles += usize::from(worst == best);
    }
    Some(Question { criterion: own, is_gate, settles, levels: criterion.levels.len(), points })
}

/// The states with every open answer at a level, with proof; `level` takes the top level of the criterion.
pub(super) fn with_open_at(framework: &Framework, states: &[State], level: fn(u8) -> u8) -> Vec<State> {
    let pairs = framework.criteria().iter().zip(states);
    pairs.map(|(own, state)| if state.is_open() { State::at(level(own.top())) } else { *state }).collect()
}

/// A stage with every open answer at its lowest and at its highest level; every other verdict lies in between.
struct Extremes {
    worst: (StageResult, Vec<State>),
    best: (StageResult, Vec<State>),
}

impl Extremes {
    fn new(framework: &Framework, states: &[State], stage: StageIx) -> Self {
        let with = |level| {
            let states = with_open_at(framework, states, level);
            (stage_result(framework, &states, stage), states)
        };
        Self { worst: with(|_| 0), best: with(|top| top) }
    }

    /// Both verdicts if one open criterion is answered with a level.
    fn with(&self, framework: &Framework, index: CriterionIx, level: u8) -> (Verdict, Verdict) {
        let verdict = |(result, states): &(StageResult, Vec<State>)| {
            verdict_with(framework, (result, states), index, State::at(level))
        };
        (verdict(&self.worst), verdict(&self.best))
    }
}
