use std::borrow::Cow;
use std::sync::Arc;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::fragments::{Fragment, Fragments, percent};
use crate::framework::{CriterionIx, Framework, Verdict};
use crate::report::json::{GateNameJson, InputJson};
use crate::report::{Input, View};
use crate::scoring::{
    CriterionPoints, Expired, GateResult, GateStatus, Points, RubricPoints, SHOWN_LOSSES, StageResult, State,
};
use crate::source::{Diagnostic, Severity};
use crate::text::{Lang, write_json_item, write_json_line};

/// The version of this format.
pub(in crate::report) const FORMAT: u32 = 1;

/// The name and version of this program.
pub(in crate::report) const TOOL: &str = concat!("outside-in ", env!("CARGO_PKG_VERSION"));

/// One assessment.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AssessmentJson<'a> {
    /// The version of this format.
    format: u32,
    /// The program that wrote it, with its version.
    tool: &'static str,
    #[serde(flatten)]
    head: SheetHeadJson<'a>,
    /// Every stage, in order.
    stages: Vec<StageJson<'a>>,
    /// Every rubric over all stages: how well each piece of advice is followed. It affects no verdict.
    profile: Vec<RubricJson<'a>>,
    /// What was left out of the answers, and other remarks.
    #[schemars(with = "Vec<NoticeJson<'a>>")]
    notices: Vec<Fragment<'a, NoticeJson<'a>>>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::report) struct SheetHeadJson<'a> {
    /// The framework that was used.
    #[schemars(with = "FrameworkJson<'a>")]
    framework: Fragment<'a, FrameworkJson<'a>>,
    /// The date as of which it was scored.
    as_of: Date,
    /// Where the answers came from.
    input: InputJson<'a>,
    /// What is assessed, as its sheet names it.
    subject: Option<&'a str>,
    /// The sheet's own `ref`, passed through unchanged.
    #[serde(rename = "ref")]
    reference: Option<&'a str>,
    /// The day of the answers.
    date: Option<Date>,
    /// How many stages, counted from the first, are ready without a gap.
    reached: usize,
    /// The first stage that is not ready; `null` when all are.
    next_stage: Option<&'a str>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct FrameworkJson<'a> {
    /// The framework's id.
    id: &'a str,
    /// The framework's version.
    version: &'a str,
    /// The SHA-256 digest of its files.
    digest: &'a str,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::report) struct StandingJson {
    /// The verdict.
    verdict: Verdict,
    #[serde(flatten)]
    points: PointsJson,
    /// The percentage from which the stage is ready.
    ready_at: u8,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::report) struct PointsJson {
    /// Percent of the points, claims counted as made; rounded down to one decimal.
    #[schemars(with = "f64", range(min = 0, max = 100))]
    score: Fragment<'static, f64>,
    /// Percent of the points, claims without their evidence counted lower.
    #[schemars(with = "f64", range(min = 0, max = 100))]
    proven: Fragment<'static, f64>,
    /// Percent of the points, open answers counted as the top level.
    #[schemars(with = "f64", range(min = 0, max = 100))]
    possible: Fragment<'static, f64>,
    /// Points, claims counted as made.
    points: u64,
    /// Points, claims without their evidence counted lower.
    proven_points: u64,
    /// Points, open answers counted as the top level.
    possible_points: u64,
    /// Points that are possible; 0 if nothing counts.
    max_points: u64,
}

/// The score of one rubric.
#[derive(Debug, Serialize, JsonSchema)]
struct RubricJson<'a> {
    /// The id of the rubric.
    #[schemars(with = "&'a str")]
    rubric: Fragment<'a, &'a str>,
    #[serde(flatten)]
    points: PointsJson,
}

