use schemars::JsonSchema;
use serde::Serialize;

use crate::advice::Action;
use crate::report::View;

/// One action.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct ActionJson {
    /// The id of the criterion.
    criterion: String,
    /// The level before.
    from: u8,
    /// The level after; the same for a proof.
    to: u8,
    /// Whether it proves a claim instead of raising a level.
    prove: bool,
    /// Whether the criterion has no answer yet.
    open: bool,
    /// Person-weeks.
    effort: u32,
    /// Calendar weeks that no effort shortens.
    lead_weeks: u32,
    /// What it adds to each stage.
    gains: Vec<GainJson>,
    /// The ids of the stages whose gate it opens.
    opens_gates: Vec<String>,
    /// What to do, in the language of the run.
    next: Option<String>,
    /// What the criterion rests on, each as `source` or `source#passage`.
    sources: Vec<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct GainJson {
    /// The id of the stage.
    stage: String,
    /// Proven points that it adds.
    proven_points: u64,
}

impl ActionJson {
    pub(super) fn new(view: &View<'_>, action: &Action) -> Self {
        let framework = view.framework;
        let criterion = &framework[action.criterion];
        // A proof is described by what would count as evidence, a step by what leads to the next level.
        let next = if action.is_proof() {
            criterion.proof.as_ref()
        } else {
            criterion.level(action.from).next.as_ref()
        };
        Self {
            criterion: criterion.id.clone(),
            from: action.from,
            to: action.to,
            prove: action.is_proof(),
            open: action.open,
            effort: action.effort,
            lead_weeks: action.lead_weeks,
            gains: action
                .gains
                .iter()
                .map(|(stage, gain)| GainJson { stage: framework[*stage].id.clone(), proven_points: *gain })
                .collect(),
            opens_gates: action.opens.iter().map(|stage| framework[*stage].id.clone()).collect(),
            next: next.map(|text| text.to(view.language()).to_owned()),
            sources: criterion.sources.iter().map(|citation| citation.id(framework)).collect(),
        }
    }
}
