use std::cell::Cell;

/// The budget of a search in steps. It does not depend on time, so that findings are the same on every machine.
pub(super) struct Steps(Cell<u64>);

impl Steps {
    pub(super) fn new(most: u64) -> Self {
        Self(Cell::new(most))
    }

    pub(super) fn left(&self) -> u64 {
        self.0.get()
    }

    /// Takes some steps. If there are not enough, takes all that are left and returns false.
    pub(super) fn take(&self, count: usize) -> bool {
        let rest = u64::try_from(count).ok().and_then(|count| self.0.get().checked_sub(count));
        self.0.set(rest.unwrap_or(0));
        rest.is_some()
    }

    /// Takes the equal share of one of `of` searches.
    pub(super) fn part(&self, of: usize) -> Self {
        let part = self.left() / u64::try_from(of).unwrap_or(u64::MAX).max(1);
        self.0.set(self.left() - part);
        Self::new(part)
    }

    /// Adds the unused steps of another search.
    pub(super) fn add(&self, rest: &Self) {
        self.0.set(self.left() + rest.left());
    }
}
