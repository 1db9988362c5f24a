use crate::framework::StageIx;

/// How many weightings are drawn.
pub const DRAWS: u32 = 1_000;

/// Weights are multiplied with so many thousandths, each as likely as the other.
pub(super) const THOUSANDTHS: std::ops::RangeInclusive<u32> = 500..=1_500;

/// Where the draws begin: fixed, so that the same sheet always gives the same answer.
const SEED: u64 = 0x6f75_7473_6964_6569;

/// Other weightings of one stage: for every criterion with weight on it a factor in thousandths. They depend on the
/// framework alone, so that all companies are judged under the same ones.
pub(super) struct Weightings(u64);

impl Weightings {
    /// The weightings of a stage, from the first on.
    pub(super) fn of(stage: StageIx) -> Self {
        Self(SEED.wrapping_add(stage.get() as u64))
    }

    /// Draws the next one: a factor for each criterion with weight on the stage, in framework order.
    pub(super) fn draw(&mut self, factors: &mut [u32]) {
        for factor in factors {
            *factor = self.factor();
        }
    }

    /// One of [`THOUSANDTHS`], by numbers that look random and are always the same (`SplitMix64`).
    #[expect(clippy::cast_possible_truncation, reason = "the remainder is small")]
    fn factor(&mut self) -> u32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let count = u64::from(THOUSANDTHS.end() - THOUSANDTHS.start() + 1);
        THOUSANDTHS.start() + ((z ^ (z >> 31)) % count) as u32
    }
}
