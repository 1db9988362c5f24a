use schemars::JsonSchema;
use serde::Serialize;

use crate::advice::{Plan, PlanStep};
use crate::report::assessment::AssessmentJson;
use crate::report::names::PlanName;
use crate::report::{Input, View};

/// What `plan --format json` writes.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(crate) struct PlanJson {
    /// The id of the stage that the plan leads to.
    to: String,
    /// What was found.
    #[schemars(with = "PlanName")]
    status: &'static str,
    /// Person-weeks of all steps.
    effort: u64,
    /// What to do.
    steps: Vec<StepJson>,
    /// The assessment once all steps are done; `null` without a plan.
    after: Option<AssessmentJson>,
    /// The person-weeks that were given as a limit.
    budget: Option<u64>,
    /// The id of the stage that no answers can make ready.
    blocked_by: Option<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct StepJson {
    /// The id of the criterion.
    criterion: String,
    /// The level before.
    from: u8,
    /// The level after; the same for a proof alone.
    to: u8,
    /// Whether a claim is to be proven.
    prove: bool,
    /// Person-weeks, with the proof.
    effort: u64,
    /// Calendar weeks that no effort shortens.
    lead_weeks: u64,
    /// What to do, level by level, in the language of the run.
    next: Vec<String>,
    /// The id of the first stage that needs it.
    stage: String,
    /// Whether the criterion has no answer yet.
    open: bool,
    /// The ids of the stages whose gate it opens.
    opens_gates: Vec<String>,
    /// What the criterion rests on, each as `source` or `source#passage`.
    sources: Vec<String>,
}

/// A plan as pretty JSON that ends in a line break. `view` is the company as it is now.
pub fn json(view: &View<'_>, input: &Input, plan: &Plan) -> serde_json::Result<String> {
    let framework = view.framework;
    let after = plan.after.as_ref();
    let json = PlanJson {
        to: framework[plan.goal.to].id.clone(),
        status: plan.status.id(),
        effort: plan.effort,
        steps: plan.steps.iter().map(|step| StepJson::new(view, step)).collect(),
        after: after.map(|assessed| AssessmentJson::new(&View { assessed, ..*view }, input, true)),
        budget: plan.goal.budget,
        blocked_by: plan.blocked_by.map(|stage| framework[stage].id.clone()),
    };
    Ok(serde_json::to_string_pretty(&json)? + "\n")
}

impl StepJson {
    fn new(view: &View<'_>, step: &PlanStep) -> Self {
        let framework = view.framework;
        let criterion = &framework[step.criterion];
        let language = view.language();
        let climbed = criterion.levels[usize::from(step.from)..usize::from(step.to)].iter();
        let mut next: Vec<String> = climbed
            .filter_map(|level| level.next.as_ref())
            .map(|text| text.to(language).to_owned())
            .collect();
        if step.from == step.to {
            next.extend(criterion.proof.as_ref().map(|text| text.to(language).to_owned()));
        }
        Self {
            criterion: criterion.id.clone(),
            from: step.from,
            to: step.to,
            prove: step.prove,
            effort: step.effort,
            lead_weeks: step.lead_weeks,
            next,
            stage: framework[step.stage].id.clone(),
            open: step.open,
            opens_gates: step.opens.iter().map(|stage| framework[*stage].id.clone()).collect(),
            sources: criterion.sources.iter().map(|citation| citation.id(framework)).collect(),
        }
    }
}
