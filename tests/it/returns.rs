//! What comes back from many hands: files with nothing in them, bad bytes, endless lines, keys that nothing reads. Every
//! form of the result says the same of them.

use std::fs;
use std::path::Path;

use encoding_rs::SHIFT_JIS;
use outside_in::source::MAX_LINE;

use crate::process::{Ran, finish, program};
use crate::snapshots::Session;
use crate::support::{folder, small_directory};

/// Every form of the result that is a text; the last two are streamed.
const FORMS: [&str; 4] = ["table", "json", "ndjson", "csv"];

/// Files of these names and contents in a folder.
fn score(folder: &Path, form: &str, inputs: &[&str]) -> Ran {
    let framework = small_directory();
    let mut command = program();
    command.current_dir(folder).arg("score").args(inputs).arg("--framework").arg(framework);
    finish(command.args(["--format", form, "--as-of", "2026-11-22", "--lang", "en"]))
}

/// The companies of a result as lines of JSON, and the lines and codes of what was refused.
fn told(ran: &Ran) -> (Vec<String>, Vec<(u64, String)>) {
    let (mut names, mut refused) = (Vec::new(), Vec::new());
    for line in ran.stdout.lines() {
        let one: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
        match one["code"].as_str() {
            Some(code) => refused.push((one["input"]["line"].as_u64().unwrap_or(0), code.to_owned())),
            None => names.push(one["subject"].as_str().unwrap_or_default().to_owned()),
        }
    }
    (names, refused)
}

/// The same of any form: the streamed lines, which all others agree with in what they tell on stderr.
fn all_forms(folder: &Path, inputs: &[&str]) -> (Vec<String>, Vec<(u64, String)>, Ran) {
    let streamed = score(folder, "ndjson", inputs);
    let (names, refused) = told(&streamed);
    for form in FORMS.into_iter().filter(|form| *form != "ndjson") {
        let ran = score(folder, form, inputs);
        assert_eq!(ran.code, streamed.code, "{form}: {}", ran.stderr);
        let lines = |ran: &Ran| {
            let mut lines: Vec<String> = ran.stderr.lines().map(str::to_owned).collect();
            lines.sort();
            lines
        };
        assert_eq!(lines(&ran), lines(&streamed), "{form}");
        if form == "json" {
            let result = ran.json();
            let list = |key: &str| result[key].as_array().expect("a list").clone();
            let assessments = list("assessments");
            let found = assessments.iter().map(|one| one["subject"].as_str().unwrap_or_default().to_owned());
            assert_eq!(found.collect::<Vec<_>>(), names, "{form}");
            let found: Vec<_> = list("refused").iter().map(|one| one["input"]["line"].as_u64()).collect();
            let expected: Vec<_> =
                refused.iter().map(|(line, _)| Some(*line).filter(|line| *line > 0)).collect();
            assert_eq!(found, expected, "{form}");
        }
    }
    (names, refused, streamed)
}

#[test]
fn a_file_without_answers_is_named() {
    let files: [(&str, &[u8]); 7] = [
        ("a.csv", b""),
        ("b.csv", b"\xef\xbb\xbf\n ,,\n"),
        ("c.csv", b"subject,need\n,#\n,\n"),
        ("d.csv", b"subject,framework,need\n,#questions,Is there a need?\n,,\n"),
        ("e.ndjson", b""),
        ("f.ndjson", "\u{feff}\n \u{3000}\n".as_bytes()),
        ("g.csv", b"subject,need\nA,1\n"),
    ];
    let folder = folder(&files);
    let questions = fs::write(folder.path().join("c.csv"), "subject,need\n,,\n \n");
    questions.expect("a file");
    let names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
    let (companies, refused, ran) = all_forms(folder.path(), &names);
    assert_eq!((companies.len(), refused.len(), ran.code), (1, 0, 0), "{}", ran.stderr);
    let mut session = Session::default();
    session.add(&format!("outside-in score {}", names.join(" ")), &ran);
    session.compare("returns-empty");
}

