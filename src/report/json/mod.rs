//! Results as JSON, with the keys and their order that the format fixes.

mod action;
mod assessment;
mod comparison;
mod names;
mod programme;
mod raters;

pub use assessment::AssessmentJson;
pub use comparison::comparison;
pub use raters::raters;

use schemars::JsonSchema;
use serde::Serialize;

use super::{Input, View};
use crate::advice::{actions, fits};
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

/// What `score --format json`, its single results with `--format ndjson`, and `explain --format json` write.
#[derive(JsonSchema)]
#[schemars(untagged, title = "Results of outside-in as JSON")]
#[allow(dead_code, reason = "the variants are only described")]
pub(crate) enum Output {
    /// Many sheets.
    Scores(ScoresJson),
    /// One sheet, explained.
    Explanation(ExplanationJson),
    /// One sheet.
    Assessment(AssessmentJson),
    /// One sheet that was refused.
    Refusal(RefusalJson),
}

/// What `explain --format json` writes: the assessment with all its criteria, then actions and programmes.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(crate) struct ExplanationJson {
    #[serde(flatten)]
    assessment: AssessmentJson,
    /// Every single step up and every proof, the best first.
    actions: Vec<action::ActionJson>,
    /// Every programme, the most useful first.
    programmes: Vec<programme::ProgrammeJson>,
}

/// The explanation of one company, as pretty JSON that ends in a line break.
pub fn explanation(view: &View<'_>, input: &Input) -> serde_json::Result<String> {
    let View { framework, assessed, .. } = view;
    let actions = actions(framework, &assessed.assessment);
    let json = ExplanationJson {
        assessment: AssessmentJson::new(view, input, true),
        actions: actions.iter().map(|one| action::ActionJson::new(view, one)).collect(),
        programmes: fits(framework, assessed)
            .iter()
            .map(|one| programme::ProgrammeJson::new(view, one))
            .collect(),
    };
    Ok(serde_json::to_string_pretty(&json)? + "\n")
}
