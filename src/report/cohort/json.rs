use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::{CohortView, Member};
use crate::advice::{
    Claims, CohortGroup, GateSummary, GroupStage, Groups, ItemPair, ItemSummary, Items, LossSummary,
    Quartiles, Rank, RubricSummary, Share, StageSummary,
};
use crate::framework::{Framework, Verdict};
use crate::report::assessment::{FORMAT, FrameworkJson, TOOL};
use crate::report::json::{InputJson, OfCriterion, OfGate, RefusalJson};
use crate::text::pretty_json;

/// What `score --cohort --format json` writes.
#[derive(Serialize, JsonSchema)]
pub(crate) struct CohortJson<'a> {
    /// The version of this format.
    format: u32,
    /// The program that wrote it, with its version.
    tool: &'static str,
    /// The framework that was used.
    framework: FrameworkJson<'a>,
    /// The date as of which it was scored.
    as_of: Date,
    /// How many companies were scored: just the sheets given, not a benchmark.
    companies: usize,
    /// How many companies have reached how many stages, from none to all.
    reached: Vec<ReachedJson>,
    /// What is claimed and not proven.
    claims: Claims,
    /// Every stage, in order.
    stages: Vec<CohortStageJson<'a>>,
    /// Every rubric over all stages: how well each piece of advice is followed.
    profile: Vec<CohortRubricJson<'a>>,
    /// The companies by a fact; `null` without `--by`.
    groups: Option<GroupsJson<'a>>,
    /// The ranks.
    ranks: RanksJson<'a>,
    /// How well the criteria tell companies apart; `null` without `--items`.
    items: Option<ItemsJson<'a>>,
    /// One per sheet that was refused; it is not counted.
    refused: Vec<RefusalJson<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct ReachedJson {
    /// How many stages, counted from the first, are ready without a gap.
    stages: usize,
    /// How many companies have reached exactly this many.
    companies: usize,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "StageJson")]
struct CohortStageJson<'a> {
    /// The id of the stage.
    id: &'a str,
    /// The percentage from which the stage is ready.
    ready_at: u8,
    /// In how many companies it is assessed.
    assessed: usize,
    /// How many companies have each verdict, the best first.
    verdicts: Vec<VerdictJson>,
    /// How many scores fall into each tenth, from 0; a score on a boundary counts in the upper one, 100 in the last.
    bins: &'a [usize],
    /// The scores, claims counted as made; `null` where nothing is assessed.
    score: Option<Quartiles>,
    /// What is proven.
    proven: Option<Quartiles>,
    /// What is possible.
    possible: Option<Quartiles>,
    /// Its gates, those that fail most often first.
    gates: Vec<OfGate<'a, GateSummary>>,
    /// The criteria with weight on the stage, the one that loses most points first.
    losses: Vec<OfCriterion<'a, LossSummary>>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "RubricJson")]
struct CohortRubricJson<'a> {
    /// The id of the rubric.
    rubric: &'a str,
    /// In how many companies any of it counts.
    assessed: usize,
    /// The scores, claims counted as made; `null` where nothing counts.
    score: Option<Quartiles>,
    /// What is proven.
    proven: Option<Quartiles>,
    /// What is possible.
    possible: Option<Quartiles>,
}

#[derive(Serialize, JsonSchema)]
struct VerdictJson {
    /// The verdict.
    verdict: Verdict,
    /// How many companies have it.
    companies: usize,
}

#[derive(Serialize, JsonSchema)]
struct GroupsJson<'a> {
    /// The id of the fact.
    fact: &'a str,
    /// Whether a company can be in several groups.
    overlap: bool,
    /// By choice, ending with the companies that do not give the fact.
    groups: Vec<GroupJson<'a>>,
    /// How many groups of fewer than five companies are left out.
    hidden: usize,
}

