use std::cmp::Ordering;

use super::prices::{Prices, scaled};
use super::reduced::{Kept, Reduced};

/// What a sweep gives.
pub(super) struct Sweep {
    /// The best selection that it saw, by position in the question.
    pub(super) found: Option<Vec<usize>>,
    /// Whether it left nothing out, so that there is no better one.
    pub(super) complete: bool,
    /// How many half-made selections it looked at.
    pub(super) steps: usize,
}

/// Half-made selections, one for each rest of needs.
#[derive(Default)]
struct Layer {
    /// What is still needed, need by need, selection by selection.
    rests: Vec<u64>,
    /// Which groups moved, in the order of the question, the first in the highest bit.
    moved: Vec<u64>,
    entries: Vec<Entry>,
}

/// One half-made selection.
#[derive(Clone, Copy)]
struct Entry {
    cost: i128,
    /// A cost below which it cannot end.
    bound: i128,
    /// The selection in the layer before that it goes on from, and the choice.
    before: u32,
    choice: u8,
}

/// Goes through the groups and keeps what may still end at `best` or below: all of it, or the `width` most
/// promising of each layer. Stops after `limit` steps.
pub(super) fn sweep(
    reduced: &Reduced,
    prices: &Prices,
    best: i128,
    width: Option<usize>,
    limit: usize,
) -> Sweep {
    let frame = Frame::new(reduced, prices, best);
    let mut layer = frame.start();
    let mut trail: Vec<Vec<Entry>> = Vec::new();
    let (mut complete, mut steps) = (true, 0);
    for position in 0..reduced.groups.len() {
        let Some(mut next) = frame.grow(&layer, position, &mut steps, limit) else {
            return Sweep { found: None, complete: false, steps };
        };
        trail.push(std::mem::take(&mut layer.entries));
        frame.merge(&mut next, &trail);
        if let Some(width) = width.filter(|width| next.entries.len() > *width) {
            frame.narrow(&mut next, width);
            complete = false;
        }
        layer = next;
    }
    // At the end nothing is needed any more, so that one selection is left, if any.
    let found = layer.entries.first().map(|last| frame.picks(*last, &trail));
    Sweep { found, complete, steps }
}

/// What does not change during a sweep.
struct Frame<'a> {
    reduced: &'a Reduced,
    prices: &'a Prices,
    /// The cost above which nothing is kept, in the units of the prices.
    ceiling: i128,
    /// Per position the least priced cost of all groups from there on.
    ahead: Vec<i128>,
    /// Per position the most that the groups from there on can give to each need.
    reach: Vec<Vec<u64>>,
    /// How many words the moves take.
    words: usize,
}

impl<'a> Frame<'a> {
    fn new(reduced: &'a Reduced, prices: &'a Prices, best: i128) -> Self {
        let groups = &reduced.groups;
        let mut ahead = vec![0; groups.len() + 1];
        let mut reach = vec![vec![0; reduced.needs.len()]; groups.len() + 1];
        for (position, group) in groups.iter().enumerate().rev() {
            ahead[position] = ahead[position + 1] + prices.least(&group.choices);
            let most = |need| group.choices.iter().map(|choice| choice.gains[need]).max().unwrap_or(0);
            reach[position] =
                reach[position + 1].iter().enumerate().map(|(need, rest)| rest + most(need)).collect();
        }
        let words = groups.len().div_ceil(64);
        Self { reduced, prices, ceiling: scaled(best), ahead, reach, words }
    }

    fn start(&self) -> Layer {
        let first = Entry { cost: 0, bound: 0, before: 0, choice: 0 };
        Layer { rests: self.reduced.needs.clone(), moved: vec![0; self.words], entries: vec![first] }
    }

