//! Results that cannot be written, or are broken off: what is said, and what is left behind.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::process::{finish, program, run_in};
use crate::snapshots::Session;

fn folder_with_sheets(count: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let rows: String = (0..count).map(|row| format!("Company {row},1,2\n")).collect();
    let table = format!("subject,need-statement,partner-problem\n{rows}");
    fs::write(folder.path().join("a.csv"), table).expect("a table");
    folder
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn what_cannot_be_written_is_told_with_what_to_do() {
    let folder = folder_with_sheets(1);
    fs::create_dir(folder.path().join("d.csv")).expect("a directory");
    let mut session = Session::default();
    for path in ["none/x.csv", "d.csv", "a.csv/x.csv"] {
        session.both(&folder, &["score", "a.csv", "-o", path]);
    }
    session.compare("cannot-be-written");
    assert_eq!(names(folder.path()), ["a.csv", "d.csv"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_in_the_users_language() {
    let folder = folder_with_sheets(1);
    for (lang, expected) in [("en", "no space is left"), ("ja", "空き容量がありません")] {
        for args in [["score", "a.csv"], ["framework", "show"], ["score", "--help"]] {
            let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("/dev/full is there");
            let mut command = program();
            command.current_dir(folder.path()).args(args).args(["--lang", lang]).stdout(full);
            let ran = finish(&mut command);
            assert_eq!(ran.code, 2, "{args:?}");
            assert!(ran.stderr.contains(expected), "{args:?}: {}", ran.stderr);
            assert!(!ran.stderr.contains("os error"), "{args:?}: {}", ran.stderr);
        }
        let ran =
            run_in(folder.path(), &["score", "a.csv", "-o", "/dev/full", "--lang", lang, "--format", "csv"]);
        assert!(ran.code == 2 && ran.stderr.contains(expected), "{}", ran.stderr);
    }
}

#[cfg(unix)]
#[test]
fn what_the_system_refuses_is_told_in_the_users_language() {
    let folder = folder_with_sheets(1);
    std::os::unix::fs::symlink("round.csv", folder.path().join("round.csv")).expect("a link");
    let long = format!("{}.csv", "x".repeat(300));
    let ran = |args: &[&str]| run_in(folder.path(), &[args, &["--lang", "ja"]].concat());
    for (args, expected) in [
        (vec!["score", "round.csv"], "シンボリックリンクが循環しています"),
        (vec!["score", &long], "名前が長すぎる"),
        (vec!["score", "a.csv", "-o", &long], "名前が長すぎる"),
        (vec!["check", "round.csv"], "シンボリックリンクが循環しています"),
    ] {
        let ran = ran(&args);
        assert!(ran.stderr.contains(expected) || ran.stdout.contains(expected), "{args:?}: {}", ran.stderr);
        assert!(!format!("{}{}", ran.stdout, ran.stderr).contains("os error"), "{args:?}: {}", ran.stderr);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_signal_leaves_no_half_written_file() {
    for (signal, code) in [("INT", 130), ("TERM", 143), ("HUP", 129)] {
        let folder = folder_with_sheets(20);
        let rows = folder.path().join("more.csv");
        assert!(Command::new("mkfifo").arg(&rows).status().expect("mkfifo runs").success());
        // A pipe that nothing comes through keeps the program waiting in the midst of its work.
        let writer = fs::OpenOptions::new().read(true).write(true).open(&rows).expect("a writer");
        // Where the tests themselves run behind `nohup` or `&`, the program must not inherit that.
        let mut child = Command::new("env")
            .args(["--default-signal=INT,TERM,HUP", env!("CARGO_BIN_EXE_outside-in")])
            .current_dir(folder.path())
            .args(["score", "a.csv", "more.csv", "-o", "x.csv"])
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let end = Instant::now() + Duration::from_secs(20);
        while !names(folder.path()).iter().any(|name| name.starts_with(".outside-in-")) {
            assert!(Instant::now() < end, "no file is begun: {:?}", names(folder.path()));
            std::thread::sleep(Duration::from_millis(5));
        }
        std::thread::sleep(Duration::from_millis(100));
        let kill = Command::new("kill").args([format!("-{signal}"), child.id().to_string()]).status();
        assert!(kill.expect("kill runs").success());
        assert_eq!(child.wait().expect("the program ends").code(), Some(code), "{signal}");
        assert_eq!(names(folder.path()), ["a.csv", "more.csv"]);
        drop(writer);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn sheets_that_are_only_partly_written_are_counted() {
    let folder = folder_with_sheets(3);
    // A file size limit stands for a full disk: a sheet is longer than one block, a short one is not.
    fs::write(
        folder.path().join("b.json"),
        format!(
            r#"{{"subject": "Long", "answers": {{"need-statement": {{"level": 1, "note": "{}"}}}}}}"#,
            "x".repeat(9000)
        ),
    )
    .expect("a sheet");
    let script = format!(
        "trap '' XFSZ; ulimit -f 8; exec {} template --from a.csv b.json --to toml -o out --lang en",
        env!("CARGO_BIN_EXE_outside-in")
    );
    let ran = finish(Command::new("bash").current_dir(folder.path()).args(["-c", &script]));
    assert_eq!(ran.code, 2, "{}", ran.stderr);
    assert!(ran.stderr.contains("3 of 4 answer sheets are in out"), "{}", ran.stderr);
    assert_eq!(names(&folder.path().join("out")).len(), 3);
}
