//! The forms of `score` say the same: CSV and XLSX read back, against JSON.

use std::fs;
use std::io::Cursor;
use std::path::Path;

use calamine::{Data, Range, Reader, Xlsx};
use serde_json::Value;

use crate::process::{Ran, finish, program, run_in};
use crate::snapshots::Session;

/// Sheets of every kind, with texts that would do harm in a spreadsheet.
const SHEETS: &str = r#"{"subject":"=HYPERLINK(\"http://x\",\"y\")","ref":"+1","date":"2026-11-20","answers":{"need-statement":{"level":3,"evidence":"a letter"},"partner-problem":{"level":3,"evidence":"a call"}}}
{"subject":"株式会社 雲, \"くも\"","ref":"-2","answers":{"partner-problem":0,"coding":"unknown","prototype":99}}
{"answers":{}}
{"answers":3}
{"subject":"@x\u001b[2J\u202ey\r\nz","ref":"\tq","date":"1850-01-01","facts":{"product":"software"},"answers":{"coding":1}}
{"subject":"
"#;

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("all.ndjson"), SHEETS).expect("sheets");
    folder
}

fn score(folder: &Path, args: &[&str]) -> Ran {
    let common = ["score", "all.ndjson", "--as-of", "2026-11-22"];
    finish(program().current_dir(folder).args(common).args(args))
}

/// What a cell holds when harmful characters are left out.
fn plain(text: &Value) -> String {
    let text = text.as_str().unwrap_or_default().replace("\r\n", "\n");
    text.chars().filter(|c| !['\u{1b}', '\u{202e}'].contains(c)).collect()
}

fn guarded(text: &str) -> String {
    let bare = text.trim_start_matches(['\'', ' ', '\n', '\t', '"']);
    let guard = if bare.starts_with(['=', '+', '-', '@']) || text.starts_with('\t') { "'" } else { "" };
    format!("{guard}{text}")
}

/// The gates that hold a stage back, as JSON tells them.
fn blocked_by(stage: &Value) -> String {
    let gates = stage["gates"].as_array().expect("gates");
    let of = |status: &'static str| gates.iter().filter(move |gate| gate["status"] == status);
    let ids: Vec<&str> =
        of("failed").chain(of("open")).map(|gate| gate["criterion"].as_str().expect("an id")).collect();
    ids.join(";")
}

fn codes(assessment: &Value) -> String {
    let notices = assessment["notices"].as_array().expect("notices");
    let codes: std::collections::BTreeSet<&str> =
        notices.iter().map(|notice| notice["code"].as_str().expect("a code")).collect();
    codes.into_iter().collect::<Vec<_>>().join(";")
}

#[test]
fn json_in_many_pieces_says_what_ndjson_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut rows = String::from("subject,need-statement\n");
    for row in 0..3_000 {
        rows += &format!("Company {row},{}\n", row % 4);
        if row % 1_000 == 999 {
            rows += "\"Kumo\"x,1\n";
        }
    }
    std::fs::write(folder.path().join("a.csv"), rows).expect("a table");
    let args = |form: &'static str| ["score", "a.csv", "--as-of", "2026-11-22", "--format", form];
    let json = run_in(&folder, &args("json"));
    let shown = json.json();
    let lines = run_in(&folder, &args("ndjson"));
    let lines: Vec<Value> =
        lines.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let (refused, scored): (Vec<Value>, Vec<Value>) =
        lines.into_iter().partition(|line| line.get("code").is_some());
    assert_eq!((scored.len(), refused.len()), (3_000, 3));
    assert_eq!(shown, serde_json::json!({"assessments": scored, "refused": refused}));
    assert_eq!(json.stdout, serde_json::to_string_pretty(&shown).expect("JSON") + "\n");
    std::fs::write(folder.path().join("a.csv"), "subject,need-statement\n\"Kumo\"x,1\n").expect("a table");
    let shown = run_in(&folder, &args("json"));
    assert!(
        shown.stdout.starts_with("{\n  \"assessments\": [],\n  \"refused\": [\n    {"),
        "{}",
        shown.stdout
    );
}

