use super::{
    Action, Assessed, Fit, Obstacles, Outlook, Question, Robustness, actions, fits, obstacles, outlook,
    questions, robustness,
};
use crate::framework::{CriterionIx, Framework, StageIx};
use crate::scoring::StageResult;

/// All that there is to say of one company's result. It is worked out once, for every form in which it is shown.
#[derive(Clone, Debug)]
pub struct Explanation<'a> {
    /// The framework.
    pub framework: &'a Framework,
    /// The company.
    pub assessed: &'a Assessed,
    /// Every stage, in order.
    pub stages: Vec<StageExplanation<'a>>,
    /// Every single step up and every proof, the best for the next stage first.
    pub actions: Vec<Action>,
    /// How every programme suits, the most useful first.
    pub programmes: Vec<Fit<'a>>,
}

/// All that there is to say of one stage.
#[derive(Clone, Debug)]
pub struct StageExplanation<'a> {
    /// Its result.
    pub result: &'a StageResult,
    /// What keeps it from ready.
    pub obstacles: Obstacles<'a>,
    /// How often other weightings give the same verdict.
    pub robustness: Robustness,
    /// What the open answers can still make of it.
    pub outlook: Outlook,
    /// The open criteria that bear on it, the one whose answer tells most first.
    pub questions: Vec<Question>,
    /// The criteria that bear on it and whose claim lacks its proof, in framework order.
    pub unproven: Vec<CriterionIx>,
}

impl<'a> Explanation<'a> {
    /// Explains the result of a company.
    pub fn new(framework: &'a Framework, assessed: &'a Assessed) -> Self {
        let stage = |stage| StageExplanation::new(framework, assessed, stage);
        Self {
            framework,
            assessed,
            stages: framework.stage_indices().map(stage).collect(),
            actions: actions(framework, &assessed.assessment),
            programmes: fits(framework, assessed),
        }
    }

    /// The actions that bring a stage nearer, the best for the next stage first; without a stage all of them.
    pub fn actions_for(&self, stage: Option<StageIx>) -> Vec<&Action> {
        self.actions.iter().filter(|action| stage.is_none_or(|stage| action.helps(stage))).collect()
    }

    /// The claims without proof that bear on any of some stages, in framework order.
    pub fn unproven(&self, stages: &[&StageExplanation<'_>]) -> Vec<CriterionIx> {
        let mut all: Vec<_> = stages.iter().flat_map(|stage| &stage.unproven).copied().collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

impl<'a> StageExplanation<'a> {
    fn new(framework: &'a Framework, assessed: &'a Assessed, stage: StageIx) -> Self {
        let assessment = &assessed.assessment;
        let result = &assessment.stages[stage.get()];
        let is_unproven = |criterion: &CriterionIx| {
            let state = assessment.states[criterion.get()];
            state.is_unproven() && framework.bears_on(*criterion, stage)
        };
        Self {
            result,
            obstacles: obstacles(result, framework[stage].ready_at),
            robustness: robustness(framework, result),
            outlook: outlook(framework, &assessed.sheet, assessment, stage),
            questions: questions(framework, assessment, stage),
            unproven: framework.criterion_indices().filter(is_unproven).collect(),
        }
    }
}
