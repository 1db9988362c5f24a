//! An exact solver for a covering problem: one choice out of every group, so that the gains cover all needs at the
//! least cost. Lagrangian prices (`prices`) give a lower bound on the cost of completing a partial solution. Dynamic
//! programming (`search`) keeps one partial solution for each vector of residual needs, and drops those whose bound
//! exceeds the best cost. Bad prices make it slow, never wrong; a beam search finds a first good solution.

mod prices;
mod reduced;
mod search;

use std::cmp::Ordering;

use self::prices::{Prices, unscaled};
use self::reduced::Reduced;
use self::search::{SearchOutcome, search};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CoverChoice {
    /// The last tie-breaker: the lower rank wins.
    pub(super) rank: u8,
    /// Whether it is a move; among equal costs, moves in earlier groups are preferred.
    pub(super) moves: bool,
    pub(super) cost: i128,
    pub(super) gains: Vec<u64>,
}

#[derive(Clone, Debug)]
pub(super) struct Cover {
    /// The choices of every group, at least one each.
    pub(super) groups: Vec<Vec<CoverChoice>>,
    pub(super) needs: Vec<u64>,
}

/// A choice for every group, which together cover all needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Solution {
    pub(super) picks: Vec<usize>,
    pub(super) cost: i128,
    /// Whether it is proven that nothing is better; otherwise the limit was reached first.
    pub(super) is_optimal: bool,
}

/// The widths of the beam searches for a first good solution.
const BEAM_WIDTHS: [usize; 2] = [50, 1000];

/// In how many steps the cost ceiling rises from the lower bound to the best known cost.
const CEILING_STEPS: i128 = 6;

impl Cover {
    /// The best solution: the least cost, then moves in earlier groups, then lower ranks; the best so far once `limit`
    /// is reached.
    pub(super) fn solve(&self, known: Vec<usize>, limit: usize) -> Solution {
        self.solve_with(known, limit, &BEAM_WIDTHS)
    }

    fn solve_with(&self, known: Vec<usize>, limit: usize, widths: &[usize]) -> Solution {
        debug_assert!(self.covers(&known));
        let mut best = Solution { cost: self.cost(&known), picks: known, is_optimal: false };
        let mut left = limit;
        for width in widths {
            let (prices, _) = self.prices(best.cost);
            let SearchOutcome { picks, complete, expanded } =
                self.search(&prices, best.cost, Some(*width), left);
            left = left.saturating_sub(expanded);
            if let Some(picks) = picks
                && self.compare(&picks, &best.picks).is_lt()
            {
                best = Solution { cost: self.cost(&picks), picks, is_optimal: false };
            }
            if complete {
                return Solution { is_optimal: true, ..best };
            }
        }
        // A low ceiling prunes early: it rises until a complete search finds a solution, which is then optimal.
        let (prices, bound) = self.prices(best.cost);
        for step in 1..=CEILING_STEPS {
            let ceiling = bound + (best.cost - bound) * step / CEILING_STEPS;
            let SearchOutcome { picks, complete, expanded } = self.search(&prices, ceiling, None, left);
            left = left.saturating_sub(expanded);
            if !complete {
                break;
            }
            if let Some(picks) = picks {
                return Solution { cost: self.cost(&picks), picks, is_optimal: true };
            }
        }
        best
    }

    fn prices(&self, best: i128) -> (Prices, i128) {
        let reduced = Reduced::new(self);
        let prices = Prices::find(&reduced, best);
        let bound = unscaled(prices.bound(&reduced));
        (prices, bound.min(best))
    }

    fn search(&self, prices: &Prices, ceiling: i128, width: Option<usize>, limit: usize) -> SearchOutcome {
        let mut reduced = Reduced::new(self);
        reduced.drop_expensive(prices, ceiling);
        reduced.order(prices);
        search(&reduced, prices, ceiling, width, limit)
    }

    pub(super) fn covers(&self, picks: &[usize]) -> bool {
        self.needs.iter().enumerate().all(|(need, wanted)| {
            let gain: u64 = self.picked(picks).map(|choice| choice.gains[need]).sum();
            gain >= *wanted
        })
    }

    pub(super) fn cost(&self, picks: &[usize]) -> i128 {
        self.picked(picks).map(|choice| choice.cost).sum()
    }

    /// The better of two solutions is the lesser.
    fn compare(&self, one: &[usize], other: &[usize]) -> Ordering {
        let moves = |picks| self.picked(picks).map(|choice| !choice.moves);
        let ranks = |picks| self.picked(picks).map(|choice| choice.rank);
        (self.cost(one).cmp(&self.cost(other)))
            .then_with(|| moves(one).cmp(moves(other)))
            .then_with(|| ranks(one).cmp(ranks(other)))
    }

    fn picked<'a>(&'a self, picks: &'a [usize]) -> impl Iterator<Item = &'a CoverChoice> {
        self.groups.iter().zip(picks).map(|(group, pick)| &group[*pick])
    }
}

#[cfg(test)]
mod tests {
    use super::{Cover, CoverChoice};
    use crate::advice::weightings::Rng;

    /// Five groups; the first choice gives most to the last need, as with a budget that is not spent.
    fn instance(random: &mut Rng) -> Cover {
        let group = |random: &mut Rng| {
            let choices = u8::try_from(random.below(4)).unwrap_or(0);
            let mut gains = [0, 0, 12];
            let choice = |rank: u8| {
                let choice = CoverChoice {
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
    fn the_optimum_is_found_from_any_known_solution_and_with_any_beam() {
        let (mut random, mut narrowed) = (Rng::new(1), 0);
        for _ in 0..150 {
            let cover = instance(&mut random);
            let covering: Vec<_> = all(&cover).into_iter().filter(|picks| cover.covers(picks)).collect();
            let Some(best) = covering.iter().min_by(|a, b| cover.compare(a, b)) else { continue };
            for known in [&covering[0], &covering[covering.len() - 1], best] {
                for widths in [&[][..], &[1, 2]] {
                    let found = cover.solve_with(known.clone(), usize::MAX, widths);
                    assert!(found.is_optimal);
                    assert_eq!((&found.picks, found.cost), (best, cover.cost(best)), "{cover:?}");
                }
                let early = cover.solve_with(known.clone(), 30, &[1]);
                assert!(cover.covers(&early.picks) && cover.compare(&early.picks, known).is_le());
                narrowed += u32::from(!early.is_optimal);
            }
        }
        assert!(narrowed > 10, "the limit was reached {narrowed} times");
    }
}
