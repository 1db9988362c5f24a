use std::cmp::Reverse;

use super::losses::losses;
use super::{
    Action, Assessed, Fit, Goal, Loss, Obstacles, Outlook, PLAN_LIMIT, Plan, Question, Robustness, actions,
    conflicts, fits, obstacles, outlook, plan, questions, robustness,
};
use crate::framework::{CriterionIx, FactIx, Framework, StageIx};
use crate::scoring::{Expired, StageResult};
use crate::source::Diagnostic;

/// Everything to report about one company's result, computed once for all output formats.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Explanation<'a> {
    /// The framework.
    pub framework: &'a Framework,
    /// The company.
    pub assessed: &'a Assessed,
    /// Every stage, in order.
    pub stages: Vec<StageExplanation<'a>>,
    /// The stage that matters most: the requested one, else the next one; none if all are ready.
    pub stage: Option<StageIx>,
    /// The plan for reaching that stage; its first steps are the next ones.
    pub plan: Option<Plan>,
    /// Criteria proven at a high level, the highest and heaviest first.
    pub strengths: Vec<CriterionIx>,
    /// The answers that are too old to count, in framework order.
    pub expired: Vec<(CriterionIx, Expired)>,
    /// Answers that contradict each other.
    pub conflicts: Vec<Diagnostic>,
    /// Every single step up and every proof, the best for the next stage first.
    pub actions: Vec<Action>,
    /// How well every programme fits, the most useful first.
    pub programmes: Vec<Fit<'a>>,
}

/// Everything to report about one stage.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct StageExplanation<'a> {
    /// The framework.
    pub framework: &'a Framework,
    /// Its result.
    pub result: &'a StageResult,
    /// What keeps it from being ready.
    pub obstacles: Obstacles<'a>,
    /// How often other weightings give the same verdict.
    pub robustness: Robustness,
    /// The verdicts that the open answers can still lead to.
    pub outlook: Outlook,
    /// The open criteria that affect it, those whose answer decides most first.
    pub questions: Vec<Question>,
    /// The criteria that affect it and whose claim is not proven, in framework order.
    pub unproven: Vec<CriterionIx>,
    /// The proven points that it lacks, most first.
    pub losses: Vec<Loss>,
    /// The percentage from which it is ready.
    pub ready_at: u8,
}

impl<'a> Explanation<'a> {
    /// Explains the result of a company, focusing on its next stage.
    pub fn new(framework: &'a Framework, assessed: &'a Assessed) -> Self {
        Self::of_stage(framework, assessed, assessed.assessment.next_stage)
    }

    /// The same, focusing on one stage.
    pub fn of_stage(framework: &'a Framework, assessed: &'a Assessed, stage: Option<StageIx>) -> Self {
        let explained = |stage| StageExplanation::new(framework, assessed, stage);
        let goal = |to| Goal { to, budget: None, limit: PLAN_LIMIT };
        let criteria = framework.criterion_indices();
        let expired = criteria.filter_map(|own| Some((own, assessed.expired(framework, own)?)));
        let conflicts = conflicts(framework, &assessed.sheet, &assessed.assessment.states);
        Self {
            framework,
            assessed,
            stages: framework.stage_indices().map(explained).collect(),
            stage,
            plan: stage.map(|to| plan(framework, assessed, goal(to))),
            strengths: strengths(framework, assessed),
            expired: expired.collect(),
            conflicts: conflicts.into_iter().map(|(_, conflict)| conflict).collect(),
            actions: actions(framework, &assessed.assessment),
            programmes: fits(framework, assessed),
        }
    }

    /// The actions that help a stage, the best for the next stage first; all actions if no stage is given.
    pub fn actions_for(&self, stage: Option<StageIx>) -> Vec<&Action> {
        self.actions.iter().filter(|action| stage.is_none_or(|stage| action.helps(stage))).collect()
    }

