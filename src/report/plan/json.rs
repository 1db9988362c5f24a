use schemars::JsonSchema;
use serde::Serialize;

use crate::advice::{Plan, PlanStatus, PlanStep};
use crate::report::assessment::AssessmentJson;
use crate::report::json::{source_ids, stage_ids};
use crate::report::{Input, Localized, View};
use crate::text::pretty_json;

/// What `plan --format json` writes.
#[derive(Serialize, JsonSchema)]
pub(crate) struct PlanJson<'a> {
    /// The id of the stage that the plan leads to.
    to: &'a str,
    /// What was found.
    status: PlanStatus,
    /// The effort of all steps, in the unit of the framework.
    effort: u64,
    /// Calendar weeks from start to end: if each step has its own person, and if one person does all of them.
    weeks: [u64; 2],
    /// What to do.
    steps: Vec<StepJson<'a>>,
    /// The assessment once all steps are done; `null` without a plan.
    after: Option<AssessmentJson<'a>>,
    /// The limit on effort that was given.
    budget: Option<u64>,
    /// The id of the stage that no answers can make ready.
    blocked_by: Option<&'a str>,
    /// The unit of effort, in the language of the run: usually person-weeks; steps if the framework gives no effort.
    effort_unit: &'a str,
}

#[derive(Serialize, JsonSchema)]
struct StepJson<'a> {
    /// The id of the criterion.
    criterion: &'a str,
    /// The level before.
    from: u8,
    /// The level after; the same for a proof alone.
    to: u8,
    /// Whether a claim is to be proven.
    prove: bool,
    /// Its effort with the proof, in the same unit.
    effort: u64,
    /// Calendar weeks that no effort shortens: from and to.
    lead_weeks: [u64; 2],
    /// What to do, level by level, in the language of the run.
    next: Vec<&'a str>,
    /// The id of the first stage that needs it.
    stage: &'a str,
    /// Whether the criterion has no answer yet.
    open: bool,
    /// Whether its level is only proposed, and is to be confirmed; that is part of its effort.
    proposed: bool,
    /// The ids of the stages whose gate it opens.
    opens_gates: Vec<&'a str>,
    /// What the criterion is based on, each as `source` or `source#passage`.
    sources: Vec<String>,
}

impl<'a> PlanJson<'a> {
    /// A plan; `view` is the current state of the company.
    pub(crate) fn new(view: &View<'a>, input: &'a Input, plan: &'a Plan) -> Self {
        let View { framework, .. } = *view;
        let after = plan.after.as_ref();
        Self {
            to: &framework[plan.goal.to].id,
            status: plan.status,
            effort: plan.effort,
            weeks: plan.weeks().into(),
            steps: plan.steps.iter().map(|one| step(view.text(), one)).collect(),
            after: after.map(|assessed| AssessmentJson::new(&View { assessed, ..*view }, input, true)),
            budget: plan.goal.budget,
            blocked_by: plan.blocked_by.map(|stage| &*framework[stage].id),
            effort_unit: framework.effort_unit(view.lang),
        }
    }
}

/// A plan as pretty JSON that ends in a line break. `view` is the current state of the company.
pub fn json(view: &View<'_>, input: &Input, plan: &Plan) -> serde_json::Result<String> {
    pretty_json(&PlanJson::new(view, input, plan))
}

fn step<'a>(text: Localized<'a>, step: &PlanStep) -> StepJson<'a> {
    let Localized { framework, .. } = text;
    let criterion = &framework[step.criterion];
    let proof = criterion.proof_of(step.to).filter(|_| step.is_proof());
    StepJson {
        criterion: &criterion.id,
        from: step.from,
        to: step.to,
        prove: step.prove,
        effort: step.effort,
        lead_weeks: step.lead_weeks.into(),
        next: step.next(framework).chain(proof).map(|next| text.of(next)).collect(),
        stage: &framework[step.stage].id,
        open: step.open,
        proposed: step.proposed,
        opens_gates: stage_ids(framework, &step.opens),
        sources: source_ids(framework, &criterion.sources),
    }
}
