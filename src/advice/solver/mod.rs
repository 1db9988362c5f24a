//! A solver for one kind of question: out of every group take one choice, so that the gains together cover all
//! needs at the least cost. It is exact, in integers, and knows nothing of stages or criteria.
//!
//! How: price every unit of need (`prices`). For any prices, what a half-made selection has cost, plus the price
//! of what it still lacks, plus the cheapest priced choice of every group left, is a cost below which it cannot
//! end. A sweep over the groups (`sweep`) keeps one selection for each rest of needs and drops what must end
//! above the best selection known. What is left at the end is the optimum: bad prices make it slow, never wrong.

mod prices;
mod reduced;
mod sweep;

use std::cmp::Ordering;

use self::prices::{Prices, unscaled};
use self::reduced::Reduced;
use self::sweep::{Sweep, sweep};

/// One of the choices of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Choice {
    /// What breaks a last tie: the lower rank is taken.
    pub(super) rank: u8,
    /// Whether it is a move, which the earlier group should make where the costs are equal.
    pub(super) moves: bool,
    /// Its cost, from 0.
    pub(super) cost: i128,
    /// What it gives to each need.
    pub(super) gains: Vec<u64>,
}

/// A question.
#[derive(Clone, Debug)]
pub(super) struct Cover {
    /// In every group the choices, at least one.
    pub(super) groups: Vec<Vec<Choice>>,
    /// What the gains must add up to.
    pub(super) needs: Vec<u64>,
}

/// A selection that covers all needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Selection {
    /// The position of the choice of every group.
    pub(super) picks: Vec<usize>,
    /// Their cost together.
    pub(super) cost: i128,
    /// Whether nothing better exists; else the limit was reached before that was shown.
    pub(super) is_best: bool,
}

/// How many half-made selections are kept while a first good one is looked for.
const WIDTHS: [usize; 2] = [50, 1000];

/// In how many steps the ceiling rises from where the best may be to the best that is known.
const PARTS: i128 = 6;

impl Cover {
    /// The best selection: the least cost; then the one in which the earlier groups move; then lower ranks.
    /// `known` is any selection that covers the needs; after `limit` steps the best one found so far is given.
    pub(super) fn solve(&self, known: Vec<usize>, limit: usize) -> Selection {
        self.search(known, limit, &WIDTHS)
    }

    fn search(&self, known: Vec<usize>, limit: usize, widths: &[usize]) -> Selection {
        debug_assert!(self.covers(&known));
        let mut best = Selection { cost: self.cost(&known), picks: known, is_best: false };
        let mut left = limit;
        for width in widths {
            let (prices, _) = self.prices(best.cost);
            let Sweep { found, complete, steps } = self.sweep(&prices, best.cost, Some(*width), left);
            left = left.saturating_sub(steps);
            if let Some(picks) = found
                && self.compare(&picks, &best.picks).is_lt()
            {
                best = Selection { cost: self.cost(&picks), picks, is_best: false };
            }
            if complete {
                return Selection { is_best: true, ..best };
            }
        }
        // What is shown to cost too much is dropped early, so a low ceiling is quick. The best known is often not
        // the best there is: the ceiling rises to it in steps, and what the first complete look finds is the best.
        let (prices, low) = self.prices(best.cost);
        for part in 1..=PARTS {
            let ceiling = low + (best.cost - low) * part / PARTS;
            let Sweep { found, complete, steps } = self.sweep(&prices, ceiling, None, left);
            left = left.saturating_sub(steps);
            match found {
                Some(picks) if complete => {
                    return Selection { cost: self.cost(&picks), picks, is_best: true };
                }
                _ if !complete => break,
                _ => {}
            }
        }
        best
    }

    /// Good prices, and a cost below which there is no selection.
    fn prices(&self, best: i128) -> (Prices, i128) {
        let reduced = Reduced::new(self);
        let prices = Prices::find(&reduced, best);
        let low = unscaled(prices.bound(&reduced));
        (prices, low.min(best))
    }

