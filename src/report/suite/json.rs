use serde_json::{Value, json};

use super::{Tested, Untested};
use crate::answers::write::ndjson;
use crate::check::reachability::ResultChange;
use crate::check::suite::{Difference, Survivor, TestOutcome};
use crate::framework::Framework;
use crate::report::assessment::FrameworkJson;
use crate::report::findings::finding;
use crate::source::Place;
use crate::text::{Lang, pretty_json};

/// The result as JSON. Keys do not depend on the language, messages do.
pub fn json(tested: &Tested<'_>, lang: Lang) -> serde_json::Result<String> {
    let failed = tested.failed();
    let parts = tested.coverage.parts.iter().map(|part| {
        json!({
            "part": part.part,
            "exercised": part.exercised(),
            "total": part.total,
            "missing": part.missing,
        })
    });
    let mutation = tested.mutation.map(|mutation| {
        let survivors = mutation.survivors.iter().map(|one| survivor(tested.framework, one, lang));
        json!({
            "tried": mutation.tried,
            "noticed": mutation.noticed(),
            "unnoticeable": mutation.unnoticeable,
            "survivors": survivors.collect::<Vec<_>>(),
        })
    });
    pretty_json(&json!({
        "framework": FrameworkJson::new(tested.framework),
        "tests": tested.outcomes.iter().map(|outcome| test(outcome, lang)).collect::<Vec<_>>(),
        "passed": tested.outcomes.len() - failed,
        "failed": failed,
        "coverage": {"percent": tested.coverage.percent(), "parts": parts.collect::<Vec<_>>()},
        "mutation": mutation,
        "refused": [],
    }))
}

/// That the tests could not be run, with the same keys and the reasons under `refused`.
pub fn json_of_untested(untested: &Untested<'_>, lang: Lang) -> serde_json::Result<String> {
    let findings = untested.findings.iter().map(|problem| finding(problem, lang));
    let message = untested.message.map(|message| json!({"code": null, "message": message.to(lang)}));
    pretty_json(&json!({
        "framework": null,
        "tests": [],
        "passed": 0,
        "failed": 0,
        "coverage": null,
        "mutation": null,
        "refused": findings.chain(message).collect::<Vec<_>>(),
    }))
}

fn survivor(framework: &Framework, survivor: &Survivor, lang: Lang) -> Value {
    let sheet = survivor.sheet.as_ref().map(|sheet| ndjson(framework, sheet));
    let sheet: Option<Value> = sheet.and_then(|sheet| serde_json::from_str(&sheet).ok());
    let differs = survivor.differs.iter();
    let differs = differs.map(|ResultChange { path, was, is }| json!({"path": path, "was": was, "is": is}));
    json!({
        "change": survivor.change.to(lang),
        "sheet": sheet,
        "differs": differs.collect::<Vec<_>>(),
    })
}

fn test(outcome: &TestOutcome, lang: Lang) -> Value {
    let differences = outcome.differences.iter().map(|Difference { path, expected, actual, place }| {
        let (line, column) = position(place.as_ref());
        json!({"path": path, "expected": expected, "actual": actual, "line": line, "column": column})
    });
    let diagnostics = outcome.test.problems.iter().map(|problem| {
        let (line, column) = position(problem.place.as_ref());
        json!({
            "code": problem.code.id,
            "slug": problem.code.slug,
            "severity": problem.code.severity.id(),
            "line": line,
            "column": column,
            "message": problem.message.to(lang),
            "help": problem.help.as_ref().map(|help| help.to(lang)),
        })
    });
    json!({
        "name": outcome.test.name,
        "passed": outcome.passed(),
        "differences": differences.collect::<Vec<_>>(),
        "diagnostics": diagnostics.collect::<Vec<_>>(),
    })
}

fn position(place: Option<&Place>) -> (Option<usize>, Option<usize>) {
    place.map(|place| place.file.position(place.span.start)).unzip()
}
