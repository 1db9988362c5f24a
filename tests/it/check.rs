//! `check` as its users meet it: every form, every option, both languages.

use std::fs;

use crate::process::{Ran, run, run_in, run_with};
use crate::snapshots::Session;

fn check(args: &[&str]) -> Ran {
    run(["check", "--lang", "en"].iter().chain(args))
}

fn folder_with(edits: &[(&str, &str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder for the test");
    for file in ["framework.toml", "need.toml", "proof.toml", "programmes.toml"] {
        let from = crate::process::root().join("tests/fixtures/rules").join(file);
        let mut text = fs::read_to_string(from).expect("a fixture");
        for (_, old, new) in edits.iter().filter(|(name, _, _)| *name == file) {
            assert!(text.contains(old), "{file} has {old}");
            text = text.replacen(old, new, 1);
        }
        fs::write(folder.path().join(file), text).expect("a copy");
    }
    folder
}

fn path(folder: &tempfile::TempDir) -> &str {
    folder.path().to_str().expect("a path in UTF-8")
}

/// A warning, an error of a reader, and a file that is no TOML: none hides another.
const FAULTS: &[(&str, &str, &str)] = &[
    ("need.toml", "next.en = \"Write one page.\"", "next.en = \"TODO: 日本語\""),
    ("framework.toml", "ready_at = 70", "ready_at = 700"),
    ("proof.toml", "id = \"proof\"", "id = proof"),
];

#[test]
fn the_built_in_framework_and_all_examples_are_clean() {
    let ran = check(&["--deny", "warnings", "rubrics", "examples/aoba-genetics.toml", "examples/poem.toml"]);
    assert_eq!(ran.code, 0, "{}", ran.stdout);
    let ran = check(&["--deny", "warnings", "--format", "json", "rubrics/mayo-outside-in"]);
    assert_eq!((ran.code, ran.json()["errors"].clone()), (0, 0.into()), "{}", ran.stdout);
    for example in
        ["hinata-rehab.json", "kumo-endoscopy.toml", "tsubame-surgical.toml", "minato-therapeutics.toml"]
    {
        let ran = check(&["--deny", "warnings", &format!("examples/{example}")]);
        assert_eq!(ran.code, 0, "{example}: {}", ran.stdout);
    }
}

#[test]
fn one_pass_finds_everything_and_json_tells_it() {
    let folder = folder_with(FAULTS);
    let ran = check(&["--format", "json", path(&folder)]);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    let json = ran.json();
    let codes: Vec<_> =
        json["diagnostics"].as_array().expect("a list").iter().map(|d| d["code"].clone()).collect();
    assert_eq!(codes, ["F008", "T001", "F003"]);
    assert_eq!((&json["errors"], &json["warnings"]), (&2.into(), &1.into()));
    let todo = &json["diagnostics"][1];
    let keys: Vec<_> = todo.as_object().expect("an object").keys().collect();
    let wanted = [
        "code",
        "slug",
        "severity",
        "file",
        "line",
        "column",
        "end_line",
        "end_column",
        "message",
        "help",
        "path",
    ];
    assert_eq!(keys, wanted);
    assert_eq!(todo["path"], "criterion.problem.level.0.next.en");
    assert_eq!((&todo["column"], &todo["end_column"]), (&12.into(), &16.into()));
}

#[test]
fn sarif_names_rules_and_keeps_its_fingerprints_when_lines_move() {
    let sarif = |folder: &tempfile::TempDir| check(&["--format", "sarif", path(folder)]).json();
    let folder = folder_with(FAULTS);
    let before = sarif(&folder);
    assert_eq!(before["version"], "2.1.0");
    let run = &before["runs"][0];
    assert_eq!(run["tool"]["driver"]["rules"].as_array().map(Vec::len), Some(outside_in::check::RULES.len()));
    for result in run["results"].as_array().expect("results") {
        let index = usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("small");
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
    }
    let need = folder.path().join("need.toml");
    let text = fs::read_to_string(&need).expect("the rubric");
    fs::write(&need, format!("# one\n# two\n{text}")).expect("the edit");
    let after = sarif(&folder);
    let prints = |sarif: &serde_json::Value| -> Vec<String> {
        let results = sarif["runs"][0]["results"].as_array().expect("results");
        results.iter().map(|r| r["partialFingerprints"].to_string()).collect()
    };
    assert_eq!(prints(&before), prints(&after));
    assert_ne!(before["runs"][0]["results"][1], after["runs"][0]["results"][1], "the line moved");
}

#[test]
fn junit_and_github_are_well_formed() {
    let folder = folder_with(FAULTS);
    let mut session = Session::default();
    session.both(&folder, &["check", "."]);
    let junit = session.run(&folder, &["check", "--format", "junit", "."]).stdout;
    assert_eq!(junit.matches("<testcase").count(), junit.matches("</testcase>").count());
    let github = session.run(&folder, &["check", "--format", "github", "."]).stdout;
    session.compare("check-forms");
    assert!(
        github.lines().all(|line| line.starts_with("::error ") || line.starts_with("::warning ")),
        "{github}"
    );
}

#[test]
fn how_strict_it_is_can_be_said() {
    let folder = folder_with(&FAULTS[..1]);
    let code = |args: &[&str]| check(&[&[path(&folder)], args].concat()).code;
    assert_eq!(code(&[]), 0, "a warning does not fail");
    assert_eq!(code(&["--deny", "warnings"]), 1);
    assert_eq!(code(&["--deny", "T001"]), 1);
    assert_eq!(code(&["--deny", "placeholder-text"]), 1);
    assert_eq!(code(&["--deny", "warnings", "--allow", "T001"]), 0);
    assert_eq!(code(&["--deny", "warnings", "--warn", "T001"]), 0);
    assert_eq!(code(&["--deny", "T001", "--allow", "T001"]), 2);
    assert_eq!(code(&["--allow", "F005"]), 2, "an error stays one");
    let mut session = Session::default();
    session.both(&folder, &["check", "--deny", "T0001", "."]);
    session.compare("check-deny");
}

#[test]
fn a_comment_allows_one_finding_on_its_line_or_below() {
    let line = "next.en = \"TODO: say it\"";
    let mut session = Session::default();
    for new in [
        format!("{line} # allow(T001): the clinic writes this"),
        format!("# allow(placeholder-text): the clinic writes this\n{line}"),
        format!("# allow(T001): the clinic writes this\n# another remark\n{line}"),
    ] {
        let folder = folder_with(&[("need.toml", "next.en = \"Write one page.\"", &new)]);
        // The small framework allows one itself.
        let ran = session.run(&folder, &["check", "--deny", "warnings", "."]);
        assert_eq!(ran.code, 0, "{new}\n{}", ran.stdout);
    }
    let text = format!("{line}\nlead_weeks = 1 # allow(T001): too late");
    let folder = folder_with(&[("need.toml", "next.en = \"Write one page.\"", &text)]);
    session.both(&folder, &["check", "--format", "short", "."]);
    session.compare("check-allow");
    let text = "next.en = \"Write # allow(T001): no comment\"";
    let folder = folder_with(&[("need.toml", "next.en = \"Write one page.\"", text)]);
    let ran = check(&["--deny", "warnings", path(&folder)]);
    assert_eq!(ran.code, 0, "a comment inside a text is none: {}", ran.stdout);
}

#[test]
fn a_rubric_alone_is_checked_for_what_it_tells_itself_and_beside_its_framework_for_all() {
    let folder = folder_with(&[(
        "need.toml",
        "weight = { first = 3, trial = 1 }",
        "weight = { first = 3, trail = 101 }",
    )]);
    let mut session = Session::default();
    session.run(&folder, &["check", "--format", "short", "need.toml"]);
    fs::remove_file(folder.path().join("framework.toml")).expect("a file to remove");
    session.run(&folder, &["check", "--format", "short", "need.toml"]);
    fs::copy(folder.path().join("proof.toml"), folder.path().join("extra.toml")).expect("a copy");
    let [english, _] = session.both(&folder, &["check", "--format", "short", "extra.toml"]);
    assert_eq!((english.code, english.stdout.as_str()), (0, ""), "names are not looked up");
    session.compare("check-rubric-alone");
}

#[test]
fn what_a_rubric_tells_itself_is_checked_without_its_framework() {
    let gate = "[[gate]]\ncriterion = \"problem\"\nstage = \"first\"\nat_least = 9\nbecause.en = \"a b\"\nbecause.ja = \"文\"\n";
    let folder = folder_with(&[]);
    let text = fs::read_to_string(folder.path().join("need.toml")).expect("a rubric");
    fs::write(
        folder.path().join("alone.toml"),
        format!("{}\n{gate}", text.replacen("evidence_from = 2", "evidence_from = 10", 1)),
    )
    .expect("a rubric");
    for name in ["framework.toml", "proof.toml", "programmes.toml"] {
        fs::remove_file(folder.path().join(name)).expect("a file to remove");
    }
    let mut session = Session::default();
    let json = session.run(&folder, &["check", "--format", "json", "alone.toml"]).json();
    let codes: Vec<_> =
        json["diagnostics"].as_array().expect("a list").iter().map(|d| d["code"].clone()).collect();
    assert_eq!(codes, ["R010", "R009", "R010"], "{json:#}");
    session.both(&folder, &["check", "alone.toml"]);
    session.compare("check-rubric-itself");
}

#[test]
fn standard_input_is_checked_but_not_changed() {
    let rubric = fs::read(crate::process::root().join("tests/fixtures/rules/need.toml")).expect("a rubric");
    let mut session = Session::default();
    for lang in ["en", "ja"] {
        let mut check = |args: &[&str], input: &[u8]| {
            let args = [&["check", "--lang", lang], args].concat();
            let ran = run_with(&args, input);
            session.add(&format!("outside-in {}", args.join(" ")), &ran);
            ran.code
        };
        assert_eq!(check(&["--format", "short", "-"], b"[answers]\ncoding = 9\n"), 1);
        assert_eq!(check(&["-"], br#"{"answers": {"coding": 2}}"#), 0);
        assert_eq!(check(&["-"], &rubric), 0);
        for option in ["--fix", "--diff"] {
            assert_eq!(check(&[option, "-"], b"[answers]\n"), 2);
        }
    }
    session.compare("check-standard-input");
}

#[test]
fn sheets_of_every_form_are_checked_and_dates_only_on_request() {
    let folder = tempfile::tempdir().expect("a folder");
    let sheet = folder.path().join("all.ndjson");
    let text = "{\"subject\": \"A\", \"date\": \"2030-01-01\", \"answers\": {\"coding\": 9}}\n{\"subject\": \"B\", \"answers\": {}}\n";
    fs::write(&sheet, text).expect("sheets");
    let sheet = sheet.to_str().expect("a path");
    let codes = |args: &[&str]| {
        let json = check(&[&["--format", "json", sheet], args].concat()).json();
        let all: Vec<String> = json["diagnostics"]
            .as_array()
            .expect("a list")
            .iter()
            .filter(|d| d["severity"] != "info")
            .map(|d| format!("{}:{}", d["line"], d["code"].as_str().unwrap_or_default()))
            .collect();
        all
    };
    assert_eq!(codes(&[]), ["1:A007"]);
    assert_eq!(codes(&["--as-of", "2026-11-22"]), ["1:A104", "1:A007"]);
}

#[test]
fn pages_are_printed_by_code_and_by_name() {
    let by_code = check(&["--explain", "R003"]);
    assert_eq!((by_code.code, by_code.stdout), (0, check(&["--explain", "unknown-stage"]).stdout));
    assert_eq!(check(&["--explain", "R999"]).code, 2);
}

#[test]
fn all_rules_are_listed_a_line_each() {
    let listed = check(&["--explain", "list"]);
    assert_eq!(listed.code, 0, "{}", listed.stderr);
    assert_eq!(check(&["--explain"]).stdout, listed.stdout);
    assert_eq!(listed.stdout.lines().count(), outside_in::check::RULES.len());
    assert!(
        listed.stdout.lines().any(|line| line.starts_with("T001 placeholder-text ")),
        "{}",
        listed.stdout
    );
    let mut session = Session::default();
    session.both(crate::process::root(), &["check", "--explain", "all"]);
    session.compare("check-explain-unknown");
}

#[test]
fn where_findings_are_many_each_kind_is_counted() {
    let folder = tempfile::tempdir().expect("a folder");
    let check = |sheets: usize, lang: &str, form: &str| {
        for number in 1..=sheets {
            fs::write(folder.path().join(format!("{number}.toml")), "[answers]\n").expect("a sheet");
        }
        let small = crate::support::small_directory();
        let small = small.to_str().expect("a path in UTF-8");
        run(["check", path(&folder), "--framework", small, "--lang", lang, "--format", form]).stderr
    };
    assert_eq!(check(5, "en", "human"), "5 checked: 0 errors, 0 warnings, 10 notes\n");
    let found = [
        "A108 ×6  open-fact   A fact that could change what applies is not given.",
        "A114 ×6  no-subject  The sheet does not say whom it is about.",
        "6 checked: 0 errors, 0 warnings, 12 notes\n",
    ];
    assert_eq!(check(6, "en", "human"), found.join("\n"));
    let found = [
        "A108 ×6  open-fact   該当する項目を左右する前提項目が、未回答です。",
        "A114 ×6  no-subject  誰についての回答シートかがわかりません。",
        "6件を検査しました：エラー0件、警告0件、参考12件\n",
    ];
    assert_eq!(check(6, "ja", "human"), found.join("\n"));
    assert_eq!(check(6, "en", "short"), "6 checked: 0 errors, 0 warnings, 12 notes\n");
}

#[test]
fn what_cannot_be_read_ends_with_two() {
    let ran = check(&["no-such-directory"]);
    assert_eq!(ran.code, 2, "{}", ran.stdout);
    let folder = tempfile::tempdir().expect("a folder");
    let ran = check(&["--framework", path(&folder)]);
    assert_eq!(ran.code, 1, "an unusable framework is a finding: {}", ran.stderr);
}

#[test]
fn what_can_hardly_be_meant_otherwise_is_put_right_and_nothing_else() {
    let faults = [
        ("need.toml", "weight = { first = 3, trial = 1 }", "weight = { first = 3, trail = 1 } # a remark"),
        ("need.toml", "\"guide#the-need\"", "\"guide#the-ned\""),
        ("need.toml", "valid_days", "valid_dys"),
        ("proof.toml", "\"survey\"", "\"servey\""),
        ("proof.toml", "next.ja = \"試験計画書を書く。\"", "next.ja = \"試験計画書を書く.\""),
        ("proof.toml", "next.en = \"Write a protocol.\"", "next.en = \" Write a  protocol.\""),
    ];
    let clean = folder_with(&[]);
    let folder = folder_with(&faults);
    let read = |folder: &tempfile::TempDir, file: &str| {
        fs::read_to_string(folder.path().join(file)).expect("a file")
    };
    let before = read(&folder, "need.toml");
    // Two findings in one text are fixed one after the other, in one run, and shown so.
    let mut session = Session::default();
    session.both(&folder, &["check", "--diff", "."]);
    assert_eq!(before, read(&folder, "need.toml"), "--diff changes nothing");
    let ran = check(&["--diff", "--format", "json", path(&folder)]);
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "a diff has only one form");
    let ran = session.run(&folder, &["check", "--fix", "--deny", "warnings", "."]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "{}", ran.stderr);
    session.compare("check-fixes");
    assert_eq!(
        read(&folder, "need.toml"),
        read(&clean, "need.toml").replace("trial = 1 }", "trial = 1 } # a remark")
    );
    assert_eq!(read(&folder, "proof.toml"), read(&clean, "proof.toml"));
    let ran = check(&["--diff", path(&folder)]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""));
}

#[test]
fn a_fix_never_writes_a_name_that_is_already_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let sheet = folder.path().join("sheet.toml");
    let text = "subject = \"A\"\n[answers]\ncoding = 1\ncodign = 2\nirb-rute = 1\n";
    fs::write(&sheet, text).expect("a sheet");
    let ran = check(&["--fix", sheet.to_str().expect("a path")]);
    assert_eq!(ran.code, 1, "the other name is left: {}", ran.stdout);
    assert_eq!(fs::read_to_string(&sheet).expect("the sheet"), text.replace("irb-rute", "irb-route"));
}

/// The small framework with one file in its `tests/`.
fn folder_with_test(text: &str) -> tempfile::TempDir {
    let folder = folder_with(&[]);
    fs::create_dir(folder.path().join("tests")).expect("a folder for tests");
    fs::write(folder.path().join("tests/talk.toml"), text).expect("a test");
    folder
}

#[test]
fn the_tests_of_a_framework_are_checked_with_it_and_by_themselves() {
    let text = "[sheet]\nanswers = { problem = 9 }\n[expect]\nstages.frist.verdict = \"ready\"\n";
    let folder = folder_with_test(text);
    let test = folder.path().join("tests/talk.toml");
    let mut session = Session::default();
    for target in [".", "tests/talk.toml", "tests"] {
        session.both(&folder, &["check", "--format", "short", target]);
    }
    session.run(test.parent().expect("its folder"), &["check", "--format", "short", "talk.toml"]);
    session.compare("check-tests");
    check(&["--fix", path(&folder)]);
    let fixed = fs::read_to_string(&test).expect("the test");
    assert_eq!(fixed, text.replace("frist", "first"), "a misspelt name is fixed in a test too");
    let manifest = folder.path().join("framework.toml");
    let broken = fs::read_to_string(&manifest).expect("a framework").replacen("ready_at", "redy_at", 1);
    fs::write(&manifest, &broken).expect("a broken framework");
    for (directory, file) in
        [("tests", "talk.toml"), ("tests", "."), (".", "tests/talk.toml"), (".", "tests")]
    {
        let ran = crate::process::run_in(folder.path().join(directory), &["check", "--fix", file]);
        assert_eq!(ran.code, 1, "{}", ran.stderr);
        assert_eq!(fs::read_to_string(&manifest).expect("a framework"), broken, "what was not given stays");
    }
    fs::write(&manifest, "format = 1\n").expect("a broken framework");
    let ran = check(&["--format", "short", test.to_str().expect("a path")]);
    assert_eq!(ran.code, 1, "what is wrong with its framework is found");
    assert!(ran.stdout.starts_with(&format!("{}:1:1: error[F006 ", manifest.display())), "{}", ran.stdout);
}

#[test]
fn a_test_that_expects_nothing_is_a_warning_that_can_be_allowed() {
    let text = "[sheet]\nanswers = {}\n[expect]";
    let code = |text: &str| {
        let folder = folder_with_test(text);
        check(&["--deny", "warnings", path(&folder)]).code
    };
    assert_eq!(code(text), 1);
    assert_eq!(code(&format!("{text} # allow(X101): it need only be read")), 0);
    assert_eq!(code(&format!("{text} # allow(X101): it need only be read\nreached = 0")), 1, "unused");
}

#[test]
fn a_test_that_cannot_be_read_is_found() {
    let folder = folder_with_test("");
    let path_of_test = folder.path().join("tests/talk.toml");
    let file = fs::File::create(&path_of_test).expect("a test");
    file.set_len((64 << 20) + 1).expect("a long file");
    let mut session = Session::default();
    let [ran, _] = session.both(&folder, &["check", "--format", "short", "."]);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    assert_eq!(session.run(&folder, &["check", "tests/talk.toml"]).code, 2);
    fs::remove_file(&path_of_test).expect("a file to remove");
    session.both(&folder, &["check", "--format", "short", "tests/talk.toml"]);
    session.compare("check-unreadable-test");
}

#[test]
fn counterexamples_are_written_once_and_can_be_scored() {
    let folder = folder_with(&[("proof.toml", "weight = { trial = 2 }", "weight = { trial = 9 }")]);
    let write = ["check", "--format", "short", "--write-counterexamples", "counterexamples", "."];
    let mut session = Session::default();
    let ran = session.run(&folder, &write);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    // What a comment allows is not written.
    let out = folder.path().join("counterexamples");
    let names: Vec<_> =
        fs::read_dir(&out).expect("it was made").map(|e| e.expect("an entry").file_name()).collect();
    assert_eq!(names, ["S208-device-safety.trial.toml"]);
    let file = out.join(&names[0]);
    let text = fs::read_to_string(&file).expect("a sheet");
    assert!(text.contains("device-safety = "), "{text}");
    let sheet = file.to_str().expect("a path in UTF-8");
    let score = run(["score", "--framework", path(&folder), "--format", "json", sheet]);
    assert_eq!(score.code, 0, "{}", score.stderr);

    fs::write(&file, "mine").expect("a change");
    session.both(&folder, &write);
    assert_eq!(fs::read_to_string(&file).expect("a sheet"), "mine");
    session.both(&folder, &[&["check", "--allow", "S208"], &write[3..]].concat());
    session.compare("check-counterexamples");
}

#[test]
fn nothing_to_check_is_no_success() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("empty")).expect("a folder");
    fs::write(folder.path().join("header.csv"), "subject,coding\n").expect("a table");
    let mut session = Session::default();
    for name in ["empty", "header.csv", "."] {
        session.both(&folder, &["check", name]);
    }
    session.compare("check-nothing");
    fs::write(folder.path().join("one.csv"), "subject,date,coding\nA,2026-11-22,1\n").expect("a table");
    let ran = run_in(&folder, &["check", ".", "--lang", "en"]);
    assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
}

