use super::stage::{Alternative, StageGate, StageSpace};

/// The best answers that fail a gate, or a part of them; items that are not listed are at the top.
#[derive(Clone, Default)]
pub(super) struct Failing<'a> {
    pub(super) lift: i64,
    pub(super) weighs: bool,
    pub(super) alternatives: Vec<&'a Alternative>,
    /// Levels of the gate's items, `None` for "does not apply".
    pub(super) answers: Vec<(usize, Option<usize>)>,
}

/// The best for each number of items at their level, below the gate's count, and for whether any is below.
type ByPassed<'a> = Vec<[Option<Failing<'a>>; 2]>;

impl StageSpace {
    /// The greatest lift with which a gate fails: fewer items than its count are at their level, and one is below;
    /// weighted rather than not if lifts are equal. `None` if none of its items ever applies.
    pub(super) fn best_failing(&self, gate: &StageGate) -> Option<Failing<'_>> {
        let mut all: ByPassed<'_> = vec![[None, None]; gate.count];
        all[0][0] = Some(Failing::default());
        for group in &self.groups {
            let mut own: ByPassed<'_> = vec![[None, None]; gate.count];
            let (with, without): (Vec<_>, Vec<_>) =
                group.iter().partition(|a| gate.members.iter().any(|(item, _)| a.has(*item)));
            // Among those without influence on the gate the best is enough.
            let best =
                without.into_iter().reduce(|best, own| if own.best() > best.best() { own } else { best });
            for alternative in best.into_iter().chain(with) {
                merge(&mut own, self.failing_with(gate, alternative));
            }
            all = joined(&all, &own);
        }
        all.into_iter().filter_map(|[_, failing]| failing).reduce(Failing::better)
    }

    /// The same under one alternative of a group.
    fn failing_with<'a>(&'a self, gate: &StageGate, alternative: &'a Alternative) -> ByPassed<'a> {
        let others = alternative.items.iter().filter(|item| gate.level(**item).is_none());
        let others = others.map(|item| &self.items[*item]);
        let mut all: ByPassed<'a> = vec![[None, None]; gate.count];
        all[0][0] = Some(Failing {
            lift: others.clone().map(|item| item.lift(item.top(), self.ready_at)).sum(),
            weighs: others.clone().any(|item| item.weight > 0),
            alternatives: vec![alternative],
            answers: Vec::new(),
        });
        for (index, level) in gate.members.iter().filter(|(item, _)| alternative.has(*item)) {
            let item = &self.items[*index];
            let answer = |level: Option<usize>, lift: i64, weighs: bool| Failing {
                lift,
                weighs,
                alternatives: Vec::new(),
                answers: vec![(*index, level)],
            };
            let at = |level: usize| answer(Some(level), item.lift(level, self.ready_at), item.weight > 0);
            let top = at(item.top());
            let mut own: ByPassed<'a> = vec![[None, None]; gate.count];
            own[0][1] = level.checked_sub(1).map(|below| at(below.min(item.top())));
            if item.met {
                own[0][0] = Some(Failing { answers: vec![(*index, None)], ..top.clone() });
            } else if item.optional {
                own[0][0] = Some(answer(None, 0, false));
            }
            if let Some(one) = own.get_mut(1) {
                one[0] = Some(top);
            }
            all = joined(&all, &own);
        }
        all
    }
}

impl Failing<'_> {
    fn better(self, other: Self) -> Self {
        if (other.lift, other.weighs) > (self.lift, self.weighs) { other } else { self }
    }

    fn with(&self, other: &Self) -> Self {
        Self {
            lift: self.lift + other.lift,
            weighs: self.weighs || other.weighs,
            alternatives: [self.alternatives.as_slice(), &other.alternatives].concat(),
            answers: [self.answers.as_slice(), &other.answers].concat(),
        }
    }
}

/// Combines each of the first with each of the second, as long as the gate still fails.
fn joined<'a>(one: &ByPassed<'a>, other: &ByPassed<'a>) -> ByPassed<'a> {
    let mut all: ByPassed<'a> = vec![[None, None]; one.len()];
    for (passed, own) in one.iter().enumerate() {
        for (more, added) in other.iter().enumerate().take(one.len() - passed) {
            for (below, own) in own.iter().enumerate() {
                for (also, added) in added.iter().enumerate() {
                    let (Some(own), Some(added)) = (own, added) else { continue };
                    keep(&mut all[passed + more][below | also], own.with(added));
                }
            }
        }
    }
    all
}

fn merge<'a>(all: &mut ByPassed<'a>, other: ByPassed<'a>) {
    for (own, other) in all.iter_mut().flatten().zip(other.into_iter().flatten()) {
        if let Some(other) = other {
            keep(own, other);
        }
    }
}

fn keep<'a>(best: &mut Option<Failing<'a>>, other: Failing<'a>) {
    *best = Some(match best.take() {
        Some(best) => best.better(other),
        None => other,
    });
}
