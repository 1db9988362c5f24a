//! The example sheets: each scores as the table in their readme says, and each faulty one is found out.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::process::{Ran, root, run};

/// The day of the first table.
const AS_OF: &str = "2026-11-22";
const STAGES: [&str; 4] = ["problem-identification", "clinical-validation", "commercialization", "scaling"];

#[test]
fn every_example_scores_as_its_readme_says() {
    let rows = table("Example");
    assert_eq!(names(&rows), files(""), "the table names the example files, all of them and no others");
    let mut wrong = Vec::new();
    for row in &rows {
        wrong.extend(untrue(&code(&row[0]), AS_OF, &row[2..=6]));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_earlier_example_scores_as_its_readme_says() {
    let rows = table("Earlier sheet");
    assert_eq!(
        names(&rows),
        files("earlier"),
        "the table names the earlier sheets, all of them and no others"
    );
    let wrong: Vec<_> = rows
        .iter()
        .flat_map(|row| untrue(&format!("earlier/{}", code(&row[0])), &row[1], &row[2..=6]))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// What a row of a table says wrongly of its sheet: how many stages are reached, and each stage.
fn untrue(name: &str, as_of: &str, told: &[String]) -> Vec<String> {
    let (ran, result) = score_on(name, as_of);
    let assessment = &result["assessments"][0];
    let mut is = vec![assessment["reached"].to_string()];
    let stages = assessment["stages"].as_array().into_iter().flatten();
    is.extend(stages.map(|stage| format!("{} {}", text(&stage["verdict"]), stage["score"])));
    let mut wrong = Vec::new();
    if told != is {
        wrong.push(format!("{name}: the table says {told:?}, the score is {is:?}"));
    }
    if ran.code != 0 {
        wrong.push(format!("{name}: exit code {}", ran.code));
    }
    wrong
}

#[test]
fn the_columns_of_the_readme_are_the_stages_in_order() {
    let (_, result) = score("poem.toml");
    let stages: Vec<_> =
        result["assessments"][0]["stages"].as_array().into_iter().flatten().map(|s| text(&s["id"])).collect();
    assert_eq!(stages, STAGES);
}

#[test]
fn invented_companies_say_so() {
    let mut wrong = Vec::new();
    for name in files("") {
        let content = std::fs::read_to_string(directory().join(&name)).expect("an example is UTF-8 text");
        let (_, result) = score(&name);
        let subject = text(&result["assessments"][0]["subject"]);
        // The very first line is the editor's.
        let first = content.lines().find(|line| !line.starts_with("#:schema")).unwrap_or_default();
        let is_json = has_ending(&name, "json");
        let says_so = subject.contains("(invented)") && (is_json || first.contains("invented"));
        if name != "poem.toml" && !says_so {
            wrong.push(name);
        }
    }
    assert!(wrong.is_empty(), "not marked as invented: {wrong:?}");
}

#[test]
fn every_faulty_sheet_is_found_out() {
    let rows = table("Faulty sheet");
    let listed: BTreeSet<_> = names(&rows);
    assert_eq!(listed, files("faulty"), "the table names the faulty files, all of them and no others");
    let mut wrong = Vec::new();
    for row in &rows {
        let (name, expected_exit) = (code(&row[0]), &row[3]);
        let expected: BTreeSet<String> = row[2].split_whitespace().map(code).collect();
        let (ran, result) = score(&format!("faulty/{name}"));
        let found: BTreeSet<String> = result["refused"]
            .as_array()
            .into_iter()
            .flatten()
            .chain(result["assessments"][0]["notices"].as_array().into_iter().flatten())
            .map(|finding| text(&finding["code"]))
            .collect();
        if found != expected {
            wrong.push(format!("{name}: expected {expected:?}, found {found:?}"));
        }
        if ran.code.to_string() != *expected_exit {
            wrong.push(format!("{name}: expected exit code {expected_exit}, is {}", ran.code));
        }
        let bytes = std::fs::read(directory().join("faulty").join(&name)).expect("the sheet can be read");
        let content = String::from_utf8_lossy(&bytes);
        let says_so = expected.iter().all(|code| content.contains(code.as_str()));
        let cannot_say = has_ending(&name, "json") || ["empty.toml", "utf-16.toml"].contains(&name.as_str());
        if !says_so && !cannot_say {
            wrong.push(format!("{name}: its comment does not name {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn directory() -> PathBuf {
    root().join("examples")
}

/// Scores an example with the program, on the day of the first table.
fn score(name: &str) -> (Ran, Value) {
    score_on(name, AS_OF)
}

fn score_on(name: &str, as_of: &str) -> (Ran, Value) {
    let path = directory().join(name);
    let path = path.to_str().expect("the repository's path is UTF-8 text");
    let ran = run(["score", path, "--format", "json", "--as-of", as_of, "--lang", "en"]);
    let result = ran.json();
    (ran, result)
}

/// The rows of the readme's table whose first column has this head, cell by cell.
fn table(head: &str) -> Vec<Vec<String>> {
    let readme = std::fs::read_to_string(directory().join("README.md")).expect("the examples have a readme");
    let cells = |line: &str| -> Vec<String> {
        line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()
    };
    let start = format!("| {head} |");
    let lines = readme.lines().skip_while(|line| !line.starts_with(&start));
    let rows: Vec<_> = lines.skip(2).take_while(|line| line.starts_with('|')).map(cells).collect();
    assert!(!rows.is_empty(), "the readme has no table of `{head}`");
    rows
}

fn names(rows: &[Vec<String>]) -> BTreeSet<String> {
    rows.iter().map(|row| code(&row[0])).collect()
}

/// The files of a directory of examples, but for the readme.
fn files(below: &str) -> BTreeSet<String> {
    std::fs::read_dir(directory().join(below))
        .expect("the directory of examples exists")
        .map(|entry| entry.expect("the directory can be read").path())
        .filter(|path| path.is_file() && path.extension().is_none_or(|ending| ending != "md"))
        .map(|path| path.file_name().expect("a file has a name").to_string_lossy().into_owned())
        .collect()
}

fn has_ending(name: &str, ending: &str) -> bool {
    Path::new(name).extension().is_some_and(|own| own == ending)
}

/// What stands between backticks.
fn code(cell: &str) -> String {
    cell.trim_matches('`').to_owned()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
