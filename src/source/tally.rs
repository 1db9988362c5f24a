use std::collections::BTreeMap;

use super::{Code, Diagnostic, Place};
use crate::text::{grouped, say};

/// How many findings of one kind are listed for a sheet or file. The rest is only counted, which saves time and memory.
pub const LISTED: usize = 100;

/// The findings of one sheet or file, counted by kind.
#[derive(Debug, Default)]
pub(crate) struct Tally(BTreeMap<&'static str, Counted>);

#[derive(Debug)]
struct Counted {
    code: Code,
    count: usize,
    /// The place of the first unlisted one.
    next: Option<Place>,
}

impl Tally {
    /// Counts one more and returns whether to list it. Its place is only computed where it is needed.
    pub(crate) fn admits(&mut self, code: Code, place: impl FnOnce() -> Option<Place>) -> bool {
        let own = self.0.entry(code.id).or_insert(Counted { code, count: 0, next: None });
        own.count += 1;
        if own.count == LISTED + 1 {
            own.next = place();
        }
        own.count <= LISTED
    }

    /// For every kind with unlisted findings, one finding that says how many more there are.
    pub(crate) fn rest(self) -> impl Iterator<Item = Diagnostic> {
        self.0.into_values().filter(|own| own.count > LISTED).map(|Counted { code, count, next }| {
            let more = count - LISTED;
            let count = grouped(more);
            let message = say!("… and {count} more of this kind", "…ほかに同じ種類の問題が{count}件");
            Diagnostic { place: next, stands_for: more, ..Diagnostic::new(code, message) }
        })
    }
}
