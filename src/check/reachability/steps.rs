use std::cell::Cell;

/// The steps that a search may still take. They are counted, not timed, so that a framework has the same findings
/// wherever it is checked.
pub(super) struct Steps(Cell<u64>);

impl Steps {
    pub(super) fn new(most: u64) -> Self {
        Self(Cell::new(most))
    }

    pub(super) fn left(&self) -> u64 {
        self.0.get()
    }

    /// Takes some; false, and then none is left, if there are not so many.
    pub(super) fn take(&self, count: usize) -> bool {
        let rest = u64::try_from(count).ok().and_then(|count| self.0.get().checked_sub(count));
        self.0.set(rest.unwrap_or(0));
        rest.is_some()
    }

    /// Takes an equal part for the first of so many searches.
    pub(super) fn part(&self, of: usize) -> Self {
        let part = self.left() / u64::try_from(of).unwrap_or(u64::MAX).max(1);
        self.0.set(self.left() - part);
        Self::new(part)
    }

    /// Adds what another search has left over.
    pub(super) fn add(&self, rest: &Self) {
        self.0.set(self.left() + rest.left());
    }
}
