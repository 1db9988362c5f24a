use super::Combination;
use super::classes::{combinations, connected_components};
use super::steps::Steps;
use crate::framework::{CriterionIx, Framework, GateIx, GateMember, StageIx};

pub(super) struct StageSpace {
    pub(super) stage: StageIx,
    pub(super) ready_at: i64,
    pub(super) items: Vec<StageItem>,
    pub(super) gates: Vec<StageGate>,
    /// What can apply: one alternative of each group, independently.
    pub(super) groups: Vec<Vec<Alternative>>,
    pub(super) capped: bool,
}

/// A gate, with its items and the levels required.
pub(super) struct StageGate {
    pub(super) index: GateIx,
    pub(super) members: Vec<(usize, usize)>,
    pub(super) count: usize,
}

/// A way to pass all gates: the lowest level of every item, and items that must apply.
pub(super) struct Way {
    pub(super) lowest: Vec<usize>,
    pub(super) musts: Vec<usize>,
}

/// The most ways to consider.
const WAYS: usize = 256;

pub(super) struct StageItem {
    pub(super) criterion: CriterionIx,
    /// Its weight; 0 if it only has a gate.
    pub(super) weight: i64,
    pub(super) values: Vec<i64>,
    /// Whether "does not apply" is allowed and removes it from the points.
    pub(super) optional: bool,
    /// Whether "does not apply" is allowed and counts as the top level.
    pub(super) met: bool,
}

impl StageGate {
    pub(super) fn level(&self, item: usize) -> Option<usize> {
        self.members.iter().find(|(own, _)| *own == item).map(|(_, level)| *level)
    }

    /// The ways to pass it, each with the items that must apply; if empty, all applicable ones must be at their level.
    fn ways(&self) -> Vec<Vec<usize>> {
        let mut chosen = vec![Vec::new()];
        if self.count < self.members.len() {
            for (item, _) in &self.members {
                let more = chosen.iter().filter(|own: &&Vec<usize>| own.len() < self.count);
                let more: Vec<_> = more.map(|own| [own.as_slice(), &[*item]].concat()).collect();
                chosen.extend(more);
                if chosen.len() > WAYS {
                    break;
                }
            }
            chosen.retain(|own| own.is_empty() || own.len() == self.count);
        }
        chosen
    }
}

/// Items that apply together, by position, and the facts under which they do.
pub(super) struct Alternative {
    /// Ascending.
    pub(super) items: Vec<usize>,
    pub(super) facts: Combination,
    /// The total weight of its items.
    pub(super) weight: i64,
    /// The total lift of its items, each at its top.
    pub(super) tops: i64,
}

impl Alternative {
    pub(super) fn has(&self, item: usize) -> bool {
        self.items.binary_search(&item).is_ok()
    }

    /// Its greatest lift; weighted rather than not if lifts are equal.
    pub(super) fn best(&self) -> (i64, bool) {
        (self.tops, self.weight > 0)
    }
}

impl StageItem {
    /// The lift of a level: the stage is ready if the lifts of everything that counts add up to at least 0.
    pub(super) fn lift(&self, level: usize, ready_at: i64) -> i64 {
        self.weight * (self.values[level] - ready_at)
    }

    pub(super) fn top(&self) -> usize {
        self.values.len() - 1
    }
}

/// The sums of lifts from some levels to the highest, one level at a time.
pub(super) fn climb(items: &[(&StageItem, usize)], ready_at: i64) -> Vec<i64> {
    let mut sum = items.iter().map(|(item, from)| item.lift(*from, ready_at)).sum();
    let mut sums = vec![sum];
    for (item, from) in items {
        for level in *from..item.top() {
            sum += item.lift(level + 1, ready_at) - item.lift(level, ready_at);
            sums.push(sum);
        }
    }
    sums
}

