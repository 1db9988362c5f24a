use std::collections::BTreeSet;

use super::stage::{StageSpace, climb};
use super::steps::Steps;

/// Every pair of points and weight that the score of a stage can have, ignoring gates; `None` if there are too many.
pub(super) fn scores(space: &StageSpace, whole: bool, steps: &Steps) -> Option<BTreeSet<(i64, i64)>> {
    let mut all = BTreeSet::from([(0, 0)]);
    for group in &space.groups {
        let mut after = BTreeSet::new();
        // Without facts everything applies: the first alternative of each group.
        for alternative in group.iter().take(if whole { usize::MAX } else { 1 }) {
            let mut own = all.clone();
            for item in alternative.items.iter().map(|item| &space.items[*item]) {
                let none = (whole && item.optional).then_some((0, 0));
                let options = item.values.iter().map(|value| (value * item.weight, item.weight)).chain(none);
                let options: BTreeSet<_> = options.collect();
                let mut next = BTreeSet::new();
                for (points, weight) in options {
                    // A set costs many times as much as flags.
                    steps.take(own.len().checked_mul(32)?).then_some(())?;
                    next.extend(own.iter().map(|(p, w)| (p + points, w + weight)));
                }
                own = next;
            }
            after.append(&mut own);
        }
        all = after;
    }
    Some(all)
}

/// A few scattered ones: without facts, from the lowest levels to the highest, one step at a time.
pub(super) fn some_scores(space: &StageSpace) -> Vec<(i64, i64)> {
    let firsts: Option<Vec<_>> = space.groups.iter().map(|group| group.first()).collect();
    let items = firsts.unwrap_or_default().into_iter().flat_map(|first| &first.items);
    let items: Vec<_> = items.map(|item| (&space.items[*item], 0)).collect();
    let weight = items.iter().map(|(item, _)| item.weight).sum();
    climb(&items, 0).into_iter().map(|points| (points, weight)).collect()
}

/// Whether one of these scores is at least `from` and less than `below` percent.
pub(super) fn any_between<'s>(
    scores: impl IntoIterator<Item = &'s (i64, i64)>,
    from: u8,
    below: Option<u8>,
) -> bool {
    let lies = |(points, weight): &(i64, i64)| {
        let below = below.is_none_or(|below| *points < i64::from(below) * weight);
        *weight > 0 && *points >= i64::from(from) * weight && below
    };
    from == 0 || scores.into_iter().any(lies)
}
