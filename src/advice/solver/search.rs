use std::cmp::Ordering;

use super::prices::{Prices, scaled};
use super::reduced::{Reduced, ReducedChoice};

pub(super) struct SearchOutcome {
    /// The best solution found: the position of the chosen choice in every group of the instance.
    pub(super) picks: Option<Vec<usize>>,
    /// Whether nothing that may be better was cut off.
    pub(super) complete: bool,
    pub(super) expanded: usize,
}

/// The partial solutions over the groups so far, one for each vector of residual needs.
#[derive(Default)]
struct Layer {
    /// The residual needs of one partial solution after the other.
    residuals: Vec<u64>,
    /// Which groups moved, in the order of the instance, the first in the highest bit.
    moved: Vec<u64>,
    partials: Vec<PartialSolution>,
}

#[derive(Clone, Copy)]
struct PartialSolution {
    cost: i128,
    /// A lower bound on the cost of completing it, in the units of the prices.
    bound: i128,
    parent: u32,
    choice: u8,
}

/// Keeps all partial solutions below `ceiling`, or `width` in each layer; stops after more than `limit`.
pub(super) fn search(
    reduced: &Reduced,
    prices: &Prices,
    ceiling: i128,
    width: Option<usize>,
    limit: usize,
) -> SearchOutcome {
    let search = LayerSearch::new(reduced, prices, ceiling);
    let mut layer = search.start();
    let mut trail: Vec<Vec<PartialSolution>> = Vec::new();
    let (mut complete, mut expanded) = (true, 0);
    for position in 0..reduced.groups.len() {
        let Some(mut next) = search.extend(&layer, position, &mut expanded, limit) else {
            return SearchOutcome { picks: None, complete: false, expanded };
        };
        trail.push(std::mem::take(&mut layer.partials));
        search.merge(&mut next, &trail);
        if let Some(width) = width.filter(|width| next.partials.len() > *width) {
            search.cut(&mut next, width);
            complete = false;
        }
        layer = next;
    }
    // At the end no needs are left, so at most one partial solution remains.
    let picks = layer.partials.first().map(|last| search.picks(*last, &trail));
    SearchOutcome { picks, complete, expanded }
}

struct LayerSearch<'a> {
    reduced: &'a Reduced,
    prices: &'a Prices,
    /// The cost above which nothing is kept, in the units of the prices.
    ceiling: i128,
    /// For each position the sum of the least priced costs of all groups from there on.
    remaining: Vec<i128>,
    /// For each position the most that the groups from there on can contribute to each need.
    reach: Vec<Vec<u64>>,
    words: usize,
}

impl<'a> LayerSearch<'a> {
    fn new(reduced: &'a Reduced, prices: &'a Prices, ceiling: i128) -> Self {
        let groups = &reduced.groups;
        let mut remaining = vec![0; groups.len() + 1];
        let mut reach = vec![vec![0; reduced.needs.len()]; groups.len() + 1];
        for (position, group) in groups.iter().enumerate().rev() {
            remaining[position] = remaining[position + 1] + prices.least(&group.choices);
            let most = |need| group.choices.iter().map(|choice| choice.gains[need]).max().unwrap_or(0);
            reach[position] =
                reach[position + 1].iter().enumerate().map(|(need, later)| later + most(need)).collect();
        }
        let words = groups.len().div_ceil(64);
        Self { reduced, prices, ceiling: scaled(ceiling), remaining, reach, words }
    }

    fn start(&self) -> Layer {
        let first = PartialSolution { cost: 0, bound: 0, parent: 0, choice: 0 };
        Layer { residuals: self.reduced.needs.clone(), moved: vec![0; self.words], partials: vec![first] }
    }

