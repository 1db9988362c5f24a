//! A framework's own tests: each is a sheet and what is expected of it. They are read, run, and measured: what
//! do they exercise, and would they notice a change of the framework?

mod compare;
mod coverage;
mod expect;
mod mutate;
mod test;

pub use compare::{Difference, differences};
pub use coverage::{Coverage, CoveragePart, Covered, coverage};
pub use expect::{Expectation, Expected};
pub use mutate::{Mutation, mutate};
pub use test::{Test, files, read, skipped_directories};

use crate::framework::Framework;
use crate::source::Diagnostic;

/// A test that was run.
#[derive(Clone, Debug)]
pub struct TestOutcome {
    /// The test.
    pub test: Test,
    /// What was expected and is otherwise.
    pub differences: Vec<Difference>,
}

impl TestOutcome {
    /// Whether everything is as expected, and the test itself is sound.
    pub fn passed(&self) -> bool {
        self.differences.is_empty() && !self.test.problems.iter().any(Diagnostic::is_error)
    }
}

/// Runs tests, in their order.
pub fn run(framework: &Framework, tests: Vec<Test>) -> Vec<TestOutcome> {
    let outcome = |test: Test| TestOutcome { differences: differences(framework, &test), test };
    tests.into_iter().map(outcome).collect()
}