#[derive(Serialize, JsonSchema)]
struct GroupJson<'a> {
    /// The id of the choice; `null` for those that do not give the fact.
    choice: Option<&'a str>,
    /// How many companies there are.
    companies: usize,
    /// How many of them have reached how many stages.
    reached: Vec<ReachedJson>,
    /// Every stage, in order.
    stages: Vec<GroupStageJson<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct GroupStageJson<'a> {
    /// The id of the stage.
    id: &'a str,
    /// In how many companies it is assessed.
    assessed: usize,
    /// How many companies have each verdict, the best first.
    verdicts: Vec<VerdictJson>,
    /// The median score in percent; `null` where nothing is assessed.
    median: Option<Share>,
}

#[derive(Serialize, JsonSchema)]
struct RanksJson<'a> {
    /// Under how many other weightings the companies were ranked; 0 if there are too many companies.
    draws: u32,
    /// Every company, in the order in which they were given.
    companies: Vec<CompanyJson<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct CompanyJson<'a> {
    /// Where the answers came from.
    input: InputJson<'a>,
    /// What is assessed, as its sheet names it.
    subject: Option<&'a str>,
    /// The sheet's own `ref`, passed through unchanged.
    #[serde(rename = "ref")]
    reference: Option<&'a str>,
    /// How many stages it has reached.
    reached: usize,
    /// Its rank by the stages reached, then by its score of the first stage that is not ready.
    overall: Rank,
    /// Its ranks by the score of each stage.
    stages: Vec<StageRankJson<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct StageRankJson<'a> {
    /// The id of the stage.
    id: &'a str,
    /// Its rank; `null` where the stage is not assessed.
    rank: Option<Rank>,
}

/// What the answers of a cohort say about the criteria.
#[derive(Serialize, JsonSchema)]
struct ItemsJson<'a> {
    /// Every criterion, in framework order.
    criteria: Vec<ItemJson<'a>>,
    /// The pairs of criteria whose levels go together in at least five companies, the closest first.
    pairs: Vec<PairJson<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct ItemJson<'a> {
    /// The id of the criterion.
    criterion: &'a str,
    /// How many companies claim each level, the lowest first.
    levels: &'a [usize],
    /// How many do not know, or answered too long ago.
    unknown: usize,
    /// How many of these have an answer that has expired.
    expired: usize,
    /// How many do not answer.
    unanswered: usize,
    /// How many say that it does not apply.
    not_applicable: usize,
    /// How many are not asked.
    skipped: usize,
    /// Whether all who answer are at the top level.
    nobody_fails: bool,
    /// Whether all who answer are below the gate, or without one at the lowest level.
    nobody_passes: bool,
    /// In how many companies this answer alone, as the lowest or as the proven top level, would change a verdict.
    decides: usize,
    /// Whether it counts somewhere but decides nowhere.
    never_decides: bool,
    /// The levels that nobody has; none if nobody answers.
    unused_levels: Vec<usize>,
}

#[derive(Serialize, JsonSchema)]
struct PairJson<'a> {
    /// The ids of the two criteria.
    criteria: Vec<&'a str>,
    /// How many companies answer both with a level.
    companies: usize,
    /// Whether all of them are at the same level of both.
    identical: bool,
    /// Kendall's tau-b of the levels, rounded down to three decimals.
    #[schemars(range(min = 0, max = 1))]
    tau: f64,
}

/// A cohort, as pretty JSON that ends in a line break.
pub fn json(view: &CohortView<'_>) -> serde_json::Result<String> {
    let CohortView { framework, as_of, refused, cohort, groups, items, lang, .. } = *view;
    pretty_json(&CohortJson {
        format: FORMAT,
        tool: TOOL,
        framework: FrameworkJson::new(framework),
        as_of,
        companies: cohort.companies,
        reached: reached(&cohort.reached),
        claims: cohort.claims,
        stages: cohort.stages.iter().map(|one| stage(framework, one)).collect(),
        profile: cohort.profile.iter().map(|one| rubric(framework, one)).collect(),
        groups: groups.map(|found| by_group(framework, found)),
        ranks: ranks(view),
        items: items.map(|found| by_item(framework, found)),
        refused: refused.iter().map(|(input, reason)| RefusalJson::new(input, reason, lang)).collect(),
    })
}

