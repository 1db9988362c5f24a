use std::collections::BTreeMap;

use super::{Code, Diagnostic, Place};
use crate::text::{grouped, say};

/// How many findings of one kind are listed of one sheet or file. The others are counted, and nothing else is worked out
/// for them, so that neither time nor memory goes into what nobody reads.
pub const LISTED: usize = 100;

/// The findings of one sheet or file, counted by their kinds.
#[derive(Debug, Default)]
pub(crate) struct Tally(BTreeMap<&'static str, Counted>);

#[derive(Debug)]
struct Counted {
    code: Code,
    count: usize,
    /// The place of the first that is not listed.
    next: Option<Place>,
}

impl Tally {
    /// Counts one more; whether it is listed. Its place is only asked for where it is needed.
    pub(crate) fn admits(&mut self, code: Code, place: impl FnOnce() -> Option<Place>) -> bool {
        let own = self.0.entry(code.id).or_insert(Counted { code, count: 0, next: None });
        own.count += 1;
        if own.count == LISTED + 1 {
            own.next = place();
        }
        own.count <= LISTED
    }

    /// For every kind of which not all are listed, one finding that says how many more there are.
    pub(crate) fn rest(self) -> impl Iterator<Item = Diagnostic> {
        self.0.into_values().filter(|own| own.count > LISTED).map(|Counted { code, count, next }| {
            let more = count - LISTED;
            let count = grouped(more);
            let message = say!("… and {count} more of this kind", "…ほかに同じ種類の問題が{count}件");
            Diagnostic { place: next, stands_for: more, ..Diagnostic::new(code, message) }
        })
    }
}
