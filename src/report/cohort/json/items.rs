use schemars::JsonSchema;
use serde::Serialize;

use crate::advice::{ItemPair, ItemSummary, Items};
use crate::framework::Framework;

/// What the answers of a cohort tell of the criteria.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct ItemsJson {
    /// Every criterion, in framework order.
    criteria: Vec<ItemJson>,
    /// The pairs of criteria whose levels go together in at least five companies, the closest first.
    pairs: Vec<PairJson>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct ItemJson {
    /// The id of the criterion.
    criterion: String,
    /// How many companies claim each level, the lowest first.
    levels: Vec<usize>,
    /// How many do not know, or answered too long ago.
    unknown: usize,
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
    /// Whether it counts somewhere and decides nowhere.
    never_decides: bool,
    /// The levels at which nobody is; none if nobody answers.
    unused_levels: Vec<usize>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct PairJson {
    /// The ids of the two criteria.
    criteria: Vec<String>,
    /// How many companies answer both with a level.
    companies: usize,
    /// Whether all of them are at the same level of both.
    identical: bool,
    /// Kendall's tau-b of the levels, rounded down to three decimals.
    #[schemars(range(min = 0, max = 1))]
    tau: f64,
}

impl ItemsJson {
    pub(super) fn new(framework: &Framework, items: &Items) -> Self {
        let item = |item: &ItemSummary| ItemJson {
            criterion: framework[item.criterion].id.clone(),
            levels: item.levels.clone(),
            unknown: item.unknown,
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
            criteria: [pair.one, pair.other].map(|criterion| framework[criterion].id.clone()).to_vec(),
            companies: pair.companies,
            identical: pair.identical,
            tau: f64::from(pair.tau) / 1000.0,
        };
        Self {
            criteria: items.criteria.iter().map(item).collect(),
            pairs: items.pairs.iter().map(pair).collect(),
        }
    }
}
