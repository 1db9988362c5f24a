use serde::Serialize;

use crate::advice::{Fit, Requirement};
use crate::framework::Need;
use crate::report::View;

/// How one programme suits.
#[derive(Debug, Serialize)]
pub(super) struct ProgrammeJson {
    id: String,
    status: &'static str,
    opens: Option<String>,
    closes: Option<String>,
    needs: Vec<NeedJson>,
    sources: Vec<String>,
    as_of: String,
}

#[derive(Debug, Serialize)]
struct NeedJson {
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    stage: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    criterion: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at_least: Option<u8>,
}

impl ProgrammeJson {
    pub(super) fn new(view: &View<'_>, fit: &Fit<'_>) -> Self {
        let framework = view.framework;
        let need = |requirement: &Requirement<'_>| {
            let state = requirement.state.id();
            let empty = NeedJson { state, stage: None, verdict: None, criterion: None, at_least: None };
            match requirement.need {
                Need::Stage(stage, verdict) => NeedJson {
                    stage: Some(framework[*stage].id.clone()),
                    verdict: Some(verdict.id()),
                    ..empty
                },
                Need::Criterion(criterion, at_least) => NeedJson {
                    criterion: Some(framework[*criterion].id.clone()),
                    at_least: Some(*at_least),
                    ..empty
                },
            }
        };
        let programme = fit.programme;
        Self {
            id: programme.id.clone(),
            status: fit.status.id(),
            opens: programme.opens.map(|date| date.to_string()),
            closes: programme.closes.map(|date| date.to_string()),
            needs: fit.requirements.iter().map(need).collect(),
            sources: programme.sources.iter().map(|citation| citation.id(framework)).collect(),
            as_of: programme.as_of.to_string(),
        }
    }
}