#[test]
fn a_fix_never_guesses_what_else_could_have_been_meant() {
    let folder = folder_with(&[
        (
            "need.toml",
            "applies_if = { product = [\"software\", \"device\"] }",
            "applies_if = { product = [\"drog\"] }",
        ),
        ("need.toml", "stage = \"first\"", "stage = \"firs-2\""),
    ]);
    let sheet = folder.path().join("sheet.toml");
    fs::write(&sheet, "[facts]\nproduct = \"devise\"\n[answers]\nproblem = \"unknwon\"\n").expect("a sheet");
    let need = fs::read_to_string(folder.path().join("need.toml")).expect("a rubric");
    let mut session = Session::default();
    session.both(&folder, &["check", "--fix", "need.toml"]);
    assert_eq!(fs::read_to_string(folder.path().join("need.toml")).expect("a rubric"), need);
    let clean = folder_with(&[]);
    fs::copy(&sheet, clean.path().join("sheet.toml")).expect("a copy");
    let sheet = clean.path().join("sheet.toml");
    session.run(&clean, &["check", "--fix", "--framework", ".", "sheet.toml"]);
    session.compare("check-no-guess");
    let text = fs::read_to_string(&sheet).expect("the sheet");
    assert_eq!(text, "[facts]\nproduct = \"devise\"\n[answers]\nproblem = \"unknown\"\n");
}