#[test]
fn csv_says_what_json_says() {
    let folder = folder();
    let json = score(folder.path(), &["--format", "json"]).json();
    let ran = score(folder.path(), &["--format", "csv", "--lang", "ja"]);
    assert_eq!(ran.code, 1, "two sheets are refused");
    assert!(!ran.stdout.contains('\r') && ran.stdout.ends_with('\n'), "lines end with LF");
    let mut reader = csv::Reader::from_reader(ran.stdout.as_bytes());
    let heads = reader.headers().expect("a header").clone();
    let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("rows");
    let assessments = json["assessments"].as_array().expect("assessments");
    assert_eq!(rows.len(), assessments.len());
    assert_eq!(heads.iter().take(6).collect::<Vec<_>>().join(","), {
        let first = assessments[0]["stages"][0]["id"].as_str().expect("an id");
        format!("subject,ref,date,reached,next_stage,{first}.verdict")
    });
    assert_eq!(heads.iter().next_back(), Some("notices"));
    for (row, one) in rows.iter().zip(assessments) {
        let mut cells =
            vec![guarded(&plain(&one["subject"])), guarded(&plain(&one["ref"])), plain(&one["date"])];
        cells.push(one["reached"].to_string());
        cells.push(plain(&one["next_stage"]));
        for stage in one["stages"].as_array().expect("stages") {
            cells.push(plain(&stage["verdict"]));
            cells.extend(
                ["score", "proven", "possible"].map(|key| format!("{:.1}", stage[key].as_f64().expect(key))),
            );
            cells.push(blocked_by(stage));
        }
        for own in one["profile"].as_array().expect("rubrics") {
            let percent = |key: &str| format!("{:.1}", own[key].as_f64().expect(key));
            let counts = own["max_points"] != 0;
            cells.extend(["score", "proven"].map(|key| if counts { percent(key) } else { String::new() }));
        }
        cells.push(codes(one));
        assert_eq!(row.iter().collect::<Vec<_>>(), cells);
    }
    let harmless = rows.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t']));
    assert!(harmless, "{}", ran.stdout);
}

#[test]
fn csv_has_the_greatest_losses_on_request() {
    let folder = folder();
    let json = score(folder.path(), &["--format", "json"]).json();
    let without = score(folder.path(), &["--format", "csv"]);
    let with = score(folder.path(), &["--format", "csv", "--losses"]);
    let mut reader = csv::Reader::from_reader(with.stdout.as_bytes());
    let heads: Vec<_> = reader.headers().expect("a header").iter().map(str::to_owned).collect();
    let before = csv::Reader::from_reader(without.stdout.as_bytes()).headers().expect("a header").len();
    assert_eq!(heads[before], "problem-identification.loss1");
    assert_eq!(heads.last().map(String::as_str), Some("scaling.loss3_points"));
    let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("rows");
    let assessments = json["assessments"].as_array().expect("assessments");
    assert_eq!(rows.len(), assessments.len());
    let mut others = csv::Reader::from_reader(without.stdout.as_bytes());
    for ((row, one), other) in rows.iter().zip(assessments).zip(others.records()) {
        let mut cells = Vec::new();
        for stage in one["stages"].as_array().expect("stages") {
            let losses = stage["losses"].as_array().expect("losses");
            for loss in losses {
                let number = |key| loss[key].as_u64().map(|number| number.to_string()).unwrap_or_default();
                cells.extend([plain(&loss["criterion"]), number("level"), number("points")]);
            }
            cells.extend(vec![String::new(); 9 - 3 * losses.len()]);
        }
        assert_eq!(row.iter().skip(before).collect::<Vec<_>>(), cells);
        let other = other.expect("a row");
        assert!(row.iter().take(before).eq(other.iter()), "the other columns are the same");
    }
    let mut session = Session::default();
    for form in ["table", "xlsx"] {
        session.both(&folder, &["score", "all.ndjson", "--format", form, "--losses", "-o", "x"]);
    }
    session.compare("score-losses");
}

