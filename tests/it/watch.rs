//! `--watch`: what is read is looked at again after each change, until Ctrl-C.

use std::fs;
use std::path::Path;

use crate::process::run_in;
use crate::snapshots::Session;
use crate::support::folder;
use crate::terminal::{CTRL_C, Terminal};

/// Saves a file as editors do: beside its place, then in it.
fn save(path: &Path, text: &str) {
    let beside = path.with_extension("tmp");
    fs::write(&beside, text).expect("the text is written");
    fs::rename(beside, path).expect("the file is replaced");
}

fn started(directory: &Path, args: &[&str]) -> Terminal {
    Terminal::start(directory, "en", (50, 100), args)
}

#[test]
fn a_framework_is_checked_again_whatever_happens_to_its_directory() {
    let folder = folder(&[]);
    assert_eq!(run_in(folder.path(), &["framework", "new", "hospital", "--lang", "en"]).code, 0);
    let manifest = folder.path().join("hospital/framework.toml");
    let good = fs::read_to_string(&manifest).expect("the manifest");
    let mut terminal = started(folder.path(), &["check", "hospital", "--watch"]);
    terminal.see("1 checked: 0 errors");
    terminal.see("watching for changes");
    save(&manifest, &good.replace("ready_at = 50", "ready_at = 500"));
    terminal.see("F008 out-of-range");
    fs::write(&manifest, good.replace("format = 1", "format = 7")).expect("the text is written");
    terminal.see("F009 unknown-format");
    fs::rename(folder.path().join("hospital"), folder.path().join("away")).expect("moved");
    terminal.see("hospital does not exist");
    save(&folder.path().join("away/framework.toml"), &good.replace("choose = \"one\"", "choose = \"two\""));
    fs::rename(folder.path().join("away"), folder.path().join("hospital")).expect("moved back");
    terminal.see("not \"two\"");
    terminal.press(CTRL_C);
    assert_eq!(terminal.end().0, 130);
}

#[test]
fn tests_run_again_and_what_is_fixed_is_no_change() {
    let folder = folder(&[]);
    assert_eq!(run_in(folder.path(), &["framework", "new", "hospital", "--lang", "en"]).code, 0);
    let mut terminal = started(folder.path(), &["test", "hospital", "--watch"]);
    terminal.see("6 tests, all pass");
    fs::remove_file(folder.path().join("hospital/tests/half-way.toml")).expect("removed");
    terminal.see("5 tests, all pass");
    terminal.press(CTRL_C);
    assert_eq!(terminal.end().0, 130);

    let manifest = folder.path().join("hospital/framework.toml");
    let good = fs::read_to_string(&manifest).expect("the manifest");
    save(&manifest, &good.replace("version = ", "verssion = "));
    let mut terminal = started(folder.path(), &["check", "hospital", "--fix", "--watch"]);
    terminal.see("fixed 1 problem in 1 file");
    terminal.see("watching for changes");
    assert_eq!(fs::read_to_string(&manifest).expect("the manifest"), good);
    save(&manifest, &good.replace("ready_at = 50", "redy_at = 50").replace("title.en", "titel.en"));
    terminal.see("fixed 5 problems in 1 file");
    terminal.press(CTRL_C);
    let (code, screen) = terminal.end();
    assert_eq!((code, screen.contents().matches("fixed ").count()), (130, 2), "{}", screen.contents());
}

#[test]
fn what_cannot_be_watched_is_refused() {
    let folder = folder(&[("a.toml", b"[answers]\n")]);
    let mut session = Session::default();
    for args in [
        &["check", "-", "--watch"][..],
        &["check", "a.toml", "--watch", "--format", "json"],
        &["check", "a.toml", "--watch", "--diff"],
        &["test", "--watch"],
        &["test", "a", "--watch", "--format", "junit"],
    ] {
        session.both(folder.path(), args);
    }
    session.compare("watch-cannot");
}
