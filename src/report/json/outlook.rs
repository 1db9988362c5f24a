use serde::Serialize;

use crate::advice::{DRAWS, Question, Robustness, obstacles, outlook, questions, robustness};
use crate::framework::StageIx;
use crate::report::View;

/// What binds a stage.
#[derive(Debug, Serialize)]
pub(super) struct BindingJson {
    stage: String,
    gates: Vec<String>,
    only_gates: bool,
    verdict_without_gates: &'static str,
}

/// How far the verdict of a stage can be trusted.
#[derive(Debug, Serialize)]
pub(super) struct RobustnessJson {
    stage: String,
    verdict: &'static str,
    draws: u32,
    holds: u32,
    others: Vec<OtherJson>,
    hinges: Vec<HingeJson>,
}

#[derive(Debug, Serialize)]
struct OtherJson {
    verdict: &'static str,
    draws: u32,
}

#[derive(Debug, Serialize)]
struct HingeJson {
    criterion: String,
    changes_if: &'static str,
}

/// What the open answers can still make of a stage, and which to ask first.
#[derive(Debug, Serialize)]
pub(super) struct OutlookJson {
    stage: String,
    settled: bool,
    worst: &'static str,
    best: &'static str,
    open_facts: Vec<String>,
    questions: Vec<QuestionJson>,
}

#[derive(Debug, Serialize)]
struct QuestionJson {
    criterion: String,
    gate: bool,
    levels: usize,
    settling_levels: usize,
    points: u64,
}

impl BindingJson {
    pub(super) fn new(view: &View<'_>, stage: StageIx) -> Self {
        let framework = view.framework;
        let found = obstacles(&view.assessed.assessment.stages[stage.get()], framework[stage].ready_at);
        Self {
            stage: framework[stage].id.clone(),
            gates: found.gates().map(|gate| framework[gate.criterion].id.clone()).collect(),
            only_gates: found.only_gates,
            verdict_without_gates: found.without_gates.id(),
        }
    }
}

impl RobustnessJson {
    pub(super) fn new(view: &View<'_>, stage: StageIx) -> Self {
        let framework = view.framework;
        let Robustness { stage, verdict, holds, others, hinges } =
            robustness(framework, &view.assessed.assessment.stages[stage.get()]);
        let hinges = hinges.iter().map(|hinge| HingeJson {
            criterion: framework[hinge.criterion].id.clone(),
            changes_if: if hinge.heavier { "heavier" } else { "lighter" },
        });
        Self {
            stage: framework[stage].id.clone(),
            verdict: verdict.id(),
            draws: DRAWS,
            holds,
            others: others
                .iter()
                .map(|(other, draws)| OtherJson { verdict: other.id(), draws: *draws })
                .collect(),
            hinges: hinges.collect(),
        }
    }
}

impl OutlookJson {
    pub(super) fn new(view: &View<'_>, stage: StageIx) -> Self {
        let (framework, assessed) = (view.framework, view.assessed);
        let found = outlook(framework, &assessed.sheet, &assessed.assessment, stage);
        let question = |question: Question| QuestionJson {
            criterion: framework[question.criterion].id.clone(),
            gate: question.is_gate,
            levels: question.levels,
            settling_levels: question.settles,
            points: question.points,
        };
        Self {
            stage: framework[stage].id.clone(),
            settled: found.is_settled(),
            worst: found.worst.id(),
            best: found.best.id(),
            open_facts: found.open_facts.iter().map(|fact| framework[*fact].id.clone()).collect(),
            questions: questions(framework, &assessed.assessment, stage).into_iter().map(question).collect(),
        }
    }
}