fn workbook(bytes: Vec<u8>) -> Vec<(String, Range<Data>)> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let names = book.sheet_names();
    names.into_iter().map(|name| (name.clone(), book.worksheet_range(&name).expect("a sheet"))).collect()
}

fn text(cell: Option<&Data>) -> String {
    cell.map(ToString::to_string).unwrap_or_default()
}

#[test]
fn xlsx_says_what_json_says() {
    let folder = folder();
    let json = score(folder.path(), &["--format", "json", "--detail"]).json();
    let ran = score(folder.path(), &["-o", "all.xlsx", "--lang", "en"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{}", ran.stderr);
    let bytes = fs::read(folder.path().join("all.xlsx")).expect("a file");
    let sheets = workbook(bytes.clone());
    let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Results", "Criteria", "Refused", "About"]);
    let assessments = json["assessments"].as_array().expect("assessments");
    let results = &sheets[0].1;
    assert_eq!(results.height(), assessments.len() + 1);
    for (row, one) in (1..).zip(assessments) {
        let cell = |column: u32| results.get_value((row, column));
        assert_eq!(text(cell(0)), plain(&one["subject"]));
        assert_eq!(text(cell(1)), plain(&one["ref"]));
        let input = &one["input"];
        assert_eq!(text(cell(3)), format!("{}:{}", plain(&input["path"]), input["line"]));
        assert_eq!(cell(4), Some(&Data::Float(one["reached"].as_f64().expect("a number"))));
        let mut column = 6;
        for stage in one["stages"].as_array().expect("stages") {
            assert_eq!(text(cell(column)).replace(' ', "-"), plain(&stage["verdict"]));
            for (place, key) in (1..).zip(["score", "proven", "possible"]) {
                let Some(Data::Float(part)) = cell(column + place) else { panic!("a percent is a number") };
                let wanted = stage[key].as_f64().expect("a percent");
                assert!((part * 100.0 - wanted).abs() < 1e-9, "{part} is {wanted} %");
            }
            assert_eq!(text(cell(column + 4)), blocked_by(stage));
            column += 5;
        }
        for own in one["profile"].as_array().expect("rubrics") {
            for (place, key) in (0..).zip(["score", "proven"]) {
                let wanted = own[key].as_f64().filter(|_| own["max_points"] != 0);
                match (cell(column + place), wanted) {
                    (Some(Data::Float(part)), Some(wanted)) => assert!((part * 100.0 - wanted).abs() < 1e-9),
                    (cell, wanted) => assert_eq!((text(cell), wanted), (String::new(), None)),
                }
            }
            column += 2;
        }
        assert_eq!(text(cell(column)), codes(one));
    }
    assert!(matches!(results.get_value((1, 2)), Some(Data::DateTime(_))), "a day is a day");
    assert_eq!(text(results.get_value((4, 2))), "1850-01-01", "a day before 1900 is a text");
    let criteria = &sheets[1].1;
    for column in 3..u32::try_from(criteria.width()).expect("few columns") {
        let id = text(criteria.get_value((0, column)));
        for (row, one) in (2..).zip(assessments) {
            let stages = one["stages"].as_array().expect("stages").iter();
            let mut all = stages.flat_map(|stage| stage["criteria"].as_array().expect("criteria"));
            let own = all.find(|criterion| criterion["id"] == id.as_str()).expect("the criterion");
            let wanted = match own["state"].as_str().expect("a state") {
                "level" => own["level"].to_string(),
                "unknown" if own["expired"].is_object() => {
                    let (level, date) = (&own["expired"]["level"], own["expired"]["date"].as_str());
                    format!("expired (level {level}, {})", date.unwrap_or_default())
                }
                "unknown" => "unknown".to_owned(),
                "unanswered" => String::new(),
                _ => "n/a".to_owned(),
            };
            assert_eq!(text(criteria.get_value((row, column))), wanted, "{id}");
        }
    }
    let refused = json["refused"].as_array().expect("refusals");
    assert_eq!((refused.len(), sheets[2].1.height()), (2, 3));
    for (row, one) in (1..).zip(refused) {
        let cells: Vec<String> = (0..4).map(|column| text(sheets[2].1.get_value((row, column)))).collect();
        let input = &one["input"];
        let wanted =
            [plain(&input["path"]), input["line"].to_string(), plain(&one["code"]), plain(&one["message"])];
        assert_eq!(cells, wanted);
    }
    let about: String = sheets[3].1.rows().flatten().map(ToString::to_string).collect();
    let framework = &assessments[0]["framework"];
    for wanted in [&framework["id"], &framework["version"], &framework["digest"]] {
        assert!(about.contains(&plain(wanted)), "{about}");
    }
    assert!(about.contains("2026-11-22") && about.contains("JETRO"), "{about}");
    let again = program()
        .current_dir(folder.path())
        .args(["score", "all.ndjson", "--as-of", "2026-11-22", "--lang", "en", "--format", "xlsx"])
        .output()
        .expect("the program runs");
    assert!(again.stdout == bytes, "the same input gives the same bytes, in a pipe too");
}

#[test]
fn no_text_of_a_user_is_a_formula_in_a_workbook() {
    let folder = folder();
    score(folder.path(), &["-o", "all.xlsx"]);
    let bytes = fs::read(folder.path().join("all.xlsx")).expect("a file");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    for name in book.sheet_names() {
        let formulas = book.worksheet_formula(&name).expect("a sheet");
        assert!(formulas.is_empty(), "{name}: {formulas:?}");
    }
}

#[test]
fn japanese_titles_stand_in_a_workbook() {
    let folder = folder();
    let ran = score(folder.path(), &["-o", "all.xlsx", "--lang", "ja", "--filter", "subject~くも"]);
    assert_eq!(ran.code, 1);
    let sheets = workbook(fs::read(folder.path().join("all.xlsx")).expect("a file"));
    let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["結果", "評価項目", "採点できない入力", "このファイルについて"]);
    assert_eq!(sheets[0].1.height(), 2, "one company is shown");
    assert_eq!(sheets[2].1.height(), 3, "no refusal is left out");
}

#[test]
fn the_ending_of_the_file_names_the_form() {
    let folder = folder();
    for (name, format) in [("a.csv", "csv"), ("b.json", "json"), ("c.NDJSON", "ndjson"), ("d.txt", "table")] {
        let ran = score(folder.path(), &["-o", name]);
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{}", ran.stderr);
        let written = fs::read_to_string(folder.path().join(name)).expect("a file");
        assert_eq!(written, score(folder.path(), &["--format", format]).stdout);
    }
    let mut session = Session::default();
    session.both(&folder, &["score", "all.ndjson", "-o", "a.pdf"]);
    session.compare("score-ending");
    assert!(!folder.path().join("a.pdf").exists());
}

#[test]
fn an_input_is_not_overwritten() {
    let folder = folder();
    let mut session = Session::default();
    for args in [["all.ndjson", "./all.ndjson"], [".", "all.ndjson"]] {
        session.both(&folder, &["score", args[0], "-o", args[1]]);
        assert_eq!(fs::read_to_string(folder.path().join("all.ndjson")).expect("the input"), SHEETS);
    }
    session.compare("score-over-input");
}

#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_written_leaves_nothing() {
    let folder = folder();
    for form in ["table", "csv", "xlsx", "json", "ndjson"] {
        let full = score(folder.path(), &["--format", form, "-o", "/dev/full", "--lang", "en"]);
        assert_eq!(full.code, 2, "{form}");
        assert!(full.stderr.contains("/dev/full cannot be written"), "{}", full.stderr);
        let nowhere = score(folder.path(), &["--format", form, "-o", "no/where"]);
        assert_eq!(nowhere.code, 2, "{form}");
    }
    assert_eq!(score(folder.path(), &["--format", "csv", "-o", "."]).code, 2);
    assert_eq!(score(folder.path(), &["--format", "csv", "-o", "/dev/null"]).code, 1);
    let names: Vec<_> = fs::read_dir(folder.path()).expect("the folder").collect();
    assert_eq!(names.len(), 1, "only the input is there: {names:?}");
    std::os::unix::fs::symlink("real.csv", folder.path().join("link.csv")).expect("a link");
    fs::write(folder.path().join("real.csv"), "old").expect("a file");
    assert_eq!(score(folder.path(), &["-o", "link.csv"]).code, 1);
    assert!(folder.path().join("link.csv").is_symlink(), "a link stays a link");
    assert!(fs::read_to_string(folder.path().join("real.csv")).expect("a file").starts_with("subject,"));
}

