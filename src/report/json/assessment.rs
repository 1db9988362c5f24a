use serde::Serialize;

use super::InputJson;
use crate::framework::{CriterionIx, Framework};
use crate::report::{Input, View};
use crate::scoring::{CriterionPoints, GateResult, Percent, StageResult, State};
use crate::source::Diagnostic;
use crate::text::Lang;

/// The version of this form.
pub(super) const FORMAT: u32 = 1;

/// The name and version of this program.
pub(super) const TOOL: &str = concat!("outside-in ", env!("CARGO_PKG_VERSION"));

/// One assessment.
#[derive(Debug, Serialize)]
pub struct AssessmentJson {
    format: u32,
    tool: &'static str,
    framework: FrameworkJson,
    as_of: String,
    input: InputJson,
    subject: Option<String>,
    #[serde(rename = "ref")]
    reference: Option<String>,
    date: Option<String>,
    reached: usize,
    next_stage: Option<String>,
    stages: Vec<StageJson>,
    notices: Vec<NoticeJson>,
}

#[derive(Debug, Serialize)]
pub(super) struct FrameworkJson {
    id: String,
    version: String,
    digest: String,
}

#[derive(Debug, Serialize)]
struct StageJson {
    id: String,
    verdict: &'static str,
    score: f64,
    proven: f64,
    possible: f64,
    points: u64,
    proven_points: u64,
    possible_points: u64,
    max_points: u64,
    ready_at: u8,
    band: Option<String>,
    gates: Vec<GateJson>,
    losses: Vec<LossJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    criteria: Option<Vec<CriterionJson>>,
}

#[derive(Debug, Serialize)]
struct GateJson {
    criterion: String,
    at_least: u8,
    status: &'static str,
    proven_status: &'static str,
}

#[derive(Debug, Serialize)]
struct LossJson {
    criterion: String,
    level: Option<u8>,
    points: u64,
}

#[derive(Debug, Serialize)]
struct CriterionJson {
    id: String,
    rubric: String,
    state: &'static str,
    level: Option<u8>,
    proven_level: Option<u8>,
    weight: u32,
    points: u64,
    max_points: u64,
}

#[derive(Debug, Serialize)]
pub(super) struct NoticeJson {
    code: &'static str,
    slug: &'static str,
    severity: &'static str,
    message: String,
    key: Option<String>,
}

impl AssessmentJson {
    /// The assessment of one company; with `detail` every criterion of every stage.
    pub fn new(view: &View<'_>, input: &Input, detail: bool) -> Self {
        let View { framework, assessed, lang } = *view;
        let (sheet, assessment) = (&assessed.sheet, &assessed.assessment);
        let stage = |result: &StageResult| StageJson::new(framework, result, &assessment.states, detail);
        Self {
            format: FORMAT,
            tool: TOOL,
            framework: FrameworkJson::new(framework),
            as_of: assessed.as_of.to_string(),
            input: input.into(),
            subject: sheet.subject.clone(),
            reference: sheet.reference.clone(),
            date: sheet.date.map(|date| date.to_string()),
            reached: assessment.reached,
            next_stage: assessment.next_stage.map(|stage| framework[stage].id.clone()),
            stages: assessment.stages.iter().map(stage).collect(),
            notices: assessed.notices.iter().map(|notice| NoticeJson::new(notice, lang)).collect(),
        }
    }
}

impl FrameworkJson {
    pub(super) fn new(framework: &Framework) -> Self {
        Self {
            id: framework.id().to_owned(),
            version: framework.version().to_owned(),
            digest: framework.digest().to_owned(),
        }
    }
}

impl StageJson {
    fn new(framework: &Framework, result: &StageResult, states: &[State], detail: bool) -> Self {
        let id = |criterion: CriterionIx| framework[criterion].id.clone();
        let stage = &framework[result.stage];
        let loss = |loss: &CriterionPoints| LossJson {
            criterion: id(loss.criterion),
            level: states[loss.criterion.get()].level(),
            points: loss.points.lost(),
        };
        let gate = |gate: &GateResult| GateJson {
            criterion: id(gate.criterion),
            at_least: gate.at_least,
            status: gate.status.id(),
            proven_status: gate.proven_status.id(),
        };
        let criterion = |own: &CriterionPoints| {
            let state = states[own.criterion.get()];
            CriterionJson {
                id: id(own.criterion),
                rubric: framework[framework[own.criterion].rubric].id.clone(),
                state: state.id(),
                level: state.level(),
                proven_level: state.proven(),
                weight: own.weight,
                points: own.points.score,
                max_points: own.points.max,
            }
        };
        let percent = Percent::as_f64;
        Self {
            id: stage.id.clone(),
            verdict: result.verdict.id(),
            score: percent(result.score()),
            proven: percent(result.proven()),
            possible: percent(result.possible()),
            points: result.points.score,
            proven_points: result.points.proven,
            possible_points: result.points.possible,
            max_points: result.points.max,
            ready_at: stage.ready_at,
            band: result.band.map(|band| framework.bands()[band].id.clone()),
            gates: result.gates.iter().map(gate).collect(),
            losses: result.losses().into_iter().take(3).map(loss).collect(),
            criteria: detail.then(|| result.criteria.iter().map(criterion).collect()),
        }
    }
}

impl NoticeJson {
    pub(super) fn new(notice: &Diagnostic, lang: Lang) -> Self {
        Self {
            code: notice.code.id,
            slug: notice.code.slug,
            severity: notice.code.severity.name(),
            message: notice.message.to(lang).to_owned(),
            key: notice.key.clone(),
        }
    }
}
