//! Findings as people read them: true places in long lines, and nothing wider than the terminal.

use std::fs;

use unicode_width::UnicodeWidthStr;

use crate::process::{finish, program, run};
use crate::snapshots::Session;
use crate::support::{built_in, edit};
use crate::tables::{Put, book};

fn framework_with_a_long_line() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder for the test");
    for file in ["framework.toml", "need.toml", "proof.toml", "programmes.toml"] {
        let from = crate::process::root().join("tests/fixtures/rules").join(file);
        fs::copy(from, folder.path().join(file)).expect("a copy");
    }
    let long = "病院が抱える課題を書いた文書があり、".repeat(12);
    edit(&folder, "need.toml", "next.ja = \"", &format!("next.ja = \"{long}TODO "));
    edit(&folder, "need.toml", "next.en = \"", &format!("next.en = \"{}TODO ", "a word ".repeat(40)));
    folder
}

#[test]
fn a_long_line_has_the_same_column_in_every_form() {
    let folder = framework_with_a_long_line();
    let directory = folder.path().to_str().expect("a path in UTF-8");
    let check = |form: &str| run(["check", directory, "--lang", "en", "--format", form]);
    let (short, human, json) = (check("short").stdout, check("human").stdout, check("json").json());
    let todos: Vec<&str> = short.lines().filter(|line| line.contains("T001")).collect();
    assert_eq!(todos.len(), 2, "{short}");
    for line in todos {
        let place = line.split(": ").next().expect("a place");
        assert!(human.contains(&format!("--> {place}\n")), "{place} in\n{human}");
    }
    let columns: Vec<u64> = json["diagnostics"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|d| d["code"] == "T001")
        .map(|d| d["column"].as_u64().expect("a column"))
        .collect();
    assert!(columns.iter().all(|column| *column > 200), "{columns:?}");
    // The mark stands under the word, in columns of a terminal.
    let lines: Vec<&str> = human.lines().collect();
    for at in (0..lines.len()).filter(|at| lines[*at].contains("T001")) {
        let (shown, marks) = (lines[at + 3], lines[at + 4]);
        let before = shown.split("TODO").next().expect("what stands before").width();
        assert_eq!(marks.find('^'), Some(before), "{human}");
    }
}

#[test]
fn a_place_in_a_workbook_is_its_cell() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let header = ["subject", "need-statement", "partner-problem"].map(str::to_owned);
    let row = vec![Put::Text("A long name ".repeat(40)), Put::Number(7.0), Put::Number(9.0)];
    fs::write(folder.path().join("a.xlsx"), book(&header, &[row])).expect("a workbook");
    let mut session = Session::default();
    session.both(&folder, &["score", "a.xlsx"]);
    session.compare("workbook-places");
}

#[test]
fn pages_fit_the_columns() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    for (name, text) in [
        ("old.toml", "version = \"0.9.0\"\nsubject = \"A\"\ndate = 2026-02-01\n[answers]\n"),
        (
            "new.toml",
            "subject = \"A company with a long name\"\ndate = 2026-01-01\n[answers]\nneed-statement = 1\n",
        ),
    ] {
        fs::write(folder.path().join(name), text).expect("a sheet");
    }
    let pages = [
        "check --explain T001",
        "check --explain list",
        "check --explain nosuchrule",
        "framework list",
        "framework show",
        "compare old.toml new.toml",
        "compare --raters old.toml new.toml",
        "score old.toml new.toml",
    ];
    for lang in ["en", "ja"] {
        for columns in [60, 80] {
            for page in pages {
                let mut command = program();
                command.current_dir(folder.path()).args(page.split(' ')).args(["--lang", lang]);
                let ran = finish(command.env("COLUMNS", columns.to_string()));
                for line in ran.stdout.lines().chain(ran.stderr.lines()) {
                    assert!(line.width() <= columns, "{page} {columns}: {line}");
                }
            }
        }
    }
}

#[test]
fn bars_and_links_are_never_broken() {
    let framework = built_in();
    let links: Vec<&str> = framework.sources().iter().filter_map(|source| source.url.as_deref()).collect();
    let example = crate::process::root().join("examples/tsubame-surgical.toml").display().to_string();
    for lang in ["en", "ja"] {
        for columns in (60..=84).chain([100, 120]) {
            let mut command = program();
            command.args(["explain", &example, "--all", "--as-of", "2026-11-22", "--lang", lang]);
            let ran = finish(command.env("COLUMNS", columns.to_string()));
            let is_bar = |line: &&str| {
                let bar = line.split_whitespace().last().unwrap_or_default();
                [11, 16, 21].contains(&bar.len()) && bar.bytes().all(|byte| b"#+-.|".contains(&byte))
            };
            assert_eq!(ran.stdout.lines().filter(is_bar).count(), 4, "{lang} {columns}: {}", ran.stdout);
            assert!(!ran.stdout.contains("identifi\n"), "{lang} {columns}: {}", ran.stdout);
            let mut linked = 0;
            for line in ran.stdout.lines() {
                if line.contains("https://") {
                    assert!(links.contains(&line.trim()), "{line}");
                    linked += 1;
                } else {
                    assert!(line.width() <= columns, "{lang} {columns}: {line}");
                }
            }
            assert!(linked > 20, "{linked} links");
        }
    }
}

