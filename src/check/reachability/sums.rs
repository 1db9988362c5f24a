use std::cell::OnceCell;

use super::stage::{Alternative, StageItem, StageSpace, Way, climb};
use super::steps::Steps;

/// Which multiples of a unit, from `low` on, are sums of lifts; `bare` says whether no answers are possible.
#[derive(Clone)]
struct SumSet {
    has: Vec<bool>,
    bare: bool,
}

#[derive(Clone, Copy)]
pub(super) enum SumAt {
    Bare,
    /// This multiple of the unit, counted from the lowest.
    Position(usize),
}

struct Options {
    item: usize,
    answers: Vec<(Option<usize>, i64)>,
}

/// The sums of a stage without one item, whose alternatives must let that item apply.
pub(super) struct Reach<'a> {
    space: &'a StageSpace,
    /// How the gates are passed.
    way: &'a Way,
    without: usize,
    /// The group that decides whether that item applies.
    home: Option<usize>,
    unit: i64,
    low: i64,
    length: usize,
    /// The sums before the first group, after it, and so on; computed on demand.
    prefixes: OnceCell<Vec<SumSet>>,
}

/// Answers with a given sum: the alternative of each group, and per item a level, or `None` for "does not apply".
pub(super) struct Trace {
    pub(super) alternatives: Vec<usize>,
    /// Per applicable weighted item.
    pub(super) levels: Vec<(usize, Option<usize>)>,
}

impl<'a> Reach<'a> {
    /// `None` if it takes more steps than are left.
    pub(super) fn new(space: &'a StageSpace, way: &'a Way, without: usize, steps: &Steps) -> Option<Self> {
        let lifts = || {
            let others = space.items.iter().enumerate().filter(|(item, _)| *item != without);
            others.map(|(_, item)| (0..=item.top()).map(|level| item.lift(level, space.ready_at)))
        };
        let unit = lifts().flatten().fold(0, gcd).max(1);
        let low: i64 = lifts().map(|item| item.min().unwrap_or(0).min(0)).sum::<i64>() / unit;
        let high: i64 = lifts().map(|item| item.max().unwrap_or(0).max(0)).sum::<i64>() / unit;
        let length = usize::try_from(high - low + 1).ok()?;
        let home = space.home(without);
        let reach = Self { space, way, without, home, unit, low, length, prefixes: OnceCell::new() };
        for group in 0..space.groups.len() {
            for alternative in reach.allowed(group) {
                let answers: usize = reach.options(alternative).iter().map(|own| own.answers.len()).sum();
                let work = (length - 1) / 64 + 1;
                steps.take(work.max(answers * work)).then_some(())?;
            }
        }
        Some(reach)
    }

    fn prefixes(&self) -> &[SumSet] {
        self.prefixes.get_or_init(|| {
            let mut prefixes = Vec::with_capacity(self.space.groups.len() + 1);
            let mut sums = SumSet { has: vec![false; self.length], bare: true };
            for group in 0..self.space.groups.len() {
                let mut after = SumSet { has: vec![false; self.length], bare: false };
                for alternative in self.allowed(group) {
                    let options = self.options(alternative);
                    let last = options.iter().fold(sums.clone(), |last, own| self.layer(&last, own));
                    after.join(&last, 0);
                    after.bare |= last.bare;
                }
                prefixes.push(sums);
                sums = after;
            }
            prefixes.push(sums);
            prefixes
        })
    }

    /// Whether a sum is between two bounds. `bare` says whether no answers, with sum 0, are acceptable.
    pub(super) fn reaches(&self, from: i64, to: i64, bare: bool) -> bool {
        self.climbs_between(from, to) || self.find(from, to, bare).is_some()
    }

    /// Whether one of a few sums is between two bounds; usually one is, and the others need not be computed.
    fn climbs_between(&self, from: i64, to: i64) -> bool {
        let firsts: Option<Vec<_>> =
            (0..self.space.groups.len()).map(|group| self.allowed(group).next()).collect();
        let items = firsts.into_iter().flatten().flat_map(|first| self.weighty(first));
        let items: Vec<_> = items.map(|(index, item)| (item, self.way.lowest[index])).collect();
        let passes = !items.is_empty() && items.iter().all(|(item, lowest)| *lowest <= item.top());
        let sums = || climb(&items, self.space.ready_at);
        passes && sums().iter().any(|sum| (from..=to).contains(sum))
    }

    /// The smallest sum between two bounds. `bare` says whether no answers, with sum 0, are acceptable.
    pub(super) fn find(&self, from: i64, to: i64, bare: bool) -> Option<SumAt> {
        let all = self.prefixes().last()?;
        if bare && all.bare && (from..=to).contains(&0) {
            return Some(SumAt::Bare);
        }
        let first = -((-from).div_euclid(self.unit)) - self.low;
        let last = to.div_euclid(self.unit) - self.low;
        let (first, end) = (usize::try_from(first.max(0)).ok()?, usize::try_from(last + 1).ok()?);
        (first..end.min(self.length)).find(|position| all.has[*position]).map(SumAt::Position)
    }

