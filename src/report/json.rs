//! What the documents in JSON share.

use schemars::JsonSchema;
use serde::Serialize;

use super::Input;
use super::assessment::AssessmentJson;
use super::calibrate::CalibrationJson;
use super::cohort::CohortJson;
use super::compare::ComparisonJson;
use super::explain::ExplanationJson;
use super::plan::PlanJson;
use super::raters::RatersJson;
use crate::framework::{Citation, CriterionIx, Framework, StageIx};
use crate::source::Diagnostic;
use crate::text::{Lang, write_json_line};

/// Something about a criterion, behind its id.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "{T}", description = "")]
pub(super) struct OfCriterion<'a, T> {
    /// The id of the criterion.
    criterion: &'a str,
    #[serde(flatten)]
    data: &'a T,
}

impl<'a, T> OfCriterion<'a, T> {
    /// All of a list, each with its criterion.
    pub(super) fn all(
        framework: &'a Framework,
        list: &'a [T],
        criterion: fn(&T) -> CriterionIx,
    ) -> Vec<Self> {
        list.iter().map(|data| Self { criterion: &framework[criterion(data)].id, data }).collect()
    }
}

/// The ids of stages.
pub(super) fn stage_ids<'a>(framework: &'a Framework, stages: &[StageIx]) -> Vec<&'a str> {
    stages.iter().map(|stage| &*framework[*stage].id).collect()
}

/// Citations, each as `source` or `source#passage`.
pub(super) fn source_ids(framework: &Framework, citations: &[Citation]) -> Vec<String> {
    citations.iter().map(|citation| citation.id(framework)).collect()
}

/// A sheet that was refused.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RefusalJson<'a> {
    /// Where the sheet came from.
    input: InputJson<'a>,
    /// The code of the reason; it never changes its meaning.
    code: &'static str,
    /// The same in words.
    slug: &'static str,
    /// The reason with its place, in the language of the run.
    message: String,
}

/// Where a sheet came from.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(super) struct InputJson<'a> {
    /// The file as it was given, or `-`.
    path: &'a str,
    /// The line of the sheet in a file that holds several.
    line: Option<usize>,
    /// Its number in a list of JSON, from 1; only there.
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<usize>,
}

impl<'a> RefusalJson<'a> {
    /// A refusal for the first of its reasons.
    pub fn new(input: &'a Input, reason: &Diagnostic, lang: Lang) -> Self {
        Self {
            input: input.into(),
            code: reason.code.id,
            slug: reason.code.slug,
            message: reason.message_with_position(lang),
        }
    }
}

impl<'a> From<&'a Input> for InputJson<'a> {
    fn from(input: &'a Input) -> Self {
        Self { path: &input.path, line: input.line, item: input.item }
    }
}

/// Adds a refusal as one line of JSON.
pub fn write_refusal(input: &Input, reason: &Diagnostic, lang: Lang, out: &mut Vec<u8>) {
    write_json_line(&RefusalJson::new(input, reason, lang), out);
}

/// What `score --format json` writes.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ScoresJson<'a> {
    /// One per sheet that was scored.
    pub assessments: Vec<AssessmentJson<'a>>,
    /// One per sheet that was refused.
    pub refused: Vec<RefusalJson<'a>>,
}

/// What `score --format json` writes, also with `--cohort`, its single results with `--format ndjson`, and what
/// `explain`, `plan`, `compare` and `calibrate` write with `--format json`.
#[derive(JsonSchema)]
#[schemars(untagged, title = "Results of outside-in as JSON")]
#[allow(dead_code, clippy::large_enum_variant, reason = "the variants are only described")]
pub(crate) enum Output<'a> {
    /// Many sheets.
    Scores(ScoresJson<'a>),
    /// Many sheets together.
    Cohort(CohortJson<'a>),
    /// One sheet, explained.
    Explanation(ExplanationJson<'a>),
    /// A plan for one sheet.
    Plan(PlanJson<'a>),
    /// One sheet.
    Assessment(AssessmentJson<'a>),
    /// One sheet that was refused.
    Refusal(RefusalJson<'a>),
    /// Two sheets, compared.
    Comparison(ComparisonJson<'a>),
    /// Sheets of several raters.
    Raters(RatersJson<'a>),
    /// A framework, held against its cases.
    Calibration(CalibrationJson<'a>),
}