#[test]
fn a_row_with_bad_bytes_is_refused_alone() {
    let rows = "subject,need,need.note\n雲,1,\n\u{1},1,\n\"B\",2,\"two\nlines\"\nC,2,\n";
    let bad = |text: &str| {
        let parts: Vec<&[u8]> = text.split('\u{1}').map(str::as_bytes).collect();
        parts.join(&b"Caf\xe9"[..])
    };
    let folder = folder(&[("utf8.csv", &bad(rows)), ("mark.csv", &bad(&format!("\u{feff}{rows}")))]);
    let mut session = Session::default();
    for name in ["utf8.csv", "mark.csv"] {
        let (names, refused, ran) = all_forms(folder.path(), &[name]);
        assert_eq!(names, ["雲", "B", "C"], "{}", ran.stderr);
        assert_eq!(refused, [(3, "A002".to_owned())]);
        session.add(&format!("outside-in score {name}"), &ran);
    }
    session.compare("returns-bad-bytes");
    // A bad byte in the header leaves nothing to read by.
    fs::write(folder.path().join("utf8.csv"), b"subject,Caf\xe9,need\nA,x,1\n").expect("a file");
    let (_, refused, _) = all_forms(folder.path(), &["utf8.csv"]);
    assert_eq!(refused, [(0, "A002".to_owned())]);
}

#[test]
fn that_a_table_was_read_as_shift_jis_is_told() {
    let text = "subject,need\n雲内視鏡,1\n青葉,2\n";
    let whole = SHIFT_JIS.encode(text).0.into_owned();
    let broken = [&whole[..], b"\x83\xff,1\n", "C,1\n".as_bytes()].concat();
    let folder = folder(&[("a.csv", &whole), ("b.csv", &broken)]);
    let (names, refused, ran) = all_forms(folder.path(), &["a.csv", "b.csv"]);
    assert_eq!(names, ["雲内視鏡", "青葉", "雲内視鏡", "青葉", "C"]);
    assert_eq!(refused, [(4, "A002".to_owned())]);
    assert_eq!(ran.stderr.matches("A120 read-as-shift-jis]").count(), 2, "{}", ran.stderr);
    // The first MiB tells, whether the rest is read at once or not.
    let row = format!("A,1,{}\n", "x".repeat(8_000));
    let late =
        [b"subject,need,need.note\n".to_vec(), row.into_bytes().repeat(140), whole[13..].to_vec()].concat();
    fs::write(folder.path().join("a.csv"), late).expect("a file");
    for form in ["ndjson", "json"] {
        let ran = score(folder.path(), form, &["a.csv", "--require", "first"]);
        assert!(!ran.stderr.contains("A120"), "{form}: {}", ran.stderr);
        assert_eq!(ran.stderr.matches("A002").count(), 2, "{form}: {}", ran.stderr);
    }
}

#[test]
fn a_line_that_is_too_long_is_refused_alone() {
    let long = "x".repeat(MAX_LINE);
    let lines = "one\ntwo\n".repeat(MAX_LINE / 8);
    let files = [
        (
            "a.ndjson",
            format!(
                "{{\"subject\":\"A\",\"answers\":{{}}}}\n{{\"subject\":\"{long}\",\"answers\":{{}}}}\n{{\"subject\":\"C\",\"answers\":{{}}}}\n"
            ),
        ),
        ("b.csv", format!("subject,need,need.note\nA,1,\nB,1,{long}\nC,1,\n")),
        ("c.csv", format!("subject,need,need.note\nA,1,\nB,1,\"{lines}\"\nC,1,\n")),
    ];
    let folder = folder(&[]);
    let mut session = Session::default();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("a file");
        let (names, refused, ran) = all_forms(folder.path(), &[name]);
        let line = if name == "a.ndjson" { 2 } else { 3 };
        assert_eq!((names.join(","), refused), ("A,C".to_owned(), vec![(line, "A001".to_owned())]), "{name}");
        session.add(&format!("outside-in score {name}"), &ran);
    }
    session.compare("returns-long-lines");
}