#[cfg(unix)]
#[test]
fn a_fix_goes_through_a_link() {
    let folder = folder_with(&[("need.toml", "valid_days", "valid_dys")]);
    let (link, file) = (folder.path().join("need.toml"), folder.path().join("kept-elsewhere"));
    fs::rename(&link, &file).expect("the file moves");
    std::os::unix::fs::symlink("kept-elsewhere", &link).expect("a link");
    assert_eq!(check(&["--fix", path(&folder)]).code, 0);
    assert!(link.is_symlink(), "the link stays a link");
    let clean = folder_with(&[]);
    let (fixed, clean) = (fs::read_to_string(&file), fs::read_to_string(clean.path().join("need.toml")));
    assert_eq!(fixed.expect("the file"), clean.expect("the file"));
}

#[test]
fn a_framework_without_its_manifest_is_no_success() {
    let folder = folder_with_test("[sheet]\nanswers = { problem = 1 }\n[expect]\nreached = 0\n");
    fs::remove_file(folder.path().join("framework.toml")).expect("the manifest goes");
    let mut session = Session::default();
    session.both(&folder, &["check", "--format", "short", "."]);
    session.compare("check-no-manifest");
    // One rubric, or a file that is named, stands for itself.
    let need = folder.path().join("need.toml");
    assert_eq!(check(&[need.to_str().expect("a path")]).code, 0);
    for name in ["programmes.toml", "proof.toml", "tests/talk.toml"] {
        fs::remove_file(folder.path().join(name)).expect("a file goes");
    }
    assert_eq!(check(&[path(&folder)]).code, 0);
}

