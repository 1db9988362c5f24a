use schemars::JsonSchema;
use serde::Serialize;

use super::ComparisonView;
use crate::advice::{
    Cause, CriterionChange, CriterionStage, FactChange, PointsChange, RubricChange, StageChange, Standing,
    StandingChange,
};
use crate::framework::{ChoiceIx, CriterionIx, StageIx, Verdict};
use crate::report::assessment::{FORMAT, NoticeJson, PointsJson, SheetHeadJson, StandingJson, TOOL};
use crate::report::{Input, View};
use crate::scoring::{Expired, RubricPoints, State};
use crate::text::pretty_json;

/// What `compare --format json` writes.
#[derive(Serialize, JsonSchema)]
pub(crate) struct ComparisonJson<'a> {
    /// The version of this format.
    format: u32,
    /// The program that wrote it, with its version.
    tool: &'static str,
    /// Whether something got worse.
    regression: bool,
    /// The older sheet.
    old: ComparisonSideJson<'a>,
    /// The newer sheet.
    new: ComparisonSideJson<'a>,
    /// Every stage that one of the frameworks has.
    stages: Vec<ComparisonStageJson<'a>>,
    /// Every rubric that one of the frameworks has, over all stages.
    profile: Vec<ComparisonRubricJson<'a>>,
    /// The facts that changed.
    facts: Vec<ComparisonFactJson<'a>>,
    /// The criteria that changed.
    criteria: Vec<ComparisonCriterionJson<'a>>,
    /// What the new framework cannot take over from the old sheet.
    not_carried: Vec<NoticeJson<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct ComparisonSideJson<'a> {
    #[serde(flatten)]
    head: SheetHeadJson<'a>,
    /// What was left out of the answers, and other remarks.
    notices: Vec<NoticeJson<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct ComparisonStageJson<'a> {
    /// The id of the stage.
    id: &'a str,
    /// Whether it got worse.
    worse: bool,
    /// Its former state; `null` if the old framework has no such stage.
    old: Option<StandingJson>,
    /// Its current state; `null` if the new framework has no such stage.
    new: Option<StandingJson>,
    /// The total difference.
    change: StandingChange,
    /// The difference split by cause, in the order in which causes are applied; the parts add up to the total.
    causes: Vec<ComparisonCauseJson>,
}

#[derive(Serialize, JsonSchema)]
struct ComparisonCauseJson {
    /// The cause.
    cause: Cause,
    /// The verdict after applying this cause; `null` while there is no such stage.
    verdict: Option<Verdict>,
    #[serde(flatten)]
    change: StandingChange,
}

#[derive(Serialize, JsonSchema)]
struct ComparisonRubricJson<'a> {
    /// The id of the rubric.
    rubric: &'a str,
    /// Its former points; `null` if the old framework has no such rubric.
    old: Option<PointsJson>,
    /// Its current points; `null` if the new framework has no such rubric.
    new: Option<PointsJson>,
}

#[derive(Serialize, JsonSchema)]
struct ComparisonFactJson<'a> {
    /// The id of the fact.
    id: &'a str,
    /// The choices before.
    old: Vec<&'a str>,
    /// The choices now.
    new: Vec<&'a str>,
}

#[derive(Serialize, JsonSchema)]
struct ComparisonCriterionJson<'a> {
    /// The id of the criterion.
    id: &'a str,
    /// The id that the old framework has for it; `null` if it has none.
    old_id: Option<&'a str>,
    /// What counted of its answer; `null` if the old framework does not have it.
    old: Option<ComparisonStateJson>,
    /// What counts of its answer; `null` if the new framework does not have it.
    new: Option<ComparisonStateJson>,
    /// Evidence that only the new sheet names.
    evidence_added: &'a [String],
    /// Evidence that only the old sheet names.
    evidence_gone: &'a [String],
    /// What made the difference.
    causes: &'a [Cause],
    /// The difference that it makes on each stage.
    stages: Vec<ComparisonCriterionStageJson<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct ComparisonStateJson {
    /// What counts of the answer.
    state: State,
    /// The level claimed.
    level: Option<u8>,
    /// The level that counts as proven.
    proven_level: Option<u8>,
    /// Whether the level is only proposed, and nobody has confirmed it.
    proposed: bool,
    /// The answer it had, if that is too old to count; then its state is unknown.
    expired: Option<Expired>,
}

