use std::cmp::Reverse;

use crate::advice::Assessed;
use crate::advice::cohort::FEW;
use crate::framework::{CriterionIx, Framework};

/// Two criteria count as answered alike from this Kendall's tau-b on, in thousandths.
const TOGETHER: u128 = 950;

/// Two criteria that are answered alike by the companies that answer both, at least [`FEW`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ItemPair {
    /// The one that comes first in the framework.
    pub one: CriterionIx,
    /// The other.
    pub other: CriterionIx,
    /// How many companies answer both with a level.
    pub companies: usize,
    /// Whether each of them is at the same level of both.
    pub identical: bool,
    /// Kendall's tau-b of the levels in thousandths, rounded down: 1000 if both rank the companies in the same order.
    pub tau: u16,
}

type LevelCounts = Vec<Vec<usize>>;

/// The pairs that are answered alike, the closest first. A criterion with all companies at one level has no pair.
pub(super) fn pairs(framework: &Framework, companies: &[&Assessed]) -> Vec<ItemPair> {
    let all: Vec<CriterionIx> = framework.criterion_indices().collect();
    let mut pairs = Vec::new();
    for (position, one) in all.iter().enumerate() {
        for other in &all[position + 1..] {
            pairs.extend(pair(&table(framework, companies, *one, *other), *one, *other));
        }
    }
    // The sort is stable: what is equal stays in framework order.
    pairs.sort_by_key(|pair: &ItemPair| Reverse((pair.identical, pair.tau, pair.companies)));
    pairs
}

fn table(framework: &Framework, companies: &[&Assessed], one: CriterionIx, two: CriterionIx) -> LevelCounts {
    let mut table = vec![vec![0; framework[two].levels.len()]; framework[one].levels.len()];
    for company in companies {
        let level = |criterion: CriterionIx| company.assessment.states[criterion.get()].level();
        if let (Some(one), Some(two)) = (level(one), level(two)) {
            table[usize::from(one)][usize::from(two)] += 1;
        }
    }
    table
}

fn pair(table: &LevelCounts, one: CriterionIx, other: CriterionIx) -> Option<ItemPair> {
    let cells =
        || table.iter().enumerate().flat_map(|(i, row)| row.iter().enumerate().map(move |(j, n)| (i, j, *n)));
    let companies: usize = cells().map(|(.., count)| count).sum();
    if companies < FEW {
        return None;
    }
    let identical = cells().all(|(i, j, count)| i == j || count == 0);
    let tau = tau(table).filter(|tau| *tau >= TOGETHER)?;
    Some(ItemPair { one, other, companies, identical, tau: u16::try_from(tau).unwrap_or(u16::MAX) })
}

/// Kendall's tau-b, (C - D)
///
/// √(X·Y), in thousandths, rounded down; none if it is not above 0, or with a single level.
fn tau(table: &LevelCounts) -> Option<u128> {
    let mut difference = 0_i128;
    for (i, row) in table.iter().enumerate() {
        for (j, count) in row.iter().enumerate().filter(|(_, count)| **count > 0) {
            let below = table[i + 1..].iter();
            let sum = |counts: &[usize]| counts.iter().sum::<usize>() as i128;
            let of = below.map(|later| sum(&later[j + 1..]) - sum(&later[..j])).sum::<i128>();
            difference += *count as i128 * of;
        }
    }
    let rows: Vec<usize> = table.iter().map(|row| row.iter().sum()).collect();
    let columns: Vec<usize> =
        (0..table.first()?.len()).map(|j| table.iter().map(|row| row[j]).sum()).collect();
    let product = apart(&rows) * apart(&columns);
    let difference = u128::try_from(difference).ok().filter(|difference| *difference > 0)?;
    Some((difference * difference * 1_000_000).checked_div(product)?.isqrt())
}

fn apart(counts: &[usize]) -> u128 {
    let pairs = |count: u128| count * count.saturating_sub(1) / 2;
    let all: u128 = counts.iter().map(|count| *count as u128).sum();
    pairs(all) - counts.iter().map(|count| pairs(*count as u128)).sum::<u128>()
}

#[cfg(test)]
mod tests {
    use super::tau;

    #[test]
    fn tau_is_known_for_small_tables() {
        assert_eq!(tau(&vec![vec![3, 0], vec![0, 4]]), Some(1000));
        assert_eq!(tau(&vec![vec![0, 3], vec![4, 0]]), None);
        assert_eq!(tau(&vec![vec![3, 0], vec![4, 0]]), None);
        // C 6, D 0; X 6 and Y 7 of 10 pairs: 6 / √42 is 0.925….
        assert_eq!(tau(&vec![vec![1, 1, 0], vec![0, 0, 3]]), Some(925));
    }
}