#[test]
fn a_file_in_another_encoding_is_told_with_its_line() {
    let folder = folder_with_test("[sheet]\nanswers = { problem = 1 }\n[expect]\nreached = 0\n");
    let sheet = folder.path().join("sheet.toml");
    fs::write(&sheet, b"subject = \"A\"\nref = \"\x83\x5c\"\n[answers]\n").expect("a sheet");
    for (name, path, code) in [
        ("need.toml", path(&folder), "F002"),
        ("tests/talk.toml", path(&folder), "X002"),
        ("sheet.toml", sheet.to_str().expect("a path"), "A002"),
    ] {
        let file = folder.path().join(name);
        let before = fs::read(&file).expect("a file");
        fs::write(&file, b"id = 1\nx = \"\x83\x5c\"\n").expect("a file");
        let json = check(&["--format", "json", path]).json();
        let found = json["diagnostics"].as_array().expect("findings").iter();
        let own: Vec<_> = found.filter(|found| found["code"] == code).collect();
        let [own] = own.as_slice() else { panic!("{name}: {json:#}") };
        assert!(own["file"].as_str().is_some_and(|file| file.ends_with(name)), "{own:#}");
        assert_eq!((&own["line"], &own["column"]), (&2.into(), &6.into()), "{own:#}");
        let sarif = check(&["--format", "sarif", path]).json();
        let mut results = sarif["runs"][0]["results"].as_array().expect("results").iter();
        assert!(
            results.any(|result| result["ruleId"] == code && result["locations"][0].is_object()),
            "{sarif:#}"
        );
        fs::write(&file, before).expect("as it was");
    }
}

