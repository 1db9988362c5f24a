use std::ops::RangeInclusive;

use crate::framework::StageIx;

/// How many weightings are drawn.
pub const DRAWS: u32 = 1_000;

/// Every weight is multiplied by a factor drawn uniformly from these thousandths.
const THOUSANDTHS: RangeInclusive<u32> = 500..=1_500;

/// The variance of a factor, in square thousandths: (n² - 1) / 12 for n equally likely integers.
pub(super) const VARIANCE: i128 = 83_500;

/// Fixed, so that the same sheet always gives the same result.
const SEED: u64 = 0x6f75_7473_6964_6569;

/// Alternative weightings of one stage, the same for all companies: a factor in thousandths for every criterion.
pub(super) struct Weightings(Rng);

impl Weightings {
    pub(super) fn of(stage: StageIx) -> Self {
        Self(Rng::new(SEED.wrapping_add(stage.get() as u64)))
    }

    /// Draws the next one: a factor for each criterion with weight on the stage, in framework order.
    pub(super) fn draw(&mut self, factors: &mut [u32]) {
        let count = u64::from(THOUSANDTHS.end() - THOUSANDTHS.start() + 1);
        for factor in factors {
            let above = u32::try_from(self.0.below(count)).unwrap_or(0);
            *factor = THOUSANDTHS.start() + above;
        }
    }
}

/// A pseudorandom number generator with the same output on every machine and in every version (`SplitMix64`).
pub(super) struct Rng(u64);

impl Rng {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number below `end`; the bias is negligible for small ends.
    pub(super) fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % end
    }
}