    /// Answers that lead to a position among all sums.
    pub(super) fn trace(&self, mut at: SumAt) -> Option<Trace> {
        let mut trace = Trace { alternatives: vec![0; self.space.groups.len()], levels: Vec::new() };
        for group in (0..self.space.groups.len()).rev() {
            let before = &self.prefixes()[group];
            let (alternative, layers) = self
                .allowed(group)
                .map(|alternative| (alternative, self.layers(before, alternative)))
                .find(|(_, layers)| layers.last().is_some_and(|last| last.holds(at)))?;
            let all = &self.space.groups[group];
            trace.alternatives[group] = all.iter().position(|other| std::ptr::eq(other, alternative))?;
            for (own, before) in self.options(alternative).iter().zip(&layers).rev() {
                let (level, earlier) = own.answers.iter().find_map(|(level, lift)| {
                    let earlier = self.earlier(before, at, level.map(|_| *lift));
                    earlier.map(|earlier| (*level, earlier))
                })?;
                trace.levels.push((own.item, level));
                at = earlier;
            }
        }
        Some(trace)
    }

    /// The position before an answer led to `at`, if possible; no lift means "does not apply".
    fn earlier(&self, before: &SumSet, at: SumAt, lift: Option<i64>) -> Option<SumAt> {
        let (Some(lift), SumAt::Position(position)) = (lift, at) else {
            return (lift.is_none() && before.holds(at)).then_some(at);
        };
        let earlier = i64::try_from(position).ok()? - lift / self.unit;
        if before.bare && earlier == -self.low {
            return Some(SumAt::Bare);
        }
        let earlier = usize::try_from(earlier).ok()?;
        before.has(earlier).then_some(SumAt::Position(earlier))
    }

    /// The sums before the items of an alternative, after the first, and so on.
    fn layers(&self, before: &SumSet, alternative: &Alternative) -> Vec<SumSet> {
        let mut layers = vec![before.clone()];
        for own in self.options(alternative) {
            layers.push(self.layer(&layers[layers.len() - 1], &own));
        }
        layers
    }

    fn layer(&self, last: &SumSet, own: &Options) -> SumSet {
        let mut next = SumSet { has: vec![false; self.length], bare: false };
        for (level, lift) in &own.answers {
            if level.is_none() {
                next.join(last, 0);
                next.bare |= last.bare;
                continue;
            }
            next.join(last, lift / self.unit);
            if last.bare {
                let position = usize::try_from(lift / self.unit - self.low);
                if let Some(has) = position.ok().and_then(|position| next.has.get_mut(position)) {
                    *has = true;
                }
            }
        }
        next
    }

    fn allowed(&self, group: usize) -> impl Iterator<Item = &'a Alternative> {
        let is_home = self.home == Some(group);
        let is_here = move |item: &&usize| self.space.home(**item) == Some(group);
        let musts: Vec<usize> = self.way.musts.iter().filter(is_here).copied().collect();
        let alternatives = self.space.groups[group].iter();
        alternatives.filter(move |alternative| {
            (!is_home || alternative.has(self.without)) && musts.iter().all(|item| alternative.has(*item))
        })
    }

    fn weighty(&self, alternative: &'a Alternative) -> impl Iterator<Item = (usize, &'a StageItem)> {
        let items = alternative.items.iter().map(|index| (*index, &self.space.items[*index]));
        items.filter(|(index, item)| *index != self.without && item.weight > 0)
    }

    /// Per weighted item the answers that fail no gate, with their lifts.
    fn options(&self, alternative: &'a Alternative) -> Vec<Options> {
        let options = |(index, item): (usize, &StageItem)| {
            let levels = (self.way.lowest[index]..=item.top())
                .map(|level| (Some(level), item.lift(level, self.space.ready_at)));
            let may_not_apply = item.optional && !self.way.musts.contains(&index);
            Options { item: index, answers: levels.chain(may_not_apply.then_some((None, 0))).collect() }
        };
        self.weighty(alternative).map(options).collect()
    }
}

impl SumSet {
    fn has(&self, position: usize) -> bool {
        self.has.get(position).is_some_and(|has| *has)
    }

    fn holds(&self, at: SumAt) -> bool {
        match at {
            SumAt::Bare => self.bare,
            SumAt::Position(position) => self.has(position),
        }
    }

    fn join(&mut self, other: &Self, by: i64) {
        let distance = usize::try_from(by.unsigned_abs()).unwrap_or(usize::MAX);
        let (to, from) = if by < 0 { (0, distance) } else { (distance, 0) };
        let from = other.has.get(from..).unwrap_or_default();
        let to = self.has.get_mut(to..).unwrap_or_default();
        to.iter_mut().zip(from).for_each(|(own, other)| *own |= other);
    }
}

fn gcd(a: i64, b: i64) -> i64 {
    if b == 0 { a.abs() } else { gcd(b, a % b) }
}
