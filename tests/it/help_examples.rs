//! The examples on the pages of help are true: each is run.

use std::fs;
use std::path::Path;

use crate::docs::copy;
use crate::process::{finish, program, root, run_in};
use crate::usage::COMMANDS;

/// What the examples name, in a folder where they may write.
fn workplace() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let example = |name: &str| root().join("examples").join(name);
    fs::create_dir(at("sheets")).expect("a folder");
    for (from, to) in [
        ("aoba-genetics.toml", "answers.toml"),
        ("aoba-genetics.toml", "last-year.toml"),
        ("aoba-genetics.toml", "colleague.toml"),
        ("aoba-genetics.toml", "sheets/aoba.toml"),
        ("shirakaba-cardio.toml", "sheets/shirakaba.toml"),
    ] {
        fs::copy(example(from), at(to)).expect("copied");
    }
    let made = run_in(folder.path(), &["framework", "new", "my-framework"]);
    assert_eq!(made.code, 0, "{}", made.stderr);
    let company = run_in(folder.path(), &["template", "--framework", "my-framework", "-o", "sheet.toml"]);
    assert_eq!(company.code, 0, "{}", company.stderr);
    for table in ["criteria.csv", "criteria.xlsx"] {
        // What is in the file tells what it is.
        fs::copy(root().join("docs/criteria.csv"), at(table)).expect("copied");
    }
    copy(&root().join("tests/fixtures/calibration"), &at("clinic"));
    folder
}

/// The commands on a page of help, below the heading of the examples.
fn examples(command: &str, lang: &str) -> Vec<String> {
    let mut help = program();
    help.args(command.split_whitespace()).args(["--help", "--lang", lang]).env("COLUMNS", "60");
    let page = finish(&mut help).stdout;
    let heading = if lang == "ja" { "例：" } else { "Examples:" };
    let (_, below) =
        page.split_once(&format!("\n{heading}\n")).unwrap_or_else(|| panic!("{command}: {page}"));
    let commands = below.lines().filter_map(|line| line.strip_prefix("    outside-in"));
    commands.map(str::trim).map(str::to_owned).collect()
}

/// The words of a command as a shell takes them apart.
fn words(command: &str) -> Vec<String> {
    let (mut words, mut quoted) = (vec![String::new()], false);
    for c in command.chars() {
        match c {
            '\'' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().expect("a word").push(c),
        }
    }
    words
}

fn run_example(folder: &Path, command: &str, lang: &str) {
    let mut example = program();
    example.current_dir(folder).args(words(command)).args(["--as-of", "2026-11-22"]);
    if !command.contains("--lang") {
        example.args(["--lang", lang]);
    }
    // Nothing is answered: the questionnaire asks in plain lines and ends with its input.
    let ran = finish(&mut example);
    assert!(ran.code <= 1 && ran.code >= 0, "outside-in {command}: {}{}", ran.stdout, ran.stderr);
    let told = ran.stderr.lines().any(|line| line.starts_with("error") || line.starts_with("エラー"));
    assert!(!told, "outside-in {command}: {}", ran.stderr);
}

#[test]
fn every_example_of_every_page_of_help_runs() {
    for lang in ["en", "ja"] {
        for command in COMMANDS {
            let examples = examples(command, lang);
            assert!(!examples.is_empty(), "{lang} {command}");
            let folder = workplace();
            for example in examples {
                assert!(example.starts_with(command), "the page of `{command}` shows `{example}`");
                run_example(folder.path(), &example, lang);
            }
        }
    }
}
