use schemars::JsonSchema;
use serde::Serialize;

use super::ComparisonView;
use crate::advice::{
    Cause, CriterionChange, FactChange, PointsChange, StageChange, Standing, StandingChange,
};
use crate::framework::{ChoiceIx, CriterionIx, StageIx};
use crate::report::assessment::{FORMAT, FrameworkJson, NoticeJson, TOOL};
use crate::report::json::InputJson;
use crate::report::names::{CauseName, Day, StateName, VerdictName};
use crate::report::{Input, View};
use crate::scoring::{Percent, State};

/// What `compare --format json` writes.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(crate) struct ComparisonJson {
    /// The version of this form.
    format: u32,
    /// The program that wrote it, with its version.
    tool: &'static str,
    /// Whether something got worse.
    regression: bool,
    /// The older sheet.
    old: SideJson,
    /// The newer sheet.
    new: SideJson,
    /// Every stage that one of the frameworks has.
    stages: Vec<StageJson>,
    /// The facts that changed.
    facts: Vec<FactJson>,
    /// The criteria that changed.
    criteria: Vec<CriterionJson>,
    /// What of the old sheet the new framework has no place for.
    not_carried: Vec<NoticeJson>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "ComparisonSideJson")]
struct SideJson {
    /// The framework that was used.
    framework: FrameworkJson,
    /// The day it was scored as of.
    #[schemars(with = "Day")]
    as_of: String,
    /// Where the answers came from.
    input: InputJson,
    /// The company, as its sheet names it.
    subject: Option<String>,
    /// The sheet's own `ref`, handed through untouched.
    #[serde(rename = "ref")]
    reference: Option<String>,
    /// The day of the answers.
    #[schemars(with = "Option<Day>")]
    date: Option<String>,
    /// How many stages, from the first on, are ready without a break.
    reached: usize,
    /// The first stage that is not ready; `null` when all are.
    next_stage: Option<String>,
    /// What was left out of the answers, and what is odd.
    notices: Vec<NoticeJson>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "ComparisonStageJson")]
struct StageJson {
    /// The id of the stage.
    id: String,
    /// Whether it stands worse than before.
    worse: bool,
    /// How it stood; `null` if the old framework has no such stage.
    old: Option<StandingJson>,
    /// How it stands; `null` if the new framework has no such stage.
    new: Option<StandingJson>,
    /// The whole difference.
    change: ChangeJson,
    /// The difference split by cause, in the order in which causes are taken; the parts add up to the whole.
    causes: Vec<CauseJson>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "ComparisonStandingJson")]
struct StandingJson {
    /// The verdict.
    #[schemars(with = "VerdictName")]
    verdict: &'static str,
    /// Percent of the points, claims counted as made; rounded down to one decimal.
    #[schemars(range(min = 0, max = 100))]
    score: f64,
    /// Percent of the points, claims without their evidence counted lower.
    #[schemars(range(min = 0, max = 100))]
    proven: f64,
    /// Percent of the points, open answers counted as the top level.
    #[schemars(range(min = 0, max = 100))]
    possible: f64,
    /// Points, claims counted as made.
    points: u64,
    /// Points, claims without their evidence counted lower.
    proven_points: u64,
    /// Points, open answers counted as the top level.
    possible_points: u64,
    /// Points that can be had.
    max_points: u64,
    /// The percent that makes ready.
    ready_at: u8,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "ComparisonCauseJson")]
struct CauseJson {
    /// The cause.
    #[schemars(with = "CauseName")]
    cause: &'static str,
    /// The verdict once this cause is taken; `null` while there is no such stage.
    #[schemars(with = "Option<VerdictName>")]
    verdict: Option<&'static str>,
    #[serde(flatten)]
    change: ChangeJson,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "ComparisonChangeJson")]
struct ChangeJson {
    /// Difference of the score, in percent.
    score: f64,
    /// Difference of what is proven, in percent.
    proven: f64,
    /// Difference of what is possible, in percent.
    possible: f64,
    #[serde(flatten)]
    points: PointsJson,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "ComparisonPointsJson")]
struct PointsJson {
    /// Difference of the points, claims counted as made.
    points: i64,
    /// Difference of the points that are proven.
    proven_points: i64,
    /// Difference of the points that are possible.
    possible_points: i64,
    /// Difference of the points that can be had.
    max_points: i64,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "ComparisonFactJson")]
struct FactJson {
    /// The id of the fact.
    id: String,
    /// The choices before.
    old: Vec<String>,
    /// The choices now.
    new: Vec<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "ComparisonCriterionJson")]
struct CriterionJson {
    /// The id of the criterion.
    id: String,
    /// The id that the old framework has for it; `null` if it has none.
    old_id: Option<String>,
    /// What counted of its answer; `null` if the old framework does not have it.
    old: Option<StateJson>,
    /// What counts of its answer; `null` if the new framework does not have it.
    new: Option<StateJson>,
    /// Evidence that only the new sheet names.
    evidence_added: Vec<String>,
    /// Evidence that only the old sheet names.
    evidence_gone: Vec<String>,
    /// What made the difference.
    #[schemars(with = "Vec<CauseName>")]
    causes: Vec<&'static str>,
    /// The difference that it makes on each stage.
    stages: Vec<CriterionStageJson>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "ComparisonStateJson")]
