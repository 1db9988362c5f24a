//! The pages of the rules are true: what they call bad is found where they say, and what they call good is clean.

use std::collections::BTreeSet;
use std::fs;
use std::sync::Arc;

use jiff::civil::{Date, date};
use outside_in::answers::{Form, SheetRecord, read_cases};
use outside_in::check::suite::{read, run};
use outside_in::check::{self, Beside, Checked, FileKind, RULES, Rule};
use outside_in::framework::{Loaded, load};
use outside_in::source::{Diagnostic, SourceFile, codes};

use crate::process::root;

pub(crate) const DAY: Date = date(2026, 11, 22);

const FILES: [&str; 8] = [
    "framework.toml",
    "need.toml",
    "proof.toml",
    "programmes.toml",
    "sheet.toml",
    "tests/talk.toml",
    "calibration/asahi/case.toml",
    "calibration/kumo/case.toml",
];

/// Rules whose examples cannot be shown by an edit of a file, each with a test of its own elsewhere: a sheet that does
/// not exist; a test or a case that is too long; what loading refuses today (S202, S203: `src/check/reachability/analysis.rs`); a space
/// that no small framework has (S212: `tests/it/reachability.rs`); results of this program and schemas (A118, A121, and
/// cases, A129: `tests/it/own_results.rs`); files of many sheets (A119, A120: `tests/it/returns.rs`);
/// tables (A012, A130, A131, A138, A139, A141: `tests/it/messy_tables.rs`; A137: `tests/it/remarks.rs`), also of criteria (F021, F022: `tests/it/import.rs`); workbooks (A136: `tests/it/workbooks.rs`).
const WITHOUT_EDIT: [&str; 21] = [
    "S202", "S203", "S212", "A001", "A012", "A118", "A119", "A120", "A121", "A129", "A130", "A131", "A136",
    "A137", "A138", "A139", "A141", "C001", "F021", "F022", "X001",
];

/// What else an example must show, because one follows from the other.
const FOLLOWS: [(&str, &[&str]); 11] = [
    ("A116", &["A110"]),
    ("A143", &["A110"]),
    ("A011", &["A108"]),
    ("A142", &["A110"]),
    ("C009", &["C101"]),
    ("F018", &["R103", "A006", "S208"]),
    ("F019", &["A102"]),
    ("P005", &["S207"]),
    ("P009", &["S207"]),
    ("S201", &["C007"]),
    ("T019", &["F005", "F006", "F010"]),
];

/// The small framework, its sheet, and its own test.
pub(crate) fn base() -> Vec<(&'static str, Vec<u8>)> {
    FILES
        .map(|name| (name, fs::read(root().join("tests/fixtures/rules").join(name)).expect("a fixture")))
        .into()
}

fn load_files(files: &[(&str, Vec<u8>)]) -> Loaded {
    load(|name| {
        let bytes = files.iter().find(|(other, _)| *other == name).map(|(_, bytes)| bytes.clone());
        let missing = || {
            let message = outside_in::say!("{name} does not exist", "{name} が見つかりません");
            Box::new(Diagnostic::new(codes::UNREADABLE, message))
        };
        SourceFile::decode(name.to_owned(), bytes.ok_or_else(missing)?, codes::UNREADABLE)
    })
}

pub(crate) fn check(files: &[(&str, Vec<u8>)], day: Option<Date>) -> Checked {
    let rubric = |name: &str| Beside { name: name.to_owned(), kind: FileKind::Rubric };
    let beside = [rubric("need.toml"), rubric("proof.toml")];
    let loaded = load_files(files);
    let mut checked = check::framework(&loaded, &beside, day);
    if let Some(framework) = &loaded.framework {
        let text = String::from_utf8(files[4].1.clone()).expect("a sheet is a text");
        let file = Arc::new(SourceFile::new("sheet.toml", text));
        let record = SheetRecord { file, form: Form::Toml, line: None, item: None };
        checked.diagnostics.extend(check::sheet(&record, framework, Some(DAY)).diagnostics);
        for (name, bytes) in files.iter().filter(|(name, _)| name.starts_with("tests/")) {
            let file = SourceFile::decode((*name).to_owned(), bytes.clone(), codes::TEST_UNREADABLE);
            let test = read(name, file, framework, DAY);
            checked.diagnostics.extend(check::framework_test(&test, framework).diagnostics);
        }
        let cases = files.iter().filter(|(name, _)| name.starts_with("calibration/"));
        let cases = cases.map(|(name, bytes)| {
            let file = SourceFile::decode((*name).to_owned(), bytes.clone(), codes::CASE_UNREADABLE);
            ((*name).to_owned(), file)
        });
        for case in read_cases(cases, framework) {
            checked.diagnostics.extend(check::framework_case(&case, framework).diagnostics);
        }
    }
    checked
}

