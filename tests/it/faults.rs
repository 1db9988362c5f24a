//! Bad input of every kind gets a clear message and the right exit code, and never a panic.

use std::fs;
use std::path::Path;

use crate::process::{Ran, program, root};
use crate::snapshots::Session;
use crate::support::edit;

fn copy_of_built_in() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let files = fs::read_dir(root().join("rubrics/mayo-outside-in")).expect("the built-in framework");
    for file in files {
        let path = file.expect("an entry").path();
        if path.extension().is_some_and(|ending| ending == "toml") {
            fs::copy(&path, folder.path().join(path.file_name().expect("a name"))).expect("a copy");
        }
    }
    folder
}

fn score_with(framework: &Path) -> Ran {
    let sheet = framework.join("sheet.json");
    fs::write(&sheet, r#"{"answers": {}}"#).expect("a sheet");
    let mut command = program();
    command.args(["score", "--lang", "en", "--framework"]).arg(framework).arg(sheet);
    crate::process::finish(&mut command)
}

/// What a command that needs a framework says of it, in both languages; it can never be used.
fn refusal_of(framework: &Path, name: &str) {
    fs::write(framework.join("sheet.json"), r#"{"answers": {}}"#).expect("a sheet");
    let mut session = Session::default();
    for ran in session.both(framework, &["score", "--framework", ".", "sheet.json"]) {
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{}", ran.stderr);
    }
    session.compare(name);
}

#[test]
fn all_problems_of_a_framework_are_told_at_once_with_their_places() {
    let folder = copy_of_built_in();
    edit(
        &folder,
        "problem-first.toml",
        "weight = { problem-identification",
        "weight = { problem-identificatoin",
    );
    edit(&folder, "reimbursement.toml", "evidence_from = 3", "evidence_form = 3");
    edit(&folder, "scalable-design.toml", "at_least = 3", "at_least = 9");
    edit(&folder, "framework.toml", "ready_at = ", "ready_at = 700 # ");
    edit(&folder, "favoured-domains.toml", "[[criterion]]", "[[criterion]\n[[criterion]]");
    refusal_of(folder.path(), "framework-faults");
}

#[test]
fn a_framework_without_its_files_says_which() {
    let folder = copy_of_built_in();
    fs::remove_file(folder.path().join("reimbursement.toml")).expect("a file to remove");
    // No criterion of the missing file is called unknown.
    refusal_of(folder.path(), "framework-file-missing");
    let empty = tempfile::tempdir().expect("a folder");
    assert_eq!(score_with(empty.path()).code, 2);
}

#[test]
fn a_framework_in_the_layout_of_another_system_gives_the_same_numbers() {
    let folder = copy_of_built_in();
    for file in fs::read_dir(folder.path()).expect("the copy") {
        let path = file.expect("an entry").path();
        let text = fs::read_to_string(&path).expect("a text");
        fs::write(&path, text.replace('\n', "\r\n")).expect("CRLF");
    }
    let sheet = folder.path().join("sheet.json");
    fs::write(&sheet, r#"{"answers": {"coding": 2}}"#).expect("a sheet");
    let score = |framework: Option<&Path>| {
        let mut command = program();
        command.args(["score", "--format", "json", "--as-of", "2026-11-22"]).arg(&sheet);
        if let Some(framework) = framework {
            command.arg("--framework").arg(framework);
        }
        crate::process::finish(&mut command).stdout
    };
    assert_eq!(score(None), score(Some(folder.path())), "also the digest is the same");
}

/// Bytes, and the exit code of `score`.
const BAD_SHEETS: &[(&str, &[u8], i32)] = &[
    ("empty.toml", b"", 1),
    ("empty.json", b"", 1),
    ("empty.xlsx", b"", 1),
    ("binary.toml", b"\x00\x01\x02\xff\xfe", 1),
    ("shift-jis.toml", b"subject = \"\x83\x5c\x83\x74\x83\x67\"\n[answers]\n", 1),
    ("utf-16.toml", b"\xff\xfea\x00", 1),
    ("twice.json", br#"{"answers": {"coding": 1, "coding": 2}}"#, 1),
    ("twice.toml", b"[answers]\ncoding = 1\ncoding = 2\n", 1),
    ("other.json", br#"{"framework": "theirs", "answers": {}}"#, 1),
    ("list.json", b"[1, 2]", 1),
    ("surrogate.json", br#"{"subject": "\ud800", "answers": {}}"#, 1),
    ("level.json", br#"{"answers": {"coding": 5}}"#, 1),
    ("negative.json", br#"{"answers": {"coding": -1}}"#, 1),
    ("huge-number.json", br#"{"answers": {"coding": 1e300}}"#, 1),
    ("text.json", br#"{"answers": {"coding": "2"}}"#, 1),
    ("bom.json", b"\xef\xbb\xbf{\"answers\": {\"coding\": 2}}", 0),
    ("crlf.toml", b"[answers]\r\ncoding = 2\r\n", 0),
    ("whole.json", br#"{"answers": {"coding": 2.0}}"#, 0),
];

#[test]
fn bad_sheets_are_told_apart() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut session = Session::default();
    for (name, bytes, code) in BAD_SHEETS {
        fs::write(folder.path().join(name), bytes).expect("a sheet");
        for ran in session.both(&folder, &["score", name]) {
            assert_eq!(ran.code, *code, "{name}: {}", ran.stderr);
        }
    }
    session.compare("bad-sheets");
}

#[test]
fn deep_and_long_input_is_refused_and_not_followed() {
    let folder = tempfile::tempdir().expect("a folder");
    let deep_json = format!("{{\"answers\": {}1{}}}", "[".repeat(50_000), "]".repeat(50_000));
    let deep_toml = format!("answers = {}1{}", "[".repeat(50_000), "]".repeat(50_000));
    for (name, text) in [("deep.json", deep_json), ("deep.toml", deep_toml)] {
        let path = folder.path().join(name);
        fs::write(&path, text).expect("a sheet");
        let ran = crate::process::finish(program().args(["score", "--lang", "en"]).arg(&path));
        assert_eq!(ran.code, 1, "{name}");
        assert!(ran.stderr.len() < 20_000, "the message stays readable: {} bytes", ran.stderr.len());
    }
    let long = folder.path().join("long.toml");
    let file = fs::File::create(&long).expect("a file");
    file.set_len(65 << 20).expect("a long file");
    let mut session = Session::default();
    session.both(&folder, &["score", "long.toml"]);
    session.compare("sheet-too-long");
}

#[test]
fn a_directory_and_a_name_without_a_form_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("sheet.toml")).expect("a folder that looks like a sheet");
    fs::write(folder.path().join("sheet.tml"), "[answers]\n").expect("a file");
    let mut session = Session::default();
    for name in ["sheet.toml", "sheet.tml"] {
        for ran in session.both(&folder, &["explain", name]) {
            assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{name}");
        }
    }
    session.compare("no-sheet");
}

#[test]
fn a_choice_and_a_day_that_do_not_exist_are_told_with_what_does() {
    let folder = copy_of_built_in();
    edit(
        &folder,
        "reimbursement.toml",
        "applies_if = { product = [\"drug\"] }",
        "applies_if = { product = [\"x-ray\"] }",
    );
    edit(&folder, "framework.toml", "as_of = 2025-08-25", "as_of = \"2025-02-30\"");
    refusal_of(folder.path(), "framework-choice-and-day");
}
