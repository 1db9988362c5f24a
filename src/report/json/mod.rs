//! Results as JSON, with the keys and their order that the format fixes.

mod action;
mod assessment;
mod cohort;
mod comparison;
mod names;
mod outlook;
mod plan;
mod programme;
mod raters;

pub use assessment::AssessmentJson;
pub(crate) use assessment::{FrameworkJson, NoticeJson, head_json};
pub use cohort::cohort;
pub use comparison::comparison;
pub(crate) use names::part;
pub use plan::plan;
pub use raters::raters;

use schemars::JsonSchema;
use serde::Serialize;

use super::{Input, View};
use crate::advice::{Assessed, actions, fits};
use crate::source::Diagnostic;
use crate::text::Lang;

/// A sheet that was refused.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct RefusalJson {
    /// Where the sheet came from.
    input: InputJson,
    /// The code of the reason; it never changes its meaning.
    code: &'static str,
    /// The same in words.
    slug: &'static str,
    /// The reason with its place, in the language of the run.
    message: String,
}

/// Where a sheet came from.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct InputJson {
    /// The file as it was given, or `-`.
    path: String,
    /// The line of the sheet in a file that holds several.
    line: Option<usize>,
}

impl RefusalJson {
    /// A refusal for the first of its reasons.
    pub fn new(input: &Input, reason: &Diagnostic, lang: Lang) -> Self {
        Self {
            input: input.into(),
            code: reason.code.id,
            slug: reason.code.slug,
            message: reason.message_with_position(lang),
        }
    }
}

impl From<&Input> for InputJson {
    fn from(input: &Input) -> Self {
        Self { path: input.path.clone(), line: input.line }
    }
}

/// What `score --format json` writes.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct ScoresJson {
    /// One per sheet that was scored.
    pub assessments: Vec<AssessmentJson>,
    /// One per sheet that was refused.
    pub refused: Vec<RefusalJson>,
}

/// What `score --format json` writes, also with `--cohort`, its single results with `--format ndjson`, and what
/// `explain`, `plan` and `compare` write with `--format json`.
#[derive(JsonSchema)]
#[schemars(untagged, title = "Results of outside-in as JSON")]
#[allow(dead_code, clippy::large_enum_variant, reason = "the variants are only described")]
pub(crate) enum Output {
    /// Many sheets.
    Scores(ScoresJson),
    /// Many sheets together.
    Cohort(cohort::CohortJson),
    /// One sheet, explained.
    Explanation(ExplanationJson),
    /// A plan for one sheet.
    Plan(plan::PlanJson),
    /// One sheet.
    Assessment(AssessmentJson),
    /// One sheet that was refused.
    Refusal(RefusalJson),
    /// Two sheets, compared.
    Comparison(comparison::ComparisonJson),
    /// Sheets of several raters.
    Raters(raters::RatersJson),
}

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
pub fn explanation(view: &View<'_>, input: &Input, what_if: Option<&Assessed>) -> serde_json::Result<String> {
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
