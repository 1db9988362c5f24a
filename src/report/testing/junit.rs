use askama::Template;

use super::{Tested, sentence};
use crate::check::tests::Outcome;
use crate::report::diagnostics::short;
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
}

/// The result as `JUnit` XML, which systems for continuous integration show.
pub fn junit(tested: &Tested<'_>, lang: Lang) -> askama::Result<String> {
    let suite = Suite {
        title: clean(tested.framework.id()),
        failed: tested.failed(),
        cases: tested.outcomes.iter().map(|outcome| case(outcome, lang)).collect(),
    };
    Ok(suite.render()? + "\n")
}

fn case(outcome: &Outcome, lang: Lang) -> Case {
    let differences = outcome.differences.iter().map(|difference| clean(sentence(difference).to(lang)));
    let errors = outcome.test.problems.iter().filter(|problem| problem.is_error());
    let problems = errors.map(|problem| short(problem, lang));
    Case { name: clean(&outcome.test.name), failures: differences.chain(problems).collect() }
}
