use super::Share;
use crate::scoring::Points;

/// How many companies have proven how much, in steps of one percent.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Spread {
    percents: [usize; 100],
}

impl Spread {
    pub(super) fn of(all: &[Points]) -> Self {
        let mut percents = [0; 100];
        for points in all {
            percents[Share::of(points.proven, points.max).range(100)] += 1;
        }
        Self { percents }
    }

    /// How many companies have proven at least so many whole percent and no more, from 0; 100 counts as 99.
    pub fn percents(&self) -> &[usize; 100] {
        &self.percents
    }

    /// The same by tenths of the points, from 0.
    pub fn tenths(&self) -> [usize; 10] {
        let mut tenths = [0; 10];
        for (tenth, percents) in tenths.iter_mut().zip(self.percents.chunks(10)) {
            *tenth = percents.iter().sum();
        }
        tenths
    }
}
