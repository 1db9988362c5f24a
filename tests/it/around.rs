//! What is around the program: links, pipes, kills, full disks, closed streams, rights.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use outside_in::answers::Draft;
use outside_in::source::{NewDirectory, Replacement};

use crate::process::{finish, program, run_in};
use crate::snapshots::Session;
use crate::support::{folder, small, small_directory};

const SHEET: &[u8] = b"subject = \"Kumo\"\n\n[answers]\nneed-statement = 2\n";

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder").map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = entries.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn mkfifo(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().is_ok_and(|made| made.success()));
}

fn shell(folder: &Path, script: &str) -> crate::process::Ran {
    let mut command = Command::new("sh");
    command
        .current_dir(folder)
        .env("P", env!("CARGO_BIN_EXE_outside-in"))
        .env("LC_ALL", "C")
        .args(["-c", script]);
    finish(&mut command)
}

/// A framework of its own, as `framework new` makes it.
fn framework() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(run_in(&folder, &["framework", "new", "fw"]).code, 0);
    folder
}

#[test]
fn a_framework_reads_nothing_outside_its_directory_and_no_pipe() {
    let folder = framework();
    let secret = b"[[criterion]]\nsecret = 1\n";
    fs::write(folder.path().join("secret.toml"), secret).expect("written");
    let fw = folder.path().join("fw");
    let rubric = fw.join("problem.toml");
    let mut session = Session::default();
    for link in ["../secret.toml", "tests", "/dev/zero"] {
        fs::remove_file(&rubric).expect("removed");
        symlink(link, &rubric).expect("a link");
        for ran in session.both(&folder, &["check", "fw"]) {
            assert_eq!(ran.code, 1, "{}", ran.stdout);
            assert!(!ran.stdout.contains("secret = 1"), "{}", ran.stdout);
        }
        session.run(&folder, &["check", "--fix", "fw"]);
    }
    assert_eq!(fs::read(folder.path().join("secret.toml")).expect("there"), secret);
    fs::remove_file(&rubric).expect("removed");
    mkfifo(&rubric);
    mkfifo(&fw.join("tests/pipe.toml"));
    for ran in session.both(&folder, &["check", "fw"]) {
        assert_eq!(ran.code, 1, "{}", ran.stdout);
    }
    assert_eq!(session.run(&folder, &["test", "fw"]).code, 2);
    session.compare("framework-links");
}

