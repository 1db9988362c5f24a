//! The built-in framework's own tests: every file in its `tests` directory is a sheet and what is expected of it.
//! Together they must exercise every gate, condition, conflict and programme both ways.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;
use outside_in::advice::{Assessed, FitStatus, actions, fits};
use outside_in::answers::{Form, SheetRecord, read_record};
use outside_in::framework::{Framework, Programme, Verdict, built_in};
use outside_in::scoring::StageResult;
use outside_in::source::{SourceFile, codes};
use outside_in::text::Lang;
use toml_edit::{DocumentMut, Item, TableLike, Value};

use crate::process::root;

/// The day for sheets without a date. A dated sheet is scored as of its own day, so that a test never ages.
const DAY: &str = "2026-11-22";

/// One test file, run.
struct Case {
    name: String,
    assessed: Assessed,
    /// What was expected and is otherwise, one line each.
    differences: Vec<String>,
    /// What was expected of gates: stage, criterion, status.
    gates: BTreeSet<(String, String, String)>,
    /// What was expected of programmes: programme, status.
    programmes: BTreeSet<(String, String)>,
}

#[test]
fn every_framework_test_gives_what_it_expects() {
    let framework = framework();
    let cases = cases(&framework);
    assert!(!cases.is_empty(), "there are no framework tests");
    let wrong: Vec<String> = cases
        .iter()
        .filter(|case| !case.differences.is_empty())
        .map(|case| format!("{}\n    {}", case.name, case.differences.join("\n    ")))
        .collect();
    assert!(wrong.is_empty(), "{} of {} differ:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn every_gate_is_expected_to_fail_and_to_pass() {
    let framework = framework();
    let seen: BTreeSet<_> = cases(&framework).into_iter().flat_map(|case| case.gates).collect();
    let mut missing = Vec::new();
    for gate in framework.gates() {
        let (stage, criterion) = (&framework[gate.stage].id, &framework[gate.criterion].id);
        for status in ["failed", "passed"] {
            if !seen.contains(&(stage.clone(), criterion.clone(), status.to_owned())) {
                missing.push(format!("{criterion} on {stage}: {status}"));
            }
        }
    }
    assert_none("gates that no test expects so", &missing);
}

#[test]
fn every_condition_holds_in_one_test_and_not_in_another() {
    let framework = framework();
    let cases = cases(&framework);
    let mut missing = Vec::new();
    for index in framework.criterion_indices() {
        let criterion = &framework[index];
        if criterion.condition.0.is_empty() {
            continue;
        }
        let given = |case: &&Case| {
            criterion.condition.0.iter().all(|(fact, _)| !case.assessed.sheet.fact(*fact).is_empty())
        };
        for holds in [true, false] {
            let is_so = |case: &Case| case.assessed.sheet.applies(&framework, index) == holds;
            if !cases.iter().filter(given).any(is_so) {
                missing.push(format!("{}: {holds}", criterion.id));
            }
        }
    }
    assert_none("conditions that no test has so", &missing);
}

#[test]
fn every_conflict_shows_itself() {
    let framework = framework();
    let cases = cases(&framework);
    let english = framework.language(Lang::En);
    let mut missing = Vec::new();
    for conflict in framework.conflicts() {
        let says = conflict.says.to(english);
        let is_told = |case: &Case| {
            let notices = &case.assessed.notices;
            notices.iter().any(|n| n.code == codes::CONFLICT && n.message.en.starts_with(says))
        };
        if !cases.iter().any(is_told) {
            missing.push(says.to_owned());
        }
    }
    assert_none("conflicts that no test runs into", &missing);
}

#[test]
fn every_programme_is_expected_in_every_status_that_it_can_have() {
    let framework = framework();
    let seen: BTreeSet<_> = cases(&framework).into_iter().flat_map(|case| case.programmes).collect();
    let mut missing = Vec::new();
    for programme in framework.programmes() {
        for status in possible(programme) {
            if !seen.contains(&(programme.id.clone(), status.id().to_owned())) {
                missing.push(format!("{}: {}", programme.id, status.id()));
            }
        }
    }
    assert_none("programmes that no test expects so", &missing);
}

#[test]
fn a_wrong_expectation_is_told_in_full() {
    let framework = framework();
    let text = r#"
        [sheet]
        answers = { coding = 2 }
        [expect]
        reached = 1
        first_action = "coding"
        notices = ["stale-answer", "no-such-slug"]
        surprise = true
        [expect.stages]
        commercialization = { verdict = "ready", score = [70, 80], gates = { coding = "failed" }, colour = "red" }
        marketing = { verdict = "ready" }
        [expect.programmes]
        mayo-clinic-platform = "fits"
        somewhere-else = "fits"
    "#;
    let differences = run(&framework, "inline", text).differences;
    assert_eq!(
        differences,
        [
            "reached: expected 1, is 0",
            "first_action: expected coding, is need-statement",
            "notices: `stale-answer` is missing; there are: open-fact",
            "notices: there is no code or slug `no-such-slug`",
            "surprise: there is no such key",
            "stages.commercialization.verdict: expected ready, is open",
            "stages.commercialization.score: expected 70 to 80, is 4.7",
            "stages.commercialization.gates.coding: expected failed, is passed",
            "stages.commercialization.colour: there is no such key",
            "stages.marketing: there is no such stage",
            "programmes.mayo-clinic-platform: expected fits, is unknown",
            "programmes.somewhere-else: there is no such programme",
        ]
    );
}

fn assert_none(what: &str, missing: &[String]) {
    assert!(missing.is_empty(), "{what}:\n    {}", missing.join("\n    "));
}

fn framework() -> Framework {
    built_in().framework.expect("the built-in framework is usable")
}

fn cases(framework: &Framework) -> Vec<Case> {
    let directory = root().join("rubrics/mayo-outside-in/tests");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(directory)
        .expect("the framework has a directory of tests")
        .map(|entry| entry.expect("the directory can be read").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    paths.sort();
    let case = |path: &PathBuf| {
        let name = path.file_name().expect("a file has a name").to_string_lossy();
        let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{name}: {error}"));
        run(framework, &name, &text)
    };
    paths.iter().map(case).collect()
}

/// Runs one test: the text under `[sheet]` is read as a sheet of its own.
fn run(framework: &Framework, name: &str, text: &str) -> Case {
    let document: DocumentMut = text.parse().unwrap_or_else(|error| panic!("{name}: {error}"));
    let mut differences = Vec::new();
    for (key, _) in document.iter().filter(|(key, _)| !["sheet", "expect"].contains(key)) {
        differences.push(format!("`{key}` is neither `sheet` nor `expect`"));
    }
    let sheet = document.get("sheet").and_then(Item::as_table).cloned();
    let sheet = sheet.unwrap_or_else(|| panic!("{name}: there is no `[sheet]`"));
    let assessed = assess(framework, name, &DocumentMut::from(sheet).to_string());
    let expect = document.get("expect").and_then(Item::as_table_like);
    let expect = expect.unwrap_or_else(|| panic!("{name}: there is no `[expect]`"));
    let mut comparison = Comparison {
        framework,
        assessed: &assessed,
        differences,
        gates: BTreeSet::new(),
        programmes: BTreeSet::new(),
    };
    comparison.all(expect);
    let Comparison { mut differences, gates, programmes, .. } = comparison;
    let errors = assessed.notices.iter().filter(|notice| notice.is_error());
    differences.extend(errors.map(|notice| format!("sheet: {}", notice.message.en)));
    Case { name: name.to_owned(), assessed, differences, gates, programmes }
}

fn assess(framework: &Framework, name: &str, text: &str) -> Assessed {
    let record = SheetRecord { file: Arc::new(SourceFile::new(name, text)), form: Form::Toml, line: None };
    let reading = read_record(&record, framework).unwrap_or_else(|reasons| {
        let reasons: Vec<_> = reasons.iter().map(|reason| reason.message.en.as_str()).collect();
        panic!("{name}: the sheet is refused: {}", reasons.join("; "))
    });
    let day: Date = DAY.parse().expect("the day is a date");
    let as_of = reading.sheet.date.unwrap_or(day);
    Assessed::new(framework, reading, as_of)
}

/// The statuses that a programme can have at all.
fn possible(programme: &Programme) -> Vec<FitStatus> {
    let (needs, condition) = (!programme.needs.is_empty(), !programme.condition.0.is_empty());
    let mut out = vec![FitStatus::Fits];
    let mut add = |can: bool, status: FitStatus| out.extend(can.then_some(status));
    add(needs || programme.opens.is_some(), FitStatus::FitsAfter);
    add(needs || condition, FitStatus::Unknown);
    add(condition, FitStatus::NotForYou);
    add(programme.closes.is_some(), FitStatus::Closed);
    out
}

/// An assessment held against what was expected of it. Only what is named is compared.
struct Comparison<'a> {
    framework: &'a Framework,
    assessed: &'a Assessed,
    differences: Vec<String>,
    gates: BTreeSet<(String, String, String)>,
    programmes: BTreeSet<(String, String)>,
}

impl Comparison<'_> {
    fn all(&mut self, expect: &dyn TableLike) {
        for (key, item) in expect.iter() {
            match key {
                "reached" => self.reached(item),
                "first_action" => self.first_action(item),
                "notices" => self.notices(item),
                "stages" => self.each(key, item, Self::stage),
                "programmes" => self.each(key, item, Self::programme),
                _ => self.differences.push(format!("{key}: there is no such key")),
            }
        }
    }

    fn same(&mut self, path: &str, expected: &str, is: &str) {
        if expected != is {
            self.differences.push(format!("{path}: expected {expected}, is {is}"));
        }
    }

    fn reached(&mut self, item: &Item) {
        let is = self.assessed.assessment.reached.to_string();
        self.same("reached", &bare(item), &is);
    }

    fn first_action(&mut self, item: &Item) {
        let actions = actions(self.framework, &self.assessed.assessment);
        let first = actions.first().map_or("none", |action| &self.framework[action.criterion].id);
        self.same("first_action", &bare(item), first);
    }

    fn notices(&mut self, item: &Item) {
        let Some(list) = item.as_array() else {
            self.differences.push("notices: must be a list of codes or slugs".to_owned());
            return;
        };
        let there: BTreeSet<_> = self.assessed.notices.iter().map(|n| (n.code.id, n.code.slug)).collect();
        for wanted in list.iter().map(|value| value.as_str().unwrap_or_default()) {
            if !codes::ALL.iter().any(|code| code.id == wanted || code.slug == wanted) {
                self.differences.push(format!("notices: there is no code or slug `{wanted}`"));
            } else if !there.iter().any(|(id, slug)| *id == wanted || *slug == wanted) {
                let there: Vec<_> = there.iter().map(|(_, slug)| *slug).collect();
                let there = if there.is_empty() { "none".to_owned() } else { there.join(", ") };
                self.differences.push(format!("notices: `{wanted}` is missing; there are: {there}"));
            }
        }
    }

    fn each(&mut self, path: &str, item: &Item, one: fn(&mut Self, &str, &Item)) {
        match item.as_table_like() {
            Some(table) => table.iter().for_each(|(key, item)| one(self, key, item)),
            None => self.differences.push(format!("{path}: must be a table")),
        }
    }

    fn stage(&mut self, id: &str, item: &Item) {
        let path = format!("stages.{id}");
        let Some(stage) = self.framework.find_stage(id) else {
            self.differences.push(format!("{path}: there is no such stage"));
            return;
        };
        let Some(table) = item.as_table_like() else {
            self.differences.push(format!("{path}: must be a table"));
            return;
        };
        let result = &self.assessed.assessment.stages[stage.get()];
        for (key, item) in table.iter() {
            let path = format!("{path}.{key}");
            match key {
                "verdict" if Verdict::from_id(&bare(item)).is_none() => {
                    self.differences.push(format!("{path}: there is no verdict `{}`", bare(item)));
                }
                "verdict" => self.same(&path, &bare(item), result.verdict.id()),
                "score" => self.score(&path, item, result),
                "gates" => self.stage_gates(&path, id, item, result),
                _ => self.differences.push(format!("{path}: there is no such key")),
            }
        }
    }

    fn score(&mut self, path: &str, item: &Item, result: &StageResult) {
        let bounds: Vec<f64> = item.as_array().into_iter().flatten().filter_map(number).collect();
        let [low, high] = bounds[..] else {
            self.differences.push(format!("{path}: must be a list of two numbers"));
            return;
        };
        let is = result.score();
        if !(low..=high).contains(&is.as_f64()) {
            self.differences.push(format!("{path}: expected {low} to {high}, is {is}"));
        }
    }

    fn stage_gates(&mut self, path: &str, stage: &str, item: &Item, result: &StageResult) {
        let Some(table) = item.as_table_like() else {
            self.differences.push(format!("{path}: must be a table"));
            return;
        };
        for (criterion, item) in table.iter() {
            let path = format!("{path}.{criterion}");
            let gate = result.gates.iter().find(|gate| self.framework[gate.criterion].id == criterion);
            match gate {
                Some(gate) => {
                    self.same(&path, &bare(item), gate.status.id());
                    self.gates.insert((stage.to_owned(), criterion.to_owned(), bare(item)));
                }
                None => self.differences.push(format!("{path}: there is no such gate")),
            }
        }
    }

    fn programme(&mut self, id: &str, item: &Item) {
        let path = format!("programmes.{id}");
        let fits = fits(self.framework, self.assessed);
        match fits.iter().find(|fit| fit.programme.id == id) {
            Some(fit) => {
                self.same(&path, &bare(item), fit.status.id());
                self.programmes.insert((id.to_owned(), bare(item)));
            }
            None => self.differences.push(format!("{path}: there is no such programme")),
        }
    }
}

/// A value as a person would say it: a text without its quotes.
fn bare(item: &Item) -> String {
    item.as_str().map_or_else(|| item.to_string().trim().to_owned(), ToOwned::to_owned)
}

fn number(value: &Value) -> Option<f64> {
    let whole = value.as_integer().and_then(|whole| i32::try_from(whole).ok()).map(f64::from);
    whole.or_else(|| value.as_float())
}
