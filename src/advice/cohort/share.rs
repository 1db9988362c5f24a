use std::cmp::Ordering;

use crate::scoring::Percent;

/// A part of a whole, compared exactly: 2 of 4 is as much as 1 of 2. A part of nothing is 0.
#[derive(Clone, Copy, Debug)]
pub struct Share {
    part: u64,
    whole: u64,
}

impl Share {
    /// `part` of `whole`; `part` is at most `whole`.
    pub fn of(part: u64, whole: u64) -> Self {
        if whole == 0 { Self::default() } else { Self { part, whole } }
    }

    /// In percent, rounded down to one decimal.
    pub fn percent(self) -> Percent {
        Percent::of(self.part, self.whole)
    }

    /// Which of `count` equal ranges from 0 to 1 it falls in, from 0; 1 itself falls in the last.
    pub fn range(self, count: usize) -> usize {
        let found = u128::from(self.part) * count as u128 / u128::from(self.whole);
        usize::try_from(found).unwrap_or(usize::MAX).min(count.saturating_sub(1))
    }
}

impl Default for Share {
    fn default() -> Self {
        Self { part: 0, whole: 1 }
    }
}

impl Ord for Share {
    fn cmp(&self, other: &Self) -> Ordering {
        let wide = |one: u64, two: u64| u128::from(one) * u128::from(two);
        wide(self.part, other.whole).cmp(&wide(other.part, self.whole))
    }
}

impl PartialOrd for Share {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Share {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Share {}

#[cfg(test)]
mod tests {
    use super::Share;

    #[test]
    fn shares_are_compared_as_they_are() {
        assert_eq!(Share::of(1, 2), Share::of(200, 400));
        assert!(Share::of(333_333, 1_000_000) < Share::of(1, 3));
        assert_eq!(Share::of(0, 0), Share::of(0, 7));
        assert_eq!(
            [Share::of(0, 1), Share::of(99, 1000), Share::of(1, 10)].map(|one| one.range(10)),
            [0, 0, 1]
        );
        assert_eq!(Share::of(3, 3).range(10), 9);
    }
}