/// The example as a framework: the bad lines in the place of the good ones.
fn with_bad_lines(rule: &Rule) -> Vec<(&'static str, Vec<u8>)> {
    let (page, code) = (rule.page(), rule.code.id);
    let mut files = base();
    assert_eq!(page.bad.file, page.good.file, "{code}");
    let found = files.iter_mut().find(|(name, _)| *name == page.bad.file);
    let (_, bytes) = found.unwrap_or_else(|| panic!("{code} names a file of the small framework"));
    let text = String::from_utf8(bytes.clone()).expect("a fixture is a text");
    let good = page.good.text.trim_end();
    // A line is replaced as a whole, so that `at_least = 1` does not match inside `at_least = 10`.
    let framed = format!("\n{text}\n");
    assert!(
        framed.contains(&format!("\n{good}\n")),
        "{code}: the good lines stand in {}\n{good}",
        page.bad.file
    );
    let changed = framed.replacen(&format!("\n{good}\n"), &format!("\n{}\n", page.bad.text.trim_end()), 1);
    // On a page stands U+FFFD for a byte that is no UTF-8.
    let mut out = Vec::new();
    for part in changed[1..].split_inclusive('\u{fffd}') {
        match part.strip_suffix('\u{fffd}') {
            Some(before) => {
                out.extend(before.as_bytes());
                out.push(0x83);
            }
            None => out.extend(part.as_bytes()),
        }
    }
    *bytes = out;
    files
}

#[test]
fn the_small_framework_is_clean() {
    for day in [None, Some(DAY)] {
        let checked = check(&base(), day);
        assert!(checked.diagnostics.is_empty(), "{:#?}", checked.diagnostics);
    }
}

#[test]
fn the_test_of_the_small_framework_holds() {
    let files = base();
    let framework = load_files(&files).framework.expect("the small framework is usable");
    let text = String::from_utf8(files[5].1.clone()).expect("a test is a text");
    let test = read("talk.toml", Ok(SourceFile::new("talk.toml", text)), &framework, DAY);
    let outcomes = run(&framework, vec![test]);
    assert!(outcomes[0].passed(), "{:#?}", outcomes[0].differences);
}

