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

use self::prices::Prices;
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

impl Cover {
    /// The best selection: the least cost; then the one in which the earlier groups move; then lower ranks.
    /// `known` is any selection that covers the needs; after `limit` steps the best one found so far is given.
    pub(super) fn solve(&self, known: Vec<usize>, limit: usize) -> Selection {
        debug_assert!(self.covers(&known));
        let mut best = Selection { cost: self.cost(&known), picks: known, is_best: false };
        let mut left = limit;
        for width in WIDTHS.into_iter().map(Some).chain([None]) {
            let mut reduced = Reduced::new(self);
            let prices = Prices::find(&reduced, best.cost);
            reduced.drop_dear(&prices, best.cost);
            reduced.order(&prices);
            let Sweep { found, complete, steps } = sweep(&reduced, &prices, best.cost, width, left);
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
        best
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
