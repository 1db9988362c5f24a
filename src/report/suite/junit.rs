use super::{Tested, Untested, counted, sentence};
use crate::check::suite::TestOutcome;
use crate::report::findings::case as finding;
use crate::report::junit::{JunitCase, JunitFailure, JunitSuite, document};
use crate::text::Lang;

/// The result as `JUnit` XML, with one case each for coverage and mutation, if they were asked for.
pub fn junit(tested: &Tested<'_>, lang: Lang) -> String {
    let class = tested.framework.id();
    let mut cases: Vec<_> = tested.outcomes.iter().map(|outcome| test(class, outcome, lang)).collect();
    if tested.wanted.is_some() {
        let failures = tested.too_little().map(|text| text.to(lang).to_owned()).into_iter().collect();
        cases.push(case(class, "--min-coverage", failures, Vec::new()));
    }
    if let Some(mutation) = tested.mutation {
        // Undetected mutations are not failures, as in the terminal.
        let survivors = mutation.survivors.iter().map(|survivor| survivor.change.to(lang).to_owned());
        let notes = std::iter::once(counted(mutation).to(lang).to_owned()).chain(survivors);
        cases.push(case(class, "--mutate", Vec::new(), notes.chain([String::new()]).collect()));
    }
    whole(class, cases)
}

/// That the tests could not be run: the findings about the framework, as in `check`.
pub fn junit_of_untested(untested: &Untested<'_>, lang: Lang) -> String {
    let Untested { name, findings, message } = untested;
    let mut cases: Vec<_> = findings.iter().map(|problem| finding(name, problem, lang)).collect();
    let message = message.map(|message| message.to(lang).to_owned());
    cases.extend(message.map(|message| case(name, "test", vec![message], Vec::new())));
    whole(name, cases)
}

fn whole(name: &str, cases: Vec<JunitCase>) -> String {
    let suite = JunitSuite { name: name.to_owned(), cases };
    let totals = format!(" tests=\"{}\" failures=\"{}\"", suite.cases.len(), suite.failures());
    document(&[suite], &totals)
}

fn test(class: &str, outcome: &TestOutcome, lang: Lang) -> JunitCase {
    let differences = outcome.differences.iter().map(|difference| sentence(difference).to(lang).to_owned());
    let errors = outcome.test.problems.iter().filter(|problem| problem.is_error());
    let failures = differences.chain(errors.map(|problem| problem.on_one_line(lang))).collect();
    case(class, &outcome.test.name, failures, Vec::new())
}

fn case(class: &str, name: &str, failures: Vec<String>, notes: Vec<String>) -> JunitCase {
    let failure = failures.first().cloned().map(|message| {
        let text = failures.into_iter().chain([String::new()]).collect();
        JunitFailure { message, kind: None, text }
    });
    JunitCase { class: class.to_owned(), name: name.to_owned(), failure, notes }
}
