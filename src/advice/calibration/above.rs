use std::collections::BTreeMap;

use super::rounded;
use crate::advice::weightings::Rng;

/// How often a value of one group exceeds one of another, ties counting half, and how often chance alone would do as
/// well.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Above {
    /// The share of pairs, 0 to 1, to three decimals: 1 if every ready case is above every other case.
    pub share: f64,
    /// The probability that assigning the cases to the groups at random does at least as well, to six decimals.
    pub p: f64,
    /// How many assignments do at least as well.
    pub as_well: u64,
    /// How many assignments were examined.
    pub splits: Splits,
}

/// Which assignments of the cases to groups were examined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Splits {
    /// All of them.
    All(u64),
    /// This number of random ones.
    Drawn(u64),
}

impl Splits {
    /// The probability, if `as_well` of them do as well.
    pub(super) fn probability(self, as_well: u64) -> f64 {
        match self {
            Self::All(ways) => ratio(as_well, ways),
            // The actual assignment is one of them, so that a probability is never 0.
            Self::Drawn(draws) => ratio(as_well + 1, draws + 1),
        }
    }
}

/// Above this number of assignments, a random sample is drawn.
const MOST: u64 = 1_000_000;

const SPLITS_DRAWN: u64 = 100_000;

/// Fixed, so that the same cases always give the same result.
const SEED: u64 = 0x6361_6c69_6272_6174;

impl Above {
    /// Compares two groups; `None` if one is empty.
    pub fn of<T: Ord + Copy>(ready: &[T], not: &[T]) -> Option<Self> {
        if ready.is_empty() || not.is_empty() {
            return None;
        }
        let mut all: Vec<T> = ready.iter().chain(not).copied().collect();
        all.sort_unstable();
        // Twice the middle rank of each value, which is whole also where values are tied.
        let rank = |value: T| {
            let below = all.partition_point(|other| *other < value);
            let upto = all.partition_point(|other| *other <= value);
            (below + upto + 1) as u64
        };
        let ranks: Vec<u64> = all.iter().map(|value| rank(*value)).collect();
        let sum: u64 = ready.iter().map(|value| rank(*value)).sum();
        let (count, others) = (ready.len() as u64, not.len() as u64);
        let twice_above = sum - count * (count + 1);
        let (as_well, splits) = match ways(all.len(), ready.len()) {
            Some(ways) => (exactly(&ranks, ready.len(), sum), Splits::All(ways)),
            None => (drawn(ranks, ready.len(), sum), Splits::Drawn(SPLITS_DRAWN)),
        };
        let share = rounded(ratio(twice_above, 2 * count * others), 3);
        let p = rounded(splits.probability(as_well), 6);
        Some(Self { share, p, as_well, splits })
    }
}

#[expect(clippy::cast_precision_loss, reason = "both are far below 2^53")]
fn ratio(part: u64, whole: u64) -> f64 {
    part as f64 / whole as f64
}

/// The number of ways to choose `some` of `all`; `None` if there are too many to examine.
fn ways(all: usize, some: usize) -> Option<u64> {
    let some = some.min(all - some) as u64;
    let mut ways = 1_u64;
    for step in 1..=some {
        // An integer at every step: the number of ways to choose `step` of the last ones.
        ways = ways * (all as u64 - some + step) / step;
        if ways > MOST {
            return None;
        }
    }
    Some(ways)
}

/// How many of all ways to choose `some` ranks have at least this sum.
fn exactly(ranks: &[u64], some: usize, sum: u64) -> u64 {
    // The chosen and the others add up to a fixed total, so it suffices to follow the smaller group.
    let total: u64 = ranks.iter().sum();
    let left = ranks.len() - some;
    let few = some.min(left);
    let mut by_sum: Vec<BTreeMap<u64, u64>> = vec![BTreeMap::new(); few + 1];
    by_sum[0].insert(0, 1);
    for (seen, rank) in ranks.iter().enumerate() {
        for chosen in (0..few.min(seen + 1)).rev() {
            let more: Vec<(u64, u64)> =
                by_sum[chosen].iter().map(|(sum, ways)| (sum + rank, *ways)).collect();
            for (sum, ways) in more {
                *by_sum[chosen + 1].entry(sum).or_default() += ways;
            }
        }
    }
    let found = &by_sum[few];
    if some <= left {
        found.range(sum..).map(|(_, ways)| ways).sum()
    } else {
        found.range(..=total - sum).map(|(_, ways)| ways).sum()
    }
}

/// How many of the randomly drawn ways have at least this sum.
fn drawn(mut ranks: Vec<u64>, some: usize, sum: u64) -> u64 {
    let mut rng = Rng::new(SEED);
    let all = ranks.len();
    let mut as_well = 0;
    for _ in 0..SPLITS_DRAWN {
        let mut own = 0;
        for at in 0..some {
            let other = at + usize::try_from(rng.below((all - at) as u64)).unwrap_or(0);
            ranks.swap(at, other);
            own += ranks[at];
        }
        as_well += u64::from(own >= sum);
    }
    as_well
}

#[cfg(test)]
mod tests {
    use super::{Above, Splits};

    #[test]
    fn few_cases_are_counted_and_many_are_drawn() {
        let above = Above::of(&[3, 4], &[1, 2]).expect("both groups");
        assert_eq!(above, Above { share: 1.0, p: 0.166_667, as_well: 1, splits: Splits::All(6) });
        // 1 of 3 pairs above, one tied: of the ways to name one of four values, 2 ties and 3 lie as high.
        let above = Above::of(&[2], &[1, 2, 3]).expect("both groups");
        assert_eq!(above, Above { share: 0.5, p: 0.75, as_well: 3, splits: Splits::All(4) });
        let many: Vec<u32> = (0..40).collect();
        let above = Above::of(&many[20..], &many[..20]).expect("both groups");
        let drawn = Above { share: 1.0, p: 0.000_01, as_well: 0, splits: Splits::Drawn(100_000) };
        assert_eq!(above, drawn);
        assert_eq!(Above::of(&[1], &[]), None);
    }
}
