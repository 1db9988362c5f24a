use serde::Serialize;

use crate::advice::Action;
use crate::report::View;

/// One action.
#[derive(Debug, Serialize)]
pub(super) struct ActionJson {
    criterion: String,
    from: u8,
    to: u8,
    prove: bool,
    open: bool,
    effort: u32,
    lead_weeks: u32,
    gains: Vec<GainJson>,
    opens_gates: Vec<String>,
    next: Option<String>,
    sources: Vec<String>,
}

#[derive(Debug, Serialize)]
struct GainJson {
    stage: String,
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
