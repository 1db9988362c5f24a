use schemars::JsonSchema;
use serde::Serialize;

use crate::advice::{Fit, Requirement};
use crate::framework::Need;
use crate::report::View;
use crate::report::names::{Day, FitName, NeedName, VerdictName};

/// How one programme suits.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct ProgrammeJson {
    /// The id of the programme.
    id: String,
    /// How it suits the company on the day of scoring.
    #[schemars(with = "FitName")]
    status: &'static str,
    /// The first day on which one can apply.
    #[schemars(with = "Option<Day>")]
    opens: Option<String>,
    /// The last day on which one can apply.
    #[schemars(with = "Option<Day>")]
    closes: Option<String>,
    /// What it needs, met or not.
    needs: Vec<NeedJson>,
    /// What this rests on, each as `source` or `source#passage`.
    sources: Vec<String>,
    /// When the sources said so.
    #[schemars(with = "Day")]
    as_of: String,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct NeedJson {
    /// Whether it is met.
    #[schemars(with = "NeedName")]
    state: &'static str,
    /// The id of the stage that must have a verdict.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    stage: Option<String>,
    /// The verdict that the stage needs at least.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "VerdictName")]
    verdict: Option<&'static str>,
    /// The id of the criterion that must be at a level.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    criterion: Option<String>,
    /// The level that the criterion needs at least.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "u8")]
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
