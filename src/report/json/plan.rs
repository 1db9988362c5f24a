use serde::Serialize;

use super::AssessmentJson;
use crate::advice::{Plan, Step};
use crate::report::{Input, View};

/// What `plan --format json` writes.
#[derive(Debug, Serialize)]
struct PlanJson {
    to: String,
    status: &'static str,
    effort: u64,
    steps: Vec<StepJson>,
    after: Option<AssessmentJson>,
    budget: Option<u64>,
    blocked_by: Option<String>,
}

#[derive(Debug, Serialize)]
struct StepJson {
    criterion: String,
    from: u8,
    to: u8,
    prove: bool,
    effort: u64,
    lead_weeks: u64,
    next: Vec<String>,
    stage: String,
    open: bool,
    opens_gates: Vec<String>,
    sources: Vec<String>,
}

/// A plan as pretty JSON that ends in a line break. `view` is the company as it is now.
pub fn plan(view: &View<'_>, input: &Input, plan: &Plan) -> serde_json::Result<String> {
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
    fn new(view: &View<'_>, step: &Step) -> Self {
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