#[derive(Debug, Serialize, JsonSchema)]
struct StageJson<'a> {
    /// The id of the stage.
    #[schemars(with = "&'a str")]
    id: Fragment<'a, &'a str>,
    #[serde(flatten)]
    standing: StandingJson,
    /// The id of the band that the score is in.
    band: Option<&'a str>,
    /// The gates of this stage.
    #[schemars(with = "Vec<GateJson<'a>>")]
    gates: Vec<Fragment<'a, GateJson<'a>>>,
    /// The rubrics with weight on the stage; left out without `--detail`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Vec<RubricJson<'a>>")]
    profile: Option<Vec<RubricJson<'a>>>,
    /// The three criteria that lost most.
    #[schemars(with = "Vec<LossJson<'a>>")]
    losses: Vec<Fragment<'a, LossJson<'a>>>,
    /// Every criterion with weight on the stage; left out without `--detail`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Vec<CriterionJson<'a>>")]
    criteria: Option<Vec<CriterionJson<'a>>>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct GateJson<'a> {
    #[serde(flatten)]
    gate: GateNameJson<'a>,
    /// Its status by the levels claimed.
    status: GateStatus,
    /// Its status by the levels proven.
    proven_status: GateStatus,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct LossJson<'a> {
    /// The id of the criterion.
    criterion: &'a str,
    /// The level that counts; `null` while open.
    pub(super) level: Option<u8>,
    /// The points lost.
    points: u64,
}

#[derive(Debug, Serialize, JsonSchema)]
struct CriterionJson<'a> {
    /// The id of the criterion.
    id: &'a str,
    /// The id of its rubric.
    rubric: &'a str,
    /// What counts of its answer.
    state: State,
    /// The level claimed.
    level: Option<u8>,
    /// The level that counts as proven.
    proven_level: Option<u8>,
    /// Whether its level is only proposed, and nobody has confirmed it.
    proposed: bool,
    /// The answer it had, if that is too old to count; then its state is unknown.
    expired: Option<Expired>,
    /// Its weight on the stage.
    weight: u32,
    /// Its points.
    points: u64,
    /// The points that it can have; 0 if it does not count.
    max_points: u64,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct NoticeJson<'a> {
    /// The code of this kind of notice; it never changes its meaning.
    code: &'static str,
    /// The same as a name.
    slug: &'static str,
    /// How serious it is.
    severity: Severity,
    /// The notice, in the language of the run.
    message: Cow<'a, str>,
    /// The key in the sheet that it is about, such as `answers.ID`.
    key: Option<&'a str>,
}

impl<'a> AssessmentJson<'a> {
    /// The assessment of one sheet; with `detail` every criterion of every stage.
    pub fn new(view: &View<'a>, input: &'a Input, detail: bool) -> Self {
        Self::with(view, input, detail, None)
    }

    /// With fragments for the parts that other assessments share.
    fn with(view: &View<'a>, input: &'a Input, detail: bool, fragments: Option<&'a Fragments<'a>>) -> Self {
        let View { framework, assessed, lang } = *view;
        let assessment = &assessed.assessment;
        let stage = |result: &'a StageResult| StageJson::new(view, result, detail, fragments);
        let notice = |notice: &'a Arc<Diagnostic>| match fragments {
            Some(fragments) => fragments.notice(notice),
            None => Fragment::New(NoticeJson::new(notice, lang)),
        };
        let mut head = SheetHeadJson::new(view, input);
        if let Some(fragments) = fragments {
            head.framework = fragments.framework();
        }
        Self {
            format: FORMAT,
            tool: TOOL,
            head,
            stages: assessment.stages.iter().map(stage).collect(),
            profile: RubricJson::all(framework, &assessment.profile, fragments),
            notices: assessed.notices.iter().map(notice).collect(),
        }
    }
}

/// Appends an assessment to the list of a [`crate::report::json::ScoresDocument`].
pub fn write_item(view: &View<'_>, input: &Input, detail: bool, out: &mut Vec<u8>) {
    write_json_item(&AssessmentJson::new(view, input, detail), out);
}

/// Appends an assessment as one line of JSON.
pub fn write_assessment(
    view: &View<'_>,
    input: &Input,
    detail: bool,
    fragments: &mut Fragments<'_>,
    out: &mut Vec<u8>,
) {
    fragments.prepare(&view.assessed.notices);
    write_json_line(&AssessmentJson::with(view, input, detail, Some(fragments)), out);
}

impl<'a> SheetHeadJson<'a> {
    pub(in crate::report) fn new(view: &View<'a>, input: &'a Input) -> Self {
        let View { framework, assessed, .. } = *view;
        let (sheet, assessment) = (&assessed.sheet, &assessed.assessment);
        Self {
            framework: Fragment::New(FrameworkJson::new(framework)),
            as_of: assessed.as_of,
            input: input.into(),
            subject: sheet.subject.as_deref(),
            reference: sheet.reference.as_deref(),
            date: sheet.date,
            reached: assessment.reached,
            next_stage: assessment.next_stage.map(|stage| framework[stage].id.as_str()),
        }
    }
}