#[test]
fn every_bad_example_is_found_on_its_line_and_nothing_else_is() {
    let mut wrong = String::new();
    for rule in RULES.iter().filter(|rule| !WITHOUT_EDIT.contains(&rule.code.id)) {
        let id = rule.code.id;
        let day = rule.needs_day().then_some(DAY);
        let found = check(&with_bad_lines(rule), day).diagnostics;
        let follows = FOLLOWS.iter().find(|(code, _)| *code == id).map_or(&[][..], |(_, follows)| *follows);
        let own: Vec<_> = found.iter().filter(|d| d.code == rule.code).collect();
        let others: Vec<_> =
            found.iter().map(|d| d.code.id).filter(|c| *c != id && !follows.contains(c)).collect();
        if own.len() != 1 || !others.is_empty() {
            wrong += &format!("{id}: found {} times, with {others:?}\n", own.len());
            continue;
        }
        let line = |d: &Diagnostic| {
            let place = d.place.as_ref()?;
            let text = &place.file.text;
            text[place.span.start..].lines().next().map(|rest| {
                let start = text[..place.span.start].rfind('\n').map_or(0, |newline| newline + 1);
                format!("{}{rest}", &text[start..place.span.start])
            })
        };
        let marked = rule.page().bad.text.contains("# here");
        let line = line(own[0]).unwrap_or_default();
        if marked && !line.ends_with("# here") {
            wrong += &format!("{id}: not on the marked line but on `{line}`\n");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn every_code_has_a_rule_with_a_whole_page() {
    let ids: Vec<_> = RULES.iter().map(|rule| rule.code.id).collect();
    let group =
        |id: &str| ["F", "R", "S", "T", "P", "A", "X", "C"].iter().position(|group| id.starts_with(group));
    assert!(ids.is_sorted_by(|one, other| (group(one), one) < (group(other), other)), "{ids:?}");
    let slugs: BTreeSet<_> = RULES.iter().map(|rule| rule.code.slug).collect();
    assert_eq!(slugs.len(), ids.len(), "no slug is used twice");
    assert!(ids.len() >= 60);
    for rule in RULES.iter() {
        let page = rule.page();
        assert_eq!(page.title, format!("{} {}", rule.code.id, rule.code.slug));
        for text in [&page.text.en, &page.text.ja] {
            assert!(text.split("\n\n").count() >= 2, "{}: what, and why", page.title);
        }
        assert!(!page.text.ja.is_ascii(), "{}", page.title);
        assert!(!page.bad.text.is_empty() && !page.good.text.is_empty(), "{}", page.title);
    }
}

#[test]
fn the_list_of_pages_is_complete() {
    let list = fs::read_to_string(root().join("docs/rules/README.md")).expect("the list");
    for rule in RULES.iter() {
        let (id, slug, severity) = (rule.code.id, rule.code.slug, rule.code.severity.id());
        let line = format!("| [{id}]({id}.md) | {slug} | {severity} |");
        assert!(list.lines().any(|other| other == line), "docs/rules/README.md lacks\n{line}");
    }
    let pages = fs::read_dir(root().join("docs/rules")).expect("the pages").count();
    assert_eq!(pages, RULES.len() + 1, "no page is left over");
}

#[test]
fn what_is_no_fault_is_not_found() {
    type Edit = (&'static str, &'static str, &'static str);
    const NEED: &str = "need.toml";
    let cases: [(&str, &[Edit]); 10] = [
        ("T004", &[(NEED, "says.en = \"Nothing is written.\"", "says.en = \"No\"")]),
        (
            "T007",
            &[(
                "proof.toml",
                "A trial without a protocol proves nothing.",
                "Without a problem there is nothing to talk about.",
            )],
        ),
        (
            "T009",
            &[(
                NEED,
                "question.en = \"How many users have you met?\"",
                "question.en = \"Users MUST be met.\"",
            )],
        ),
        // The mark is of the wrong width, which T015 tells.
        ("T009", &[(NEED, "How many users have you met?", "How many users have you met？")]),
        (
            "T012",
            &[(
                NEED,
                "next.en = \"Write one page.\"",
                "next.en = \"Write one page.\"\nnext.de = \"Wer die, die die Seite lesen, fragt.\"",
            )],
        ),
        (
            "T012",
            &[(
                NEED,
                "next.en = \"Write one page.\"",
                "next.en = \"Write one page.\"\nnext.fr = \"Nous nous voyons.\"",
            )],
        ),
        ("T012", &[(NEED, "next.en = \"Write one page.\"", "next.en = \"Say that that page is yours.\"")]),
        (
            "T002",
            &[(
                NEED,
                "title.en = \"The problem\"",
                "title.en = \"The problem\"\ntitle.de = \"Das Problem aus der Sicht der Praxis\"",
            )],
        ),
        (
            "S204",
            &[
                (
                    NEED,
                    "criterion = \"problem\"\nstage = \"first\"\nat_least = 1",
                    "criterion = \"order\"\nstage = \"purchase\"\nat_least = 1",
                ),
                ("framework.toml", "ready_at = 80", "ready_at = 100"),
            ],
        ),
        (
            "S209",
            &[
                (
                    NEED,
                    "criterion = \"problem\"\nstage = \"first\"",
                    "criterion = \"users\"\nstage = \"first\"",
                ),
                ("framework.toml", "ready_at = 60", "ready_at = 100"),
            ],
        ),
    ];
    for (code, edits) in cases {
        let mut files = base();
        for (name, from, to) in edits {
            let (_, bytes) = files.iter_mut().find(|(file, _)| file == name).expect("a file");
            let text = String::from_utf8(bytes.clone()).expect("a text");
            assert!(text.contains(from), "{code}: {from}");
            *bytes = text.replacen(from, to, 1).into_bytes();
        }
        let found: Vec<_> = check(&files, None).diagnostics;
        assert!(found.iter().all(|one| one.code.id != code), "{edits:?}: {found:#?}");
    }
}

#[test]
fn the_very_characters_are_underlined() {
    let cases: [(&str, &str, &[&str]); 12] = [
        ("T016", "Write \\\"one\\\" \\u200bpage.", &["\\u200b"]),
        ("T016", "Write \\U0001f600 one \\u202epage.", &["\\u202e"]),
        ("T016", "Write one \u{200b}page.", &["\u{200b}"]),
        ("T017", "Write\\tone page.", &["\\t"]),
        ("T010", "Write one page.  ", &["  "]),
        ("T010", "\\u0020Write one page.", &["\\u0020"]),
        ("T015", "Write \\\"one\\\" ｐage.", &["ｐ"]),
        ("T013", "Write \\\"one\\\" page （or two).", &["（or two)"]),
        ("T016", "\u{200b}Write one\u{200b} page.", &["\u{200b}", "\u{200b}"]),
        ("T015", "Write one １２ page, and ３.", &["１２", "３"]),
        ("T013", "Write (one [page) or] two) pages (three.", &["[", "]", ")", "("]),
        ("T013", "Write (one） page （or two).", &["(one）", "（or two)"]),
    ];
    for (code, text, wanted) in cases {
        let mut files = base();
        let rubric = String::from_utf8(files[1].1.clone()).expect("a text");
        let changed = rubric.replacen("\"Write one page.\"", &format!("\"{text}\""), 1);
        assert_ne!(changed, rubric);
        files[1].1 = changed.into_bytes();
        let found = check(&files, None).diagnostics;
        let places = found.iter().filter(|one| one.code.id == code).filter_map(|one| one.place.as_ref());
        let underlined: Vec<_> = places.map(|place| &place.file.text[place.span.clone()]).collect();
        assert_eq!(underlined, wanted, "{code}: {text}");
    }
}
