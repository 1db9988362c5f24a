//! Results of the program may lie beside the answers that they come from.

use std::fs;

use tempfile::TempDir;

use crate::process::{Ran, finish, program, root, run, run_with};
use crate::snapshots::Session;

const RESULTS: [&str; 4] = ["r.csv", "r.json", "r.ndjson", "r.xlsx"];

/// A folder with two companies.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, subject) in [("a.toml", "A"), ("b.toml", "B")] {
        let text = format!("subject = \"{subject}\"\n[answers]\nneed-statement = 2\n");
        fs::write(folder.path().join(name), text).expect("a sheet");
    }
    folder
}

fn run_in(folder: &TempDir, args: &str) -> Ran {
    finish(program().current_dir(folder.path()).args(args.split(' ')))
}

#[test]
fn they_are_passed_over_in_every_form_and_language() {
    for lang in ["en", "ja"] {
        let folder = folder();
        for result in RESULTS {
            let ran = run_in(&folder, &format!("score . -o {result} --lang {lang}"));
            assert_eq!(ran.code, 0, "{result}: {}", ran.stderr);
        }
        for form in ["csv", "json", "ndjson"] {
            let ran = run_in(&folder, &format!("score . --format {form} --lang {lang}"));
            assert_eq!(ran.code, 0, "{}", ran.stderr);
            let companies = match form {
                "csv" => ran.stdout.lines().count() - 1,
                "json" => ran.json()["assessments"].as_array().map_or(0, Vec::len),
                _ => ran.stdout.lines().count(),
            };
            assert_eq!(companies, 2, "{}", ran.stdout);
            for result in RESULTS {
                let told = format!("./{result} ");
                assert_eq!(
                    ran.stderr.lines().filter(|line| line.contains(&told)).count(),
                    1,
                    "{}",
                    ran.stderr
                );
            }
            assert_eq!(ran.stderr.matches("A118").count(), RESULTS.len(), "{}", ran.stderr);
        }
        let ran = run_in(&folder, &format!("check . --format short --lang {lang}"));
        assert_eq!((ran.code, ran.stdout.matches("A118").count()), (0, RESULTS.len()), "{}", ran.stdout);
    }
}

#[test]
fn the_report_of_a_company_is_passed_over() {
    for lang in ["en", "ja"] {
        let folder = folder();
        for report in ["report.xlsx", "report.md", "report.html"] {
            assert_eq!(run_in(&folder, &format!("report a.toml -o {report} --lang {lang}")).code, 0);
        }
        let ran = run_in(&folder, "score . --format ndjson");
        assert_eq!((ran.code, ran.stdout.lines().count()), (0, 2), "{}", ran.stderr);
        assert_eq!(ran.stderr.matches("A118").count(), 1, "{}", ran.stderr);
    }
}

#[test]
fn they_may_be_written_again_but_not_over_an_input_that_is_named() {
    let folder = folder();
    let mut session = Session::default();
    for result in RESULTS {
        for _ in 0..2 {
            let ran = run_in(&folder, &format!("score . -o {result}"));
            assert_eq!(ran.code, 0, "{}", ran.stderr);
        }
        let ran = session.run(&folder, &["score", "a.toml", result, "-o", result]);
        assert_eq!(ran.code, 2, "{}", ran.stderr);
    }
    session.compare("results-named-as-input");
}

#[test]
fn whatever_a_command_writes_as_json_is_known() {
    let folder = folder();
    let commands = [
        "score a.toml --format json",
        "score a.toml --format json --cohort",
        "score a.toml --format ndjson",
        "explain a.toml --format json",
        "plan a.toml --format json",
        "compare a.toml b.toml --format json",
        "check a.toml --format json",
    ];
    for command in commands {
        let name = if command.contains("ndjson") { "r.ndjson" } else { "r.json" };
        fs::write(folder.path().join(name), run_in(&folder, command).stdout).expect("a result");
        let ran = run_in(&folder, "score . --format csv");
        assert_eq!((ran.code, ran.stdout.lines().count()), (0, 3), "{command}: {}", ran.stderr);
    }
    // A refusal in the first line, too.
    fs::write(folder.path().join("bad.ndjson"), "{}\n").expect("a sheet that is refused");
    let lines = run_in(&folder, "score bad.ndjson --format ndjson").stdout;
    fs::remove_file(folder.path().join("bad.ndjson")).expect("it goes");
    fs::write(folder.path().join("r.ndjson"), lines).expect("a result");
    assert_eq!(run_in(&folder, "score .").code, 0);
}

#[test]
fn a_command_for_one_sheet_says_that_there_is_none() {
    let folder = folder();
    run_in(&folder, "score . -o r.xlsx");
    let mut session = Session::default();
    session.both(&folder, &["explain", "r.xlsx"]);
    session.compare("results-explained");
}

#[test]
fn on_standard_input_they_are_known_as_in_a_file() {
    let folder = folder();
    for result in ["r.csv", "r.json", "r.ndjson"] {
        run_in(&folder, &format!("score . -o {result}"));
        let path = folder.path().join(result);
        let bytes = fs::read(&path).expect("a result");
        let of_file = run(["score", path.to_str().expect("a path"), "--format", "csv"]);
        let form = result.trim_start_matches("r.");
        for args in
            [&["score", "-", "--format", "csv"][..], &["score", "-", "--format", "csv", "--from", form]]
        {
            let ran = run_with(args, &bytes);
            assert_eq!((ran.code, &ran.stdout), (of_file.code, &of_file.stdout), "{result}: {}", ran.stderr);
            assert!(ran.stderr.contains("- holds results of outside-in"), "{result}: {}", ran.stderr);
        }
    }
}

#[test]
fn a_schema_may_lie_beside_the_sheets() {
    let folder = folder();
    let schema = run_in(&folder, "schema answers --exact");
    fs::write(folder.path().join("answers.schema.json"), schema.stdout).expect("a schema");
    let with_answers = r#"{"$schema": "answers.schema.json", "answers": {"need-statement": 2}}"#;
    fs::write(folder.path().join("c.json"), with_answers).expect("a sheet");
    for form in ["json", "ndjson"] {
        let ran = run_in(&folder, &format!("score . --lang en --format {form}"));
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        assert_eq!(ran.stdout.matches("\"subject\":").count(), 3, "{}", ran.stdout);
    }
    let mut session = Session::default();
    session.both(&folder, &["score", "."]);
    session.both(&folder, &["check", ".", "--format", "short"]);
    session.compare("results-and-schema");
}

#[test]
fn a_case_is_never_read_as_a_sheet() {
    let folder = folder();
    let cases = folder.path().join("calibration/kumo");
    fs::create_dir_all(&cases).expect("a directory");
    let case = root().join("tests/fixtures/rules/calibration/kumo/case.toml");
    fs::copy(case, cases.join("case.toml")).expect("a case");
    let ran = run_in(&folder, "score . --lang en --format csv");
    assert_eq!((ran.code, ran.stdout.lines().count()), (0, 3), "{}", ran.stderr);
    assert!(
        ran.stderr.contains("A129") && ran.stderr.contains("is a case of a calibration"),
        "{}",
        ran.stderr
    );
    // Found by itself it is checked as what it is: its stages are not those of the framework in use.
    let ran = run_in(&folder, "check . --lang en --format short");
    assert_eq!((ran.code, ran.stdout.contains("C006")), (1, true), "{}", ran.stdout);
    let small = root().join("tests/fixtures/rules");
    let ran = run_in(&folder, &format!("check . --lang en --format short --framework {}", small.display()));
    assert!(!ran.stdout.contains("case.toml"), "{}", ran.stdout);
}
