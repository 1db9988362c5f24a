use std::cmp::Reverse;

use super::stage::{Alternative, StageSpace};
use super::sums::{Reach, Trace};

/// What the analysis says of one item: alternatives and answers that show it; what is not named is not answered.
pub(super) struct Shown<'a> {
    pub(super) alternatives: Vec<&'a Alternative>,
    /// Levels, or none for "does not apply".
    pub(super) answers: Vec<(usize, Option<usize>)>,
}

impl StageSpace {
    pub(super) fn is_out_of_reach(&self) -> bool {
        let passable =
            |item: &usize| self.items[*item].gate.is_none_or(|gate| gate <= self.items[*item].top());
        let best = self.cheapest(None, |a| a.items.iter().all(passable), |a| Reverse(self.best_of(a, None)));
        !best.is_some_and(|best| self.reaches(&best, None))
    }

    pub(super) fn gate_never_passes(&self, item: usize) -> bool {
        let applies = self.groups.iter().flatten().any(|alternative| alternative.has(item));
        !applies || self.items[item].gate.is_some_and(|gate| gate > self.items[item].top())
    }

    pub(super) fn lowest_is_ready(&self) -> Option<Shown<'_>> {
        let lowest = |a: &Alternative| -> (i64, bool) {
            let lifts = a.items.iter().map(|item| self.items[*item].lift(0, self.ready_at));
            (lifts.sum(), a.weight > 0)
        };
        let passes = |a: &Alternative| a.items.iter().all(|item| self.items[*item].gate.unwrap_or(0) == 0);
        let best = self.cheapest(None, passes, |a| Reverse(lowest(a)))?;
        let sum: i64 = best.iter().map(|a| lowest(a).0).sum();
        let ready = sum >= 0 && best.iter().any(|a| lowest(a).1);
        ready.then(|| all_at(best, |_| Some(0)))
    }

    /// The best sheet that fails the gate of an item, if even that one does not reach `ready_at`.
    pub(super) fn gate_never_decides(&self, item: usize) -> Option<Shown<'_>> {
        let below = self.items[item].gate?.checked_sub(1)?;
        let fixed = Some((item, below));
        let best = self.cheapest(Some(item), |_| true, |a| Reverse(self.best_of(a, fixed)))?;
        if self.reaches(&best, fixed) {
            return None;
        }
        Some(all_at(best, |other| Some(if other == item { below } else { self.items[other].top() })))
    }

    pub(super) fn left_empty(&self) -> Option<Shown<'_>> {
        let alternatives = self.cheapest(None, |a| a.weight == 0, |_| 0)?;
        self.items.iter().any(|item| item.weight > 0).then_some(Shown { alternatives, answers: Vec::new() })
    }

    /// The fewest facts under which items with weight apply and all of them may be answered with "does not apply".
    pub(super) fn emptied(&self) -> Option<Shown<'_>> {
        let weighs = |item: &&usize| self.items[**item].weight > 0;
        let may = |a: &Alternative| a.items.iter().filter(weighs).all(|item| self.items[*item].optional);
        let mut chosen = self.cheapest(None, may, |_| 0)?;
        if chosen.iter().all(|a| a.weight == 0) {
            // One group must keep an item with weight; the one where that takes the fewest facts.
            let heavy = |group: &'_ [Alternative]| group.iter().position(|a| may(a) && a.weight > 0);
            let candidates = self.groups.iter().enumerate();
            let best = candidates
                .filter_map(|(group, all)| Some((group, &all[heavy(all)?])))
                .min_by_key(|(group, a)| a.facts.len() - chosen[*group].facts.len())?;
            chosen[best.0] = best.1;
        }
        let weighty = |item: usize| (self.items[item].weight > 0).then_some(None);
        let answers = chosen.iter().flat_map(|a| &a.items).filter_map(|i| Some((*i, weighty(*i)?))).collect();
        Some(Shown { alternatives: chosen, answers })
    }

    pub(super) fn greatest_share(&self, item: usize) -> Option<(u32, Shown<'_>)> {
        let alternatives = self.cheapest(Some(item), |_| true, |a| a.weight)?;
        let all: i64 = alternatives.iter().map(|a| a.weight).sum();
        let share = (self.items[item].weight * 100).checked_div(all)?;
        let answers = vec![(item, Some(self.items[item].top()))];
        Some((u32::try_from(share).unwrap_or(100), Shown { alternatives, answers }))
    }

    /// A sheet that is ready with "does not apply" to an item with a gate.
    pub(super) fn gate_escaped(&self, item: usize) -> Option<Shown<'_>> {
        let best = self.cheapest(Some(item), |_| true, |a| Reverse(self.best_of(a, None)))?;
        let others = |a: &&Alternative| a.items.iter().any(|i| *i != item && self.items[*i].weight > 0);
        best.iter()
            .any(others)
            .then(|| all_at(best, |other| (other != item).then(|| self.items[other].top())))
    }

    pub(super) fn has_effect(&self, item: usize, reach: &Reach<'_>) -> bool {
        let own = &self.items[item];
        let (top, lowest) = (own.lift(own.top(), self.ready_at), own.lift(0, self.ready_at));
        reach.reaches(-top, -lowest - 1, true)
    }

    /// Whether a sheet is ready with "does not apply" to an item, but not with it at the lowest level.
    pub(super) fn not_applicable_pays(&self, item: usize, reach: &Reach<'_>) -> bool {
        reach.reaches(0, self.below_lowest(item), false)
    }

    /// The greatest sum of the others with which an item at the lowest level is not ready.
    fn below_lowest(&self, item: usize) -> i64 {
        -self.items[item].lift(0, self.ready_at) - 1
    }

    pub(super) fn not_applicable_at(&self, item: usize, reach: &Reach<'_>) -> Option<Shown<'_>> {
        let Trace { alternatives, mut levels } =
            reach.trace(reach.find(0, self.below_lowest(item), false)?)?;
        let alternatives: Vec<_> = self.groups.iter().zip(alternatives).map(|(all, a)| &all[a]).collect();
        // Gates on items without weight have no part in the sums.
        let gates = alternatives.iter().flat_map(|a| &a.items).filter(|i| self.items[**i].weight == 0);
        levels.extend(gates.map(|i| (*i, Some(self.items[*i].top()))));
        levels.push((item, None));
        Some(Shown { alternatives, answers: levels })
    }

    /// The greatest lift of an alternative, at equal lifts with weight rather than without.
    fn best_of(&self, alternative: &Alternative, fixed: Option<(usize, usize)>) -> (i64, bool) {
        let below = fixed.filter(|(item, _)| alternative.has(*item)).map_or(0, |(item, level)| {
            let own = &self.items[item];
            own.lift(level.min(own.top()), self.ready_at) - own.lift(own.top(), self.ready_at)
        });
        (alternative.tops + below, alternative.weight > 0)
    }

    fn reaches(&self, alternatives: &[&Alternative], fixed: Option<(usize, usize)>) -> bool {
        let lift: i64 = alternatives.iter().map(|a| self.best_of(a, fixed).0).sum();
        lift >= 0 && alternatives.iter().any(|a| a.weight > 0)
    }

    /// A first guess at a sheet as [`Self::not_applicable_at`] finds one: no facts, and all else at the top.
    pub(super) fn not_applicable(&self, item: usize) -> Option<Shown<'_>> {
        let first = self.cheapest(None, |_| true, |_| 0)?;
        Some(all_at(first, |other| (other != item).then(|| self.items[other].top())))
    }
}

