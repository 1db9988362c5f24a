//! `test --update` and `test --from` as authors run them: what is got goes into `[expect]`, and nothing else changes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::authors::new_framework;
use crate::process::{root, run, run_in};
use crate::snapshots::Session;
use crate::support::edit;

/// The files of a folder by their names.
fn texts(folder: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let name = |path: &Path| path.file_name().expect("a name").to_string_lossy().into_owned();
    entries.map(|path| (name(&path), fs::read_to_string(&path).expect("a text"))).collect()
}

/// The lines that differ between two folders, each with its file and what became of it.
fn changed_lines(old: &BTreeMap<String, String>, new: &BTreeMap<String, String>) -> Vec<[String; 3]> {
    assert!(old.keys().eq(new.keys()));
    let mut changed = Vec::new();
    for (name, text) in old {
        let (before, after): (Vec<_>, Vec<_>) = (text.split('\n').collect(), new[name].split('\n').collect());
        assert_eq!(before.len(), after.len(), "{name}");
        let differ = before.iter().zip(after).filter(|(before, after)| *before != after);
        changed.extend(differ.map(|(before, after)| [name.clone(), (*before).to_owned(), after.to_owned()]));
    }
    changed
}

#[test]
fn an_update_rewrites_the_values_that_differ_and_nothing_else() {
    let folder = new_framework("en");
    let tests = folder.path().join("tests");
    // A comment behind a value, and the line ends of another system.
    edit(&folder, "tests/half-way.toml", "reached = 0", "reached   =  2 # too much");
    let windows = fs::read_to_string(tests.join("just-ready.toml")).expect("a test").replace('\n', "\r\n");
    fs::write(tests.join("just-ready.toml"), format!("\u{feff}{windows}")).expect("a test");
    edit(&folder, "tests/contradiction.toml", "[\"conflict\"]", "[ 'conflict', \"open-fact\" ]");
    edit(
        &folder,
        "tests/nothing-there.toml",
        "first_action = \"problem-statement\"",
        "first_action = 'none'",
    );
    edit(&folder, "framework.toml", "ready_at = 50", "ready_at = 51");
    let before = texts(&tests);
    let mut session = Session::default();
    let ran = session.run(&folder, &["test", "--update", "."]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let wanted = [
        ["contradiction.toml", "notices = [ 'conflict', \"open-fact\" ]", "notices = [\"conflict\"]"],
        ["half-way.toml", "reached   =  2 # too much", "reached   =  0 # too much"],
        ["just-ready.toml", "reached = 1\r", "reached = 0\r"],
        [
            "just-ready.toml",
            "pilot = { verdict = \"ready\", score = [50, 50], gates = { problem-statement = \"passed\" } }\r",
            "pilot = { verdict = \"not-ready\", score = [50, 50], gates = { problem-statement = \"passed\" } }\r",
        ],
        ["nothing-there.toml", "first_action = 'none'", "first_action = \"problem-statement\""],
    ];
    assert_eq!(changed_lines(&before, &texts(&tests)), wanted);
    assert_eq!(session.run(&folder, &["test", "."]).code, 0);
    let after = texts(&tests);
    for ran in session.both(&folder, &["test", "--update", "."]) {
        assert_eq!(ran.code, 0);
    }
    assert_eq!(texts(&tests), after);
    edit(&folder, "tests/half-way.toml", "score = [57.1, 57.1]", "score = [ 60, 70.5 ]");
    edit(&folder, "tests/ready-throughout.toml", "pilot-week = \"fits\"", "pilot-week = \"unknown\"");
    let broken = "[sheet]\nanswers = { problem-statement = 9 }\n[expect]\nreached = 1\n";
    fs::write(tests.join("broken.toml"), broken).expect("a test");
    let odd = "[sheet]\nanswers = {}\n[expect]\nreached = 1\nsurprise = 1\n";
    fs::write(tests.join("odd.toml"), odd).expect("a test");
    for ran in session.both(&folder, &["test", ".", "--update"]) {
        assert_eq!(ran.code, 2);
    }
    assert_eq!(fs::read_to_string(tests.join("broken.toml")).expect("a test"), broken);
    assert_eq!(fs::read_to_string(tests.join("odd.toml")).expect("a test"), odd);
    let half_way = fs::read_to_string(tests.join("half-way.toml")).expect("a test");
    assert!(half_way.contains("pilot = { verdict = \"unproven\", score = [57.1, 57.1] }"), "{half_way}");
    session.compare("test-update");
}

#[test]
fn where_nothing_is_expected_the_verdicts_become_expected() {
    let sheet = "# A sheet.\n[sheet]\ndate = 2026-06-01\nanswers = { problem-statement = 0 }\n";
    let expect = "[expect]\nreached = 0\n\n[expect.stages]\npilot = { verdict = \"not-ready\" }\nrollout = { verdict = \"open\" }\n";
    let inline = "expect = { reached = 0, stages = { pilot = { verdict = \"not-ready\" }, rollout = { verdict = \"open\" } } }";
    for (given, wanted) in [
        (sheet.to_owned(), format!("{sheet}\n{expect}")),
        (sheet.trim_end().to_owned(), format!("{sheet}\n{expect}")),
        (sheet.replace('\n', "\r\n"), format!("{sheet}\n{expect}").replace('\n', "\r\n")),
        (format!("{sheet}# The end.\n"), format!("{sheet}# The end.\n\n{expect}")),
        (format!("{sheet}\n# What?\n[expect]\n"), format!("{sheet}\n# What?\n{expect}")),
        (
            format!("{sheet}\n[expect]\nnotices = [] # none\n\n[expect.stages]\n"),
            format!("{sheet}\n{}", expect.replace("\nreached", "\nnotices = [] # none\nreached")),
        ),
        (format!("expect = {{}} # what?\n{sheet}"), format!("{inline} # what?\n{sheet}")),
    ] {
        let folder = new_framework("en");
        let test = folder.path().join("tests/new.toml");
        fs::write(&test, &given).expect("a test");
        let ran = run_in(&folder, &["test", "--update", ".", "--lang", "en"]);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{given}");
        let shown = "new.toml\n  - reached: 0, new\n  - stages.pilot.verdict: not-ready, new\n  - stages.rollout.verdict: open, new\n";
        assert!(ran.stdout.starts_with(shown), "{}", ran.stdout);
        assert_eq!(fs::read_to_string(&test).expect("a test"), wanted);
        assert_eq!(run_in(&folder, &["test", "."]).code, 0, "{wanted}");
    }
}

#[test]
fn sheets_become_tests_that_hold_and_never_age() {
    let folder = new_framework("en");
    let at = |name: &str| folder.path().join(name);
    let sheet = "version = \"0.1.0\"\nframework = \"example-hospital\"\nsubject = \"Kumo / 雲\"\n[facts]\npatient-data = \"no\"\n\
                 [answers]\nproblem-statement = 1\nclinical-champion = { level = 1, note = \"Dr. Mori\" }\npilot-results = 1\n";
    fs::write(at("kumo.toml"), sheet).expect("a sheet");
    fs::write(at("two.csv"), "subject,problem-statement\nHoshi,0\n,2\n").expect("a table");
    fs::write(at("bad.toml"), "subject = \"Bad\"\n[answers]\nproblem-statement = 7\n").expect("a sheet");
    let before = texts(&at("tests"));
    let mut session = Session::default();
    let ran = session.run(&folder, &["test", ".", "--from", "kumo.toml", "two.csv"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let again = session.run(&folder, &["test", ".", "--from", "kumo.toml", "bad.toml"]);
    assert_eq!(again.code, 1);
    assert_eq!(session.run(&folder, &["test", ".", "--from", "none.toml"]).code, 2);
    for option in ["--update", "--from=kumo.toml"] {
        for ran in session.both(at("tests"), &["test", option]) {
            assert_eq!(ran.code, 2);
        }
    }
    let mut made = texts(&at("tests"));
    made.retain(|name, text| before.get(name) != Some(text));
    assert_eq!(made.keys().collect::<Vec<_>>(), ["Hoshi.toml", "Kumo-雲-2.toml", "Kumo-雲.toml", "two.toml"]);
    let wanted = "#:schema ../schemas/test.json\n\n[sheet]\nsubject = \"Kumo / 雲\"\ndate = 2026-11-22\n\n[sheet.facts]\npatient-data = \"no\"\n\n[sheet.answers]\n\
                  problem-statement = 1\nclinical-champion = { level = 1, note = \"Dr. Mori\" }\npilot-results = 1\n\n\
                  [expect]\nreached = 1\n\n[expect.stages]\npilot = { verdict = \"ready\" }\nrollout = { verdict = \"not-ready\" }\n";
    assert_eq!(made["Kumo-雲.toml"], wanted);
    assert_eq!(made["Kumo-雲-2.toml"], wanted);
    let later = run_in(&folder, &["test", ".", "--as-of", "2035-01-01"]);
    assert_eq!(later.code, 0, "{}", later.stdout);
    session.compare("test-from");
}

#[test]
fn an_update_of_the_built_in_tests_has_nothing_to_change() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().to_str().expect("UTF-8");
    assert_eq!(run(["framework", "export", path]).code, 0);
    let before = texts(&folder.path().join("tests"));
    assert_eq!(run(["test", path, "--update"]).code, 0);
    assert_eq!(texts(&folder.path().join("tests")), before);
    // Every sheet that comes as an example makes a test that holds.
    let examples = root().join("examples");
    let ran = run(["test", path, "--from", examples.to_str().expect("UTF-8"), "--as-of", "2026-11-22"]);
    assert!(ran.code <= 1, "{}", ran.stderr);
    assert!(texts(&folder.path().join("tests")).len() > before.len());
    let ran = run(["test", path]);
    assert_eq!(ran.code, 0, "{}", ran.stdout);
}