    fn sweep(&self, prices: &Prices, ceiling: i128, width: Option<usize>, limit: usize) -> Sweep {
        let mut reduced = Reduced::new(self);
        reduced.drop_dear(prices, ceiling);
        reduced.order(prices);
        sweep(&reduced, prices, ceiling, width, limit)
    }

    /// Whether a selection covers all needs.
    pub(super) fn covers(&self, picks: &[usize]) -> bool {
        self.needs.iter().enumerate().all(|(need, wanted)| {
            let gain: u64 = self.picked(picks).map(|choice| choice.gains[need]).sum();
            gain >= *wanted
        })
    }

    /// What a selection costs.
    pub(super) fn cost(&self, picks: &[usize]) -> i128 {
        self.picked(picks).map(|choice| choice.cost).sum()
    }

    /// The better of two selections is the lesser.
    fn compare(&self, one: &[usize], other: &[usize]) -> Ordering {
        let moves = |picks| self.picked(picks).map(|choice| !choice.moves);
        let ranks = |picks| self.picked(picks).map(|choice| choice.rank);
        (self.cost(one).cmp(&self.cost(other)))
            .then_with(|| moves(one).cmp(moves(other)))
            .then_with(|| ranks(one).cmp(ranks(other)))
    }

    fn picked<'a>(&'a self, picks: &'a [usize]) -> impl Iterator<Item = &'a Choice> {
        self.groups.iter().zip(picks).map(|(group, pick)| &group[*pick])
    }
}

#[cfg(test)]
mod tests {
    use super::{Choice, Cover};

    /// Numbers that look random.
    struct Random(u64);

    impl Random {
        fn below(&mut self, end: u64) -> u64 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) % end
        }
    }

    /// Five groups; what the first choice gives most of is the last need, as with what is not spent.
    fn question(random: &mut Random) -> Cover {
        let group = |random: &mut Random| {
            let choices = u8::try_from(random.below(4)).unwrap_or(0);
            let mut gains = [0, 0, 12];
            let choice = |rank: u8| {
                let choice = Choice {
                    rank,
                    moves: rank > 0,
                    cost: i128::from(u64::from(rank) * random.below(3) * 7 + u64::from(rank > 0)),
                    gains: gains.to_vec(),
                };
                gains =
                    [gains[0] + random.below(4) * 5, gains[1] + random.below(3), gains[2] - random.below(4)];
                choice
            };
            (0..=choices).map(choice).collect()
        };
        let groups = (0..5).map(|_| group(random)).collect();
        Cover { groups, needs: vec![random.below(40), random.below(10), 30 + random.below(30)] }
    }

    fn all(cover: &Cover) -> Vec<Vec<usize>> {
        let start = vec![Vec::new()];
        cover.groups.iter().fold(start, |all, group| {
            let with = |picks: &Vec<usize>, pick| picks.iter().copied().chain([pick]).collect();
            all.iter().flat_map(|picks| (0..group.len()).map(move |pick| with(picks, pick))).collect()
        })
    }

    #[test]
    fn the_best_is_found_whatever_is_known_and_however_narrow_the_first_looks_are() {
        let (mut random, mut narrowed) = (Random(1), 0);
        for _ in 0..150 {
            let cover = question(&mut random);
            let covering: Vec<_> = all(&cover).into_iter().filter(|picks| cover.covers(picks)).collect();
            let Some(best) = covering.iter().min_by(|a, b| cover.compare(a, b)) else { continue };
            for known in [&covering[0], &covering[covering.len() - 1], best] {
                for widths in [&[][..], &[1, 2]] {
                    let found = cover.search(known.clone(), usize::MAX, widths);
                    assert!(found.is_best);
                    assert_eq!((&found.picks, found.cost), (best, cover.cost(best)), "{cover:?}");
                }
                let early = cover.search(known.clone(), 30, &[1]);
                assert!(cover.covers(&early.picks) && cover.compare(&early.picks, known).is_le());
                narrowed += u32::from(!early.is_best);
            }
        }
        assert!(narrowed > 10, "the limit was reached {narrowed} times");
    }
}