impl StageSpace {
    pub(super) fn new(framework: &Framework, stage: StageIx, most: usize, steps: &Steps) -> Self {
        let bears = |c: &CriterionIx| framework.bears_on(*c, stage);
        let criteria: Vec<_> = framework.criterion_indices().filter(bears).collect();
        let member = |own: &GateMember| {
            criteria.binary_search(&own.criterion).ok().map(|item| (item, usize::from(own.at_least)))
        };
        let gates = framework.gates_of(stage).map(|(index, gate)| StageGate {
            index,
            members: gate.members.iter().filter_map(member).collect(),
            count: gate.count,
        });
        let gates = gates.collect();
        let item = |index: &CriterionIx| {
            let criterion = &framework[*index];
            StageItem {
                criterion: *index,
                weight: i64::from(criterion.weight(stage)),
                values: criterion.levels.iter().map(|level| i64::from(level.value)).collect(),
                optional: criterion.may_not_apply && !criterion.met_if_not_applicable,
                met: criterion.met_if_not_applicable,
            }
        };
        let items = criteria.iter().map(item).collect();
        let mut capped = false;
        let mut groups = Vec::new();
        for component in connected_components(framework, &criteria) {
            let (all, more) = combinations(framework, &component, most, steps);
            capped |= more;
            let group = all.into_iter().map(|(applied, facts)| {
                let applies = |item: &usize| applied.binary_search(&criteria[*item]).is_ok();
                let items = (0..criteria.len()).filter(applies).collect();
                Alternative { items, facts, weight: 0, tops: 0 }
            });
            groups.push(group.collect());
        }
        Self { stage, ready_at: i64::from(framework[stage].ready_at), items, gates, groups, capped }.summed()
    }

    /// Whether a gate requires an item.
    pub(super) fn is_gated(&self, item: usize) -> bool {
        self.gates.iter().any(|gate| gate.level(item).is_some())
    }

    /// All ways to pass all gates; `None` if there are too many.
    pub(super) fn ways(&self) -> Option<Vec<Way>> {
        let mut ways = vec![Way { lowest: vec![0; self.items.len()], musts: Vec::new() }];
        for gate in &self.gates {
            let mut longer = Vec::new();
            for (way, chosen) in
                ways.iter().flat_map(|way| gate.ways().into_iter().map(move |own| (way, own)))
            {
                let mut lowest = way.lowest.clone();
                for (item, level) in &gate.members {
                    if chosen.is_empty() || chosen.contains(item) {
                        lowest[*item] = lowest[*item].max(*level);
                    }
                }
                longer.push(Way { lowest, musts: [way.musts.as_slice(), &chosen].concat() });
            }
            if longer.len() > WAYS {
                return None;
            }
            ways = longer;
        }
        // Items that never apply cannot be required.
        ways.retain(|way| way.musts.iter().all(|item| self.home(*item).is_some()));
        Some(ways)
    }

    /// Computes the totals of the alternatives.
    pub(super) fn summed(mut self) -> Self {
        for alternative in self.groups.iter_mut().flatten() {
            let items = || alternative.items.iter().map(|item| &self.items[*item]);
            let tops = items().map(|item| item.lift(item.top(), self.ready_at)).sum();
            (alternative.weight, alternative.tops) = (items().map(|item| item.weight).sum(), tops);
        }
        self
    }

    /// Whether a stage is ready only with all points, so that each criterion is required unless it does not apply.
    pub(super) fn needs_all(&self) -> bool {
        self.ready_at == 100
    }

    pub(super) fn alternatives(&self) -> usize {
        self.groups.iter().map(Vec::len).sum()
    }

    /// The number of items in all alternatives.
    pub(super) fn size(&self) -> usize {
        self.groups.iter().flatten().map(|alternative| alternative.items.len() + 1).sum()
    }

    /// For each group the first allowed alternative of least cost, if there is one for all. `item` must apply if given.
    pub(super) fn cheapest<K: Ord>(
        &self,
        item: Option<usize>,
        allowed: impl Fn(&Alternative) -> bool,
        cost: impl Fn(&Alternative) -> K,
    ) -> Option<Vec<&Alternative>> {
        let keeps = self.keeps(item);
        let best = |(group, all): (usize, &'_ [Alternative])| -> Option<usize> {
            let allowed = (0..all.len()).filter(|a| keeps(group, &all[*a]) && allowed(&all[*a]));
            allowed.min_by_key(|a| cost(&all[*a]))
        };
        let groups = self.groups.iter().enumerate();
        groups.map(|(group, all)| best((group, all)).map(|a| &all[a])).collect()
    }

    /// Whether an alternative of a group lets an item apply, or the group does not concern it.
    pub(super) fn keeps(&self, item: Option<usize>) -> impl Fn(usize, &Alternative) -> bool + use<> {
        let decided = item.and_then(|item| Some((item, self.home(item)?)));
        move |group, alternative| decided.is_none_or(|(item, home)| home != group || alternative.has(item))
    }

    pub(super) fn home(&self, item: usize) -> Option<usize> {
        let applies = |alternative: &Alternative| alternative.has(item);
        self.groups.iter().position(|group| group.iter().any(applies))
    }
}
