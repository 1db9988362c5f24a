//! Bad input of every kind gets a clear message and the right exit code, and never a panic.

use std::fs;
use std::path::Path;

use crate::process::{Ran, program, root};
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
    edit(&folder, "framework.toml", "ready_at = 70", "ready_at = 700");
    edit(&folder, "favoured-domains.toml", "[[criterion]]", "[[criterion]\n[[criterion]]");
    let ran = score_with(folder.path());
    assert_eq!(ran.code, 2, "{}", ran.stderr);
    for code in
        ["R003 unknown-stage", "F005 unknown-key", "R010 no-such-level", "F008 out-of-range", "F003 syntax"]
    {
        assert!(ran.stderr.contains(code), "{code} in\n{}", ran.stderr);
    }
    assert!(ran.stderr.contains("did you mean `problem-identification`?"), "{}", ran.stderr);
    assert!(ran.stderr.contains("did you mean `evidence_from`?"), "{}", ran.stderr);
    assert!(ran.stderr.contains("favoured-domains.toml:"), "{}", ran.stderr);
    assert!(ran.stdout.is_empty());
}

#[test]
fn a_framework_without_its_files_says_which() {
    let folder = copy_of_built_in();
    fs::remove_file(folder.path().join("reimbursement.toml")).expect("a file to remove");
    let ran = score_with(folder.path());
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("reimbursement.toml does not exist"), "{}", ran.stderr);
    assert!(
        !ran.stderr.contains("R004"),
        "no criterion of the missing file is called unknown: {}",
        ran.stderr
    );
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

/// Bytes, the exit code of `score`, and words of the message.
const BAD_SHEETS: &[(&str, &[u8], i32, &str)] = &[
    ("empty.toml", b"", 1, "there is no `answers`"),
    ("empty.json", b"", 1, "A002"),
    ("empty.xlsx", b"", 1, "empty.xlsx is empty"),
    ("binary.toml", b"\x00\x01\x02\xff\xfe", 1, "A002"),
    ("shift-jis.toml", b"subject = \"\x83\x5c\x83\x74\x83\x67\"\n[answers]\n", 1, "Shift_JIS"),
    ("utf-16.toml", b"\xff\xfea\x00", 1, "UTF-16"),
    ("twice.json", br#"{"answers": {"coding": 1, "coding": 2}}"#, 1, "A003"),
    ("twice.toml", b"[answers]\ncoding = 1\ncoding = 2\n", 1, "A003"),
    ("other.json", br#"{"framework": "theirs", "answers": {}}"#, 1, "A004"),
    ("list.json", b"[1, 2]", 1, "an answer sheet is an object"),
    ("surrogate.json", br#"{"subject": "\ud800", "answers": {}}"#, 1, "A002"),
    ("level.json", br#"{"answers": {"coding": 5}}"#, 1, "A007"),
    ("negative.json", br#"{"answers": {"coding": -1}}"#, 1, "A007"),
    ("huge-number.json", br#"{"answers": {"coding": 1e300}}"#, 1, "A008"),
    ("text.json", br#"{"answers": {"coding": "2"}}"#, 1, "A008"),
    ("bom.json", b"\xef\xbb\xbf{\"answers\": {\"coding\": 2}}", 0, ""),
    ("crlf.toml", b"[answers]\r\ncoding = 2\r\n", 0, ""),
    ("whole.json", br#"{"answers": {"coding": 2.0}}"#, 0, ""),
];

#[test]
fn bad_sheets_are_told_apart() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes, code, words) in BAD_SHEETS {
        let path = folder.path().join(name);
        fs::write(&path, bytes).expect("a sheet");
        let ran = crate::process::finish(program().args(["score", "--lang", "en"]).arg(&path));
        assert_eq!(ran.code, *code, "{name}: {}", ran.stderr);
        assert!(ran.stderr.contains(words), "{name}: {}", ran.stderr);
        let japanese = crate::process::finish(program().args(["score", "--lang", "ja"]).arg(&path));
        assert_eq!(japanese.code, *code, "{name}: {}", japanese.stderr);
    }
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
    let ran = crate::process::finish(program().args(["score", "--lang", "en"]).arg(&long));
    assert!(ran.stderr.contains("longer than 64 MiB"), "{}", ran.stderr);
}

#[test]
fn a_directory_and_a_name_without_a_form_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("sheet.toml")).expect("a folder that looks like a sheet");
    let explain = |name: &str| {
        crate::process::finish(program().current_dir(folder.path()).args(["explain", "--lang", "en", name]))
    };
    let ran = explain("sheet.toml");
    assert_eq!(ran.code, 2, "{}", ran.stderr);
    fs::write(folder.path().join("sheet.tml"), "[answers]\n").expect("a file");
    let ran = explain("sheet.tml");
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("did you mean `toml`?"), "{}", ran.stderr);
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
    let ran = score_with(folder.path());
    assert_eq!(ran.code, 2, "{}", ran.stderr);
    for told in [
        "`product` has no choice `x-ray`",
        "its choices are: ",
        "`as_of` is 2025-02-30, a day that does not exist",
    ] {
        assert!(ran.stderr.contains(told), "{told} in\n{}", ran.stderr);
    }
}