#[test]
fn a_closed_pipe_is_quiet_in_every_form() {
    let folder = tempfile::tempdir().expect("a folder");
    let line = "{\"subject\":\"a company\",\"answers\":{}}\n";
    // A stream must end although more of it is ready than all of its pieces hold.
    for (form, count) in [("csv", 40_000), ("ndjson", 40_000), ("xlsx", 2_000)] {
        fs::write(folder.path().join("all.ndjson"), line.repeat(count)).expect("sheets");
        let script = format!(
            "set -o pipefail; {} score all.ndjson --format {form} | head -c 9 >/dev/null",
            env!("CARGO_BIN_EXE_outside-in")
        );
        let mut shell = std::process::Command::new("bash");
        let ran = finish(shell.current_dir(folder.path()).args(["-c", &script]));
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{form}");
    }
}

#[test]
fn twenty_problems_are_shown_and_the_rest_is_counted_by_code() {
    let folder = tempfile::tempdir().expect("a folder");
    let bad = "{\"answers\":{\"coding\":99}}\n".repeat(1500) + &"{\"answers\":3}\n".repeat(20);
    fs::write(folder.path().join("all.ndjson"), bad).expect("sheets");
    let english = score(folder.path(), &["--format", "csv", "--lang", "en"]);
    assert_eq!(english.stderr.matches("error[").count(), 20, "{}", english.stderr);
    let last = "and 1,500 more: 1,480 × A007 level-out-of-range, 20 × A005 no-answers\n";
    assert!(english.stderr.ends_with(last), "{}", english.stderr);
    let japanese = score(folder.path(), &["--format", "csv", "--lang", "ja"]);
    assert!(
        japanese.stderr.ends_with("ほかに1,500件：A007 level-out-of-range 1,480件、A005 no-answers 20件\n")
    );
    assert!(!english.stderr.contains('\u{1b}'), "no bar where stderr is no terminal");
}