struct StateJson {
    /// What counts of the answer.
    #[schemars(with = "StateName")]
    state: &'static str,
    /// The level claimed.
    level: Option<u8>,
    /// The level that counts as proven.
    proven_level: Option<u8>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "ComparisonCriterionStageJson")]
struct CriterionStageJson {
    /// The id of the stage.
    id: String,
    #[serde(flatten)]
    points: PointsJson,
}

/// What changed between two sheets, as pretty JSON that ends in a line break.
pub fn json(view: &ComparisonView<'_>, old: &Input, new: &Input) -> serde_json::Result<String> {
    let ComparisonView { comparison, not_carried, .. } = view;
    let lang = view.new.lang;
    let json = ComparisonJson {
        format: FORMAT,
        tool: TOOL,
        regression: comparison.is_regression(),
        old: side(&view.old, old),
        new: side(&view.new, new),
        stages: comparison.stages.iter().map(|change| stage(view, change)).collect(),
        facts: comparison.facts.iter().map(|change| fact(view, change)).collect(),
        criteria: comparison.criteria.iter().map(|change| criterion(view, change)).collect(),
        not_carried: not_carried.iter().map(|notice| NoticeJson::new(notice, lang)).collect(),
    };
    Ok(serde_json::to_string_pretty(&json)? + "\n")
}

fn side(view: &View<'_>, input: &Input) -> SideJson {
    let View { framework, assessed, lang } = *view;
    let (sheet, assessment) = (&assessed.sheet, &assessed.assessment);
    SideJson {
        framework: FrameworkJson::new(framework),
        as_of: assessed.as_of.to_string(),
        input: input.into(),
        subject: sheet.subject.clone(),
        reference: sheet.reference.clone(),
        date: sheet.date.map(|date| date.to_string()),
        reached: assessment.reached,
        next_stage: assessment.next_stage.map(|stage| framework[stage].id.clone()),
        notices: assessed.notices.iter().map(|notice| NoticeJson::new(notice, lang)).collect(),
    }
}

fn stage(view: &ComparisonView<'_>, change: &StageChange) -> StageJson {
    let standing = |of: &View<'_>, stage: Option<StageIx>, standing: Standing| {
        let [proven, score, possible] = standing.percents().map(Percent::as_f64);
        let ready_at = of.framework[stage?].ready_at;
        let points = standing.points;
        Some(StandingJson {
            verdict: standing.verdict?.id(),
            score,
            proven,
            possible,
            points: points.score,
            proven_points: points.proven,
            possible_points: points.possible,
            max_points: points.max,
            ready_at,
        })
    };
    let cause = |cause: Cause| CauseJson {
        cause: cause.id(),
        verdict: change.after(cause).verdict.map(crate::framework::Verdict::id),
        change: change.part(cause).into(),
    };
    StageJson {
        id: stage_id(view, change),
        worse: change.is_worse(),
        old: standing(&view.old, change.old, change.before()),
        new: standing(&view.new, change.new, change.current()),
        change: change.whole().into(),
        causes: Cause::ALL.into_iter().map(cause).collect(),
    }
}

fn stage_id(view: &ComparisonView<'_>, change: &StageChange) -> String {
    let new = change.new.map(|stage| &view.new.framework[stage].id);
    let old = change.old.map(|stage| &view.old.framework[stage].id);
    new.or(old).cloned().unwrap_or_default()
}

fn fact(view: &ComparisonView<'_>, change: &FactChange) -> FactJson {
    let fact = &view.new.framework[change.fact];
    let ids = |choices: &[ChoiceIx]| choices.iter().map(|one| fact.choices[one.get()].id.clone()).collect();
    FactJson { id: fact.id.clone(), old: ids(&change.old), new: ids(&change.new) }
}

fn criterion(view: &ComparisonView<'_>, change: &CriterionChange) -> CriterionJson {
    let id = |of: &View<'_>, index: Option<CriterionIx>| index.map(|index| of.framework[index].id.clone());
    let old_id = id(&view.old, change.old);
    CriterionJson {
        id: id(&view.new, change.new).or_else(|| old_id.clone()).unwrap_or_default(),
        old_id,
        old: change.old_state.map(StateJson::from),
        new: change.new_state.map(StateJson::from),
        evidence_added: change.evidence_added.clone(),
        evidence_gone: change.evidence_gone.clone(),
        causes: change.causes.iter().map(|cause| cause.id()).collect(),
        stages: change
            .stages
            .iter()
            .map(|one| CriterionStageJson {
                id: stage_id(view, &view.comparison.stages[one.stage]),
                points: one.change.into(),
            })
            .collect(),
    }
}

impl From<State> for StateJson {
    fn from(state: State) -> Self {
        Self { state: state.id(), level: state.level(), proven_level: state.proven() }
    }
}

impl From<StandingChange> for ChangeJson {
    fn from(change: StandingChange) -> Self {
        let percent = |tenths: i32| f64::from(tenths) / 10.0;
        Self {
            score: percent(change.score),
            proven: percent(change.proven),
            possible: percent(change.possible),
            points: change.points.into(),
        }
    }
}

impl From<PointsChange> for PointsJson {
    fn from(change: PointsChange) -> Self {
        Self {
            points: change.score,
            proven_points: change.proven,
            possible_points: change.possible,
            max_points: change.max,
        }
    }
}