impl StandingJson {
    pub(in crate::report) fn new(verdict: Verdict, points: Points, ready_at: u8) -> Self {
        Self { verdict, points: points.into(), ready_at }
    }
}

impl From<Points> for PointsJson {
    fn from(points: Points) -> Self {
        let [proven, score, possible] = points.percents().map(percent);
        Self {
            score,
            proven,
            possible,
            points: points.score,
            proven_points: points.proven,
            possible_points: points.possible,
            max_points: points.max,
        }
    }
}

impl<'a> RubricJson<'a> {
    fn all(
        framework: &'a Framework,
        profile: &[RubricPoints],
        fragments: Option<&'a Fragments<'a>>,
    ) -> Vec<Self> {
        let rubric = |own: &RubricPoints| Self {
            rubric: match fragments {
                Some(fragments) => fragments.rubric(own.rubric),
                None => Fragment::New(&framework[own.rubric].id),
            },
            points: own.points.into(),
        };
        profile.iter().map(rubric).collect()
    }
}

impl<'a> FrameworkJson<'a> {
    pub(crate) fn new(framework: &'a Framework) -> Self {
        Self { id: framework.id(), version: framework.version(), digest: framework.digest() }
    }
}

impl<'a> StageJson<'a> {
    fn new(
        view: &View<'a>,
        result: &StageResult,
        detail: bool,
        fragments: Option<&'a Fragments<'a>>,
    ) -> Self {
        let View { framework, assessed, .. } = *view;
        let states = &assessed.assessment.states;
        let id = |criterion: CriterionIx| framework[criterion].id.as_str();
        let stage = &framework[result.stage];
        let loss = |loss: &CriterionPoints| {
            let (criterion, level) = (loss.criterion, states[loss.criterion.get()].level());
            let json = LossJson { criterion: id(criterion), level, points: loss.points.lost() };
            match fragments {
                Some(fragments) => fragments.loss(result.stage, json, criterion),
                None => Fragment::New(json),
            }
        };
        let gate = |(position, gate): (usize, &GateResult)| match fragments {
            Some(fragments) => fragments.gate(result.stage, position, *gate),
            None => Fragment::New(GateJson::new(framework, *gate)),
        };
        let criterion = |own: &CriterionPoints| {
            let state = states[own.criterion.get()];
            CriterionJson {
                id: id(own.criterion),
                rubric: framework[framework[own.criterion].rubric].id.as_str(),
                state,
                level: state.level(),
                proven_level: state.proven(),
                proposed: state.is_proposed(),
                expired: assessed.expired(framework, own.criterion),
                weight: own.weight,
                points: own.points.score,
                max_points: own.points.max,
            }
        };
        Self {
            id: match fragments {
                Some(fragments) => fragments.stage(result.stage),
                None => Fragment::New(&stage.id),
            },
            standing: StandingJson::new(result.verdict, result.points, stage.ready_at),
            band: result.band.map(|band| framework.bands()[band].id.as_str()),
            gates: result.gates.iter().enumerate().map(gate).collect(),
            profile: detail.then(|| RubricJson::all(framework, &result.profile, fragments)),
            losses: result.losses(SHOWN_LOSSES).into_iter().map(loss).collect(),
            criteria: detail.then(|| result.criteria.iter().map(criterion).collect()),
        }
    }
}

impl<'a> GateJson<'a> {
    pub(super) fn new(framework: &'a Framework, gate: GateResult) -> Self {
        Self {
            gate: GateNameJson::new(framework, &framework[gate.gate]),
            status: gate.status,
            proven_status: gate.proven_status,
        }
    }
}

impl<'a> NoticeJson<'a> {
    pub(crate) fn new(notice: &'a Diagnostic, lang: Lang) -> Self {
        // In a row, the key alone is not enough to find a wrong answer.
        let in_row = notice.is_error() && notice.place.as_ref().is_some_and(|place| place.file.is_row());
        Self {
            code: notice.code.id,
            slug: notice.code.slug,
            severity: notice.code.severity,
            message: if in_row {
                Cow::Owned(notice.message_with_position(lang))
            } else {
                Cow::Borrowed(notice.message.to(lang))
            },
            key: notice.key.as_deref(),
        }
    }
}
