use askama::Template;

use super::human::counted;
use super::{Tested, sentence};
use crate::check::suite::{Mutation, TestOutcome};
use crate::report::findings::short;
use crate::text::{Lang, clean};

#[derive(Template)]
#[template(path = "tests.xml")]
struct Suite {
    title: String,
    failed: usize,
    cases: Vec<Case>,
}

struct Case {
    name: String,
    failures: Vec<String>,
    /// What is worth knowing, though nothing fails.
    notes: Vec<String>,
}

/// The result as `JUnit` XML, which systems for continuous integration show. What was asked for beside the tests, a
/// coverage and small changes, stands there as a case too.
pub fn junit(tested: &Tested<'_>, lang: Lang) -> askama::Result<String> {
    let mut cases: Vec<Case> = tested.outcomes.iter().map(|outcome| case(outcome, lang)).collect();
    if tested.wanted.is_some() {
        let failures = tested.too_little().map(|text| text.to(lang).to_owned()).into_iter().collect();
        cases.push(Case { name: "--min-coverage".to_owned(), failures, notes: Vec::new() });
    }
    cases.extend(tested.mutation.map(|mutation| mutations(mutation, lang)));
    let suite = Suite {
        title: clean(tested.framework.id()),
        failed: cases.iter().filter(|case| !case.failures.is_empty()).count(),
        cases,
    };
    Ok(suite.render()? + "\n")
}

fn case(outcome: &TestOutcome, lang: Lang) -> Case {
    let differences = outcome.differences.iter().map(|difference| clean(sentence(difference).to(lang)));
    let errors = outcome.test.problems.iter().filter(|problem| problem.is_error());
    let problems = errors.map(|problem| short(problem, lang));
    let failures = differences.chain(problems).collect();
    Case { name: clean(&outcome.test.name), failures, notes: Vec::new() }
}

/// Changes that no test notices are no failure, as for people.
fn mutations(mutation: &Mutation, lang: Lang) -> Case {
    let counted = counted(mutation);
    let survivors = mutation.survivors.iter().map(|survivor| clean(survivor.to(lang)));
    let notes = std::iter::once(counted.to(lang).to_owned()).chain(survivors).collect();
    Case { name: "--mutate".to_owned(), failures: Vec::new(), notes }
}