fn all_at(alternatives: Vec<&Alternative>, level: impl Fn(usize) -> Option<usize>) -> Shown<'_> {
    let answers = alternatives.iter().flat_map(|a| &a.items).map(|item| (*item, level(*item))).collect();
    Shown { alternatives, answers }
}

#[cfg(test)]
mod tests {
    use super::super::stage::StageItem;
    use super::super::steps::Steps;
    use super::*;
    use crate::framework::{CriterionIx, StageIx};

    fn alternative(item: usize) -> Alternative {
        Alternative { items: vec![item], facts: Vec::new(), weight: 0, tops: 0 }
    }

    /// A stage with one criterion for everyone, in which loading would refuse some numbers.
    fn stage(ready_at: i64, values: &[i64], gate: Option<usize>) -> StageSpace {
        let criterion = CriterionIx::new(0);
        let item = StageItem { criterion, weight: 2, values: values.to_vec(), gate, optional: false };
        let groups = vec![vec![alternative(0)]];
        StageSpace { stage: StageIx::new(0), ready_at, items: vec![item], groups, capped: false }.summed()
    }

    #[test]
    fn a_threshold_above_all_values_is_out_of_reach() {
        assert!(stage(70, &[0, 60], None).is_out_of_reach());
        assert!(!stage(60, &[0, 60], None).is_out_of_reach());
    }

    #[test]
    fn a_gate_above_the_top_never_passes() {
        let above = stage(70, &[0, 100], Some(2));
        assert!(above.gate_never_passes(0) && above.is_out_of_reach());
        let at_top = stage(70, &[0, 100], Some(1));
        assert!(!at_top.gate_never_passes(0) && !at_top.is_out_of_reach());
    }

    #[test]
    fn a_gate_on_a_criterion_that_never_applies_never_passes() {
        let mut never = stage(70, &[0, 100], Some(1));
        never.groups[0][0].items.clear();
        assert!(never.gate_never_passes(0));
    }

    #[test]
    fn a_lowest_level_that_is_worth_enough_is_ready() {
        assert!(stage(50, &[50, 100], None).lowest_is_ready().is_some());
        assert!(stage(51, &[50, 100], None).lowest_is_ready().is_none());
        assert!(stage(50, &[50, 100], Some(1)).lowest_is_ready().is_none());
        assert!(stage(0, &[0, 100], None).lowest_is_ready().is_some());
    }

    /// Two criteria of two levels for everyone; whether "does not apply" to the first pays.
    fn pays(ready_at: i64, weights: [i64; 2]) -> bool {
        let mut two = stage(ready_at, &[0, 100], None);
        two.items.extend(stage(ready_at, &[0, 100], None).items);
        two.groups.push(vec![alternative(1)]);
        two.items[0].optional = true;
        for (item, weight) in two.items.iter_mut().zip(weights) {
            item.weight = weight;
        }
        let two = two.summed();
        let reach = Reach::new(&two, 0, &Steps::new(1_000)).expect("few steps");
        two.not_applicable_pays(0, &reach)
    }

    #[test]
    fn not_applicable_pays_only_where_the_lowest_level_falls_short() {
        // Half of the points are there with the other one alone: enough for 50, not for 51.
        assert!(!pays(50, [1, 1]));
        assert!(pays(51, [1, 1]));
        assert!(pays(50, [2, 1]));
    }
}
