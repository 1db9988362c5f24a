//! Help, and what is said of wrong arguments, in both languages and every width.

use unicode_width::UnicodeWidthStr;

use crate::process::{Ran, finish, program, root, run};
use crate::snapshots::Session;

pub(crate) const COMMANDS: &[&str] = &[
    "",
    "assess",
    "score",
    "explain",
    "plan",
    "report",
    "compare",
    "calibrate",
    "questions",
    "template",
    "test",
    "check",
    "framework",
    "framework list",
    "framework show",
    "framework new",
    "framework import",
    "framework export",
    "framework diff",
    "schema",
    "completions",
    "man",
];

fn japanese(line: &str) -> Ran {
    finish(program().args(line.split_whitespace()).env("LANG", "ja_JP.UTF-8"))
}

#[test]
fn help_fits_the_columns_in_both_languages() {
    for lang in ["en", "ja"] {
        for columns in [60, 80] {
            for command in COMMANDS {
                let mut program = program();
                program.args(command.split_whitespace()).args(["--help", "--lang", lang]);
                let ran = finish(program.env("COLUMNS", columns.to_string()));
                assert_eq!(ran.code, 0, "{}", ran.stderr);
                assert!(!ran.stdout.contains('\u{e000}'), "{}", ran.stdout);
                // The line of usage can be copied, and stays whole.
                for line in ran.stdout.lines().filter(|line| !line.contains("outside-in framework diff")) {
                    assert!(line.width() <= columns, "{lang} {command} {columns}: {line}");
                }
            }
        }
    }
}

#[test]
fn the_help_command_gives_the_page_of_a_command_in_both_languages() {
    for command in ["score", "framework", "framework new", ""] {
        let by_option = japanese(&format!("{command} --help"));
        let by_command = japanese(&format!("help {command}"));
        assert_eq!(by_command.code, 0, "{}", by_command.stderr);
        assert_eq!(by_command.stdout, by_option.stdout);
    }
    assert_eq!(japanese("framework help new").stdout, japanese("framework new --help").stdout);
    assert_eq!(run(["help", "score"]).stdout, run(["score", "--help"]).stdout);
    let mut session = Session::default();
    session.both(root(), &["help", "nosuch"]);
    session.compare("help-unknown");
}

#[test]
fn wrong_arguments_are_told_in_japanese() {
    let lines = [
        "score x --bogus",
        "score x --forma csv",
        "score",
        "scorr",
        "score x --format tabel",
        "score x -o",
        "score x --as-of 2026-13-01",
        "score x --as-of tomorrow",
        "score x --threads 0",
        "plan x --budget much",
        "test --min-coverage 101",
        "explain x --all --stage y",
        "explain x y",
    ];
    let mut session = Session::default();
    for line in lines {
        let ran = japanese(line);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{line}");
        session.add(&format!("outside-in {line}"), &ran);
        let mut narrow = program();
        narrow.args(line.split(' ')).args(["--lang", "ja"]).env("COLUMNS", "60");
        for line in finish(&mut narrow).stderr.lines().filter(|line| !line.contains("使い方：")) {
            assert!(line.width() <= 60, "{line}");
        }
        let english = ["error:", "Usage", "tip:", "invalid", "try "];
        assert!(!english.iter().any(|word| ran.stderr.contains(word)), "{line}: {}", ran.stderr);
    }
    session.compare("wrong-arguments-ja");
}

#[test]
fn every_page_that_the_manual_refers_to_can_be_printed() {
    for lang in ["en", "ja"] {
        let mut pages = vec![String::new()];
        let mut printed = 0;
        while let Some(command) = pages.pop() {
            let ran = run(["man", "--lang", lang].into_iter().chain(command.split_whitespace()));
            assert_eq!(ran.code, 0, "{command}: {}", ran.stderr);
            let name = format!("outside-in {command}").trim_end().replace(' ', "-");
            assert!(ran.stdout.contains(&format!(".TH {name} 1")), "{name}: {}", ran.stdout);
            assert!(!ran.stdout.contains('\u{e000}'), "{}", ran.stdout);
            let heads = ran.stdout.lines().filter_map(|line| line.strip_prefix(".SH "));
            assert!(heads.clone().all(|head| head.is_ascii() == (lang == "en")), "{heads:?}");
            let plain = ran.stdout.replace("\\-", "-");
            for line in plain.lines().filter(|line| line.ends_with("(1)")) {
                let refers = line.trim_end_matches("(1)").trim_start_matches(&name).replace('-', " ");
                pages.push(format!("{command} {}", refers.trim()).trim().to_owned());
            }
            printed += 1;
        }
        assert_eq!(printed, COMMANDS.len(), "{lang}");
    }
    let mut session = Session::default();
    session.both(root(), &["man", "scroe"]);
    session.compare("man-unknown");
}

#[test]
fn values_are_told_plainly_in_english_too() {
    let mut session = Session::default();
    for line in [
        "score x --threads 0",
        "score x --as-of 2026-13-01",
        "score x --as-of 22.11.2026",
        "plan x --budget 1.5",
    ] {
        let ran = run(line.split(' '));
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{line}");
        session.add(&format!("outside-in {line}"), &ran);
    }
    session.compare("wrong-values-en");
}

#[test]
fn colours_of_help_and_errors_are_as_asked_for() {
    for lang in ["en", "ja"] {
        for args in [["score", "--help"], ["score", "--bogus"]] {
            let with = |color| run(args.iter().chain(&["--lang", lang, "--color", color]));
            let (always, never) = (with("always"), with("never"));
            let both = |ran: &Ran| format!("{}{}", ran.stdout, ran.stderr).contains('\u{1b}');
            assert!(both(&always) && !both(&never), "{args:?} {lang}");
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn help_that_cannot_be_written_is_no_success() {
    for args in [["score", "--help"], ["--version", "--color=never"]] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("/dev/full is there");
        let ran = finish(program().args(args).stdout(full));
        assert_eq!(ran.code, 2, "{args:?}");
    }
}