#[test]
fn a_file_is_not_named_as_another_form() {
    let folder = folder();
    let mut session = Session::default();
    for (format, wrong, good) in [
        ("json", "a.csv", "a.json"),
        ("xlsx", "a.json", "a.XLSX"),
        ("csv", "a.xlsx", "a.txt"),
        ("csv", "a.tsv", "a"),
        ("ndjson", "a.json", "a.jsonl"),
        ("table", "a.csv", "a.md"),
    ] {
        session.both(&folder, &["score", "all.ndjson", "--format", format, "-o", wrong]);
        assert!(!folder.path().join(wrong).exists(), "{format} into {wrong}");
        assert_eq!(score(folder.path(), &["--format", format, "-o", good]).code, 1, "{format} into {good}");
        fs::remove_file(folder.path().join(good)).expect("it was written");
    }
    session.both(&folder, &["score", "all.ndjson", "-o", "a.toml"]);
    session.compare("score-other-form");
}

#[test]
fn detail_goes_with_tables_and_json() {
    let folder = folder();
    let mut session = Session::default();
    for format in ["csv", "xlsx"] {
        session.both(&folder, &["score", "all.ndjson", "--format", format, "--detail"]);
    }
    session.compare("score-detail");
    for format in ["table", "json", "ndjson"] {
        assert_eq!(score(folder.path(), &["--format", format, "--detail"]).code, 1);
    }
}

