//! SARIF as its standard wants it: the schema of OASIS, unchanged, is in `tests/fixtures/sarif-2.1.0.json`.

use std::fs;

use jsonschema::Validator;
use serde_json::{Value, json};

use crate::process::{Ran, finish, program, root, run};

fn standard() -> Validator {
    let text = fs::read_to_string(root().join("tests/fixtures/sarif-2.1.0.json")).expect("the schema");
    // Its pattern for languages, which we do not write, has a bracket too much that only JavaScript forgives.
    let text = text.replace("-[a-zA-Z]{2}]?$", "-[a-zA-Z]{2}]?$".replace("}]", "}\\\\]").as_str());
    let schema = serde_json::from_str(&text).expect("JSON");
    jsonschema::draft7::options().should_validate_formats(true).build(&schema).expect("a schema of draft 7")
}

fn sarif(lang: &str, paths: &[&str]) -> Ran {
    run(["check", "--format", "sarif", "--lang", lang, "--as-of", "2026-11-22"].iter().chain(paths))
}

/// The fingerprints of all results, with the lines that they are on.
fn prints(ran: &Ran) -> Vec<(String, u64)> {
    let json = ran.json();
    let results = json["runs"][0]["results"].as_array().expect("results");
    let line = |result: &Value| {
        result["locations"][0]["physicalLocation"]["region"]["startLine"].as_u64().unwrap_or_default()
    };
    results.iter().map(|result| (result["partialFingerprints"].to_string(), line(result))).collect()
}

/// What GitHub asks of a log beyond the schema, or does not show.
fn ingested(log: &Value) {
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    for rule in rules {
        for text in ["shortDescription", "fullDescription"] {
            let text = rule[text]["text"].as_str().expect("a text");
            assert!((1..=1024).contains(&text.chars().count()), "{}: {text}", rule["id"]);
        }
        assert!(rule["help"]["text"].as_str().is_some_and(|text| !text.is_empty()), "{}", rule["id"]);
    }
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    for result in run["results"].as_array().expect("results") {
        let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().expect("a rule")).expect("small")];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(result["message"]["text"].as_str().is_some_and(|text| !text.is_empty()), "{result}");
        let locations = result["locations"].as_array().expect("locations");
        assert!(!locations.is_empty(), "{result}");
        for location in locations {
            let place = &location["physicalLocation"];
            let uri = place["artifactLocation"]["uri"].as_str().expect("an address");
            let is_below = place["artifactLocation"]["uriBaseId"] == "%SRCROOT%";
            assert!(is_below != uri.starts_with("file:///"), "{uri}");
            assert!(
                uri.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~/%:".contains(&byte)),
                "{uri}"
            );
            for key in ["startLine", "startColumn", "endLine", "endColumn"] {
                assert!(place["region"][key].as_u64().is_some_and(|number| number >= 1), "{result}");
            }
        }
    }
}

#[test]
fn every_log_is_valid() {
    let standard = standard();
    let folder = tempfile::tempdir().expect("a folder");
    let odd = folder.path().join("a b%é日本.toml");
    fs::write(&odd, "[answers]\ncodign = 1\n").expect("a sheet");
    let odd = odd.to_str().expect("a path in UTF-8");
    let targets: [&[&str]; 6] = [
        &["no such file.toml"],
        &["rubrics"],
        &["examples"],
        &["tests/fixtures/rules"],
        &[odd],
        &["examples/faulty", odd, "tests"],
    ];
    let mut seen = 0;
    for paths in targets {
        for lang in ["en", "ja"] {
            let ran = sarif(lang, paths);
            let log = ran.json();
            let problems: Vec<String> = standard
                .iter_errors(&log)
                .map(|error| format!("{}: {error}", error.instance_path()))
                .collect();
            assert!(problems.is_empty(), "{paths:?} {lang}: {}", problems.join("\n"));
            ingested(&log);
            seen += log["runs"][0]["results"].as_array().map_or(0, Vec::len);
        }
    }
    assert!(seen > 40, "{seen} results were judged");
    let mut wrong = sarif("en", &[odd]).json();
    wrong["runs"][0]["results"][0]["level"] = json!("info");
    assert!(!standard.is_valid(&wrong), "the schema refuses what it should");
}

#[test]
fn fingerprints_survive_lines_that_come_go_and_move() {
    let folder = tempfile::tempdir().expect("a folder");
    let sheet = folder.path().join("sheet.toml");
    let lines = [
        "subject = \"A\"",
        "date = 2026-11-01",
        "[answers]",
        "codign = 1",
        "need-statement = 9",
        "irb-route = { level = 3, evidence = \"TODO\" }",
        "irb-rute = 2",
    ];
    let found = |text: &str| {
        fs::write(&sheet, text).expect("a sheet");
        let args = ["check", "--format", "sarif", "--lang", "en", "sheet.toml"];
        prints(&finish(program().args(args).current_dir(folder.path())))
    };
    let before = found(&lines.join("\n"));
    assert!(before.len() >= 4, "{before:?}");
    let only = |found: &[(String, u64)]| {
        let mut all: Vec<String> = found.iter().map(|(print, _)| print.clone()).collect();
        all.sort();
        all
    };
    let moved = found(&format!("# one\n\n# two\n{}", lines.join("\n\n")));
    assert_eq!(only(&before), only(&moved), "lines above came");
    assert_ne!(before, moved, "the lines have other numbers");
    let mut turned = lines;
    turned[3..].reverse();
    assert_eq!(only(&before), only(&found(&turned.join("\r\n"))), "lines changed places, and their ends");
    let mut fewer = only(&found(&lines[..6].join("\n")));
    fewer.retain(|print| !only(&before).contains(print));
    assert!(fewer.is_empty(), "what is left keeps its fingerprints: {fewer:?}");
    let mut more = lines.to_vec();
    more[3] = "codign = 2";
    assert_ne!(only(&before), only(&found(&more.join("\n"))), "another line is another finding");
}
