//! Ranks, each with the range of ranks that would be equally defensible.

mod noise;

use schemars::JsonSchema;
use serde::Serialize;

use self::noise::Noise;
use super::Share;
use crate::advice::Assessed;
use crate::advice::questions::with_open_at;
use crate::framework::{Framework, StageIx, Verdict};
use crate::scoring::{Assessment, StageResult, assess};

/// The ranks of a cohort; equal companies share the best rank.
///
/// At a stage, by the share of its points, claims counted as made. Overall, by the stages reached, then by the share of
/// the first one that is not ready; a stage that is not assessed counts as 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranks {
    /// How many other weightings were tried; 0 if there are too many companies.
    pub draws: u32,
    /// Overall, by company in the given order.
    pub overall: Vec<Rank>,
    /// The same for each stage; none where it is not assessed.
    pub stages: Vec<Vec<Option<Rank>>>,
}

/// A rank from 1; equal companies share the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "RankJson")]
pub struct Rank {
    /// The rank by the framework's weights, open answers counted as the lowest level.
    pub rank: usize,
    /// The 5th to the 95th percentile of its ranks under other weightings; `null` without them.
    pub weights: Option<Interval>,
    /// The best and the worst rank that open answers, its own and those of others, can lead to.
    pub answers: Interval,
}

/// From the best rank to the worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "IntervalJson", description = "")]
pub struct Interval {
    /// The best rank.
    pub best: usize,
    /// The worst rank.
    pub worst: usize,
}

/// What decides the overall rank: the greater comes first.
type Position = (usize, Share);

impl Ranks {
    /// The positions of the companies sorted by overall rank; equal ones stay in the given order.
    pub fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.overall.len()).collect();
        order.sort_by_key(|position| self.overall[*position].rank);
        order
    }
}

/// Ranks a cohort.
///
/// The weightings are those of [`crate::advice::robustness`], and give the 5th to the 95th percentile. For a company's
/// best rank, its own open answers are proven at the top and those of all others are lowest; for its worst, the other
/// way round.
pub fn ranks(framework: &Framework, companies: &[&Assessed]) -> Ranks {
    let noise = Noise::new(framework, companies);
    // Every open answer becomes the top level, and proven.
    let at_best = |company: &&Assessed| {
        assess(framework, with_open_at(framework, &company.assessment.states, |top| top))
    };
    let best: Vec<Assessment> = companies.iter().map(at_best).collect();
    let current = || companies.iter().map(|company| &company.assessment);
    let overall = list(
        &current().map(position).collect::<Vec<_>>(),
        &best.iter().map(position).collect::<Vec<_>>(),
        &noise.overall,
    );
    let stage = |stage: StageIx| {
        let results = || current().map(|one| &one.stages[stage.get()]);
        let is_assessed = |result: &StageResult| result.verdict != Verdict::NotAssessed;
        let shares = |StageResult { points, .. }: &StageResult| {
            (Share::of(points.score, points.max), Share::of(points.possible, points.max))
        };
        let (low, high): (Vec<_>, Vec<_>) = results().filter(|one| is_assessed(one)).map(shares).unzip();
        let mut ranked = list(&low, &high, &noise.stages[stage.get()]).into_iter();
        results().map(|result| if is_assessed(result) { ranked.next() } else { None }).collect()
    };
    Ranks { draws: noise.draws, overall, stages: framework.stage_indices().map(stage).collect() }
}

/// The ranks of companies by the least and the most that each of them can reach.
fn list<K: Ord>(low: &[K], high: &[K], noise: &[Interval]) -> Vec<Rank> {
    fn sorted<K: Ord>(keys: &[K]) -> Vec<&K> {
        let mut keys: Vec<&K> = keys.iter().collect();
        keys.sort();
        keys
    }
    let (lows, highs) = (sorted(low), sorted(high));
    let rank = |(position, rank): (usize, usize)| {
        // A company can itself be above its own lowest.
        let own = usize::from(high[position] > low[position]);
        let (best, worst) = (1 + above(&lows, &high[position]), 1 + above(&highs, &low[position]) - own);
        Rank { rank, weights: noise.get(position).copied(), answers: Interval { best, worst } }
    };
    places(low).into_iter().enumerate().map(rank).collect()
}

fn position(assessment: &Assessment) -> Position {
    let next = assessment.next_stage.map(|stage| assessment.stages[stage.get()].points);
    (assessment.reached, next.map_or(Share::default(), |points| Share::of(points.score, points.max)))
}

/// The rank of each key, the greatest first; equal keys share the best rank.
fn places<K: Ord>(keys: &[K]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..keys.len()).collect();
    let mut places = vec![0; keys.len()];
    place(keys, &mut order, |position, rank| places[position] = rank);
    places
}

/// Like [`places`], but calls `found` with each position and its rank; sorts `order`, which holds every position, by
/// rank.
fn place<K: Ord>(keys: &[K], order: &mut [usize], mut found: impl FnMut(usize, usize)) {
    order.sort_unstable_by(|one, other| keys[*other].cmp(&keys[*one]));
    let mut rank = 0;
    for (before, position) in order.iter().enumerate() {
        if before == 0 || keys[*position] != keys[order[before - 1]] {
            rank = before + 1;
        }
        found(*position, rank);
    }
}

/// How many of the keys, which are in ascending order, are greater than this one.
fn above<K: Ord>(rising: &[&K], than: &K) -> usize {
    rising.len() - rising.partition_point(|key| *key <= than)
}

#[cfg(test)]
mod tests {
    use super::{above, places};

    #[test]
    fn equal_keys_share_the_best_rank() {
        assert_eq!(places(&[3, 7, 7, 1]), [3, 1, 1, 4]);
        assert_eq!(places::<u8>(&[]), Vec::<usize>::new());
        assert_eq!(above(&[&1, &3, &7, &7], &3), 2);
        assert_eq!(above(&[&1, &3, &7, &7], &0), 4);
    }
}
