use std::collections::BTreeMap;

use super::analysis::Shown;
use super::stage::{Alternative, StageItem, StageSpace, Way};
use super::steps::Steps;

/// The possible totals of a stage: the weight of what counts, and the worth of its levels. Unlike in
/// [`super::sums::Reach`] both are known, for a threshold or weight other than the stage's own.
pub(super) struct Totals<'a> {
    space: &'a StageSpace,
    kind: Answers<'a>,
    groups: Vec<Vec<&'a Alternative>>,
    /// The totals before each group, and after all.
    prefixes: Vec<Sets>,
}

/// Which answers to add up.
#[derive(Clone, Copy)]
pub(super) enum Answers<'a> {
    /// Those that pass all gates in this way.
    Passing(&'a Way),
    /// Any, except answers to this item.
    Without(usize),
}

/// Per weight the possible worths.
type Sets = BTreeMap<i64, Bits>;

#[derive(Clone, Default)]
struct Bits(Vec<u64>);

impl<'a> Totals<'a> {
    /// `None` if that takes too many steps.
    pub(super) fn new(
        space: &'a StageSpace,
        kind: Answers<'a>,
        may_be: impl Fn(usize, &Alternative) -> bool,
        steps: &Steps,
    ) -> Option<Self> {
        let may_be = |(group, all): (usize, &'a Vec<Alternative>)| {
            all.iter().filter(|alternative| may_be(group, alternative)).collect()
        };
        let groups = space.groups.iter().enumerate().map(may_be).collect();
        let mut totals = Self { space, kind, groups, prefixes: Vec::new() };
        let mut sets = Sets::from([(0, Bits(vec![1]))]);
        for group in 0..totals.groups.len() {
            let mut after = Sets::new();
            for alternative in &totals.groups[group] {
                let layers = totals.layers(sets.clone(), alternative, steps)?;
                for (weight, worths) in layers.last()? {
                    after.entry(*weight).or_default().join(worths, 0);
                }
            }
            totals.prefixes.push(std::mem::replace(&mut sets, after));
        }
        totals.prefixes.push(sets);
        Some(totals)
    }

    /// Answers with a wanted weight and worth, if there are any: the least weight first, then the least worth.
    pub(super) fn find(&self, wanted: impl Fn(i64, i64) -> bool) -> Option<Shown<'a>> {
        let all = self.prefixes.last()?;
        let mut totals = all.iter().flat_map(|(weight, worths)| worths.all().map(|worth| (*weight, worth)));
        self.trace(totals.find(|(weight, worth)| wanted(*weight, *worth))?)
    }

    fn trace(&self, mut at: (i64, i64)) -> Option<Shown<'a>> {
        let mut shown = Shown { alternatives: Vec::new(), answers: Vec::new() };
        let plenty = Steps::new(u64::MAX);
        for (group, before) in self.groups.iter().zip(&self.prefixes).rev() {
            let (alternative, layers) = group.iter().find_map(|alternative| {
                let layers = self.layers(before.clone(), alternative, &plenty)?;
                layers.last().is_some_and(|last| has(last, at)).then_some((*alternative, layers))
            })?;
            for (item, before) in
                self.counting(alternative).zip(&layers).collect::<Vec<_>>().into_iter().rev()
            {
                let (level, earlier) = self.options(item).find_map(|(level, weight, worth)| {
                    let earlier = (at.0 - weight, at.1 - worth);
                    has(before, earlier).then_some((level, earlier))
                })?;
                shown.answers.push((item, level));
                at = earlier;
            }
            shown.alternatives.push(alternative);
        }
        Some(shown)
    }

    /// The totals before the items of an alternative, after the first, and so on.
    fn layers(&self, before: Sets, alternative: &Alternative, steps: &Steps) -> Option<Vec<Sets>> {
        let mut layers = vec![before];
        for item in self.counting(alternative) {
            let mut next = Sets::new();
            let last = &layers[layers.len() - 1];
            for (_, by_weight, by_worth) in self.options(item) {
                for (weight, worths) in last {
                    steps.take(worths.0.len() + 1).then_some(())?;
                    next.entry(weight + by_weight).or_default().join(worths, by_worth);
                }
            }
            layers.push(next);
        }
        Some(layers)
    }

    fn counting(&self, alternative: &'a Alternative) -> impl DoubleEndedIterator<Item = usize> + use<'a> {
        let without = match self.kind {
            Answers::Passing(_) => None,
            Answers::Without(item) => Some(item),
        };
        alternative.items.iter().copied().filter(move |item| Some(*item) != without)
    }

    /// The possible answers to an item: the level, or `None` for "does not apply", its weight and its worth.
    fn options(&self, item: usize) -> impl Iterator<Item = (Option<usize>, i64, i64)> + use<'a> {
        let own: &'a StageItem = &self.space.items[item];
        let (lowest, must) = match self.kind {
            Answers::Passing(way) => (way.lowest[item], way.musts.contains(&item)),
            Answers::Without(_) => (0, false),
        };
        let levels =
            (lowest..=own.top()).map(|level| (Some(level), own.weight, own.weight * own.values[level]));
        levels.chain((own.optional && !must).then_some((None, 0, 0)))
    }
}

fn has(sets: &Sets, (weight, worth): (i64, i64)) -> bool {
    sets.get(&weight).is_some_and(|worths| worths.has(worth))
}

impl Bits {
    fn has(&self, at: i64) -> bool {
        let at = usize::try_from(at).ok().and_then(|at| Some(self.0.get(at / 64)? >> (at % 64) & 1));
        at == Some(1)
    }

    fn all(&self) -> impl Iterator<Item = i64> {
        let bits = (0_i64..).take(self.0.len() * 64);
        bits.filter(|at| self.has(*at))
    }

    fn join(&mut self, other: &Self, by: i64) {
        let by = usize::try_from(by).unwrap_or(0);
        let (words, bits) = (by / 64, by % 64);
        self.0.resize(self.0.len().max(other.0.len() + words + 1), 0);
        for (own, from) in self.0[words..].iter_mut().zip(&other.0) {
            *own |= from << bits;
        }
        if bits > 0 {
            for (own, from) in self.0[words + 1..].iter_mut().zip(&other.0) {
                *own |= from >> (64 - bits);
            }
        }
    }
}
