//! What ids of criteria and facts mean, current ones and old ones.

use std::collections::BTreeMap;

use super::record::SheetReader;
use crate::framework::{CriterionIx, FactIx};

impl SheetReader<'_> {
    /// The criterion of an id, also of an old one; likely it is `next`, or follows it soon.
    pub(super) fn criterion(&self, id: &str, next: usize) -> Option<CriterionIx> {
        let likely = self.framework.criteria().iter().skip(next).take(LIKELY).position(|own| own.id == id);
        likely.map_or_else(|| self.criteria.get(id).copied(), |past| Some(CriterionIx::new(next + past)))
    }

    /// The fact of an id, in the same way.
    pub(super) fn fact(&self, id: &str, next: usize) -> Option<FactIx> {
        let likely = self.framework.facts().iter().skip(next).take(LIKELY).position(|own| own.id == id);
        likely.map_or_else(|| self.facts.get(id).copied(), |past| Some(FactIx::new(next + past)))
    }
}

/// How many ids are compared before one is looked up: those that follow the last one in the framework.
const LIKELY: usize = 4;

/// What each id means; a current id takes precedence over the same old one of something else.
pub(super) fn by_id<'f, T: Copy>(
    all: impl Iterator<Item = (T, &'f str, &'f [String])>,
) -> BTreeMap<&'f str, T> {
    let all: Vec<_> = all.collect();
    let mut ids = BTreeMap::new();
    for (index, _, old) in &all {
        for id in *old {
            ids.entry(id.as_str()).or_insert(*index);
        }
    }
    ids.extend(all.into_iter().map(|(index, id, _)| (id, index)));
    ids
}
