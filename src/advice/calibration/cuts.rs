use schemars::JsonSchema;
use serde::Serialize;

use super::rounded;
use crate::advice::Share;
use crate::text::ids;

/// The percentages of the cases of a stage, ready and not ready.
#[derive(Clone, Debug, Default)]
pub(super) struct PercentGroups {
    pub(super) ready: Vec<Share>,
    pub(super) not: Vec<Share>,
}

/// The cuts that misplace the fewest cases.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "BestJson")]
#[non_exhaustive]
pub struct CutInterval {
    /// The lowest of them, in percent.
    pub from: u8,
    /// The highest.
    pub to: u8,
    /// How many cases each of them misplaces.
    pub misplaced: usize,
    /// Other ranges of cuts that misplace equally few, each with its ends.
    pub others: Vec<(u8, u8)>,
}

/// How cases are placed by a cut that was computed without them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "LeftOutJson")]
#[non_exhaustive]
pub struct LeftOut {
    /// How many are misplaced.
    pub misplaced: usize,
    /// Out of how many.
    pub of: usize,
}

/// What the number of cases allows to conclude about a cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Footing {
    /// Nothing: the cut is based on a stated reason.
    NotCalibrated,
    /// An interval, whose middle may be used for now.
    Provisional,
    /// A cut.
    Cut,
}

ids! { Footing {
    Self::NotCalibrated => "not-calibrated",
    Self::Provisional => "provisional",
    Self::Cut => "cut",
} }

impl Footing {
    /// How many cases the smaller group needs for an interval.
    pub const INTERVAL: usize = 5;

    /// How many it needs for a cut.
    pub const CUT: usize = 20;
}

impl CutInterval {
    /// The cuts from 1 to 100 that misplace the fewest cases: their longest range, and of equally long ones the lowest.
    pub(super) fn of(misplaced: impl Fn(u8) -> usize) -> Self {
        let misplaced: Vec<(u8, usize)> = (1..=100).map(|cut| (cut, misplaced(cut))).collect();
        let fewest = misplaced.iter().map(|(_, count)| *count).min().unwrap_or(0);
        let mut stretches: Vec<(u8, u8)> = Vec::new();
        for (cut, _) in misplaced.into_iter().filter(|(_, count)| *count == fewest) {
            match stretches.last_mut() {
                Some((_, to)) if *to + 1 == cut => *to = cut,
                _ => stretches.push((cut, cut)),
            }
        }
        let longest = stretches.iter().rev().max_by_key(|(from, to)| to - from).copied();
        let (from, to) = longest.unwrap_or((1, 100));
        stretches.retain(|stretch| *stretch != (from, to));
        Self { from, to, misplaced: fewest, others: stretches }
    }

    /// The middle, rounded down.
    fn middle(&self) -> u8 {
        self.from.midpoint(self.to)
    }

    /// The cut to use if another interval counts too: the middle, or the nearest cut that lies in the other interval.
    pub fn middle_within(&self, other: &Self) -> u8 {
        self.middle().clamp(other.from, other.to)
    }
}

impl PercentGroups {
    /// What the smaller group allows to conclude.
    pub(super) fn footing(&self) -> Footing {
        match self.ready.len().min(self.not.len()) {
            0..Footing::INTERVAL => Footing::NotCalibrated,
            Footing::INTERVAL..Footing::CUT => Footing::Provisional,
            _ => Footing::Cut,
        }
    }

    /// How many cases a cut misplaces.
    pub(super) fn misplaced(&self, cut: u8) -> usize {
        let cut = Share::of(cut.into(), 100);
        let missed = self.ready.iter().filter(|percent| **percent < cut).count();
        missed + self.not.iter().filter(|percent| **percent >= cut).count()
    }

    /// The cuts that misplace the fewest cases.
    pub(super) fn best(&self) -> CutInterval {
        CutInterval::of(|cut| self.misplaced(cut))
    }

