use std::cmp::Reverse;

use super::stage::{Alternative, StageGate, StageSpace};
use super::sums::{Reach, Trace};

/// A result of the analysis: alternatives and answers that demonstrate it; everything else is unanswered.
pub(super) struct Shown<'a> {
    pub(super) alternatives: Vec<&'a Alternative>,
    /// Items with their levels, `None` for "does not apply".
    pub(super) answers: Vec<(usize, Option<usize>)>,
}

impl StageSpace {
    pub(super) fn is_out_of_reach(&self) -> bool {
        let passable = |item: &usize| {
            let mut levels = self.gates.iter().filter_map(|gate| gate.level(*item));
            levels.all(|level| level <= self.items[*item].top())
        };
        let best = self.cheapest(None, |a| a.items.iter().all(passable), |a| Reverse(a.best()));
        !best.is_some_and(|best| {
            let lift: i64 = best.iter().map(|a| a.tops).sum();
            lift >= 0 && best.iter().any(|a| a.weight > 0)
        })
    }

    pub(super) fn gate_never_passes(&self, gate: &StageGate) -> bool {
        let applies = |item| self.groups.iter().flatten().any(|alternative| alternative.has(item));
        !gate.members.iter().any(|(item, level)| applies(*item) && *level <= self.items[*item].top())
    }

