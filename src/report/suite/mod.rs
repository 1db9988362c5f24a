//! Results of a framework's own tests, for people, for programs, and for CI systems.

#[cfg(feature = "cli")]
mod human;
mod json;
mod junit;

#[cfg(feature = "cli")]
pub use human::{TestUpdates, human, updates};
pub use json::{json, json_of_untested};
pub use junit::{junit, junit_of_untested};

use crate::check::suite::{Coverage, Difference, Mutation, TestOutcome};
use crate::framework::Framework;
use crate::source::Diagnostic;
use crate::text::{Bilingual, say};

/// The results of a framework's tests.
#[derive(Clone, Copy, Debug)]
pub struct Tested<'a> {
    /// The framework.
    pub framework: &'a Framework,
    /// Its tests, in their order.
    pub outcomes: &'a [TestOutcome],
    /// What they exercise.
    pub coverage: &'a Coverage,
    /// Which mutations they detect, if that was asked for.
    pub mutation: Option<&'a Mutation>,
    /// The required coverage in percent, if any.
    pub wanted: Option<usize>,
}

impl Tested<'_> {
    fn failed(&self) -> usize {
        self.outcomes.iter().filter(|outcome| !outcome.passed()).count()
    }

    /// That coverage is below what was required, as a sentence.
    pub fn too_little(&self) -> Option<Bilingual> {
        let (percent, wanted) = (self.coverage.percent(), self.wanted?);
        (percent < wanted).then(|| {
            say!(
                "the tests exercise {percent} % of the framework, less than {wanted} %",
                "テストの網羅率は {percent} % で、求められた {wanted} % に届きません"
            )
        })
    }

    /// Whether every requirement is met.
    pub fn is_good(&self) -> bool {
        self.failed() == 0 && self.too_little().is_none()
    }
}

/// Why the tests of a framework could not be run, for programs that wait for a result.
#[derive(Clone, Copy, Debug)]
pub struct Untested<'a> {
    /// The framework's directory.
    pub name: &'a str,
    /// What is wrong with its files.
    pub findings: &'a [Diagnostic],
    /// Any other reason.
    pub message: Option<&'a Bilingual>,
}

fn sentence(difference: &Difference) -> Bilingual {
    let Difference { path, expected, actual, place } = difference;
    match place.as_ref().map(|place| place.file.position(place.span.start).0) {
        Some(line) => say!(
            "{path}: expected {expected}, is {actual} (line {line})",
            "{path}：期待は {expected}、結果は {actual}（{line}行目）"
        ),
        None => {
            say!("{path}: expected {expected}, is {actual}", "{path}：期待は {expected}、結果は {actual}")
        }
    }
}

fn counted(mutation: &Mutation) -> Bilingual {
    let Mutation { tried, unnoticeable, .. } = mutation;
    let (noticed, left) = (mutation.noticed(), mutation.survivors.len());
    let counted = say!(
        "Small changes of the framework: {noticed} of {tried} noticed, {left} not",
        "フレームワークの小さな変更：{tried}件のうち検出{noticed}件、見逃し{left}件"
    );
    if *unnoticeable == 0 {
        return counted;
    }
    let Bilingual { en, ja } = counted;
    say!(
        "{en}; {unnoticeable} would change no result of any sheet",
        "{ja}（ほかの{unnoticeable}件は、どの回答シートの結果も変えない変更）"
    )
}