#[test]
fn a_link_inside_the_framework_is_followed() {
    let folder = framework();
    let fw = folder.path().join("fw");
    fs::create_dir(fw.join("shared")).expect("a directory");
    fs::rename(fw.join("framework.toml"), fw.join("shared/f.toml")).expect("moved");
    symlink("shared/f.toml", fw.join("framework.toml")).expect("a link");
    symlink("fw", folder.path().join("link")).expect("a link");
    for name in ["fw", "link", "fw/../fw/."] {
        let ran = run_in(&folder, &["framework", "list", "--framework", name]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
    }
    let ran = run_in(fw, &["framework", "list", "--framework", "."]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
}

#[test]
fn what_is_no_file_is_read_where_it_was_named_and_refused_for_writing() {
    let folder = folder(&[("a.toml", SHEET)]);
    mkfifo(&folder.path().join("pipe.toml"));
    symlink("nowhere.toml", folder.path().join("dangling.toml")).expect("a link");
    symlink("nowhere.csv", folder.path().join("dangling.csv")).expect("a link");
    symlink("a.toml", folder.path().join("link.html")).expect("a link");
    symlink("round.toml", folder.path().join("round.toml")).expect("a link");
    fs::create_dir(folder.path().join("directory.toml")).expect("a directory");
    let mut session = Session::default();
    for args in [
        &["assess", "pipe.toml"][..],
        &["assess", "dangling.toml"],
        &["assess", "round.toml"],
        &["assess", "directory.toml"],
        &["score", "pipe.toml"],
        &["score", "a.toml", "-o", "dangling.csv"],
        &["report", "a.toml", "-o", "link.html"],
    ] {
        for ran in session.both(&folder, args) {
            assert_eq!(ran.code, 2, "{args:?}: {}", ran.stderr);
        }
    }
    session.compare("no-files");
    let streams = "$P score /dev/stdin --from toml --format csv < a.toml && cat a.toml > pipe.toml & \
                   $P score pipe.toml --format csv && $P score a.toml -o /dev/null --format csv";
    let ran =
        shell(folder.path(), &format!("{streams} && $P score a.toml --format csv -o /dev/stdout; wait"));
    assert_eq!(ran.stdout.matches("Kumo").count(), 3, "{}{}", ran.stdout, ran.stderr);
    // What a shell appends to is kept.
    let ran = shell(
        folder.path(),
        "echo before > log; $P score a.toml --format csv -o /dev/stdout >> log; cat log",
    );
    assert!(ran.stdout.starts_with("before\n") && ran.stdout.contains("Kumo"), "{}", ran.stdout);
    assert!(folder.path().join("dangling.toml").is_symlink());
}

#[test]
fn a_link_to_a_sheet_stays_one() {
    let folder = folder(&[("a.toml", b"subject = \"Kumo\"\n[answers]\n")]);
    symlink("a.toml", folder.path().join("link.toml")).expect("a link");
    let output = crate::plain::run(&folder.path().join("link.toml"), "CEO\n1\n", &[]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(folder.path().join("link.toml").is_symlink());
    let text = fs::read_to_string(folder.path().join("a.toml")).expect("the sheet");
    assert!(text.contains("software"), "{text}");
}

#[test]
fn a_read_only_file_is_not_replaced() {
    let folder = folder(&[("a.toml", SHEET), ("out.csv", b"mine\n")]);
    for name in ["a.toml", "out.csv"] {
        fs::set_permissions(folder.path().join(name), fs::Permissions::from_mode(0o444)).expect("sealed");
    }
    let mut session = Session::default();
    for args in [&["assess", "--plain", "a.toml"][..], &["score", "a.toml", "-o", "out.csv"]] {
        for ran in session.both(&folder, args) {
            assert_eq!(ran.code, 2, "{}", ran.stderr);
        }
    }
    session.compare("read-only");
    assert_eq!(fs::read(folder.path().join("out.csv")).expect("there"), b"mine\n");
}

#[test]
fn a_file_keeps_its_owner_and_its_mode_and_a_new_sheet_is_private() {
    let folder = folder(&[("out.csv", b"mine\n"), ("old.toml", b"[answers]\n")]);
    let at = |name: &str| folder.path().join(name);
    let is_root = std::os::unix::fs::chown(at("out.csv"), Some(65_534), Some(65_534)).is_ok();
    fs::set_permissions(at("out.csv"), fs::Permissions::from_mode(0o640)).expect("set");
    let mut file = Replacement::begin(&at("out.csv")).expect("begun");
    std::io::Write::write_all(&mut file, b"new\n").expect("written");
    file.finish().expect("finished");
    let there = at("out.csv").metadata().expect("there");
    assert_eq!(there.mode() & 0o777, 0o640);
    if is_root {
        assert_eq!((there.uid(), there.gid()), (65_534, 65_534));
    }
    fs::set_permissions(at("old.toml"), fs::Permissions::from_mode(0o664)).expect("set");
    let framework = small();
    for (name, mode) in [("new.toml", 0o600), ("old.toml", 0o664)] {
        let (mut draft, _) = Draft::open(&at(name), &framework).expect("a draft");
        draft.set_subject("Kumo");
        draft.save().expect("saved");
        assert_eq!(at(name).metadata().expect("there").mode() & 0o777, mode, "{name}");
        let kept = draft.keep_mine().expect("kept");
        assert_eq!(kept.metadata().expect("there").mode() & 0o777, 0o600);
    }
}

#[test]
fn what_a_kill_leaves_is_gone_with_the_next_command() {
    let folder = folder(&[
        ("a.toml", b"subject = \"Kumo\"\n[answers]\n"),
        (".outside-in-backup.tmp", b"a user's own"),
    ]);
    // One of a program that still runs.
    let other = NewDirectory::begin(&folder.path().join("reports")).expect("begun");
    other.write("one.html", b"one").expect("written");
    let mut left = 0;
    for round in 0..30_u64 {
        let rows = folder.path().join("more.csv");
        let _ = fs::remove_file(&rows);
        mkfifo(&rows);
        let writer = fs::OpenOptions::new().read(true).write(true).open(&rows).expect("a writer");
        let mut child = program()
            .current_dir(&folder)
            .args(["score", "a.toml", "more.csv", "-o", "x.csv"])
            .stderr(Stdio::null())
            .spawn()
            .expect("started");
        std::thread::sleep(Duration::from_millis(10 * round));
        child.kill().expect("killed");
        child.wait().expect("ended");
        drop(writer);
        left += names(folder.path()).iter().filter(|name| name.contains("outside-in")).count() - 2;
    }
    assert!(left > 0, "a kill leaves something");
    fs::remove_file(folder.path().join("more.csv")).expect("removed");
    assert_eq!(run_in(&folder, &["score", "a.toml", "-o", "x.csv"]).code, 0);
    let names_left = names(folder.path());
    assert_eq!(names_left.len(), 4, "{names_left:?}");
    other.finish().expect("still there");
    assert_eq!(names(folder.path()), [".outside-in-backup.tmp", "a.toml", "reports", "x.csv"]);
    assert_eq!(names(&folder.path().join("reports")), ["one.html"]);
}

#[test]
fn killed_at_any_time_the_questionnaire_loses_no_answer() {
    let folder = tempfile::tempdir().expect("a folder");
    let script = "(printf 'Kumo\\nCEO\\n1\\n1,3\\n'; for i in 1 2 3 4 5 6 7 8; do printf 'b\\nb\\n2\\n1\\n'; done; sleep 9) | \
                  $P assess --plain --framework $F a.toml 2> log";
    for round in 0..25_u32 {
        let mut child = Command::new("sh")
            .current_dir(&folder)
            .env("P", env!("CARGO_BIN_EXE_outside-in"))
            .env("F", small_directory())
            .args(["-c", &format!("{script} & p=$!; sleep 0.{:02}; kill -9 $p", 4 + round * 2)])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("started");
        child.wait().expect("ended");
        let text = fs::read_to_string(folder.path().join("a.toml")).unwrap_or("[answers]\n".to_owned());
        assert!(text.parse::<toml_edit::DocumentMut>().is_ok(), "{text}");
    }
    // What one leaves that is killed before there is a sheet.
    fs::write(folder.path().join(".a.toml.lock"), "").expect("written");
    let output = crate::plain::run(&folder.path().join("a.toml"), "d\n", &[]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(names(folder.path()), ["a.toml", "log"]);
}

#[test]
fn a_new_directory_is_whole_or_not_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let new = NewDirectory::begin(&at("above/here")).expect("begun");
    new.write("sub/one", b"1").expect("written");
    assert!(!at("above").exists());
    drop(new);
    assert_eq!(names(folder.path()), [""; 0]);
    // An empty one is filled, and stays the one that it was.
    fs::create_dir(at("empty")).expect("a directory");
    let before = at("empty").metadata().expect("there").ino();
    let new = NewDirectory::begin(&at("empty")).expect("begun");
    new.write("sub/one", b"1").expect("written");
    fs::write(at("empty/sub"), "theirs").expect("written");
    assert!(new.finish().is_err(), "something came in the meantime");
    assert_eq!(names(&at("empty")), ["sub"]);
    assert!(NewDirectory::begin(&at("empty")).is_err());
    fs::remove_file(at("empty/sub")).expect("removed");
    let new = NewDirectory::begin(&at("empty")).expect("begun");
    new.write("sub/one", b"1").expect("written");
    new.finish().expect("finished");
    assert_eq!(
        (names(&at("empty")), at("empty").metadata().expect("there").ino()),
        (vec!["sub".to_owned()], before)
    );
    let new = NewDirectory::begin(&at("above/here/")).expect("begun");
    new.write("one", b"1").expect("written");
    new.finish().expect("finished");
    assert_eq!(names(&at("above/here")), ["one"]);
}

#[test]
fn a_framework_is_begun_whole_or_not_at_all() {
    let folder = tempfile::tempdir().expect("a folder");
    // A limit of the size of files stands for a full disk.
    for command in ["new", "export"] {
        let ran = shell(folder.path(), &format!("ulimit -f 1; trap '' XFSZ; $P framework {command} d"));
        assert_eq!((ran.code, names(folder.path())), (2, Vec::new()), "{}", ran.stderr);
        assert!(ran.stderr.starts_with("error: d cannot be written"), "{}", ran.stderr);
    }
    fs::create_dir(folder.path().join("d")).expect("a directory");
    let ran = run_in(folder.path().join("d"), &["framework", "new", "."]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(folder.path().join("d/framework.toml").is_file());
    assert_eq!(run_in(&folder, &["framework", "export", "a/b/c"]).code, 0);
    assert!(folder.path().join("a/b/c/tests").is_dir());
    assert_eq!(run_in(&folder, &["test", "a/b/c"]).code, 0);
}

/// A call of every command that writes a result.
const CALLS: [&str; 18] = [
    "score s.toml",
    "explain s.toml",
    "plan s.toml",
    "compare s.toml s.toml",
    "report s.toml",
    "report s.toml s.toml",
    "calibrate",
    "questions s.toml",
    "template",
    "check bad.toml",
    "check s.toml --format json",
    "test",
    "framework list",
    "framework show",
    "schema answers",
    "completions bash",
    "man",
    "--help",
];

#[cfg(target_os = "linux")]
#[test]
fn no_result_is_lost_in_silence_whatever_standard_output_is() {
    let folder = folder(&[("s.toml", SHEET), ("bad.toml", b"[answers]\nneed-statement = 9\n")]);
    for call in CALLS {
        for (stdout, expected) in [(">&-", "it is closed"), (">/dev/full", "no space is left")] {
            let ran = shell(folder.path(), &format!("$P {call} {stdout}"));
            assert_eq!(ran.code, 2, "{call} {stdout}: {}", ran.stderr);
            assert!(ran.stderr.contains(expected), "{call} {stdout}: {}", ran.stderr);
        }
    }
    for call in ["score s.toml", "check bad.toml", "schema answers"] {
        let ran = shell(folder.path(), &format!("$P {call} >/dev/null 2>&- <&-"));
        assert!(ran.code < 2, "{call}");
        let ran = shell(folder.path(), &format!("($P {call}; echo $? >&2) | true"));
        assert!(ran.stderr.ends_with("0\n") || ran.stderr.ends_with("1\n"), "{call}: {}", ran.stderr);
    }
    // Where nothing is to be written there, nothing is wrong; and the null device is as good as any.
    let ran = shell(
        folder.path(),
        "$P score s.toml -o x.csv >&- && $P score s.toml >/dev/null && $P score s.toml 1<>/dev/null",
    );
    assert_eq!(ran.code, 0, "{}", ran.stderr);
}

#[test]
fn names_and_places_may_be_odd() {
    use std::os::unix::ffi::OsStrExt;
    let folder = folder(&[("new\nline.toml", SHEET)]);
    let odd = std::ffi::OsStr::from_bytes(b"\xff\xfe.toml");
    fs::write(folder.path().join(odd), SHEET).expect("written");
    // The name by which the other is shown is one of its own.
    fs::write(folder.path().join("\u{fffd}\u{fffd}.toml"), "[answers]\nneed-statement=  1\n")
        .expect("written");
    let ran = run_in(&folder, &["score", ".", "--format", "csv"]);
    assert_eq!((ran.code, ran.stdout.matches("Kumo").count()), (0, 2), "{}", ran.stderr);
    let mut command = program();
    let ran = finish(command.current_dir(&folder).args(["check", "--fix"]).arg(odd));
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let other = fs::read_to_string(folder.path().join("\u{fffd}\u{fffd}.toml")).expect("there");
    assert_eq!(other, "[answers]\nneed-statement=  1\n");
    symlink(".", folder.path().join("cycle")).expect("a link");
    assert_eq!(run_in(&folder, &["score", "."]).code, 0);
    let ran = shell(
        folder.path(),
        "mkdir gone && cd gone && rmdir ../gone && env -u HOME $P score ../a.toml; $P framework list",
    );
    assert_eq!(ran.code, 0, "{}", ran.stderr);
}