#[test]
fn findings_fit_the_columns_and_stay_whole_in_a_pipe() {
    let folder = framework_with_a_long_line();
    edit(&folder, "framework.toml", "ready_at = 70", "ready_at = 700");
    for lang in ["en", "ja"] {
        for columns in [60, 80] {
            let mut command = program();
            command.args(["check", "--lang", lang]).arg(folder.path().file_name().expect("a name"));
            command.current_dir(folder.path().parent().expect("a parent"));
            let ran = finish(command.env("COLUMNS", columns.to_string()));
            for line in ran.stdout.lines() {
                assert!(line.width() <= columns, "{columns}: {line}");
            }
        }
        let mut command = program();
        let ran = finish(command.args(["check", "--lang", lang]).arg(folder.path()));
        let titles = ran.stdout.lines().filter(|line| line.contains('['));
        let mut whole = titles.filter(|line| line.width() > 60);
        assert!(whole.next().is_some(), "{}", ran.stdout);
    }
}

/// What each form says of one broken framework, a sheet that is wrong, and a file that is not there.
#[test]
fn every_form_has_the_errors_of_a_framework_once_and_those_of_sheets() {
    let folder = tempfile::tempdir().expect("a folder");
    let new = crate::process::run_in(&folder, &["framework", "new", "own"]);
    assert_eq!(new.code, 0, "{}", new.stderr);
    let manifest = folder.path().join("own/framework.toml");
    let text = fs::read_to_string(&manifest).expect("a framework").replacen("\nready_at", "\nredy_at", 1);
    fs::write(&manifest, text).expect("a framework");
    fs::write(folder.path().join("a.csv"), "subject,coding,codign\nA,9,1\nB,9,1\n").expect("a table");
    let given = ["a.csv", "own/tests/half-way.toml", "own/tests/just-ready.toml", "own", "none.toml"];
    let ran = |form: &str| {
        let args = [&["check", "--lang", "en", "--allow", "A108", "--format", form], &given[..]].concat();
        let ran = crate::process::run_in(&folder, &args);
        assert_eq!(ran.code, 2, "one is not there: {}", ran.stderr);
        ran
    };
    let short = ran("short").stdout;
    let places: Vec<&str> = short.lines().filter_map(|line| line.split(": error[").next()).collect();
    assert_eq!(short.matches("F005 unknown-key").count(), 1, "{short}");
    assert!(short.contains("\nown/framework.toml:") && !short.contains(".."), "{short}");
    assert!(short.contains("a.csv:2:3: error[A007"), "{short}");
    assert!(short.contains("none.toml:1:1: error[A001"), "{short}");
    assert!(places.len() >= 4, "{short}");

    let gitlab = ran("gitlab").json();
    let issues = gitlab.as_array().expect("a list");
    assert_eq!(issues.len(), short.lines().count());
    let mut prints: Vec<&str> = issues.iter().filter_map(|issue| issue["fingerprint"].as_str()).collect();
    prints.sort_unstable();
    prints.dedup();
    assert_eq!(prints.len(), issues.len(), "each has a fingerprint of its own");
    for issue in issues {
        assert!(issue["description"].as_str().is_some_and(|text| !text.is_empty()), "{issue}");
        assert!(issue["check_name"].is_string(), "{issue}");
        let severities = ["info", "minor", "major", "critical", "blocker"];
        assert!(severities.contains(&issue["severity"].as_str().expect("a severity")), "{issue}");
        assert!(!issue["location"]["path"].as_str().expect("a path").starts_with(['/', '.']), "{issue}");
        assert!(issue["location"]["lines"]["begin"].as_u64().is_some_and(|line| line > 0), "{issue}");
    }

    let junit = ran("junit").stdout;
    let mut names = Vec::new();
    let mut reader = quick_xml::Reader::from_str(&junit);
    loop {
        use quick_xml::events::Event;
        match reader.read_event().expect("XML") {
            Event::Eof => break,
            Event::Start(tag) | Event::Empty(tag) if tag.name().as_ref() == "testcase" => {
                let of =
                    |key: &str| tag.try_get_attribute(key).expect("XML").expect("a name").value.into_owned();
                names.push((of("classname"), of("name")));
            }
            _ => {}
        }
    }
    let all = names.len();
    names.sort();
    names.dedup();
    assert!(names.len() == all && all == issues.len(), "{junit}");

    let github = ran("github").stdout;
    for line in github.lines() {
        let (properties, message) = line.split_once(",title=").expect("a title");
        let of = |key: &str| {
            let part = properties.split([' ', ',']).find_map(|part| part.strip_prefix(key));
            part.expect("a property").to_owned()
        };
        let (_, message) = message.split_once("::").expect("a message");
        let place = format!("{}:{}:{}: ", of("file="), of("line="), of("col="));
        assert!(message.starts_with(&place), "{line}");
    }
    assert_eq!(ran("json").json()["diagnostics"].as_array().map(Vec::len), Some(issues.len()));
    assert_eq!(ran("sarif").json()["runs"][0]["results"].as_array().map(Vec::len), Some(issues.len()));
}

#[test]
fn what_to_check_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let new = crate::process::run_in(&folder, &["framework", "new", "."]);
    assert_eq!(new.code, 0, "{}", new.stderr);
    let mut session = Session::default();
    for command in ["check", "test"] {
        for ran in session.both(&folder, &[command]) {
            assert_eq!(ran.code, 2, "{}", ran.stdout);
        }
        assert_eq!(crate::process::run_in(&folder, &[command, "--framework", "."]).code, 0);
    }
    session.compare("nothing-named");
}
