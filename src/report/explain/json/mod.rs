mod action;
mod outlook;
mod programme;

use schemars::JsonSchema;
use serde::Serialize;

use crate::advice::{Assessed, actions, fits};
use crate::report::assessment::AssessmentJson;
use crate::report::{Input, View};

/// What `explain --format json` writes: the assessment with all its criteria, then actions, programmes,
/// and per stage what binds it, how far its verdict can be trusted and what open answers can still change.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(crate) struct ExplanationJson {
    #[serde(flatten)]
    assessment: AssessmentJson,
    /// Every single step up and every proof, the best first.
    actions: Vec<action::ActionJson>,
    /// Every programme, the most useful first.
    programmes: Vec<programme::ProgrammeJson>,
    /// Per stage what binds it.
    binding: Vec<outlook::BindingJson>,
    /// Per stage how often other weightings give the same verdict.
    robustness: Vec<outlook::RobustnessJson>,
    /// Per stage what open answers can still change.
    outlook: Vec<outlook::OutlookJson>,
    /// The assessment with the changes of `--set`; `null` without them.
    what_if: Option<AssessmentJson>,
}

/// The explanation of one company, as pretty JSON that ends in a line break; with `what_if` also the assessment
/// that some changes would give.
pub fn json(view: &View<'_>, input: &Input, what_if: Option<&Assessed>) -> serde_json::Result<String> {
    let View { framework, assessed, .. } = view;
    let stages = || framework.stage_indices();
    let actions = actions(framework, &assessed.assessment);
    let json = ExplanationJson {
        assessment: AssessmentJson::new(view, input, true),
        actions: actions.iter().map(|one| action::ActionJson::new(view, one)).collect(),
        programmes: fits(framework, assessed)
            .iter()
            .map(|one| programme::ProgrammeJson::new(view, one))
            .collect(),
        binding: stages().map(|stage| outlook::BindingJson::new(view, stage)).collect(),
        robustness: stages().map(|stage| outlook::RobustnessJson::new(view, stage)).collect(),
        outlook: stages().map(|stage| outlook::OutlookJson::new(view, stage)).collect(),
        what_if: what_if.map(|assessed| AssessmentJson::new(&View { assessed, ..*view }, input, true)),
    };
    Ok(serde_json::to_string_pretty(&json)? + "\n")
}