    /// Every selection of a layer with every choice of the next group; none if that passes the limit.
    fn grow(&self, layer: &Layer, position: usize, steps: &mut usize, limit: usize) -> Option<Layer> {
        let group = &self.reduced.groups[position];
        let needs = self.reduced.needs.len();
        let (word, bit) = (group.position / 64, 1_u64 << (63 - group.position % 64));
        let (ahead, reach) = (self.ahead[position + 1], &self.reach[position + 1]);
        let mut next = Layer::default();
        *steps += layer.entries.len() * group.choices.len();
        if *steps > limit {
            return None;
        }
        for (before, entry) in layer.entries.iter().enumerate() {
            let rests = &layer.rests[before * needs..][..needs];
            for (choice, kept) in group.choices.iter().enumerate() {
                let start = next.rests.len();
                next.rests
                    .extend(rests.iter().zip(&kept.gains).map(|(rest, gain)| rest.saturating_sub(*gain)));
                let new = &next.rests[start..];
                let cost = entry.cost + kept.cost;
                let bound = scaled(cost) + self.prices.worth(new) + ahead;
                if bound > self.ceiling || new.iter().zip(reach).any(|(rest, reach)| rest > reach) {
                    next.rests.truncate(start);
                    continue;
                }
                let at = next.moved.len();
                next.moved.extend_from_slice(&layer.moved[before * self.words..][..self.words]);
                if kept.moves {
                    next.moved[at + word] |= bit;
                }
                let (before, choice) = (index(before), u8::try_from(choice).unwrap_or(u8::MAX));
                next.entries.push(Entry { cost, bound, before, choice });
            }
        }
        Some(next)
    }

    /// Keeps the best selection of those with the same rest.
    fn merge(&self, layer: &mut Layer, trail: &[Vec<Entry>]) {
        let mut order: Vec<u32> = (0..index(layer.entries.len())).collect();
        let by_rest = |one: u32, other: u32| self.rest(layer, one).cmp(self.rest(layer, other));
        order.sort_unstable_by(|one, other| {
            by_rest(*one, *other).then_with(|| self.compare(layer, *one, *other, trail))
        });
        order.dedup_by(|one, other| by_rest(*one, *other).is_eq());
        self.keep(layer, &order);
    }

    /// Keeps the `width` selections that promise most.
    fn narrow(&self, layer: &mut Layer, width: usize) {
        let mut order: Vec<u32> = (0..index(layer.entries.len())).collect();
        order.sort_by_key(|entry| layer.entries[*entry as usize].bound);
        order.truncate(width);
        order.sort_unstable();
        self.keep(layer, &order);
    }

    fn keep(&self, layer: &mut Layer, order: &[u32]) {
        let mut kept = Layer::default();
        for entry in order {
            kept.rests.extend_from_slice(self.rest(layer, *entry));
            kept.moved.extend_from_slice(self.moved(layer, *entry));
            kept.entries.push(layer.entries[*entry as usize]);
        }
        *layer = kept;
    }

    fn rest<'l>(&self, layer: &'l Layer, entry: u32) -> &'l [u64] {
        let needs = self.reduced.needs.len();
        &layer.rests[entry as usize * needs..][..needs]
    }

    fn moved<'l>(&self, layer: &'l Layer, entry: u32) -> &'l [u64] {
        &layer.moved[entry as usize * self.words..][..self.words]
    }

    /// The better of two selections over the same groups is the lesser.
    fn compare(&self, layer: &Layer, one: u32, other: u32, trail: &[Vec<Entry>]) -> Ordering {
        let (a, b) = (layer.entries[one as usize], layer.entries[other as usize]);
        (a.cost.cmp(&b.cost))
            .then_with(|| self.moved(layer, other).cmp(self.moved(layer, one)))
            .then_with(|| self.ranks(a, trail).cmp(&self.ranks(b, trail)))
    }

    /// The ranks of a selection's choices, in the order of the question.
    fn ranks(&self, last: Entry, trail: &[Vec<Entry>]) -> Vec<(usize, u8)> {
        let mut ranks: Vec<_> = self.chosen(last, trail).map(|(group, kept)| (group, kept.rank)).collect();
        ranks.sort_unstable();
        ranks
    }

    fn picks(&self, last: Entry, trail: &[Vec<Entry>]) -> Vec<usize> {
        let mut picks: Vec<_> = self.chosen(last, trail).map(|(group, kept)| (group, kept.pick)).collect();
        picks.sort_unstable();
        picks.into_iter().map(|(_, pick)| pick).collect()
    }

    /// The choices of a selection, the last first, each with the position of its group in the question.
    fn chosen<'t>(&'t self, last: Entry, trail: &'t [Vec<Entry>]) -> impl Iterator<Item = (usize, &'t Kept)> {
        let mut entry = last;
        (0..trail.len()).rev().map(move |position| {
            let group = &self.reduced.groups[position];
            let kept = &group.choices[usize::from(entry.choice)];
            entry = trail[position][entry.before as usize];
            (group.position, kept)
        })
    }
}

fn index(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}
