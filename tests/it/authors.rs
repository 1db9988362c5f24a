//! `test` and `framework new`, `export`, `diff` as their users run them.

use std::fs;
use std::path::Path;

use crate::process::{Ran, root, run, run_in};
use crate::snapshots::Session;
use crate::support::edit;
use crate::terminal::{CTRL_C, Terminal, pause};

fn test(directory: &Path, more: &[&str]) -> Ran {
    let directory = directory.to_str().expect("the path is UTF-8 text");
    let mut args = vec!["test", directory, "--lang", "en", "--as-of", "2026-11-22"];
    args.extend(more);
    run(args)
}

fn diff(old: &Path, new: &Path, more: &[&str]) -> Ran {
    let (old, new) = (old.to_str().expect("UTF-8"), new.to_str().expect("UTF-8"));
    let mut args = vec!["framework", "diff", old, new, "--lang", "en", "--as-of", "2026-11-22"];
    args.extend(more);
    run(args)
}

/// A new framework in a directory of its own, in both languages, with comments in this one.
pub(crate) fn new_framework(lang: &str) -> tempfile::TempDir {
    in_languages(if lang == "ja" { "ja,en" } else { "en,ja" })
}

/// A new framework in a directory of its own, in these languages.
fn in_languages(list: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let ran = run(["framework", "new", folder.path().to_str().expect("UTF-8"), "--lang", list]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    folder
}

#[test]
fn the_built_in_tests_run_without_a_directory() {
    let mut session = Session::default();
    let ran = session.run(root(), &["test", "--min-coverage", "90"]);
    assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
    for few in session.both(root(), &["test", "tests/fixtures/rules", "--min-coverage", "100"]) {
        assert_eq!(few.code, 1);
    }
    session.compare("test-min-coverage");
}

#[test]
fn a_new_framework_passes_at_once_in_both_languages() {
    for (lang, comment, other) in
        [("en", "# A gate: without", "必須条件："), ("ja", "# 必須条件：", "A gate:")]
    {
        let folder = new_framework(lang);
        let ran = test(folder.path(), &["--min-coverage", "100"]);
        assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
        assert!(ran.stderr.is_empty(), "{}", ran.stderr);
        let rubric = fs::read_to_string(folder.path().join("problem.toml")).expect("a rubric");
        assert!(rubric.contains(comment) && !rubric.contains(other), "{rubric}");
        let again = run(["framework", "new", folder.path().to_str().expect("UTF-8"), "--lang", lang]);
        assert_eq!(again.code, 2, "what is there is not overwritten");
    }
}

#[test]
fn a_new_framework_is_in_the_languages_that_were_asked_for_and_in_no_other() {
    let title =
        ["title.en = \"Example Hospital intake readiness\"", "title.ja = \"サンプル病院 導入準備度\""];
    for (list, languages, titles) in [
        ("en", "languages = [\"en\"]", vec![title[0]]),
        ("ja", "languages = [\"ja\"]", vec![title[1]]),
        ("en,ja", "languages = [\"en\", \"ja\"]", vec![title[0], title[1]]),
        ("ja, en", "languages = [\"ja\", \"en\"]", vec![title[1], title[0]]),
    ] {
        let folder = in_languages(list);
        let manifest = fs::read_to_string(folder.path().join("framework.toml")).expect("a framework");
        let head: Vec<&str> = manifest.lines().take_while(|line| !line.starts_with('[')).collect();
        let of_text = |line: &&&str| ["languages", "title"].iter().any(|key| line.starts_with(key));
        let shown: Vec<&str> = head.iter().filter(of_text).copied().collect();
        assert_eq!(shown, [vec![languages], titles].concat());
        for file in ["framework.toml", "problem.toml", "proof.toml", "programmes.toml", "tests/half-way.toml"]
        {
            let text = fs::read_to_string(folder.path().join(file)).expect("a file");
            let japanese = text.chars().any(|c| ('ぁ'..='ヿ').contains(&c));
            assert_eq!(
                japanese,
                list.contains("ja") && (list != "en,ja" || !file.starts_with("tests")),
                "{file}"
            );
            assert_eq!(text.contains(".en = "), list.contains("en") && !file.starts_with("tests"), "{file}");
        }
        let path = folder.path().to_str().expect("UTF-8");
        for id in ["example-hospital", "our-own"] {
            edit(&folder, "framework.toml", "id = \"example-hospital\"", &format!("id = \"{id}\""));
            let checked = run(["check", path, "--deny", "warnings", "--lang", "en"]);
            assert_eq!(checked.code, 0, "{list}: {}{}", checked.stdout, checked.stderr);
            let ran = test(folder.path(), &["--min-coverage", "90"]);
            assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{list}: {}", ran.stdout);
        }
        // It is laid out as it should be.
        let tidy = run(["check", path, "--diff", "--lang", "en"]);
        assert!(!tidy.stdout.contains("@@"), "{list}: {}", tidy.stdout);
    }
}

#[test]
fn languages_that_a_new_framework_cannot_be_in_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    for list in ["fr", "en,fr", "en,", "ja,ja"] {
        let ran = run_in(&folder, &["framework", "new", "mine", "--lang", list]);
        let wrong = "the framework to start from is there in en and ja, not in";
        let wrong = if list.starts_with("ja") { "雛形の言語は en と ja です（" } else { wrong };
        assert!(ran.code == 2 && ran.stderr.contains(wrong), "{list}: {}", ran.stderr);
        assert!(!folder.path().join("mine").exists());
    }
    let ran = run_in(&folder, &["framework", "list", "--lang", "ja,en"]);
    let wrong = "エラー: --lang に複数の言語を指定できるのは `framework new` と `framework import` だけです。1つだけ指定してください\n";
    assert_eq!((ran.code, ran.stderr.as_str()), (2, wrong));
}

