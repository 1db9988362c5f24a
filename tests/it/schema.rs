//! The schemas say what the readers read: the same keys, the same values, no more and no less.

use std::fs;
use std::path::PathBuf;

use jiff::civil::date;
use jsonschema::Validator;
use outside_in::answers::Form;
use outside_in::check::suite;
use outside_in::framework::{Framework, load_directory};
use outside_in::schema::{SchemaKind, exact_answers, schema, to_text};
use outside_in::source::{Diagnostic, SourceFile};
use outside_in::text::Lang;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::oracle::Files;
use crate::process::{root, run};
use crate::random::{case, load, random_framework, toml_value};
use crate::support::{built_in, built_in_texts, small_directory, try_read};

fn validator(schema: &Value) -> Validator {
    jsonschema::draft7::options().should_validate_formats(true).build(schema).expect("a schema of draft 7")
}

pub(crate) fn of(kind: SchemaKind) -> Validator {
    validator(&schema(kind))
}

/// The first problem that a schema has with a value.
pub(crate) fn problem(validator: &Validator, value: &Value) -> Option<String> {
    validator.iter_errors(value).next().map(|error| format!("{}: {error}", error.instance_path()))
}

/// TOML as JSON; dates become texts, as in every TOML editor.
pub(crate) fn json_of(text: &str) -> Value {
    fn convert(value: toml::Value) -> Value {
        match value {
            toml::Value::Table(table) => {
                Value::Object(table.into_iter().map(|(key, value)| (key, convert(value))).collect())
            }
            toml::Value::Array(items) => Value::Array(items.into_iter().map(convert).collect()),
            toml::Value::Datetime(date) => json!(date.to_string()),
            toml::Value::String(text) => json!(text),
            toml::Value::Integer(number) => json!(number),
            toml::Value::Float(number) => json!(number),
            toml::Value::Boolean(truth) => json!(truth),
        }
    }
    convert(toml::Value::Table(text.parse().unwrap_or_else(|error| panic!("{error}\n{text}"))))
}

/// The same back as TOML, every value on one line.
pub(crate) fn toml_of(value: &Value) -> String {
    let table = value.as_object().expect("a table");
    table.iter().map(|(key, value)| format!("{key} = {}\n", toml_value(key, value))).collect()
}

/// What a file of a framework is, by its name.
fn kind_of(name: &str, files: &Files) -> SchemaKind {
    let manifest = json_of(&files["framework.toml"]);
    match name {
        "framework.toml" => SchemaKind::Framework,
        name if manifest["programmes"] == name => SchemaKind::Programmes,
        _ => SchemaKind::Rubric,
    }
}

fn small_texts() -> Files {
    let files = fs::read_dir(small_directory()).expect("the small framework");
    let paths = files.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_file());
    let name = |path: &PathBuf| path.file_name().expect("a name").to_string_lossy().into_owned();
    paths.map(|path| (name(&path), fs::read_to_string(&path).expect("a text"))).collect()
}

#[test]
fn the_committed_schemas_are_fresh() {
    for kind in SchemaKind::ALL {
        let path = root().join(format!("schemas/{}.json", kind.name()));
        let text = to_text(&schema(kind)).expect("a schema as text");
        if std::env::var_os("UPDATE_SCHEMAS").is_some() {
            fs::write(&path, &text).expect("the schema is written");
        }
        let beside = root().join(format!("rubrics/mayo-outside-in/schemas/{}.json", kind.name()));
        if std::env::var_os("UPDATE_SCHEMAS").is_some() && beside.exists() {
            fs::write(&beside, &text).expect("the schema is written");
        }
        let committed = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        assert!(
            committed == text,
            "{} is stale; run UPDATE_SCHEMAS=1 cargo test schema, look at the difference, and commit it",
            path.display()
        );
        assert_eq!(run(["schema", kind.name()]).stdout, text, "the command prints the same");
    }
}