/// A framework whose second rubric is for devices alone.
const FOR_DEVICES: [(&str, &str); 3] = [
    (
        "framework.toml",
        r#"id = "f"
version = "1"
languages = ["en"]
title.en = "F"
rubrics = ["one.toml", "two.toml"]
[[source]]
id = "s"
title = "S"
as_of = 2025-08-25
[[fact]]
id = "kind"
question.en = "Which?"
choose = "one"
choice = [{ id = "software", label.en = "Software" }, { id = "device", label.en = "Device" }]
[[stage]]
id = "first"
title.en = "First"
point.en = "All."
ready_at = 50
"#,
    ),
    (
        "one.toml",
        r#"id = "one"
title.en = "One"
advice.en = "Do."
[[criterion]]
id = "need"
question.en = "Need?"
why.en = "So."
sources = ["s"]
weight = { first = 2 }
level = [{ says.en = "No.", next.en = "Do.", effort = 1 }, { says.en = "Yes." }]
"#,
    ),
    (
        "two.toml",
        r#"id = "two"
title.en = "Two"
advice.en = "Do."
[[criterion]]
id = "safety"
question.en = "Safe?"
why.en = "So."
sources = ["s"]
weight = { first = 1 }
applies_if = { kind = ["device"] }
level = [{ says.en = "No.", next.en = "Do.", effort = 1 }, { says.en = "Yes." }]
"#,
    ),
];

#[test]
fn a_rubric_of_which_nothing_counts_is_0_of_0_a_dash_or_an_empty_cell() {
    let folder = crate::support::folder(&FOR_DEVICES.map(|(name, text)| (name, text.as_bytes())));
    fs::write(folder.path().join("a.json"), r#"{"facts":{"kind":"software"},"answers":{"need":1}}"#)
        .expect("a sheet");
    let run = |command: &str, args: &[&str]| {
        let common = [command, "a.json", "--framework", ".", "--as-of", "2026-11-22", "--lang", "en"];
        let ran = finish(program().current_dir(folder.path()).args(common).args(args));
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{}", ran.stdout);
        ran
    };
    let json = run("score", &["--format", "json", "--detail"]).json();
    let one = &json["assessments"][0];
    let numbers =
        |own: &Value| own.as_object().expect("a rubric").values().skip(1).cloned().collect::<Vec<_>>();
    for profile in [&one["profile"], &one["stages"][0]["profile"]] {
        assert!(numbers(&profile[1]).iter().all(|number| number.as_f64() == Some(0.0)), "{profile}");
    }
    let csv = run("score", &["--format", "csv"]).stdout;
    assert!(csv.lines().nth(1).is_some_and(|row| row.ends_with(",100.0,100.0,,,")), "{csv}");
    let table = run("score", &["--detail"]).stdout;
    assert!(table.lines().any(|line| line.split_whitespace().eq(["a.json", "100.0", "–"])), "{table}");
    let page = run("explain", &["--all"]).stdout;
    assert!(page.lines().any(|line| line.split_whitespace().eq(["Two", "–", "–", "–"])), "{page}");
    let cohort = run("score", &["--cohort", "--format", "json"]).json();
    assert_eq!(cohort["profile"][1]["assessed"], 0);
    assert_eq!(cohort["profile"][1]["score"], Value::Null);
    run("score", &["-o", "all.xlsx"]);
    let sheets = workbook(fs::read(folder.path().join("all.xlsx")).expect("a file"));
    let cells = (11..15).map(|column| text(sheets[0].1.get_value((1, column)))).collect::<Vec<_>>();
    assert_eq!(cells, ["1", "1", "", ""]);
}
