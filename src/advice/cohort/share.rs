use std::borrow::Cow;
use std::cmp::Ordering;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

use crate::scoring::{Percent, Points};

/// A part of a whole, compared exactly: 2 of 4 equals 1 of 2. A part of nothing is 0.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
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

    /// As a percentage, for statistics that need more than one decimal; never for a verdict.
    #[expect(clippy::cast_precision_loss, reason = "points are far below 2^53")]
    pub(crate) fn as_f64(self) -> f64 {
        100.0 * self.part as f64 / self.whole as f64
    }

    /// Which of `count` equal ranges from 0 to 1 it falls into, from 0; 1 itself falls into the last.
    pub fn range(self, count: usize) -> usize {
        let found = u128::from(self.part) * count as u128 / u128::from(self.whole);
        usize::try_from(found).unwrap_or(usize::MAX).min(count.saturating_sub(1))
    }
}

/// In percent.
impl Serialize for Share {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.percent().as_f64())
    }
}

impl JsonSchema for Share {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Share".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "number", "minimum": 0, "maximum": 100 })
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

/// Quartiles as shares of the points. Each is the share of one of the companies; the median of an even number is the
/// lower of the two in the middle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "QuartilesJson")]
pub struct Quartiles {
    /// The lowest percent, rounded down to one decimal.
    pub lowest: Share,
    /// The first quartile.
    pub first: Share,
    /// The median.
    pub median: Share,
    /// The third quartile.
    pub third: Share,
    /// The highest percent.
    pub highest: Share,
}

impl Quartiles {
    /// The quartiles of score, proven and possible.
    pub(super) fn of_points(all: &[Points]) -> [Option<Self>; 3] {
        let parts: [fn(&Points) -> u64; 3] =
            [|points| points.score, |points| points.proven, |points| points.possible];
        parts.map(|part| Self::of(all.iter().map(|points| Share::of(part(points), points.max)).collect()))
    }

    /// The ⌈k·n/4⌉-th of n shares in any order (type 1 after Hyndman and Fan); `None` if there are none.
    pub fn of(mut shares: Vec<Share>) -> Option<Self> {
        shares.sort_unstable();
        let at = |quarter: usize| shares[(quarter * shares.len()).div_ceil(4) - 1];
        let (lowest, highest) = (*shares.first()?, *shares.last()?);
        Some(Self { lowest, first: at(1), median: at(2), third: at(3), highest })
    }
}

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

    /// How many companies have proven each whole percentage, rounded down, from 0; 100 counts as 99.
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
