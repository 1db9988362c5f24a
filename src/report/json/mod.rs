//! Results as JSON, with the keys and their order that the format fixes.

mod action;
mod assessment;
mod plan;
mod programme;

pub use assessment::AssessmentJson;
pub use plan::plan;

use serde::Serialize;

use super::{Input, View};
use crate::advice::{actions, fits};
use crate::source::Diagnostic;
use crate::text::Lang;

/// A sheet that was refused.
#[derive(Debug, Serialize)]
pub struct RefusalJson {
    input: InputJson,
    code: &'static str,
    slug: &'static str,
    message: String,
}

/// Where a sheet came from.
#[derive(Clone, Debug, Serialize)]
struct InputJson {
    path: String,
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
#[derive(Debug, Serialize)]
pub struct ScoresJson {
    /// One per sheet that was scored.
    pub assessments: Vec<AssessmentJson>,
    /// One per sheet that was refused.
    pub refused: Vec<RefusalJson>,
}

/// What `explain --format json` writes: the assessment with all its criteria, then actions and programmes.
#[derive(Debug, Serialize)]
struct ExplanationJson {
    #[serde(flatten)]
    assessment: AssessmentJson,
    actions: Vec<action::ActionJson>,
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