#[test]
fn a_new_framework_asks_for_its_languages_where_none_was_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let program = env!("CARGO_BIN_EXE_outside-in");
    let script = format!("LC_ALL=C NO_COLOR=1 '{program}' framework new");
    let mut terminal = Terminal::script(folder.path(), (24, 100), &script);
    terminal.see("Directory of the new framework");
    pause();
    terminal.press("mine\r");
    terminal.see("Its languages: en, ja, or both as en,ja");
    pause();
    terminal.press("de\r");
    terminal.see("begin with --lang en");
    pause();
    terminal.press("ja\r");
    terminal.see("Its title");
    pause();
    terminal.press("病院\r");
    let (code, screen) = terminal.end();
    assert_eq!(code, 0, "{}", screen.contents());
    let text = fs::read_to_string(folder.path().join("mine/framework.toml")).expect("the framework");
    assert!(text.contains("languages = [\"ja\"]\ntitle.ja = \"病院\"\n"), "{text}");
}

#[test]
fn a_new_framework_asks_at_a_terminal_for_what_was_not_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut terminal = Terminal::start(folder.path(), "ja", (24, 80), &["framework", "new"]);
    terminal.see("新しいフレームワークのディレクトリ");
    pause();
    terminal.press("病院\r");
    terminal.see("タイトル（");
    pause();
    terminal.press("サンプル\"病院\r");
    let (code, screen) = terminal.end();
    assert_eq!(code, 0, "{}", screen.contents());
    let text = fs::read_to_string(folder.path().join("病院/framework.toml")).expect("the framework");
    let title = text.lines().find(|line| line.starts_with("title.ja = "));
    assert_eq!(title, Some("title.ja = 'サンプル\"病院'"));
    assert_eq!(test(&folder.path().join("病院"), &[]).code, 0);
    let ran = run(["framework", "new", "--lang", "en"]);
    assert!(ran.code == 2 && ran.stderr.contains("name the directory"), "{}", ran.stderr);

    let mut terminal = Terminal::start(folder.path(), "en", (24, 80), &["framework", "new"]);
    terminal.see("[my-framework]");
    pause();
    terminal.press(CTRL_C);
    assert_eq!(terminal.end().0, 130);
}