#[test]
fn a_comment_allows_what_is_in_the_statement_below_it() {
    let text = "# allow(F015): the survey counts twice\nsources = [\n  \"guide#the-proof\",\n  \"survey\",\n  \"survey\",\n]";
    let folder = folder_with(&[("proof.toml", "sources = [\"guide#the-proof\", \"survey\"]", text)]);
    // One stands there already.
    let mut session = Session::default();
    session.both(&folder, &["check", "--deny", "warnings", "."]);
    session.compare("check-allow-below");
    let below = text.replace("twice\n", "twice\n\n");
    let folder = folder_with(&[("proof.toml", "sources = [\"guide#the-proof\", \"survey\"]", &below)]);
    assert_eq!(
        check(&["--deny", "warnings", path(&folder)]).code,
        1,
        "a statement further below is another one"
    );
}

#[test]
fn what_is_in_the_place_of_a_directory_is_told_in_plain_words() {
    let folder = folder_with(&[]);
    let mut session = Session::default();
    session.both(&folder, &["test", "need.toml"]);
    let gap = [("framework.toml", "ready_at = 60", "ready_at = 1")];
    session.both(folder_with(&gap), &["check", "--write-counterexamples", "need.toml", "."]);
    session.compare("check-no-directory");
}

#[test]
fn programmes_that_are_not_used_or_none_are_told() {
    let unlisted = [("framework.toml", "programmes = \"programmes.toml\"\n", "")];
    let check = ["check", "--format", "short", "."];
    let mut session = Session::default();
    session.both(folder_with(&unlisted), &check);
    let folder = folder_with(&[]);
    fs::copy(folder.path().join("programmes.toml"), folder.path().join("old.toml")).expect("a copy");
    session.run(&folder, &check);
    fs::remove_file(folder.path().join("old.toml")).expect("the copy goes");
    fs::write(folder.path().join("programmes.toml"), "# to come\n").expect("an empty file");
    session.both(&folder, &check);
    session.compare("check-programmes");
}

#[test]
fn a_note_has_one_name_for_people() {
    let folder = folder_with(&[]);
    fs::write(folder.path().join("sheet.toml"), "[answers]\nproblem = 1\n").expect("a sheet");
    let mut session = Session::default();
    session.both(&folder, &["check", "--format", "short", "--framework", ".", "sheet.toml"]);
    session.compare("check-note");
}
