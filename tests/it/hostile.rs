//! Texts that would act where they are shown: nothing of them is left raw, in any page, form or message.

use std::fs;

use serde_json::{Value, json};

use crate::process::{Ran, run_in};
use crate::template::xlsx_rows;

/// Characters that act or hide, by themselves; those behind it are kept where a framework or a sheet is written.
const ACTING: &str = "\u{0}\u{7}\u{1b}[31m\u{7f}\u{85}\u{9b}\u{ad}\u{61c}\u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{2028}\u{202a}\u{202e}\
                      \u{2060}\u{2066}\u{2069}\u{feff}\u{fffe}\u{ffff}\u{fe0f}\u{e0041}";

/// A text that would be a command, markup of every kind, and a formula.
const TEXT: &str =
    "::error::x ##[error]y ##vso[task.z] ]]> <script>a</script> %0A `b` @name $x$ |c| - d \"e\" '";

fn is_acting(c: char) -> bool {
    c != '\n' && ACTING.replace("[31m", "").contains(c)
}

/// A text in JSON and TOML: with escapes alone.
fn written(text: &str) -> String {
    let escaped = |c: char| match c {
        '"' | '\\' => format!("\\{c}"),
        c if is_acting(c) && u32::from(c) < 0x10000 => format!("\\u{:04x}", u32::from(c)),
        c if is_acting(c) => format!("\\U{:08x}", u32::from(c)),
        c => c.to_string(),
    };
    text.chars().map(escaped).collect()
}

/// A framework whose every text begins so, and two sheets.
fn hostile() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let made = run_in(folder.path(), &["framework", "new", "fw", "--lang", "en"]);
    assert_eq!(made.code, 0, "{}", made.stderr);
    let before = written(&format!("{TEXT}{ACTING}"));
    for entry in fs::read_dir(folder.path().join("fw")).expect("a framework").flatten() {
        let path = entry.path();
        if path.extension().is_some_and(|ending| ending == "toml") {
            let text = fs::read_to_string(&path).expect("a file");
            let text = ["en", "ja"].iter().fold(text, |text, lang| {
                text.replace(&format!("{lang} = \""), &format!("{lang} = \"{before} "))
            });
            fs::write(&path, text).expect("a file");
        }
    }
    let text = format!("{TEXT}{ACTING}");
    let answer = json!({"level": 3, "evidence": [text, "=1+1"], "note": format!("a\n{text}\r\nb"), "date": "2026-11-01"});
    let sheet = |subject: &str| {
        json!({
            "subject": subject, "ref": format!("\n{text}"), "respondent": text, "date": "2026-11-20",
            "facts": {text.as_str(): text},
            "answers": {"need-statement": answer, "partner-problem": {"not_applicable": text}, text.as_str(): 2, "proof": text},
        })
    };
    for (name, subject) in [("a.json", text.clone()), ("b.json", format!("\u{202e} ＝{text}"))] {
        fs::write(folder.path().join(name), sheet(&subject).to_string()).expect("a sheet");
    }
    folder
}

fn assert_harmless(text: &str, what: &str, commands: bool) {
    // CSV begins with the mark without which Excel misreads it.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    assert!(!text.chars().any(is_acting), "{what}: {:?}", text.chars().find(|c| is_acting(*c)));
    for line in text.lines().filter(|_| !commands) {
        let command = line.trim_start().strip_prefix("::");
        assert!(!command.is_some_and(|it| it.starts_with(char::is_alphabetic)), "{what}: {line}");
        assert!(!line.contains("##[") && !line.contains("##vso["), "{what}: {line}");
    }
}

#[test]
fn nothing_acts_in_any_page() {
    let folder = hostile();
    let pages = [
        "framework show",
        "framework show --format md",
        "framework list",
        "framework diff fw fw",
        "framework diff fw fw --format json",
        "schema answers --exact",
        "explain a.json",
        "explain a.json --all",
        "explain a.json --format json",
        "plan a.json",
        "plan a.json --format json",
        "score a.json b.json",
        "score a.json b.json --detail",
        "score a.json b.json --format json",
        "score a.json b.json --format ndjson",
        "score a.json b.json --format csv",
        "score a.json b.json --cohort",
        "compare a.json b.json",
        "compare a.json b.json --format json",
        "compare --raters a.json b.json",
        "template --from a.json --to json",
        "template --from a.json --to toml",
        "check a.json fw",
        "check a.json fw --format short",
        "check a.json fw --format json",
        "check a.json fw --format sarif",
        "check a.json fw --format junit",
        "check a.json fw --format gitlab",
        "test fw",
        "test fw --format json",
        "test fw --format junit",
    ];
    for lang in ["en", "ja"] {
        for page in pages {
            let mut args: Vec<&str> = page.split(' ').collect();
            args.extend(["--lang", lang, "--as-of", "2026-11-22"]);
            if !page.contains("fw") || page.starts_with("check") {
                args.extend(["--framework", "fw"]);
            }
            let Ran { code, stdout, stderr } = run_in(&folder, &args);
            assert!([0, 1].contains(&code) && !stdout.is_empty(), "{page}: {code} {stderr}");
            assert_harmless(&stdout, page, false);
            assert_harmless(&stderr, page, false);
        }
    }
    // What these are for reads them as they are; only a page for browsers has elements.
    for page in
        ["framework show --format html", "template --from a.json --to csv", "check a.json fw --format github"]
    {
        let args: Vec<&str> = page.split(' ').chain(["--framework", "fw", "--lang", "en"]).collect();
        let ran = run_in(&folder, &args);
        assert_harmless(&ran.stdout, page, true);
        assert!(!page.ends_with("html") || !ran.stdout.contains("<script>a"), "{page}");
    }
    let github =
        run_in(&folder, &["check", "a.json", "fw", "--framework", "fw", "--format", "github"]).stdout;
    for line in github.lines() {
        let is_ours =
            ["::error file=", "::warning file=", "::notice file="].iter().any(|own| line.starts_with(own));
        assert!(is_ours, "{line}");
    }
}