#[derive(Serialize, JsonSchema)]
struct ComparisonCriterionStageJson<'a> {
    /// The id of the stage.
    id: &'a str,
    #[serde(flatten)]
    points: PointsChange,
}

/// What changed between two sheets, as pretty JSON that ends in a line break.
pub fn json(view: &ComparisonView<'_>, old: &Input, new: &Input) -> serde_json::Result<String> {
    let ComparisonView { comparison, not_carried, .. } = *view;
    let lang = view.new.lang;
    pretty_json(&ComparisonJson {
        format: FORMAT,
        tool: TOOL,
        regression: comparison.is_regression(),
        old: side(&view.old, old),
        new: side(&view.new, new),
        stages: comparison.stages.iter().map(|change| stage(view, change)).collect(),
        profile: comparison.profile.iter().map(|change| rubric(view, *change)).collect(),
        facts: comparison.facts.iter().map(|change| fact(view, change)).collect(),
        criteria: comparison.criteria.iter().map(|change| criterion(view, change)).collect(),
        not_carried: not_carried.iter().map(|notice| NoticeJson::new(notice, lang)).collect(),
    })
}

fn side<'a>(view: &View<'a>, input: &'a Input) -> ComparisonSideJson<'a> {
    let View { assessed, lang, .. } = *view;
    ComparisonSideJson {
        head: SheetHeadJson::new(view, input),
        notices: assessed.notices.iter().map(|notice| NoticeJson::new(notice, lang)).collect(),
    }
}

fn stage<'a>(view: &ComparisonView<'a>, change: &StageChange) -> ComparisonStageJson<'a> {
    let standing = |of: &View<'_>, stage: Option<StageIx>, standing: Standing| {
        Some(StandingJson::new(standing.verdict?, standing.points, of.framework[stage?].ready_at))
    };
    let cause = |cause: Cause| ComparisonCauseJson {
        cause,
        verdict: change.after(cause).verdict,
        change: change.part(cause),
    };
    ComparisonStageJson {
        id: view.stage_id(change),
        worse: change.is_worse(),
        old: standing(&view.old, change.old, change.before()),
        new: standing(&view.new, change.new, change.current()),
        change: change.whole(),
        causes: Cause::ALL.into_iter().map(cause).collect(),
    }
}

fn rubric<'a>(
    view: &ComparisonView<'a>,
    RubricChange { old, new }: RubricChange,
) -> ComparisonRubricJson<'a> {
    let id = |of: &View<'a>, own: RubricPoints| of.framework[own.rubric].id.as_str();
    let named = new.map(|own| id(&view.new, own)).or(old.map(|own| id(&view.old, own)));
    let points = |own: RubricPoints| own.points.into();
    ComparisonRubricJson { rubric: named.unwrap_or_default(), old: old.map(points), new: new.map(points) }
}

fn fact<'a>(view: &ComparisonView<'a>, change: &FactChange) -> ComparisonFactJson<'a> {
    let fact = &view.new.framework[change.fact];
    let ids = |choices: &[ChoiceIx]| choices.iter().map(|one| &*fact.choices[one.get()].id).collect();
    ComparisonFactJson { id: &fact.id, old: ids(&change.old), new: ids(&change.new) }
}

fn criterion<'a>(view: &ComparisonView<'a>, change: &'a CriterionChange) -> ComparisonCriterionJson<'a> {
    let old_id = change.old.map(|index| &*view.old.framework[index].id);
    let id = change.new.map(|index| &*view.new.framework[index].id).or(old_id);
    let state = |side: &View<'_>, criterion: Option<CriterionIx>, state: Option<State>| {
        let state = state?;
        Some(ComparisonStateJson {
            state,
            level: state.level(),
            proven_level: state.proven(),
            proposed: state.is_proposed(),
            expired: side.assessed.expired(side.framework, criterion?),
        })
    };
    let stage = |one: &CriterionStage| ComparisonCriterionStageJson {
        id: view.stage_id(&view.comparison.stages[one.stage]),
        points: one.change,
    };
    ComparisonCriterionJson {
        id: id.unwrap_or_default(),
        old_id,
        old: state(&view.old, change.old, change.old_state),
        new: state(&view.new, change.new, change.new_state),
        evidence_added: &change.evidence_added,
        evidence_gone: &change.evidence_gone,
        causes: &change.causes,
        stages: change.stages.iter().map(stage).collect(),
    }
}
