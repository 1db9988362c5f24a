use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::Combination;
use super::steps::Steps;
use crate::framework::{ChoiceIx, Choose, CriterionIx, FactIx, Framework};

/// Classes of answers to a fact that the conditions on `lists` cannot distinguish, each by its smallest member, and
/// whether there were more than `limit`.
fn classes(
    framework: &Framework,
    fact: FactIx,
    lists: &BTreeSet<&[ChoiceIx]>,
    limit: usize,
) -> (Vec<Vec<ChoiceIx>>, bool) {
    let fact = &framework[fact];
    let sees = |choice: ChoiceIx| -> Vec<bool> { lists.iter().map(|list| list.contains(&choice)).collect() };
    let choices: Vec<_> = (0..fact.choices.len()).map(ChoiceIx::new).map(|c| (c, sees(c))).collect();
    // A fact that is not given fails no condition, as if it had every choice.
    let mut seen = BTreeSet::from([vec![true; lists.len()]]);
    let mut found = vec![Vec::new()];
    let mut last: Vec<(Vec<ChoiceIx>, Vec<bool>)> = vec![(Vec::new(), vec![false; lists.len()])];
    // Sets of one choice, of two, and so on, so the first of a class is a smallest one.
    while !last.is_empty() {
        let mut next = Vec::new();
        for (set, sight) in &last {
            for (choice, own) in &choices {
                let both: Vec<bool> = sight.iter().zip(own).map(|(a, b)| *a || *b).collect();
                if found.len() >= limit {
                    return (found, true);
                }
                if seen.insert(both.clone()) {
                    let mut set = set.clone();
                    set.push(*choice);
                    set.sort_unstable();
                    found.push(set.clone());
                    next.push((set, both));
                }
            }
        }
        last = if fact.choose == Choose::Many { next } else { Vec::new() };
    }
    (found, false)
}

pub(super) struct Component {
    pub(super) facts: BTreeSet<FactIx>,
    pub(super) criteria: Vec<CriterionIx>,
}

/// Groups criteria into connected components: what applies in one is independent of the others.
pub(super) fn connected_components(framework: &Framework, criteria: &[CriterionIx]) -> Vec<Component> {
    let mut components: Vec<Component> = Vec::new();
    for criterion in criteria {
        let mut component = Component {
            facts: framework[*criterion].condition.0.iter().map(|(fact, _)| *fact).collect(),
            criteria: vec![*criterion],
        };
        let mut rest = Vec::new();
        for mut other in components {
            if other.facts.is_disjoint(&component.facts) {
                rest.push(other);
            } else {
                component.facts.append(&mut other.facts);
                component.criteria.append(&mut other.criteria);
            }
        }
        rest.push(component);
        components = rest;
    }
    for component in &mut components {
        component.criteria.sort_unstable();
    }
    components
}

/// The sets of criteria that can apply together, each with its smallest combination, and whether there were more than
/// `limit`.
pub(super) fn combinations(
    framework: &Framework,
    component: &Component,
    limit: usize,
    steps: &Steps,
) -> (Vec<(Vec<CriterionIx>, Combination)>, bool) {
    let conditions = || component.criteria.iter().map(|criterion| &framework[*criterion].condition);
    let mut capped = false;
    // Every combination is compared with every criterion, so finding more than there are steps for is useless.
    let cost = 8 * component.criteria.len().max(1);
    let limit = limit.min(usize::try_from(steps.left()).unwrap_or(usize::MAX) / cost).max(1);
    let mut all: Vec<Combination> = vec![Vec::new()];
    for fact in &component.facts {
        let lists: BTreeSet<&[ChoiceIx]> = conditions()
            .flat_map(|condition| &condition.0)
            .filter(|(of, _)| of == fact)
            .map(|(_, list)| list.as_slice())
            .collect();
        let (classes, more) = classes(framework, *fact, &lists, limit);
        capped |= more;
        let mut longer = Vec::new();
        'all: for combination in &all {
            for class in &classes {
                if longer.len() >= limit {
                    capped = true;
                    break 'all;
                }
                let mut combination = combination.clone();
                if !class.is_empty() {
                    combination.push((*fact, class.clone()));
                }
                longer.push(combination);
            }
        }
        all = longer;
    }
    steps.take(cost * all.len());
    let mut smallest: BTreeMap<Vec<CriterionIx>, Combination> = BTreeMap::new();
    for combination in all {
        let given = |fact: FactIx| -> &[ChoiceIx] {
            combination.iter().find(|(of, _)| *of == fact).map_or(&[], |(_, choices)| choices)
        };
        let applied: Vec<_> =
            component.criteria.iter().filter(|c| framework[**c].condition.holds(given)).copied().collect();
        match smallest.entry(applied) {
            Entry::Vacant(entry) => drop(entry.insert(combination)),
            Entry::Occupied(mut known) if size(&combination) < size(known.get()) => {
                known.insert(combination);
            }
            Entry::Occupied(_) => {}
        }
    }
    let mut all: Vec<_> = smallest.into_iter().collect();
    all.sort_by(|(_, one), (_, other)| size(one).cmp(&size(other)));
    (all, capped)
}

fn size(combination: &Combination) -> (usize, usize, &Combination) {
    (combination.len(), combination.iter().map(|(_, choices)| choices.len()).sum(), combination)
}
