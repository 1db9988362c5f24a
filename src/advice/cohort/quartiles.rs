use super::Share;

/// Five numbers that cut a cohort in four.
///
/// A quartile is the least share that at least a quarter (half, three quarters) of the companies do not exceed: the
/// ⌈k·n/4⌉-th of n in rising order, type 1 after Hyndman and Fan. It is always the share of one of the companies; of
/// an even number of them the median is the lower of the two in the middle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quartiles {
    /// The least of all.
    pub lowest: Share,
    /// The first quartile.
    pub first: Share,
    /// The second quartile.
    pub median: Share,
    /// The third quartile.
    pub third: Share,
    /// The greatest of all.
    pub highest: Share,
}

impl Quartiles {
    /// The quartiles of some shares in any order; none of none.
    pub fn of(mut shares: Vec<Share>) -> Option<Self> {
        shares.sort_unstable();
        let at = |quarter: usize| shares[(quarter * shares.len()).div_ceil(4) - 1];
        Some(Self {
            lowest: *shares.first()?,
            first: at(1),
            median: at(2),
            third: at(3),
            highest: *shares.last()?,
        })
    }
}