    pub(super) fn lowest_is_ready(&self) -> Option<Shown<'_>> {
        let lowest = |a: &Alternative| -> (i64, bool) {
            let lifts = a.items.iter().map(|item| self.items[*item].lift(0, self.ready_at));
            (lifts.sum(), a.weight > 0)
        };
        let passes = |a: &Alternative| !a.items.iter().any(|item| self.is_gated(*item));
        let best = self.cheapest(None, passes, |a| Reverse(lowest(a)))?;
        let sum: i64 = best.iter().map(|a| lowest(a).0).sum();
        let ready = sum >= 0 && best.iter().any(|a| lowest(a).1);
        ready.then(|| all_at(best, |_| Some(0)))
    }

    /// The best sheet that fails a gate, if even that one does not reach `ready_at`.
    pub(super) fn gate_never_decides(&self, gate: &StageGate) -> Option<Shown<'_>> {
        let best = self.best_failing(gate)?;
        if best.lift >= 0 && best.weighs {
            return None;
        }
        let top = |item: &usize| gate.level(*item).is_none().then_some(self.items[*item].top());
        let others = best.alternatives.iter().flat_map(|a| &a.items);
        let others = others.filter_map(|item| Some((*item, Some(top(item)?))));
        let answers = others.chain(best.answers).collect();
        Some(Shown { alternatives: best.alternatives, answers })
    }

    pub(super) fn left_empty(&self) -> Option<Shown<'_>> {
        let alternatives = self.cheapest(None, |a| a.weight == 0, |_| 0)?;
        self.items.iter().any(|item| item.weight > 0).then_some(Shown { alternatives, answers: Vec::new() })
    }

    /// The fewest facts under which weighted items apply and all of them may be answered with "does not apply".
    pub(super) fn emptied(&self) -> Option<Shown<'_>> {
        let weighs = |item: &&usize| self.items[**item].weight > 0;
        let may = |a: &Alternative| a.items.iter().filter(weighs).all(|item| self.items[*item].optional);
        let mut chosen = self.cheapest(None, may, |_| 0)?;
        if chosen.iter().all(|a| a.weight == 0) {
            // One group must keep a weighted item: the one that needs the fewest facts for that.
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

    /// A sheet that is ready with "does not apply" to all applicable items of a gate.
    pub(super) fn gate_escaped(&self, gate: &StageGate) -> Option<Shown<'_>> {
        let own = |item: &usize| gate.level(*item).is_some();
        let may_be_said = |item: &usize| self.items[*item].optional || self.items[*item].met;
        let counts = |item: &usize| !own(item) || !self.items[*item].optional;
        let lift = |a: &Alternative| -> i64 {
            let others = a.items.iter().filter(|item| counts(item)).map(|item| &self.items[*item]);
            others.map(|item| item.lift(item.top(), self.ready_at)).sum()
        };
        // An answer that counts as met is not an escape.
        gate.members.iter().filter(|(item, _)| self.items[*item].optional).find_map(|(item, _)| {
            let escapes = |a: &Alternative| a.items.iter().all(|item| !own(item) || may_be_said(item));
            let best = self.cheapest(Some(*item), escapes, |a| Reverse(lift(a)))?;
            let weighs = |item: &usize| counts(item) && self.items[*item].weight > 0;
            let is_ready = best.iter().any(|a| a.items.iter().any(weighs));
            is_ready.then(|| all_at(best, |item| (!own(&item)).then(|| self.items[item].top())))
        })
    }

    pub(super) fn has_effect(&self, item: usize, reach: &Reach<'_>) -> bool {
        let own = &self.items[item];
        let (top, lowest) = (own.lift(own.top(), self.ready_at), own.lift(0, self.ready_at));
        reach.reaches(-top, -lowest - 1, true)
    }

    /// Whether a sheet is ready with "does not apply" to an item, but not with its lowest level.
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
        // Gates on unweighted items do not take part in the sums.
        let gates = alternatives.iter().flat_map(|a| &a.items).filter(|i| self.items[**i].weight == 0);
        levels.extend(gates.map(|i| (*i, Some(self.items[*i].top()))));
        levels.push((item, None));
        Some(Shown { alternatives, answers: levels })
    }

    /// A first guess for [`Self::not_applicable_at`]: no facts, and everything else at the top.
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
    use super::super::stage::{StageItem, Way};
    use super::super::steps::Steps;
    use super::*;
    use crate::framework::{CriterionIx, GateIx, StageIx};

    fn alternative(item: usize) -> Alternative {
        Alternative { items: vec![item], facts: Vec::new(), weight: 0, tops: 0 }
    }

    /// A stage with one criterion for everyone, with some numbers that loading would refuse.
    fn stage(ready_at: i64, values: &[i64], gate: Option<usize>) -> StageSpace {
        let criterion = CriterionIx::new(0);
        let values = values.to_vec();
        let items = vec![StageItem { criterion, weight: 2, values, optional: false, met: false }];
        let gates =
            gate.map(|level| StageGate { index: GateIx::new(0), members: vec![(0, level)], count: 1 });
        let (gates, groups) = (gates.into_iter().collect(), vec![vec![alternative(0)]]);
        StageSpace { stage: StageIx::new(0), ready_at, items, gates, groups, capped: false }.summed()
    }

    #[test]
    fn a_threshold_above_all_values_is_out_of_reach() {
        assert!(stage(70, &[0, 60], None).is_out_of_reach());
        assert!(!stage(60, &[0, 60], None).is_out_of_reach());
    }

    #[test]
    fn a_gate_above_the_top_never_passes() {
        let above = stage(70, &[0, 100], Some(2));
        assert!(above.gate_never_passes(&above.gates[0]) && above.is_out_of_reach());
        let at_top = stage(70, &[0, 100], Some(1));
        assert!(!at_top.gate_never_passes(&at_top.gates[0]) && !at_top.is_out_of_reach());
    }

    #[test]
    fn a_gate_on_a_criterion_that_never_applies_never_passes() {
        let mut never = stage(70, &[0, 100], Some(1));
        never.groups[0][0].items.clear();
        assert!(never.gate_never_passes(&never.gates[0]));
    }

    #[test]
    fn a_lowest_level_that_is_worth_enough_is_ready() {
        assert!(stage(50, &[50, 100], None).lowest_is_ready().is_some());
        assert!(stage(51, &[50, 100], None).lowest_is_ready().is_none());
        assert!(stage(50, &[50, 100], Some(1)).lowest_is_ready().is_none());
        assert!(stage(0, &[0, 100], None).lowest_is_ready().is_some());
    }

    /// With two criteria of two levels for everyone: whether "does not apply" to the first pays.
    fn pays(ready_at: i64, weights: [i64; 2]) -> bool {
        let mut two = stage(ready_at, &[0, 100], None);
        two.items.extend(stage(ready_at, &[0, 100], None).items);
        two.groups.push(vec![alternative(1)]);
        two.items[0].optional = true;
        for (item, weight) in two.items.iter_mut().zip(weights) {
            item.weight = weight;
        }
        let two = two.summed();
        let way = Way { lowest: vec![0, 0], musts: Vec::new() };
        let reach = Reach::new(&two, &way, 0, &Steps::new(1_000)).expect("few steps");
        two.not_applicable_pays(0, &reach)
    }

    #[test]
    fn not_applicable_pays_only_where_the_lowest_level_falls_short() {
        // The other one alone gives half of the points: enough for 50, not for 51.
        assert!(!pays(50, [1, 1]));
        assert!(pays(51, [1, 1]));
        assert!(pays(50, [2, 1]));
    }
}