#[test]
fn every_file_points_to_its_schema() {
    let folder = tempfile::tempdir().expect("a folder");
    let copy = folder.path().join("copy");
    let ran = run(["framework", "export", &copy.to_string_lossy()]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let mut directories = vec![copy];
    // While the schemas are written anew, at the same time as this, only the program's own are looked at.
    if std::env::var_os("UPDATE_SCHEMAS").is_none() {
        directories.push(root().join("rubrics/mayo-outside-in"));
    }
    for directory in directories {
        for (name, text) in built_in_texts() {
            let kind = kind_of(&name, &built_in_texts()).name();
            assert!(text.starts_with(&format!("#:schema schemas/{kind}.json\n")), "{name}");
            let schema = fs::read_to_string(directory.join(format!("schemas/{kind}.json")));
            assert_eq!(schema.expect("a schema").replace("\r\n", "\n"), run(["schema", kind]).stdout);
        }
    }
    for example in fs::read_dir(root().join("examples")).expect("the examples") {
        let path = example.expect("an entry").path();
        if path.extension().is_some_and(|ending| ending == "toml") {
            let text = fs::read_to_string(&path).expect("a text");
            assert!(text.starts_with("#:schema ../schemas/answers.json\n"), "{}", path.display());
        }
    }
}

#[test]
fn every_key_is_described_and_every_table_is_closed() {
    fn walk(schema: &Value, path: &str, open: &mut Vec<String>) {
        if !schema.is_object() {
            return;
        }
        if let Some(properties) = schema["properties"].as_object() {
            for (key, property) in properties {
                let described = property["description"].as_str().is_some_and(|text| text.ends_with('.'));
                assert!(described || path.contains("/not"), "{path}/{key} has no description");
                walk(property, &format!("{path}/{key}"), open);
            }
            if schema.get("additionalProperties").is_none() {
                open.push(path.to_owned());
            }
        }
        for key in ["items", "additionalProperties"] {
            walk(&schema[key], &format!("{path}/{key}"), open);
        }
        for one in schema["anyOf"].as_array().into_iter().flatten() {
            walk(one, &format!("{path}/anyOf"), open);
        }
        for (name, one) in schema["definitions"].as_object().into_iter().flatten() {
            walk(one, name, open);
        }
    }
    for kind in SchemaKind::ALL {
        let mut open = Vec::new();
        walk(&schema(kind), kind.name(), &mut open);
        assert!(open.is_empty(), "tables that take any key: {open:?}");
    }
}

/// Findings that the shape of one file alone cannot know: what another file or another key says.
fn is_beyond_shape(diagnostic: &Diagnostic) -> bool {
    let message = &diagnostic.message.en;
    match diagnostic.code.id {
        // A file that is not there, values that fall, a text that a further language lacks, a level's keys by its position, a repeated entry.
        "F001" | "F013" | "F014" | "F015" | "F020" => true,
        // A language that the framework has not, or that one text lacks.
        "F005" => message.contains("the framework has no language") || message.contains("also written in"),
        "F010" => {
            let lacks_one = message.contains('.') && message.contains("is missing or blank");
            lacks_one || message.contains("no text is written in")
        }
        "F008" => message.contains("band") || message.contains("the gate asks for"),
        _ => diagnostic.code.id.starts_with('R'),
    }
}

/// What a value may be changed to.
fn wrong_values() -> Vec<Value> {
    vec![
        json!(true),
        json!("Not An Id"),
        json!("  "),
        json!(-1),
        json!(0),
        json!(7),
        json!(101),
        json!(5_000_000_000_i64),
        json!(1.5),
        json!([]),
        json!([""]),
        json!(["x", 1]),
        json!([{}]),
        json!({}),
        json!({ "en": "", "de": 1 }),
        json!({ "key": [] }),
    ]
}

/// Every value in a document, by its path.
fn places(value: &Value, path: &str, out: &mut Vec<String>) {
    let inner: Vec<(String, &Value)> = match value {
        Value::Object(table) => table.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(items) => items.iter().enumerate().map(|(at, item)| (at.to_string(), item)).collect(),
        _ => Vec::new(),
    };
    for (key, value) in inner {
        let path = format!("{path}/{key}");
        places(value, &path, out);
        out.push(path);
    }
}

/// Removes the value at a path.
fn remove(document: &mut Value, path: &str) {
    let (outer, last) = path.rsplit_once('/').expect("a path");
    match document.pointer_mut(outer).expect("it is there") {
        Value::Object(table) => drop(table.remove(last)),
        Value::Array(items) => drop(items.remove(last.parse().expect("a position"))),
        _ => unreachable!("only tables and lists have something inside"),
    }
}

/// All documents that differ from one in one place; `take` says of which changes by their number.
fn changed(document: &Value, mut take: impl FnMut(usize) -> bool) -> Vec<(String, Value)> {
    let mut paths = Vec::new();
    places(document, "", &mut paths);
    let mut out = Vec::new();
    let mut number = 0;
    let mut add = |what: String, change: &dyn Fn(&mut Value)| {
        number += 1;
        if take(number) {
            let mut copy = document.clone();
            change(&mut copy);
            out.push((what, copy));
        }
    };
    for path in &paths {
        add(format!("without {path}"), &|copy| remove(copy, path));
        for wrong in wrong_values() {
            add(format!("{path} = {wrong}"), &|copy| {
                *copy.pointer_mut(path).expect("a place") = wrong.clone();
            });
        }
        if document.pointer(path).is_some_and(Value::is_object) {
            add(format!("{path}/surprise"), &|copy| {
                copy.pointer_mut(path).expect("a place")["surprise"] = json!(1);
            });
        }
    }
    add("/surprise".to_owned(), &|copy| copy["surprise"] = json!(1));
    out
}

/// How reader and schema disagree about a framework whose file `name` is `changed`, if they do.
fn disagreement(
    files: &Files,
    name: &str,
    what: &str,
    changed: &Value,
    validator: &Validator,
) -> Option<String> {
    let mut files = files.clone();
    files.insert(name.to_owned(), toml_of(changed));
    let found = load(&files).diagnostics;
    // A finding about another file is about references, or about languages that are no longer there.
    let here = |found: &&Diagnostic| {
        found.is_error() && found.place.as_ref().is_none_or(|place| place.file.name == name)
    };
    match problem(validator, changed) {
        None => {
            let missed = found.iter().filter(here).find(|found| !is_beyond_shape(found))?;
            Some(format!("{name} {what}: only the reader says: {} {}", missed.code.id, missed.message.en))
        }
        // A version in words can be used all the same.
        Some(_) if found.iter().any(|found| found.is_error() || found.code.id == "F019") => None,
        Some(problem) => Some(format!("{name} {what}: only the schema says: {problem}")),
    }
}

#[test]
fn the_frameworks_that_we_ship_are_valid() {
    for files in [built_in_texts(), small_texts()] {
        for (name, text) in &files {
            assert_eq!(problem(&of(kind_of(name, &files)), &json_of(text)), None, "{name}");
        }
    }
}

#[test]
fn every_change_of_a_small_framework_is_judged_alike() {
    let files = small_texts();
    for (name, text) in &files {
        let validator = of(kind_of(name, &files));
        let all = changed(&json_of(text), |_| true);
        assert!(all.len() > 100, "{name} is changed in {} ways", all.len());
        let wrong: Vec<String> = all
            .iter()
            .filter_map(|(what, changed)| disagreement(&files, name, what, changed, &validator))
            .collect();
        assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), all.len(), wrong.join("\n"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn random_frameworks_are_valid_and_their_changes_judged_alike(
        spec in random_framework(),
        offset in 0..200_usize,
    ) {
        let files = spec.files();
        prop_assume!(load(&files).framework.is_some());
        for (name, text) in &files {
            let validator = of(kind_of(name, &files));
            let document = json_of(text);
            prop_assert_eq!(problem(&validator, &document), None, "{}", text);
            for (what, changed) in changed(&document, |number| number % 200 == offset) {
                prop_assert_eq!(disagreement(&files, name, &what, &changed, &validator), None);
            }
        }
    }

    #[test]
    fn sheets_without_a_notice_about_shape_are_valid(case in case()) {
        let loaded = load(&case.framework.files());
        let framework = loaded.framework.expect("a random framework loads");
        let document: Value = serde_json::from_str(&case.sheet.to_json()).expect("JSON");
        Judge::new(&framework).judge(&document, "as drawn");
    }
}

/// Findings about the shape of a sheet, where its framework is known.
const SHEET_SHAPE: &[&str] = &["A004", "A005", "A006", "A007", "A008", "A009", "A010", "A011", "A101"];

/// A framework with the schemas of its sheets.
struct Judge<'a> {
    framework: &'a Framework,
    exact: Validator,
    any: Validator,
}

impl<'a> Judge<'a> {
    fn new(framework: &'a Framework) -> Self {
        let exact = validator(&exact_answers(framework, Lang::En));
        Self { framework, exact, any: of(SchemaKind::Answers) }
    }

    /// The schemas refuse what the reader finds wrong with a sheet, and nothing else.
    fn judge(&self, document: &Value, what: &str) {
        let read = try_read(&document.to_string(), Form::Json, self.framework);
        let found = read.map_or_else(|reasons| reasons, |reading| reading.notices);
        let codes: Vec<&str> = found.iter().map(|found| found.code.id).collect();
        let exact = problem(&self.exact, document);
        let any = problem(&self.any, document);
        // What stands under the old name of an id is not read where something stands under the new one. The
        // reader forgives a blank date, blanks around a choice and a choice said twice; an editor need not.
        if !codes.contains(&"A106") && !is_loose(document) {
            let wrong = codes.iter().any(|code| SHEET_SHAPE.contains(code));
            assert_eq!(exact.is_some(), wrong, "{what}: {exact:?} {codes:?}\n{document}");
        }
        assert!(any.is_none() || exact.is_some(), "{what}: only the loose schema says {any:?}\n{document}");
        let plain = codes.iter().any(|code| ["A005", "A101"].contains(code));
        assert!(!plain || any.is_some(), "{what}: {codes:?}");
    }
}

fn is_loose(sheet: &Value) -> bool {
    let blank = |date: &Value| date.as_str().is_some_and(|text| text.trim().is_empty());
    let answers = sheet["answers"].as_object().into_iter().flatten();
    let mut dates = answers.map(|(_, answer)| &answer["date"]).chain([&sheet["date"]]);
    let loose = |value: &Value| value.as_str().is_some_and(|text| text != text.trim() || text.is_empty());
    let mut facts = sheet["facts"].as_object().into_iter().flatten();
    let choices = facts.any(|(_, fact)| {
        let items = fact.as_array().map_or(&[][..], Vec::as_slice);
        let twice = items.iter().enumerate().any(|(at, item)| items[..at].contains(item));
        loose(fact) || twice || items.iter().any(|item| loose(item) || item.is_null())
    });
    choices || dates.any(blank)
}

#[test]
fn the_sheets_that_we_ship_are_judged_as_they_are_read() {
    let framework = built_in();
    let judge = Judge::new(framework);
    let mut seen = 0;
    for folder in ["examples", "examples/faulty"] {
        for path in fs::read_dir(root().join(folder)).expect("the examples") {
            let path = path.expect("an entry").path();
            // Some of the faulty ones are no text or no document at all.
            let Ok(text) = fs::read_to_string(&path) else { continue };
            let document = match path.extension().and_then(|ending| ending.to_str()) {
                Some("toml") => text.parse::<toml::Table>().ok().map(|_| json_of(&text)),
                Some("json") => serde_json::from_str(&text).ok(),
                _ => None,
            };
            if let Some(document) = document.filter(Value::is_object) {
                judge.judge(&document, &path.display().to_string());
                seen += 1;
            }
        }
    }
    assert!(seen >= 15, "{seen} sheets");
}

#[test]
fn every_change_of_a_sheet_is_judged_alike() {
    let framework = built_in();
    let text = fs::read_to_string(root().join("examples/kumo-endoscopy.toml")).expect("an example");
    let judge = Judge::new(framework);
    for (what, changed) in changed(&json_of(&text), |_| true) {
        judge.judge(&changed, &what);
    }
}

#[test]
fn results_are_valid() {
    let results = of(SchemaKind::Assessment);
    let sheets =
        ["examples/kumo-endoscopy.toml", "examples/hinata-rehab.json", "examples/faulty/unknown-id.toml"];
    let judge = |value: &Value, what: &str| assert_eq!(problem(&results, value), None, "{what}");
    for sheet in sheets {
        let explained = run(["explain", sheet, "--format", "json", "--as-of", "2026-11-22"]).json();
        judge(&explained, sheet);
        let what_if = ["--set", "coding=2", "--format", "json", "--as-of", "2026-11-22"];
        judge(&run(["explain", sheet].iter().chain(&what_if)).json(), sheet);
        for limit in [&[][..], &["--budget", "3"]] {
            let plan = ["plan", sheet, "--format", "json", "--as-of", "2026-11-22"];
            judge(&run(plan.iter().chain(limit)).json(), sheet);
        }
        let mut more = explained.clone();
        more["surprise"] = json!(1);
        assert!(problem(&results, &more).is_some(), "a key that is not described is refused");
        let mut other = explained;
        other["stages"][0]["verdict"] = json!("almost");
        assert!(problem(&results, &other).is_some(), "a word that is not listed is refused");
    }
    for more in
        [&[][..], &["--items"], &["--by", "domains"], &["--by", "product", "--small-groups", "--items"]]
    {
        let together = ["score", "examples", "--cohort", "--format", "json", "--as-of", "2026-11-22"];
        judge(&run(together.iter().chain(more)).json(), "score --cohort --format json");
    }
    let sheets = ["examples/kumo-endoscopy.toml", "examples/tsubame-surgical.toml"];
    let compare = ["compare", "--format", "json", "--as-of", "2026-11-22"];
    let compared = run(compare.iter().chain(&sheets)).json();
    judge(&compared, "compare");
    let mut other = compared;
    other["stages"][0]["causes"][0]["cause"] = json!("luck");
    assert!(problem(&results, &other).is_some(), "a cause that is not listed is refused");
    judge(&run(compare.iter().chain(&["--raters"]).chain(&sheets)).json(), "compare --raters");
    let with_json = [sheets[0], "examples/hinata-rehab.json", "--raters"];
    judge(&run(compare.iter().chain(&with_json)).json(), "compare --raters with facts that differ");
    for detail in [&[][..], &["--detail"]] {
        let all = ["score", "examples", "--as-of", "2026-11-22"].iter().chain(detail);
        let table = run(all.clone().chain(&["--format", "json"])).json();
        assert!(table["refused"].as_array().is_some_and(|refused| !refused.is_empty()), "some are refused");
        judge(&table, "score --format json");
        let lines = run(all.chain(&["--format", "ndjson"])).stdout;
        for line in lines.lines() {
            judge(&serde_json::from_str(line).expect("a line of JSON"), line);
        }
    }
}

#[test]
fn exact_schemas_are_for_answers_and_speak_both_languages() {
    let ran = run(["schema", "rubric", "--exact", "--lang", "en"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("`answers` only"), "{}", ran.stderr);
    let framework = built_in();
    for (lang, tag) in [(Lang::En, "en"), (Lang::Ja, "ja")] {
        let ran = run(["schema", "answers", "--exact", "--lang", tag]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let schema = ran.json();
        for criterion in framework.criteria() {
            let shown = &schema["properties"]["answers"]["properties"][&criterion.id]["description"];
            let shown = shown.as_str().expect("a description");
            let language = framework.language(lang);
            assert!(shown.starts_with(criterion.question.to(language)), "{shown}");
            assert!(shown.contains(criterion.levels[0].says.to(language)), "{shown}");
        }
    }
}

#[test]
fn days_and_versions_have_a_pattern_for_editors_that_pass_over_formats() {
    for (kind, path) in [
        ("framework", "/properties/version"),
        ("framework", "/properties/source/items/properties/as_of"),
        ("programmes", "/properties/programme/items/properties/as_of"),
        ("answers", "/properties/date"),
    ] {
        let schema = run(["schema", kind]).json();
        let own = schema.pointer(path).unwrap_or_else(|| panic!("{kind} has {path}"));
        assert!(own["pattern"].is_string(), "{kind} {path}: {own:#}");
        let validator = jsonschema::validator_for(own).expect("a schema");
        assert!(!validator.is_valid(&json!("soon")), "{own:#}");
        let right = if path.ends_with("version") { "1.0" } else { "2026-11-22" };
        assert!(validator.is_valid(&json!(right)), "{own:#}");
    }
}

/// A test of the small framework that expects everything that can be expected.
const FULL_TEST: &str = "\
[sheet]
date = 2026-11-22
facts = { product = \"software\" }
answers = { problem = 1 }

[expect]
reached = 0
first_action = \"problem\"
notices = [\"stale-answer\"]
programmes = { open-house = \"unknown\" }

[expect.stages.first]
verdict = \"open\"
score = [0, 99.5]
gates = { problem = \"passed\" }
";

#[test]
fn tests_are_valid_and_their_changes_judged_alike() {
    let validator = of(SchemaKind::Test);
    let directories = ["rubrics/mayo-outside-in", "templates/new-framework", "tests/fixtures/rules"];
    let examples = ["examples/frameworks/best-practices-badge", "examples/frameworks/equipment-donation"];
    for directory in directories.into_iter().chain(examples) {
        for path in suite::files(&root().join(directory).join("tests")).expect("tests") {
            let text = fs::read_to_string(&path).expect("a test");
            assert_eq!(problem(&validator, &json_of(&text)), None, "{}", path.display());
        }
    }
    let framework = load_directory(&root().join("tests/fixtures/rules")).framework.expect("a framework");
    let read = |text: &str| {
        let file = SourceFile::new("tests/full.toml", text);
        suite::read("full", Ok(file), &framework, date(2026, 11, 22)).problems
    };
    assert!(read(FULL_TEST).is_empty(), "{:#?}", read(FULL_TEST));
    // What ids there are, and how many stages, is beyond the shape of a file; so is the order of two numbers.
    let is_beyond = |found: &Diagnostic| {
        let message = &found.message.en;
        let is_of_numbers = message.contains("`reached`") || message.contains("before it begins");
        found.code.id == "X006" || found.code.id == "X005" && is_of_numbers
    };
    // Sheets have tests of their own.
    let all =
        changed(&json_of(FULL_TEST), |_| true).into_iter().filter(|(what, _)| !what.contains("/sheet/"));
    for (what, changed) in all {
        let found = read(&toml_of(&changed));
        match problem(&validator, &changed) {
            None => {
                let missed = found.iter().find(|found| found.is_error() && !is_beyond(found));
                assert!(missed.is_none(), "{what}: only the reader says: {missed:#?}");
            }
            Some(problem) => assert!(!found.is_empty(), "{what}: only the schema says: {problem}"),
        }
    }
}