#[test]
fn an_exported_framework_brings_its_tests() {
    let folder = tempfile::tempdir().expect("a folder");
    let ran = run(["framework", "export", folder.path().to_str().expect("UTF-8")]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let ran = test(folder.path(), &["--format", "json"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(ran.json()["failed"], 0);
    let same = diff(Path::new("built-in"), folder.path(), &["--format", "json", "--gate"]);
    assert_eq!((same.code, &same.json()["kind"]), (0, &serde_json::Value::Null));
}

#[test]
fn a_failing_test_is_told_in_every_form() {
    let folder = new_framework("en");
    edit(&folder, "tests/half-way.toml", "reached = 0", "reached = 1\nsurprise = \"<&>\"");
    let mut session = Session::default();
    for ran in session.both(&folder, &["test", "."]) {
        assert_eq!(ran.code, 1);
    }
    let json = test(folder.path(), &["--format", "json"]).json();
    let failed = &json["tests"][1];
    assert_eq!((&json["failed"], &failed["name"]), (&1.into(), &"half-way.toml".into()));
    assert_eq!(failed["differences"][0]["actual"], "0");
    assert_eq!(failed["diagnostics"][0]["code"], "X003");
    edit(&folder, "tests/half-way.toml", "surprise = \"<&>\"", "first_action = \"<&>\"");
    session.run(&folder, &["test", "--format", "junit", "."]);
    session.compare("test-failing");
}

#[test]
fn junit_tells_all_that_was_asked_for() {
    let folder = new_framework("en");
    fs::remove_file(folder.path().join("tests/half-way.toml")).expect("a test goes");
    let mut session = Session::default();
    let ran = session.run(&folder, &["test", "--mutate", "--min-coverage", "100", "--format", "junit", "."]);
    let xml = &ran.stdout;
    assert_eq!(ran.code, 1, "{xml}");
    session.compare("test-junit-mutated");
    let json = test(folder.path(), &["--mutate", "--format", "json"]).json();
    for survivor in json["mutation"]["survivors"].as_array().expect("survivors") {
        let survivor = survivor["change"].as_str().expect("a text").replace('&', "&amp;");
        assert!(xml.contains(&survivor), "{survivor}\n{xml}");
    }
}

#[test]
fn a_framework_without_tests_says_so() {
    let folder = new_framework("en");
    fs::remove_dir_all(folder.path().join("tests")).expect("the tests go");
    let mut session = Session::default();
    for ran in session.both(&folder, &["test", "."]) {
        assert_eq!(ran.code, 2);
    }
    session.compare("test-none");
    fs::write(folder.path().join("problem.toml"), "id = 3").expect("a broken rubric");
    assert_eq!(test(folder.path(), &[]).code, 2);
}

#[test]
fn a_framework_that_cannot_be_tested_is_told_in_every_form() {
    let folder = new_framework("en");
    edit(&folder, "problem.toml", "at_least = 1", "at_least = 7");
    let mut session = Session::default();
    for form in ["human", "json", "junit"] {
        assert_eq!(session.run(&folder, &["test", ".", "--format", form]).code, 2);
    }
    edit(&folder, "problem.toml", "at_least = 7", "at_least = 1");
    fs::remove_dir_all(folder.path().join("tests")).expect("the tests go");
    for form in ["json", "junit"] {
        assert_eq!(session.run(&folder, &["test", ".", "--format", form]).code, 2);
    }
    session.compare("test-untested");
}

#[test]
fn mutation_counts_and_lists_the_same_survivors_every_time() {
    let folder = new_framework("en");
    let json = test(folder.path(), &["--mutate", "--format", "json"]).json();
    assert_eq!(json["mutation"]["tried"], 25);
    assert_eq!(json["mutation"]["noticed"], 22, "{:#}", json["mutation"]);
    for name in ["half-way", "contradiction"] {
        fs::remove_file(folder.path().join(format!("tests/{name}.toml"))).expect("a test goes");
    }
    let fewer = test(folder.path(), &["--mutate", "--format", "json"]).json();
    assert!(fewer["mutation"]["noticed"].as_u64() < Some(22), "{:#}", fewer["mutation"]);
}

#[test]
fn tests_below_the_directory_of_tests_are_not_passed_over_in_silence() {
    let folder = new_framework("en");
    let below = folder.path().join("tests/more");
    fs::create_dir(&below).expect("a folder");
    assert_eq!(test(folder.path(), &[]).stderr, "", "without files there is nothing to tell");
    fs::copy(folder.path().join("tests/half-way.toml"), below.join("other.toml")).expect("a copy");
    let mut session = Session::default();
    for command in ["test", "check"] {
        for ran in session.both(&folder, &[command, "."]) {
            assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
        }
    }
    session.compare("test-below");
}

/// Edits, the kind they make, the step they ask for, and a path that must be named.
type Case = (&'static [(&'static str, &'static str, &'static str)], &'static str, &'static str, &'static str);

const CASES: &[Case] = &[
    (
        &[("problem.toml", "Nothing is written down.", "There is no page.")],
        "words",
        "patch",
        "problem-statement.level.0",
    ),
    (&[("framework.toml", "hospital.example/guide", "hospital.example/other")], "words", "patch", "sources"),
    (
        &[("problem.toml", "effort = 1", "effort = 9")],
        "compatible",
        "minor",
        "problem-statement.level.0.effort",
    ),
    (&[("framework.toml", "ready_at = 50", "ready_at = 40")], "compatible", "minor", "pilot.ready_at"),
    (&[("framework.toml", "ready_at = 50", "ready_at = 70")], "breaking", "major", "pilot.ready_at"),
    (
        &[("problem.toml", "pilot = 2, rollout = 2", "pilot = 3, rollout = 2")],
        "breaking",
        "major",
        "problem-statement.weight.pilot",
    ),
    (
        &[("problem.toml", "at_least = 1", "at_least = 2")],
        "breaking",
        "major",
        "pilot.gates.problem-statement",
    ),
    (
        &[("proof.toml", "valid_days = 730", "valid_days = 365")],
        "breaking",
        "major",
        "pilot-results.valid_days",
    ),
    (
        &[("proof.toml", "valid_days = 730", "valid_days = 999")],
        "breaking",
        "major",
        "pilot-results.valid_days",
    ),
    (
        &[("proof.toml", "applies_if = { patient-data = [\"yes\"] }", "")],
        "breaking",
        "major",
        "data-protection.applies_if",
    ),
    (
        &[("proof.toml", "id = \"data-protection\"", "id = \"data-safety\"")],
        "breaking",
        "major",
        "data-protection",
    ),
    (
        &[(
            "proof.toml",
            "id = \"data-protection\"",
            "id = \"data-safety\"\nrenamed_from = [\"data-protection\"]",
        )],
        "compatible",
        "minor",
        "data-safety",
    ),
    (
        &[
            ("framework.toml", "id = \"yes\"", "id = \"does\"\nrenamed_from = [\"yes\"]"),
            ("proof.toml", "[\"yes\"]", "[\"does\"]"),
        ],
        "compatible",
        "minor",
        "patient-data.does",
    ),
    (
        &[("problem.toml", "evidence_from = 2\n", "")],
        "compatible",
        "minor",
        "problem-statement.evidence_from",
    ),
    (
        &[("problem.toml", "evidence_from = 2\n", "evidence_from = 1\n")],
        "breaking",
        "major",
        "problem-statement.evidence_from",
    ),
    (
        &[(
            "problem.toml",
            "[[gate]]\ncriterion = \"problem-statement\"",
            "[[gate]]\ncriterion = \"clinical-champion\"",
        )],
        "breaking",
        "major",
        "pilot.gates.clinical-champion",
    ),
    (
        &[(
            "problem.toml",
            "at_least = 1\nbecause.en = \"Without",
            "at_least = 1\nbecause.en = \"When without",
        )],
        "words",
        "patch",
        "pilot.gates.problem-statement",
    ),
    (
        &[("problem.toml", "effort = 2\n", "effort = 2\nvalue = 70\n")],
        "compatible",
        "minor",
        "problem-statement.level.1.value",
    ),
    (
        &[("problem.toml", "effort = 2\n", "effort = 2\nvalue = 30\n")],
        "breaking",
        "major",
        "problem-statement.level.1.value",
    ),
    (
        &[("framework.toml", "choose = \"one\"", "choose = \"many\"")],
        "compatible",
        "minor",
        "patient-data.choose",
    ),
    (
        &[("problem.toml", "origin = \"proposal\"", "origin = \"proposal\"\nmay_not_apply = true")],
        "compatible",
        "minor",
        "clinical-champion.may_not_apply",
    ),
    (&[("programmes.toml", "at_least = 1", "at_least = 2")], "compatible", "minor", "programmes.pilot-week"),
    (&[("proof.toml", "pilot-results = [2]", "pilot-results = [1, 2]")], "compatible", "minor", "conflict"),
    (
        &[
            ("problem.toml", "says.en = \"Nothing is written down.\"\nsays.ja = \"文書がない。\"", "@"),
            (
                "problem.toml",
                "says.en = \"A clinician of the hospital has confirmed the page.\"\nsays.ja = \"病院の臨床医がその文書を確認した。\"",
                "says.en = \"Nothing is written down.\"\nsays.ja = \"文書がない。\"",
            ),
            (
                "problem.toml",
                "@",
                "says.en = \"A clinician of the hospital has confirmed the page.\"\nsays.ja = \"病院の臨床医がその文書を確認した。\"",
            ),
        ],
        "breaking",
        "major",
        "problem-statement.levels",
    ),
];

/// All answers to the small framework, in lines of NDJSON: every level, fact, proof and age.
fn all_sheets() -> String {
    let mut lines = String::new();
    for number in 0..3_u32.pow(4) * 3 * 4 {
        let digit = |place: u32| number / 3_u32.pow(place) % 3;
        let fact = ["", "\"patient-data\": \"yes\"", "\"patient-data\": \"no\""][digit(4) as usize];
        let variant = number / 3_u32.pow(5);
        let evidence = if variant.is_multiple_of(2) { ", \"evidence\": \"x\"" } else { "" };
        let date = if variant < 2 { "2026-05-01" } else { "2024-01-01" };
        let level = |place: u32| format!("{{\"level\": {}{evidence}}}", digit(place));
        lines += &format!(
            "{{\"date\": \"2026-06-01\", \"facts\": {{{fact}}}, \"answers\": {{\"problem-statement\": {}, \
             \"clinical-champion\": {}, \"data-protection\": {}, \
             \"pilot-results\": {{\"level\": {}{evidence}, \"date\": \"{date}\"}}}}}}\n",
            level(0),
            level(1),
            level(2),
            digit(3)
        );
    }
    lines
}

#[test]
fn every_change_has_its_kind_and_asks_for_its_step() {
    let old = new_framework("en");
    let folder = tempfile::tempdir().expect("a folder");
    let sheets = folder.path().join("all.ndjson");
    fs::write(&sheets, all_sheets()).expect("sheets");
    let sheets = sheets.to_str().expect("UTF-8");
    for (edits, kind, step, path) in CASES {
        let new = new_framework("en");
        for (file, from, to) in *edits {
            edit(&new, file, from, to);
        }
        let ran = diff(old.path(), new.path(), &["--format", "json", "--gate"]);
        let json = ran.json();
        assert_eq!((&json["kind"], &json["step"]["asked"]), (&(*kind).into(), &(*step).into()), "{json:#}");
        let changes = json["changes"].as_array().expect("changes");
        let named = |c: &&serde_json::Value| c["path"].as_str().is_some_and(|p| p.starts_with(path));
        assert!(changes.iter().find(named).is_some_and(|change| change["kind"] == *kind), "{path}: {json:#}");
        assert_eq!((ran.code, &json["step"]["made"]), (1, &"none".into()), "the version did not move");
        let version = match *step {
            "patch" => "1.0.1",
            "minor" => "1.1.0",
            _ => "2.0.0",
        };
        edit(&new, "framework.toml", "version = \"1.0.0\"", &format!("version = \"{version}\""));
        assert_eq!(diff(old.path(), new.path(), &["--gate"]).code, 0, "{path}");
        // What is called compatible lets no sheet get worse, and words change nothing at all.
        let json = diff(old.path(), new.path(), &["--format", "json", sheets]).json();
        assert_eq!(json["sheets"].as_array().map(Vec::len), Some(972));
        assert!(*kind == "breaking" || json["sheets_worse"] == 0, "{path}");
        assert!(*kind != "words" || json["sheets_changed"] == 0, "{path}");
    }
}

#[test]
fn words_that_changed_are_shown_before_and_after_in_each_language() {
    let (old, new) = (new_framework("en"), new_framework("en"));
    edit(
        &new,
        "problem.toml",
        "says.en = \"Nothing is written down.\"",
        "says.en = \"No page is written down.\"",
    );
    edit(&new, "problem.toml", "says.ja = \"文書がない。\"", "says.ja = \"文書はない。\"");
    edit(&new, "framework.toml", "version = \"1.0.0\"", "version = \"1.0.1\"");
    let json = diff(old.path(), new.path(), &["--format", "json"]).json();
    let message = "other words: make sure that the level still means the same";
    let change = |path: &str, old: &str, new: &str| serde_json::json!({"kind": "words", "path": path, "message": message, "old": old, "new": new});
    let wanted = serde_json::json!([
        change("problem-statement.level.0.says.en", "Nothing is written down.", "No page is written down."),
        change("problem-statement.level.0.says.ja", "文書がない。", "文書はない。"),
    ]);
    assert_eq!(json["changes"], wanted);
    edit(&new, "problem.toml", "at_least = 1", "at_least = 2");
    let json = diff(old.path(), new.path(), &["--format", "json"]).json();
    let gate = &json["changes"][0];
    assert_eq!((&gate["old"], &gate["new"]), (&"1".into(), &"2".into()), "{gate}");
    let text = diff(old.path(), new.path(), &[]).stdout;
    let lines = "\n      - Nothing is written down.\n      + No page is written down.\n";
    assert!(text.contains(lines), "{text}");
}

#[test]
fn a_version_that_goes_back_is_no_step() {
    let (old, new) = (new_framework("en"), new_framework("en"));
    edit(&new, "framework.toml", "version = \"1.0.0\"", "version = \"0.9.0\"");
    let ran = diff(old.path(), new.path(), &["--gate"]);
    assert_eq!(ran.code, 1, "{}", ran.stdout);
    assert_eq!(diff(old.path(), new.path(), &[]).code, 0, "without the gate it is only told");
}

#[test]
fn a_version_of_two_numbers_is_one() {
    let (old, new) = (new_framework("en"), new_framework("en"));
    edit(&old, "framework.toml", "version = \"1.0.0\"", "version = \"1.0\"");
    edit(&new, "framework.toml", "version = \"1.0.0\"", "version = \"1.1\"");
    let ran = diff(old.path(), new.path(), &["--gate"]);
    assert_eq!(ran.code, 0, "{}", ran.stdout);
}

#[test]
fn sheets_with_another_verdict_are_told_with_the_cause() {
    let (old, new) = (new_framework("en"), new_framework("en"));
    edit(&new, "problem.toml", "at_least = 1", "at_least = 2");
    edit(&new, "framework.toml", "version = \"1.0.0\"", "version = \"2.0.0\"");
    let sheets = tempfile::tempdir().expect("a folder");
    let sheet = |answers: &str| {
        format!(
            "{{\"date\": \"2026-06-01\", \"facts\": {{\"patient-data\": \"no\"}}, \"answers\": {answers}}}\n"
        )
    };
    let one = sheet(
        r#"{"problem-statement": 1, "clinical-champion": {"level": 2, "evidence": "x"}, "pilot-results": 1}"#,
    );
    let other = sheet(r#"{"problem-statement": 0}"#);
    fs::write(sheets.path().join("many.ndjson"), one + &other).expect("sheets");
    let path = sheets.path().to_str().expect("UTF-8");
    let ran = diff(old.path(), new.path(), &[path, "--format", "json", "--gate"]);
    let json = ran.json();
    assert_eq!(ran.code, 1, "a verdict got worse: {json:#}");
    assert_eq!((&json["sheets_changed"], &json["sheets_worse"]), (&1.into(), &1.into()));
    assert_eq!(json["step"]["enough"], true);
    let verdict = &json["sheets"][0]["verdicts"][0];
    assert_eq!((&verdict["before"], &verdict["after"]), (&"ready".into(), &"not-ready".into()));
    assert_eq!(verdict["causes"][0]["path"], "problem-statement");
    assert_eq!(verdict["causes"][0]["message"], "gate failed, was passed");
    let text = diff(old.path(), new.path(), &[path]);
    assert_eq!(text.code, 0, "without the gate it is only told");
    assert!(text.stdout.contains("Of 2 sheets: 1 with another verdict, 1 of them worse"), "{}", text.stdout);
    let back = diff(new.path(), old.path(), &[path, "--format", "json"]).json();
    assert_eq!(
        (&back["sheets_changed"], &back["sheets_worse"]),
        (&1.into(), &0.into()),
        "the other way it is better"
    );
}

#[test]
fn what_the_program_writes_and_the_example_have_a_sound_space_of_sheets() {
    use outside_in::check::reachability::{FindingKind, space_findings};
    let folder = new_framework("en");
    let example = crate::process::root().join("examples/frameworks/equipment-donation");
    for directory in [folder.path(), &example] {
        let loaded = outside_in::framework::load_directory(directory);
        assert!(loaded.diagnostics.is_empty(), "{:#?}", loaded.diagnostics);
        let mut findings = space_findings(&loaded.framework.expect("it is usable"));
        // In so small an example the clinic's own request is meant to weigh most, and papers may not be needed.
        let meant = [FindingKind::DominantCriterion, FindingKind::NotApplicablePays];
        findings.retain(|finding| directory == folder.path() || !meant.contains(&finding.kind));
        let kinds: Vec<_> = findings.iter().map(|f| (f.kind, f.stage, f.criterion)).collect();
        assert!(kinds.is_empty(), "{}: {kinds:?}", directory.display());
    }
}

#[test]
fn steps_between_versions_are_distinguished() {
    use outside_in::check::diff::{VersionStep, step};

    assert_eq!(step("1.2.3", "1.2.3"), Some(VersionStep::None));
    assert_eq!(step("1.2.3", "1.2.10"), Some(VersionStep::Patch));
    assert_eq!(step("1.2.3", "1.3.0"), Some(VersionStep::Minor));
    assert_eq!(step("1.2.3", "2.0.0"), Some(VersionStep::Major));
    assert_eq!(step("1.2.3", "1.1.9"), None);
    assert_eq!(step("1.2", "1.3"), Some(VersionStep::Minor));
    assert_eq!(step("1", "1.0.1"), Some(VersionStep::Patch));
    assert_eq!(step("1.2", "1.2.0"), None);
    assert_eq!(step("v1", "v2"), None);
    assert_eq!(step("+1", "+2"), None);
    assert_eq!(step("1.2.3.4", "1.2.3.5"), None);
    assert!(VersionStep::Major > VersionStep::Patch);
}