fn reached(counts: &[usize]) -> Vec<ReachedJson> {
    let counts = counts.iter().copied().enumerate();
    counts.map(|(stages, companies)| ReachedJson { stages, companies }).collect()
}

fn verdicts(counts: &[usize]) -> Vec<VerdictJson> {
    let all = Verdict::ALL.into_iter().zip(counts).rev();
    all.map(|(verdict, companies)| VerdictJson { verdict, companies: *companies }).collect()
}

fn stage<'a>(framework: &'a Framework, stage: &'a StageSummary) -> CohortStageJson<'a> {
    CohortStageJson {
        id: &framework[stage.stage].id,
        ready_at: framework[stage.stage].ready_at,
        assessed: stage.assessed,
        verdicts: verdicts(&stage.verdicts),
        bins: &stage.bins,
        score: stage.score,
        proven: stage.proven,
        possible: stage.possible,
        gates: OfGate::all(framework, &stage.gates, |gate| gate.gate),
        losses: OfCriterion::all(framework, &stage.losses, |loss| loss.criterion),
    }
}

fn rubric<'a>(framework: &'a Framework, rubric: &RubricSummary) -> CohortRubricJson<'a> {
    let RubricSummary { rubric, assessed, score, proven, possible, .. } = *rubric;
    CohortRubricJson { rubric: &framework[rubric].id, assessed, score, proven, possible }
}

fn by_group<'a>(framework: &'a Framework, groups: &Groups) -> GroupsJson<'a> {
    let fact = &framework[groups.fact];
    let stage = |stage: &GroupStage| GroupStageJson {
        id: &framework[stage.stage].id,
        assessed: stage.assessed,
        verdicts: verdicts(&stage.verdicts),
        median: stage.median,
    };
    let group = |group: &CohortGroup| GroupJson {
        choice: group.choice.map(|choice| &*fact.choices[choice.get()].id),
        companies: group.companies,
        reached: reached(&group.reached),
        stages: group.stages.iter().map(stage).collect(),
    };
    GroupsJson {
        fact: &fact.id,
        overlap: groups.overlap,
        groups: groups.groups.iter().map(group).collect(),
        hidden: groups.hidden,
    }
}

fn ranks<'a>(view: &CohortView<'a>) -> RanksJson<'a> {
    let CohortView { framework, members, ranks, .. } = *view;
    let stage_ranks = |position: usize| {
        let stages = framework.stages().iter().zip(&ranks.stages);
        stages.map(|(stage, ranks)| StageRankJson { id: &stage.id, rank: ranks[position] }).collect()
    };
    let company = |(position, Member { input, assessed }): (usize, &Member<'a>)| CompanyJson {
        input: (*input).into(),
        subject: assessed.sheet.subject.as_deref(),
        reference: assessed.sheet.reference.as_deref(),
        reached: assessed.assessment.reached,
        overall: ranks.overall[position],
        stages: stage_ranks(position),
    };
    RanksJson { draws: ranks.draws, companies: members.iter().enumerate().map(company).collect() }
}

fn by_item<'a>(framework: &'a Framework, items: &'a Items) -> ItemsJson<'a> {
    let item = |item: &'a ItemSummary| ItemJson {
        criterion: &framework[item.criterion].id,
        levels: &item.levels,
        unknown: item.unknown,
        expired: item.expired,
        unanswered: item.unanswered,
        not_applicable: item.not_applicable,
        skipped: item.skipped,
        nobody_fails: item.nobody_fails(),
        nobody_passes: item.nobody_passes(),
        decides: item.decides,
        never_decides: item.never_decides(),
        unused_levels: item.unused_levels(),
    };
    let pair = |pair: &ItemPair| PairJson {
        criteria: [pair.one, pair.other].map(|criterion| &*framework[criterion].id).to_vec(),
        companies: pair.companies,
        identical: pair.identical,
        tau: f64::from(pair.tau) / 1000.0,
    };
    ItemsJson {
        criteria: items.criteria.iter().map(item).collect(),
        pairs: items.pairs.iter().map(pair).collect(),
    }
}
