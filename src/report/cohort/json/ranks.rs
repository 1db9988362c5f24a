use schemars::JsonSchema;
use serde::Serialize;

use crate::advice::{Interval, Rank};
use crate::report::cohort::{CohortView, Member};
use crate::report::json::InputJson;

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct RanksJson {
    /// Under how many other weightings the companies were ranked; 0 if there are too many companies.
    draws: u32,
    /// Every company, in the order in which they were given.
    companies: Vec<CompanyJson>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct CompanyJson {
    /// Where the answers came from.
    input: InputJson,
    /// The company, as its sheet names it.
    subject: Option<String>,
    /// The sheet's own `ref`, handed through untouched.
    #[serde(rename = "ref")]
    reference: Option<String>,
    /// How many stages it has reached.
    reached: usize,
    /// Its rank by the stages reached, then by its score of the first stage that is not ready.
    overall: RankJson,
    /// Its ranks by the score of each stage.
    stages: Vec<StageRankJson>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct StageRankJson {
    /// The id of the stage.
    id: String,
    /// Its rank; `null` where the stage is not assessed.
    rank: Option<RankJson>,
}

/// A rank from 1, equal companies sharing the best.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct RankJson {
    /// The rank by the framework's weights, open answers counted as the lowest level.
    rank: usize,
    /// The 5th to the 95th percentile of its ranks under other weightings; `null` without them.
    weights: Option<IntervalJson>,
    /// The best and the worst that open answers, its own and those of others, can lead to.
    answers: IntervalJson,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct IntervalJson {
    /// The best rank.
    best: usize,
    /// The worst rank.
    worst: usize,
}

impl RanksJson {
    pub(super) fn new(view: &CohortView<'_>) -> Self {
        let companies = (0..view.members.len()).map(|position| CompanyJson::new(view, position));
        Self { draws: view.ranks.draws, companies: companies.collect() }
    }
}

impl CompanyJson {
    fn new(view: &CohortView<'_>, position: usize) -> Self {
        let Member { input, assessed } = view.members[position];
        let stages = view.framework.stages().iter().zip(&view.ranks.stages);
        Self {
            input: input.into(),
            subject: assessed.sheet.subject.clone(),
            reference: assessed.sheet.reference.clone(),
            reached: assessed.assessment.reached,
            overall: view.ranks.overall[position].into(),
            stages: stages
                .map(|(stage, ranks)| StageRankJson {
                    id: stage.id.clone(),
                    rank: ranks[position].map(RankJson::from),
                })
                .collect(),
        }
    }
}

impl From<Rank> for RankJson {
    fn from(rank: Rank) -> Self {
        Self { rank: rank.rank, weights: rank.weights.map(IntervalJson::from), answers: rank.answers.into() }
    }
}

impl From<Interval> for IntervalJson {
    fn from(interval: Interval) -> Self {
        Self { best: interval.best, worst: interval.worst }
    }
}
