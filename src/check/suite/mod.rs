//! A framework's own tests: reading, running and measuring them.

mod coverage;
mod expect;
mod mutate;
mod test;
mod update;

pub use coverage::{Coverage, CoveragePart, Covered, coverage};
pub use expect::{Expectation, Expected};
pub(crate) use expect::{FITS, GATES};
pub use mutate::{Mutation, Survivor, mutate, small_changes};
pub use test::{Test, files, read, skipped_directories};
pub use update::{ExpectationChange, UpdatedTest, test_of, update};

use std::collections::BTreeSet;

use crate::advice::{Assessed, actions, fits};
use crate::framework::{CriterionIx, Framework};
use crate::source::{Diagnostic, Place};

/// A test that was run.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct TestOutcome {
    /// The test.
    pub test: Test,
    /// The expectations that are not met.
    pub differences: Vec<Difference>,
}

impl TestOutcome {
    /// Whether all expectations are met and the test itself is valid.
    pub fn passed(&self) -> bool {
        self.differences.is_empty() && !self.test.problems.iter().any(Diagnostic::is_error)
    }
}

/// Runs tests, in their order.
pub fn run(framework: &Framework, tests: Vec<Test>) -> Vec<TestOutcome> {
    let outcome = |test: Test| TestOutcome { differences: differences(framework, &test, |_| true), test };
    tests.into_iter().map(outcome).collect()
}

/// An expectation that is not met. All values are ids and numbers, the same in every language.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Difference {
    /// The key under `[expect]`.
    pub path: String,
    /// What is expected.
    pub expected: String,
    /// The actual value.
    pub actual: String,
    /// Where it is expected.
    pub place: Option<Place>,
}

/// The unmet expectations of a test, in the order in which they are written.
fn differences(framework: &Framework, test: &Test, wanted: impl Fn(&Expected) -> bool) -> Vec<Difference> {
    let Some(assessed) = test.assess(framework) else { return Vec::new() };
    let difference = |expectation: &Expectation| {
        let (expected, actual) = mismatch(framework, &assessed, expectation.what)?;
        let place = test.file.clone().map(|file| Place { file, span: expectation.span.clone() });
        Some(Difference { path: expectation.path.clone(), expected, actual, place })
    };
    test.expected.iter().filter(|one| wanted(&one.what)).filter_map(difference).collect()
}

fn mismatch(framework: &Framework, assessed: &Assessed, what: Expected) -> Option<(String, String)> {
    let result = &assessed.assessment;
    let differ =
        |expected: &str, actual: &str| (expected != actual).then(|| (expected.to_owned(), actual.to_owned()));
    match what {
        Expected::Reached(count) => differ(&count.to_string(), &result.reached.to_string()),
        Expected::FirstAction(criterion) => {
            let id = |criterion: Option<CriterionIx>| criterion.map_or("none", |c| &framework[c].id);
            let first = actions(framework, result).first().map(|action| action.criterion);
            differ(id(criterion), id(first))
        }
        Expected::Notice(code) => {
            let there = slugs(assessed);
            let list =
                if there.is_empty() { "none".to_owned() } else { Vec::from_iter(there.clone()).join(", ") };
            (!there.contains(code.slug)).then(|| (code.slug.to_owned(), list))
        }
        Expected::Verdict(stage, verdict) => differ(verdict.id(), result.stages[stage.get()].verdict.id()),
        Expected::Score(stage, low, high) => {
            let is = result.stages[stage.get()].score();
            let inside = (low..=high).contains(&is.as_f64());
            (!inside).then(|| (span(low, high), is.to_string()))
        }
        Expected::Gate(index, status) => {
            let mut gates = result.stages.iter().flat_map(|stage| &stage.gates);
            let gate = gates.find(|gate| gate.gate == index);
            differ(status.id(), gate.map_or("none", |gate| gate.status.id()))
        }
        Expected::Programme(position, status) => {
            let wanted = framework.programmes().get(position).map_or("", |programme| &programme.id);
            let fits = fits(framework, assessed);
            let fit = fits.iter().find(|fit| fit.programme.id == wanted);
            differ(status.id(), fit.map_or("none", |fit| fit.status.id()))
        }
    }
}

fn slugs(assessed: &Assessed) -> BTreeSet<&'static str> {
    assessed.notices.iter().map(|notice| notice.code.slug).collect()
}

fn span(low: f64, high: f64) -> String {
    if low < high { format!("{low}–{high}") } else { low.to_string() }
}
