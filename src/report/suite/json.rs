use serde::Serialize;

use super::Tested;
use crate::check::suite::{CoveragePart, Difference, TestOutcome};
use crate::report::assessment::FrameworkJson;
use crate::report::json::pretty;
use crate::source::Place;
use crate::text::Lang;

#[derive(Serialize)]
struct TestedJson<'a> {
    framework: FrameworkJson<'a>,
    tests: Vec<TestOutcomeJson<'a>>,
    passed: usize,
    failed: usize,
    coverage: CoverageJson<'a>,
    mutation: Option<MutationJson<'a>>,
}

#[derive(Serialize)]
struct TestOutcomeJson<'a> {
    name: &'a str,
    passed: bool,
    differences: Vec<DifferenceJson<'a>>,
    diagnostics: Vec<TestProblemJson<'a>>,
}

#[derive(Serialize)]
struct DifferenceJson<'a> {
    path: &'a str,
    expected: &'a str,
    actual: &'a str,
    line: Option<usize>,
    column: Option<usize>,
}

#[derive(Serialize)]
struct TestProblemJson<'a> {
    code: &'static str,
    slug: &'static str,
    severity: &'static str,
    line: Option<usize>,
    column: Option<usize>,
    message: &'a str,
    help: Option<&'a str>,
}

#[derive(Serialize)]
struct CoverageJson<'a> {
    percent: usize,
    parts: Vec<CoveragePartJson<'a>>,
}

#[derive(Serialize)]
struct CoveragePartJson<'a> {
    part: CoveragePart,
    exercised: usize,
    total: usize,
    missing: &'a [String],
}

#[derive(Serialize)]
struct MutationJson<'a> {
    tried: usize,
    noticed: usize,
    survivors: Vec<&'a str>,
}

/// The result for programs, in keys that do not change with the language; messages do.
pub fn json(tested: &Tested<'_>, lang: Lang) -> serde_json::Result<String> {
    let failed = tested.failed();
    let parts = tested.coverage.parts.iter().map(|part| CoveragePartJson {
        part: part.part,
        exercised: part.exercised(),
        total: part.total,
        missing: &part.missing,
    });
    pretty(&TestedJson {
        framework: FrameworkJson::new(tested.framework),
        tests: tested.outcomes.iter().map(|outcome| test(outcome, lang)).collect(),
        passed: tested.outcomes.len() - failed,
        failed,
        coverage: CoverageJson { percent: tested.coverage.percent(), parts: parts.collect() },
        mutation: tested.mutation.map(|mutation| MutationJson {
            tried: mutation.tried,
            noticed: mutation.noticed(),
            survivors: mutation.survivors.iter().map(|survivor| survivor.to(lang)).collect(),
        }),
    })
}

fn test(outcome: &TestOutcome, lang: Lang) -> TestOutcomeJson<'_> {
    let differences = outcome.differences.iter().map(|Difference { path, expected, actual, place }| {
        let (line, column) = position(place.as_ref());
        DifferenceJson { path, expected, actual, line, column }
    });
    let diagnostics = outcome.test.problems.iter().map(|problem| {
        let (line, column) = position(problem.place.as_ref());
        TestProblemJson {
            code: problem.code.id,
            slug: problem.code.slug,
            severity: problem.code.severity.name(),
            line,
            column,
            message: problem.message.to(lang),
            help: problem.help.as_ref().map(|help| help.to(lang)),
        }
    });
    TestOutcomeJson {
        name: &outcome.test.name,
        passed: outcome.passed(),
        differences: differences.collect(),
        diagnostics: diagnostics.collect(),
    }
}

fn position(place: Option<&Place>) -> (Option<usize>, Option<usize>) {
    place.map(|place| place.file.position(place.span.start)).unzip()
}
