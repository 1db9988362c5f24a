use schemars::JsonSchema;
use serde::Serialize;

use crate::advice::{DRAWS, Question, Robustness, obstacles, outlook, questions, robustness};
use crate::framework::StageIx;
use crate::report::View;
use crate::report::names::{HingeName, VerdictName};

/// What binds a stage.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct BindingJson {
    /// The id of the stage.
    stage: String,
    /// The ids of the criteria whose gates are not passed.
    gates: Vec<String>,
    /// Whether nothing but gates holds it back.
    only_gates: bool,
    /// The verdict that it would have without gates.
    #[schemars(with = "VerdictName")]
    verdict_without_gates: &'static str,
}

/// How far the verdict of a stage can be trusted.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct RobustnessJson {
    /// The id of the stage.
    stage: String,
    /// The verdict.
    #[schemars(with = "VerdictName")]
    verdict: &'static str,
    /// How many other weightings were tried.
    draws: u32,
    /// In how many of them the verdict stays the same.
    holds: u32,
    /// The other verdicts that came out.
    others: Vec<OtherJson>,
    /// The criteria whose weight decides.
    hinges: Vec<HingeJson>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct OtherJson {
    /// The verdict.
    #[schemars(with = "VerdictName")]
    verdict: &'static str,
    /// How often it came out.
    draws: u32,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct HingeJson {
    /// The id of the criterion.
    criterion: String,
    /// Whether the verdict changes if it is heavier or lighter.
    #[schemars(with = "HingeName")]
    changes_if: &'static str,
}

/// What the open answers can still make of a stage, and which to ask first.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct OutlookJson {
    /// The id of the stage.
    stage: String,
    /// Whether no open answer can change the verdict.
    settled: bool,
    /// The worst verdict that open answers can give.
    #[schemars(with = "VerdictName")]
    worst: &'static str,
    /// The best verdict that open answers can give.
    #[schemars(with = "VerdictName")]
    best: &'static str,
    /// The ids of the facts that are not given and could change what applies.
    open_facts: Vec<String>,
    /// The open criteria, the one to ask first before the others.
    questions: Vec<QuestionJson>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct QuestionJson {
    /// The id of the criterion.
    criterion: String,
    /// Whether a gate of the stage stands on it.
    gate: bool,
    /// How many levels it has.
    levels: usize,
    /// How many of them would settle the verdict.
    settling_levels: usize,
    /// Points that it can still add.
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