    /// Every partial solution of a layer with every choice of the next group; none if that exceeds the limit.
    fn extend(&self, layer: &Layer, position: usize, expanded: &mut usize, limit: usize) -> Option<Layer> {
        let group = &self.reduced.groups[position];
        let needs = self.reduced.needs.len();
        let (word, bit) = (group.position / 64, 1_u64 << (63 - group.position % 64));
        let (remaining, reach) = (self.remaining[position + 1], &self.reach[position + 1]);
        let mut next = Layer::default();
        *expanded += layer.partials.len() * group.choices.len();
        if *expanded > limit {
            return None;
        }
        for (parent, partial) in layer.partials.iter().enumerate() {
            let residuals = &layer.residuals[parent * needs..][..needs];
            for (choice, kept) in group.choices.iter().enumerate() {
                let start = next.residuals.len();
                next.residuals.extend(
                    residuals.iter().zip(&kept.gains).map(|(residual, gain)| residual.saturating_sub(*gain)),
                );
                let new = &next.residuals[start..];
                let cost = partial.cost + kept.cost;
                let bound = scaled(cost) + self.prices.worth(new) + remaining;
                if bound > self.ceiling || new.iter().zip(reach).any(|(residual, reach)| residual > reach) {
                    next.residuals.truncate(start);
                    continue;
                }
                let at = next.moved.len();
                next.moved.extend_from_slice(&layer.moved[parent * self.words..][..self.words]);
                if kept.moves {
                    next.moved[at + word] |= bit;
                }
                let (parent, choice) = (index(parent), u8::try_from(choice).unwrap_or(u8::MAX));
                next.partials.push(PartialSolution { cost, bound, parent, choice });
            }
        }
        Some(next)
    }

    /// Keeps the best of those with the same residual needs; it dominates the others.
    fn merge(&self, layer: &mut Layer, trail: &[Vec<PartialSolution>]) {
        let mut order: Vec<u32> = (0..index(layer.partials.len())).collect();
        let by_residual = |one: u32, other: u32| self.residual(layer, one).cmp(self.residual(layer, other));
        order.sort_unstable_by(|one, other| {
            by_residual(*one, *other).then_with(|| self.compare(layer, *one, *other, trail))
        });
        order.dedup_by(|one, other| by_residual(*one, *other).is_eq());
        self.keep(layer, &order);
    }

    fn cut(&self, layer: &mut Layer, width: usize) {
        let mut order: Vec<u32> = (0..index(layer.partials.len())).collect();
        order.sort_by_key(|partial| layer.partials[*partial as usize].bound);
        order.truncate(width);
        order.sort_unstable();
        self.keep(layer, &order);
    }

    fn keep(&self, layer: &mut Layer, order: &[u32]) {
        let mut kept = Layer::default();
        for partial in order {
            kept.residuals.extend_from_slice(self.residual(layer, *partial));
            kept.moved.extend_from_slice(self.moved(layer, *partial));
            kept.partials.push(layer.partials[*partial as usize]);
        }
        *layer = kept;
    }

    fn residual<'l>(&self, layer: &'l Layer, partial: u32) -> &'l [u64] {
        let needs = self.reduced.needs.len();
        &layer.residuals[partial as usize * needs..][..needs]
    }

    fn moved<'l>(&self, layer: &'l Layer, partial: u32) -> &'l [u64] {
        &layer.moved[partial as usize * self.words..][..self.words]
    }

    /// The better of two partial solutions over the same groups is the lesser.
    fn compare(&self, layer: &Layer, one: u32, other: u32, trail: &[Vec<PartialSolution>]) -> Ordering {
        let (a, b) = (layer.partials[one as usize], layer.partials[other as usize]);
        (a.cost.cmp(&b.cost))
            .then_with(|| self.moved(layer, other).cmp(self.moved(layer, one)))
            .then_with(|| self.ranks(a, trail).cmp(&self.ranks(b, trail)))
    }

    fn ranks(&self, last: PartialSolution, trail: &[Vec<PartialSolution>]) -> Vec<(usize, u8)> {
        let mut ranks: Vec<_> = self.chosen(last, trail).map(|(group, kept)| (group, kept.rank)).collect();
        ranks.sort_unstable();
        ranks
    }

    fn picks(&self, last: PartialSolution, trail: &[Vec<PartialSolution>]) -> Vec<usize> {
        let mut picks: Vec<_> = self.chosen(last, trail).map(|(group, kept)| (group, kept.pick)).collect();
        picks.sort_unstable();
        picks.into_iter().map(|(_, pick)| pick).collect()
    }

    /// The choices of a partial solution, the last first, each with the position of its group in the instance.
    fn chosen<'t>(
        &'t self,
        last: PartialSolution,
        trail: &'t [Vec<PartialSolution>],
    ) -> impl Iterator<Item = (usize, &'t ReducedChoice)> {
        let mut partial = last;
        (0..trail.len()).rev().map(move |position| {
            let group = &self.reduced.groups[position];
            let kept = &group.choices[usize::from(partial.choice)];
            partial = trail[position][partial.parent as usize];
            (group.position, kept)
        })
    }
}

fn index(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}