    /// Where the normal curves of both groups cross, in percent to one decimal: above it a case is more likely to be
    /// ready. If they do not cross between the means, the midpoint of the means; `None` if the ready cases are not
    /// higher.
    pub(super) fn contrasting(&self) -> Option<f64> {
        let (low, low_spread) = mean_and_variance(&self.not)?;
        let (high, high_spread) = mean_and_variance(&self.ready)?;
        if high <= low {
            return None;
        }
        let crossing = crossing((low, low_spread), (high, high_spread));
        Some(rounded(crossing.unwrap_or(f64::midpoint(low, high)), 1))
    }

    /// Leaves out each case once, and places it by the middle of the best cuts for the others.
    pub(super) fn left_out(&self) -> LeftOut {
        let mut misplaced = 0;
        for at in 0..self.ready.len() {
            let mut rest = self.clone();
            let own = rest.ready.remove(at);
            misplaced += usize::from(own < Share::of(rest.best().middle().into(), 100));
        }
        for at in 0..self.not.len() {
            let mut rest = self.clone();
            let own = rest.not.remove(at);
            misplaced += usize::from(own >= Share::of(rest.best().middle().into(), 100));
        }
        LeftOut { misplaced, of: self.ready.len() + self.not.len() }
    }
}

/// The mean and the variance of percentages; `None` for fewer than two.
#[expect(clippy::cast_precision_loss, reason = "numbers of cases")]
fn mean_and_variance(percents: &[Share]) -> Option<(f64, f64)> {
    if percents.len() < 2 {
        return None;
    }
    let count = percents.len() as f64;
    // Sorted, so that the order of the cases does not matter, not even for the last bit.
    let mut sorted = percents.to_vec();
    sorted.sort_unstable();
    let mean = sorted.iter().map(|percent| percent.as_f64()).sum::<f64>() / count;
    let squares: f64 = sorted.iter().map(|percent| (percent.as_f64() - mean).powi(2)).sum();
    Some((mean, squares / (count - 1.0)))
}

/// Where two normal curves, each with its mean and variance, cross between their means.
fn crossing((low, low_spread): (f64, f64), (high, high_spread): (f64, f64)) -> Option<f64> {
    if low_spread <= 0.0 || high_spread <= 0.0 {
        return None;
    }
    let square = low_spread.recip() - high_spread.recip();
    let linear = -2.0 * (low / low_spread - high / high_spread);
    let rest = low * low / low_spread - high * high / high_spread + (low_spread / high_spread).ln();
    if square.abs() < 1e-12 {
        return Some(-rest / linear);
    }
    let root = (linear * linear - 4.0 * square * rest).max(0.0).sqrt();
    let crossings = [(-linear - root) / (2.0 * square), (-linear + root) / (2.0 * square)];
    crossings.into_iter().find(|crossing| (low..=high).contains(crossing))
}

#[cfg(test)]
mod tests {
    use super::{CutInterval, PercentGroups, crossing};
    use crate::advice::Share;

    fn groups(ready: &[u64], not: &[u64]) -> PercentGroups {
        let shares = |percents: &[u64]| percents.iter().map(|percent| Share::of(*percent, 100)).collect();
        PercentGroups { ready: shares(ready), not: shares(not) }
    }

    #[test]
    fn the_longest_stretch_is_the_interval() {
        let apart = groups(&[48, 60], &[20, 37]);
        assert_eq!(apart.best(), CutInterval { from: 38, to: 48, misplaced: 0, others: Vec::new() });
        assert_eq!((apart.best().middle(), apart.misplaced(70), apart.misplaced(48)), (43, 2, 0));
        // One of three is misplaced at 31 to 40 and at 51 to 55.
        let mixed = groups(&[40, 55], &[30, 50]);
        assert_eq!(mixed.best(), CutInterval { from: 31, to: 40, misplaced: 1, others: vec![(51, 55)] });
    }

    #[test]
    fn equal_curves_cross_in_the_middle() {
        assert_eq!(crossing((20.0, 9.0), (60.0, 9.0)), Some(40.0));
        let found = crossing((20.0, 400.0), (60.0, 100.0)).expect("they cross");
        let height =
            |mean: f64, variance: f64| (-(found - mean).powi(2) / (2.0 * variance)).exp() / variance.sqrt();
        assert!((height(20.0, 400.0) - height(60.0, 100.0)).abs() < 1e-12, "{found}");
    }
}
