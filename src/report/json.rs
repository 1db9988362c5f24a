//! Parts shared by JSON documents.

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
use crate::answers::Proposal;
use crate::framework::{Citation, CriterionIx, Framework, Gate, GateIx, GateMember, StageIx};
use crate::source::Diagnostic;
use crate::text::{Lang, write_json_item, write_json_line};

/// Data about a criterion, preceded by its id.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "{T}", description = "")]
pub(super) struct OfCriterion<'a, T> {
    /// The id of the criterion.
    criterion: &'a str,
    #[serde(flatten)]
    data: &'a T,
}

impl<'a, T> OfCriterion<'a, T> {
    pub(super) fn all(
        framework: &'a Framework,
        list: &'a [T],
        criterion: fn(&T) -> CriterionIx,
    ) -> Vec<Self> {
        list.iter().map(|data| Self { criterion: &framework[criterion(data)].id, data }).collect()
    }
}

/// What identifies a gate: its criterion with the level that opens it, or its id and what it asks for.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(description = "")]
pub(super) struct GateNameJson<'a> {
    /// The id of the criterion; `null` if the gate asks for several.
    criterion: Option<&'a str>,
    /// The level that opens it; `null` if the gate asks for several criteria.
    at_least: Option<u8>,
    /// The id of the gate, if it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "&'a str")]
    id: Option<&'a str>,
    /// How many of several criteria must be at their level; left out if it asks for one alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "usize")]
    count: Option<usize>,
    /// The criteria, if it asks for several.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Vec<GateMemberJson<'a>>")]
    any_of: Option<Vec<GateMemberJson<'a>>>,
}

/// A criterion at a level, as a gate asks for it.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(description = "")]
struct GateMemberJson<'a> {
    /// The id of the criterion.
    criterion: &'a str,
    /// The lowest level that will do.
    at_least: u8,
}

impl<'a> GateNameJson<'a> {
    pub(super) fn new(framework: &'a Framework, gate: &'a Gate) -> Self {
        let only = gate.only();
        let member = |member: &GateMember| GateMemberJson {
            criterion: &framework[member.criterion].id,
            at_least: member.at_least,
        };
        Self {
            criterion: only.map(|only| framework[only.criterion].id.as_str()),
            at_least: only.map(|only| only.at_least),
            id: gate.id.as_deref(),
            count: only.is_none().then_some(gate.count),
            any_of: only.is_none().then(|| gate.members.iter().map(member).collect()),
        }
    }
}

/// Data about a gate, preceded by what identifies it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "{T}", description = "")]
pub(super) struct OfGate<'a, T> {
    #[serde(flatten)]
    gate: GateNameJson<'a>,
    #[serde(flatten)]
    data: &'a T,
}

impl<'a, T> OfGate<'a, T> {
    pub(super) fn all(framework: &'a Framework, list: &'a [T], gate: fn(&T) -> GateIx) -> Vec<Self> {
        list.iter()
            .map(|data| Self { gate: GateNameJson::new(framework, &framework[gate(data)]), data })
            .collect()
    }
}

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
    /// The same as a name.
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
    /// Its position in a JSON list, or among several tables with a question per row, from 1; only there.
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<usize>,
}

/// Who proposes a level and on what basis, as long as nobody has confirmed it.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(description = "")]
pub(super) struct ProposalJson<'a> {
    /// Who proposes it.
    proposed_by: &'a str,
    /// The words that it is based on.
    quote: Option<&'a str>,
    /// Where these words are.
    place: Option<&'a str>,
}

impl<'a> From<&'a Proposal> for ProposalJson<'a> {
    fn from(Proposal { by, quote, place }: &'a Proposal) -> Self {
        Self { proposed_by: by, quote: quote.as_deref(), place: place.as_deref() }
    }
}

impl<'a> RefusalJson<'a> {
    /// A refusal, with the first of its reasons.
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

/// Appends a refusal as one line of JSON.
pub fn write_refusal(input: &Input, reason: &Diagnostic, lang: Lang, out: &mut Vec<u8>) {
    write_json_line(&RefusalJson::new(input, reason, lang), out);
}

// [`ScoresDocument`] writes it.
/// What `score --format json` writes.
#[derive(JsonSchema)]
#[allow(dead_code, reason = "it is only described")]
pub(crate) struct ScoresJson<'a> {
    /// One per sheet that was scored.
    assessments: Vec<AssessmentJson<'a>>,
    /// One per sheet that was refused.
    refused: Vec<RefusalJson<'a>>,
}

/// Writes what `score --format json` gives, piece by piece, so that the assessments need not all be kept.
#[derive(Debug, Default)]
pub struct ScoresDocument {
    has_items: bool,
}

impl ScoresDocument {
    /// What precedes the first piece.
    pub const BEGIN: &'static str = "{\n  \"assessments\": [";

    /// Assessments as [`super::assessment::write_item`] appends them, ready to follow those before.
    pub fn piece<'b>(&mut self, items: &'b [u8]) -> &'b [u8] {
        if items.is_empty() || std::mem::replace(&mut self.has_items, true) {
            return items;
        }
        items.strip_prefix(b",").unwrap_or(items)
    }

    /// What follows the last piece.
    pub fn end(&self, refused: &[RefusalJson<'_>]) -> String {
        let mut items = Vec::new();
        for refusal in refused {
            write_json_item(refusal, &mut items);
        }
        let items = String::from_utf8_lossy(items.get(1..).unwrap_or_default());
        let close = |has_items| if has_items { "\n  ]" } else { "]" };
        format!("{},\n  \"refused\": [{items}{}\n}}\n", close(self.has_items), close(!refused.is_empty()))
    }
}

/// What `score` writes with `--format json`, also with `--cohort`, or per line with `--format ndjson`, and what
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
    /// A framework, compared with its cases.
    Calibration(CalibrationJson<'a>),
}