    /// The explanation of the stage that matters most.
    pub fn focus(&self) -> Option<&StageExplanation<'a>> {
        self.stage.map(|stage| &self.stages[stage.get()])
    }

    /// The best action of each criterion, the best first.
    pub fn one_action_each(&self) -> Vec<&Action> {
        let is_first = |(at, action): &(usize, &Action)| {
            self.actions[..*at].iter().all(|other| other.criterion != action.criterion)
        };
        self.actions.iter().enumerate().filter(is_first).map(|(_, action)| action).collect()
    }

    /// The stage that matters most; where all are ready, the one with the least proven above what it needs.
    pub fn weakest(&self) -> Option<&StageExplanation<'a>> {
        self.focus().or_else(|| self.stages.iter().min_by_key(|stage| stage.margin()))
    }

    /// How many criteria count, and how many of those have an answer that counts.
    pub fn answered(&self) -> (usize, usize) {
        let counting = self.assessed.assessment.states.iter().filter(|state| state.counts());
        (counting.clone().filter(|state| !state.is_open()).count(), counting.count())
    }

    /// The facts that are not given and could change which criteria apply, in framework order.
    pub fn open_facts(&self) -> Vec<FactIx> {
        let is_open = |fact: &FactIx| self.stages.iter().any(|stage| stage.outlook.open_facts.contains(fact));
        self.framework.fact_indices().filter(is_open).collect()
    }

    /// The criteria without an answer that counts, except expired ones, in framework order.
    pub fn open(&self) -> Vec<CriterionIx> {
        let states = &self.assessed.assessment.states;
        let is_open = |own: &CriterionIx| {
            states[own.get()].is_open() && !self.expired.iter().any(|(expired, _)| expired == own)
        };
        self.framework.criterion_indices().filter(is_open).collect()
    }

    /// The unproven claims that affect any of these stages, in framework order.
    pub fn unproven(&self, stages: &[&StageExplanation<'_>]) -> Vec<CriterionIx> {
        let mut all: Vec<_> = stages.iter().flat_map(|stage| &stage.unproven).copied().collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

impl<'a> StageExplanation<'a> {
    /// The proven percentage minus the one the stage needs, in tenths; negative if it falls short.
    pub fn margin(&self) -> i32 {
        i32::from(self.result.proven().tenths()) - 10 * i32::from(self.ready_at)
    }

    fn new(framework: &'a Framework, assessed: &'a Assessed, stage: StageIx) -> Self {
        let assessment = &assessed.assessment;
        let result = &assessment.stages[stage.get()];
        let is_unproven = |criterion: &CriterionIx| {
            let state = assessment.states[criterion.get()];
            state.is_unproven() && framework.bears_on(*criterion, stage)
        };
        Self {
            framework,
            result,
            obstacles: obstacles(result, framework[stage].ready_at),
            robustness: robustness(framework, result),
            outlook: outlook(framework, &assessed.sheet, assessment, stage),
            questions: questions(framework, assessment, stage),
            unproven: framework.criterion_indices().filter(is_unproven).collect(),
            losses: losses(result, &assessment.states),
            ready_at: framework[stage].ready_at,
        }
    }
}

/// A level worth more than this percentage of a criterion's weight is a strength.
const HIGH: u8 = 50;

/// The criteria at a high level for which the sheet gives evidence, the highest and heaviest first.
fn strengths(framework: &Framework, assessed: &Assessed) -> Vec<CriterionIx> {
    let height = |own: &CriterionIx| {
        let criterion = &framework[*own];
        let value = criterion.level(assessed.assessment.states[own.get()].proven()?).value;
        let weight: u32 = criterion.weights.iter().map(|(_, weight)| weight).sum();
        (value > HIGH && assessed.sheet.answer(*own).is_backed(assessed.as_of)).then_some((value, weight))
    };
    let mut all: Vec<_> = framework.criterion_indices().filter(|own| height(own).is_some()).collect();
    all.sort_by_key(|own| Reverse(height(own)));
    all
}
