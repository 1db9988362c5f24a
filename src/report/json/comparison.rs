use serde::Serialize;

use super::InputJson;
use super::assessment::{FORMAT, FrameworkJson, NoticeJson, TOOL};
use crate::advice::{Cause, Change, CriterionChange, FactChange, PointsChange, StageChange, Standing};
use crate::framework::{ChoiceIx, CriterionIx, StageIx};
use crate::report::{ComparisonView, Input, View};
use crate::scoring::{Percent, State};

/// What `compare --format json` writes.
#[derive(Debug, Serialize)]
struct ComparisonJson {
    format: u32,
    tool: &'static str,
    regression: bool,
    old: SideJson,
    new: SideJson,
    stages: Vec<StageJson>,
    facts: Vec<FactJson>,
    criteria: Vec<CriterionJson>,
    not_carried: Vec<NoticeJson>,
}

#[derive(Debug, Serialize)]
struct SideJson {
    framework: FrameworkJson,
    as_of: String,
    input: InputJson,
    subject: Option<String>,
    #[serde(rename = "ref")]
    reference: Option<String>,
    date: Option<String>,
    reached: usize,
    next_stage: Option<String>,
    notices: Vec<NoticeJson>,
}

#[derive(Debug, Serialize)]
struct StageJson {
    id: String,
    worse: bool,
    old: Option<StandingJson>,
    new: Option<StandingJson>,
    change: ChangeJson,
    causes: Vec<CauseJson>,
}

#[derive(Debug, Serialize)]
struct StandingJson {
    verdict: &'static str,
    score: f64,
    proven: f64,
    possible: f64,
    points: u64,
    proven_points: u64,
    possible_points: u64,
    max_points: u64,
    ready_at: u8,
}

#[derive(Debug, Serialize)]
struct CauseJson {
    cause: &'static str,
    /// The verdict once this cause is taken; `null` while there is no such stage.
    verdict: Option<&'static str>,
    #[serde(flatten)]
    change: ChangeJson,
}

#[derive(Debug, Serialize)]
struct ChangeJson {
    score: f64,
    proven: f64,
    possible: f64,
    #[serde(flatten)]
    points: PointsJson,
}

#[derive(Debug, Serialize)]
struct PointsJson {
    points: i64,
    proven_points: i64,
    possible_points: i64,
    max_points: i64,
}

#[derive(Debug, Serialize)]
struct FactJson {
    id: String,
    old: Vec<String>,
    new: Vec<String>,
}

#[derive(Debug, Serialize)]
struct CriterionJson {
    id: String,
    old_id: Option<String>,
    old: Option<StateJson>,
    new: Option<StateJson>,
    evidence_added: Vec<String>,
    evidence_gone: Vec<String>,
    causes: Vec<&'static str>,
    stages: Vec<CriterionStageJson>,
}

#[derive(Debug, Serialize)]
struct StateJson {
    state: &'static str,
    level: Option<u8>,
    proven_level: Option<u8>,
}

#[derive(Debug, Serialize)]
struct CriterionStageJson {
    id: String,
    #[serde(flatten)]
    points: PointsJson,
}

/// What changed between two sheets, as pretty JSON that ends in a line break.
pub fn comparison(view: &ComparisonView<'_>, old: &Input, new: &Input) -> serde_json::Result<String> {
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

impl From<Change> for ChangeJson {
    fn from(change: Change) -> Self {
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