#[test]
fn a_key_that_nothing_reads_is_told_once_a_file() {
    let line =
        r#"{"subject":"A","answers":{"need":{"level":1,"evidnce":"x"}},"Facts":{"product":"software"}}"#;
    let toml = "subjekt = \"A\"\n[answers]\nneed = 1\n";
    let lines = format!("{line}\n{line}\n");
    let files: [(&str, &[u8]); 4] = [
        ("a.ndjson", lines.as_bytes()),
        ("b.ndjson", lines.as_bytes()),
        ("c.json", line.as_bytes()),
        ("d.toml", toml.as_bytes()),
    ];
    let folder = folder(&files);
    let (_, _, ran) = all_forms(folder.path(), &["a.ndjson", "b.ndjson", "c.json", "d.toml"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let mut session = Session::default();
    session.add("outside-in score a.ndjson b.ndjson c.json d.toml", &ran);
    session.compare("returns-unread-keys");
}

#[test]
fn what_stands_beside_no_answer_is_a_notice() {
    let table = "subject,need,need.evidence,need.note,need.date\nA,,a letter,,\nB,,,a note,\nC,,,,2026-11-01\nD,1,x,y,\n";
    let sheet = |text: &str| format!("{{\"subject\":\"E\",\"answers\":{{\"need\":{{{text}}}}}}}\n");
    let lines = [r#""evidence":"x""#, r#""note":"x""#, r#""date":"2026-11-01""#, r#""level":1,"note":"x""#];
    let lines: String = lines.iter().map(|text| sheet(text)).collect();
    let folder = folder(&[("a.csv", table.as_bytes()), ("b.ndjson", lines.as_bytes())]);
    for name in ["a.csv", "b.ndjson"] {
        let ran = score(folder.path(), "ndjson", &[name]);
        let found: Vec<bool> = ran.stdout.lines().map(|line| line.contains("A112")).collect();
        assert_eq!(found, [true, true, true, false], "{}", ran.stdout);
        assert_eq!(score(folder.path(), "json", &[name]).stdout.matches("\"A112\"").count(), 3);
    }
}

#[test]
fn warnings_about_files_are_counted_after_the_first_twenty() {
    let folder = folder(&[]);
    for number in 10..50 {
        let table = format!("subject,need,extra\nA{number},1,x\n");
        fs::write(folder.path().join(format!("{number}.csv")), table).expect("a file");
    }
    let (_, _, ran) = all_forms(folder.path(), &["."]);
    assert_eq!(ran.stderr.matches("`extra`, was not used").count(), 20, "{}", ran.stderr);
    let mut session = Session::default();
    session.add("outside-in score .", &Ran { stdout: String::new(), ..ran });
    session.compare("returns-many-warnings");
}

#[test]
fn standard_input_can_be_given_once() {
    let folder = folder(&[]);
    let mut session = Session::default();
    for form in FORMS {
        assert_eq!(session.run(&folder, &["score", "-", "-", "--format", form]).code, 2, "{form}");
    }
    session.compare("returns-stdin-twice");
}

#[test]
fn companies_without_a_name_are_told_apart() {
    let files: [(&str, &[u8]); 2] =
        [("a.csv", b"subject,ref,need\n,,1\n,crm-1,2\nA,crm-2,1\n"), ("b.toml", b"[answers]\nneed = 1\n")];
    let folder = folder(&files);
    let mut session = Session::default();
    for more in [&["a.csv", "b.toml"][..], &["a.csv", "b.toml", "--cohort"]] {
        session.add(&format!("outside-in score {}", more.join(" ")), &score(folder.path(), "table", more));
    }
    session.compare("returns-nameless");
}

#[test]
fn a_directory_is_no_place_for_a_result() {
    let folder = folder(&[("a.csv", b"subject,need\nA,1\n")]);
    let mut session = Session::default();
    for place in [".", "./"] {
        for ran in session.both(&folder, &["score", "a.csv", "-o", place]) {
            assert_eq!(ran.code, 2);
        }
    }
    session.compare("returns-directory");
}

#[test]
fn brackets_without_end_are_one_finding() {
    let deep = format!("a={}", "[".repeat(2_000));
    let folder = folder(&[("a.toml", deep.as_bytes())]);
    let ran = score(folder.path(), "json", &["a.toml"]);
    assert_eq!(ran.stderr.matches("error[").count(), 1, "{}", ran.stderr);
    assert_eq!(ran.json()["refused"][0]["slug"], "sheet-syntax", "{}", ran.stdout);
}