#[test]
fn nothing_acts_in_files() {
    let folder = hostile();
    let common = ["--framework", "fw", "--lang", "en", "--as-of", "2026-11-22"];
    for args in [
        vec!["report", "a.json", "-o", "r.md"],
        vec!["report", "a.json", "-o", "r.html"],
        vec!["template", "--format", "html", "-o", "t.html"],
    ] {
        let ran = run_in(&folder, &[&args[..], &common[..]].concat());
        assert!(ran.code <= 1, "{args:?}: {}", ran.stderr);
        let text = fs::read_to_string(folder.path().join(args[args.len() - 1])).expect("a file");
        assert_harmless(&text, args[args.len() - 1], true);
        assert!(!text.contains("<script>a"), "{args:?}");
    }
    let args = ["template", "--from", "a.json", "-o", "t.xlsx"];
    let ran = run_in(&folder, &[&args[..], &common[..]].concat());
    assert!(ran.code <= 1, "{}", ran.stderr);
    let bytes = fs::read(folder.path().join("t.xlsx")).expect("a workbook");
    for cell in xlsx_rows(&bytes, "answers").iter().flatten() {
        assert_harmless(cell, "t.xlsx", true);
    }
}

#[test]
fn data_come_back_from_every_form_as_far_as_they_can() {
    let folder = tempfile::tempdir().expect("a folder");
    let texts = [
        "=1",
        "＝1",
        " \n\"=1",
        "'=1",
        "x;=1\ty",
        "::error::x",
        "a\n::warning::b",
        "\u{3000}＠x",
        "- d",
        "a,b \"c\"",
        "1. x",
    ];
    let answers: Value = json!({"need-statement": {"level": 2, "note": "x"}});
    for text in texts {
        let sheet = json!({"subject": text, "ref": text, "respondent": text, "answers": answers});
        fs::write(folder.path().join("a.json"), sheet.to_string()).expect("a sheet");
        for form in ["csv", "xlsx", "toml", "ndjson"] {
            let file = format!("b.{form}");
            let _ = fs::remove_file(folder.path().join(&file));
            let there = run_in(&folder, &["template", "--from", "a.json", "-o", &file]);
            let is_whole = form != "csv" || !text.contains("\n::");
            assert_eq!(there.code == 0, is_whole, "{text:?} {form}: {}", there.stderr);
            let back = run_in(&folder, &["template", "--from", &file, "--to", "json"]).json();
            for key in ["subject", "ref", "respondent"] {
                let kept = if form == "csv" { text.replace("\n::", "\n: :") } else { text.to_owned() };
                assert_eq!(back[key], kept, "{form} {key}");
            }
        }
    }
    let acting = json!({"subject": ACTING, "answers": answers}).to_string();
    fs::write(folder.path().join("a.json"), acting).expect("a sheet");
    for form in ["toml", "json", "ndjson"] {
        let shown = run_in(&folder, &["template", "--from", "a.json", "--to", form]);
        assert_harmless(&shown.stdout, form, false);
        let file = folder.path().join(format!("c.{form}"));
        fs::write(&file, shown.stdout).expect("a sheet");
        let back = run_in(&folder, &["template", "--from", &format!("c.{form}"), "--to", "json"]).json();
        assert_eq!(back["subject"], ACTING, "{form}");
    }
}

#[test]
fn names_of_files_do_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let name = "::error::a\u{1b}[31m\u{202e},b:%.toml";
    fs::write(folder.path().join(name), "[answers]\ncodign = 1\n").expect("a sheet");
    for args in [
        vec!["check", name],
        vec!["check", name, "--format", "short"],
        vec!["check", name, "--format", "json"],
        vec!["check", name, "--format", "junit"],
        vec!["score", name],
        vec!["score", name, "--format", "json"],
        vec!["explain", name],
    ] {
        let ran = run_in(&folder, &args);
        assert_harmless(&ran.stdout, &format!("{args:?}"), false);
        assert_harmless(&ran.stderr, &format!("{args:?}"), false);
    }
    let github =
        run_in(&folder, &["check", name, "--allow", "A108", "--format", "github", "--lang", "en"]).stdout;
    assert!(github.contains("::error file=%3A%3Aerror%3A%3Aa[31m%2Cb%3A%25.toml,line=2,"), "{github}");
    assert!(github.contains("::::error::a[31m,b:%25.toml:2:1: A0"), "{github}");
    let sarif = run_in(&folder, &["check", name, "--format", "sarif"]).json();
    let place = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"];
    assert_eq!(place["uri"], "%3A%3Aerror%3A%3Aa%1B%5B31m%E2%80%AE%2Cb%3A%25.toml");
}
