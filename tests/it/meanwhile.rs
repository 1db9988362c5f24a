//! Another program changes the sheet while its questions are asked: nothing of either is lost.

use std::collections::VecDeque;
use std::fs;
use std::io::{BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use outside_in::answers::Draft;
use outside_in::interview::{Interview, InterviewEnd, InterviewScope, Plain};
use outside_in::text::Lang;
use tempfile::TempDir;

use crate::snapshots::compare_text;
use crate::support::{FileStore, TODAY, program, small, small_directory};

/// What a user types, and what another program does before the next line.
enum Act<'a> {
    Type(&'static str),
    Meddle(&'a dyn Fn(&Path)),
}

struct Acts<'a> {
    path: PathBuf,
    acts: VecDeque<Act<'a>>,
}

impl Read for Acts<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        loop {
            match self.acts.pop_front() {
                Some(Act::Type(line)) => {
                    buffer[..line.len()].copy_from_slice(line.as_bytes());
                    return Ok(line.len());
                }
                Some(Act::Meddle(meddle)) => meddle(&self.path),
                None => return Ok(0),
            }
        }
    }
}

/// Plays in lines on a sheet of the small framework: one names the company and a product, then something happens, then
/// one goes on. Gives what was shown, and the files afterwards by name.
fn play(lang: Lang, meddle: &dyn Fn(&Path), then: &[&'static str]) -> (String, Vec<(String, String)>) {
    let framework = small();
    let folder = tempfile::tempdir().expect("a directory");
    let path = folder.path().join("a.toml");
    let (mut store, sheet) = FileStore::open(&path, &framework);
    let begin = [Act::Type("Kumo\n"), Act::Type("CEO\n"), Act::Type("1\n"), Act::Meddle(meddle)];
    let acts = begin.into_iter().chain(then.iter().map(|line| Act::Type(line))).collect();
    let input = BufReader::new(Acts { path: store.draft.path().to_owned(), acts });
    let mut output = Vec::new();
    let mut plain = Plain::new(input, &mut output, lang, 80).echoing(true);
    let setup = (lang, TODAY, InterviewScope::default());
    let end = Interview::new(&framework, sheet, setup, &mut store, &mut plain).run();
    assert!(matches!(end, Ok(InterviewEnd::Left)), "{end:?}");
    drop((plain, store));
    (String::from_utf8(output).expect("text"), files(&folder))
}

/// The files of a folder with their texts, sorted by name; directories without.
fn files(folder: &TempDir) -> Vec<(String, String)> {
    let entries = fs::read_dir(folder.path()).expect("the folder").map(|entry| entry.expect("an entry"));
    let mut files: Vec<(String, String)> = entries
        .map(|entry| {
            let text = fs::read_to_string(entry.path()).unwrap_or_default();
            (entry.file_name().to_string_lossy().into_owned(), text)
        })
        .collect();
    files.sort();
    files
}

fn names(files: &[(String, String)]) -> Vec<&str> {
    files.iter().map(|(name, _)| name.as_str()).collect()
}

fn append(path: &Path) {
    let text = fs::read_to_string(path).expect("the sheet") + "# theirs\nneed = 1\n";
    fs::write(path, text).expect("written");
}

/// As editors save: a new file in the place of the old one.
fn replace(path: &Path) {
    let text = fs::read_to_string(path).expect("the sheet").replace("software", "device");
    let other = path.with_file_name("editor.tmp");
    fs::write(&other, format!("# theirs\n{text}")).expect("written");
    fs::rename(other, path).expect("renamed");
}

const THEIRS: &str = "# theirs";
/// The second fact, after which another question is asked: this is saved after the other program's change.
const GO_ON: &str = "1,3\n";
const MINE: &str = "places = [\"hospital\", \"laboratory\"]";

#[test]
fn what_was_answered_here_is_put_into_the_changed_file() {
    for lang in [Lang::En, Lang::Ja] {
        let (shown, files) = play(lang, &append, &[GO_ON, "1\n"]);
        assert_eq!(names(&files), ["a.toml"], "{shown}");
        let (_, text) = &files[0];
        assert!(
            [THEIRS, MINE, "need = 1", "subject = \"Kumo\""].iter().all(|part| text.contains(part)),
            "{text}"
        );
        let (_, since) = shown.split_once("1,3").expect("the second fact");
        compare_text(&format!("meanwhile-{}", lang.tag()), "a sheet that another program changed", since);
    }
}

#[test]
fn where_both_answered_the_same_question_the_other_version_stays_beside() {
    let (shown, files) = play(Lang::En, &replace, &[GO_ON, "1\n"]);
    assert_eq!(names(&files), ["a-2.toml", "a.toml"], "{shown}");
    assert!(files[0].1.contains("product = \"device\"") && files[0].1.contains(THEIRS), "{files:?}");
    assert!(files[1].1.contains("product = \"software\"") && files[1].1.contains(MINE), "{files:?}");
    assert!(files[1].1.contains(THEIRS) && shown.contains("a-2.toml"), "{shown}");
}

#[test]
fn the_version_that_is_not_gone_on_with_stays_beside() {
    for meddle in [&append as &dyn Fn(&Path), &replace] {
        let (_, files) = play(Lang::En, meddle, &[GO_ON, "2\n"]);
        assert_eq!(names(&files), ["a-2.toml", "a.toml"]);
        assert!(files[0].1.contains(THEIRS) && !files[0].1.contains(MINE), "{files:?}");
        assert!(files[1].1.contains(MINE) && !files[1].1.contains(THEIRS), "{files:?}");

        let (_, files) = play(Lang::En, meddle, &[GO_ON, "3\n"]);
        assert_eq!(names(&files), ["a-2.toml", "a.toml"]);
        assert!(files[0].1.contains(MINE) && !files[0].1.contains(THEIRS), "{files:?}");
        assert!(files[1].1.contains(THEIRS) && !files[1].1.contains(MINE), "{files:?}");
    }
}

#[test]
fn what_cannot_be_read_is_not_gone_on_with() {
    let truncate = |path: &Path| fs::write(path, "").expect("written");
    let (shown, files) = play(Lang::En, &truncate, &[GO_ON, "1\n", "3\n", "2\n"]);
    assert_eq!(shown.matches("cannot be read as an answer sheet").count(), 2, "{shown}");
    assert_eq!(names(&files), ["a-2.toml", "a.toml"]);
    assert!(files[0].1.is_empty() && files[1].1.contains(MINE), "{files:?}");
}

#[test]
fn a_sheet_that_is_gone_is_written_again() {
    let remove = |path: &Path| fs::remove_file(path).expect("removed");
    let (shown, files) = play(Lang::En, &remove, &[GO_ON, "1\n"]);
    assert!(shown.contains("a.toml is no longer there"), "{shown}");
    assert_eq!(names(&files), ["a.toml"]);
    assert!(files[0].1.contains(MINE), "{files:?}");
}

#[test]
fn a_file_that_was_only_written_anew_is_no_change() {
    let touch = |path: &Path| {
        let text = fs::read(path).expect("the sheet");
        fs::remove_file(path).expect("removed");
        fs::write(path, text).expect("written");
    };
    let (shown, files) = play(Lang::En, &touch, &[GO_ON]);
    assert!(!shown.contains("Another program"), "{shown}");
    assert!(names(&files) == ["a.toml"] && files[0].1.contains(MINE), "{files:?}");
}

/// The program at a sheet in a folder, asking in lines.
fn assess(folder: &TempDir, sheet: &str) -> Child {
    // Where the tests themselves run behind `nohup` or `&`, the program must not inherit that.
    Command::new("env")
        .args(["--default-signal=TERM,HUP", program()])
        .current_dir(folder)
        .args(["assess", "--plain", "--as-of", "2026-11-22", "--lang", "en", "--framework"])
        .arg(small_directory())
        .arg(sheet)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("started")
}

fn wait_for(path: &Path, text: &str) {
    let end = Instant::now() + Duration::from_secs(60);
    while !fs::read_to_string(path).is_ok_and(|found| found.contains(text)) {
        assert!(Instant::now() < end, "{text} is not saved");
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn write(child: &mut Child, text: &str) {
    child.stdin.as_mut().expect("a pipe").write_all(text.as_bytes()).expect("written");
}

type Way<'a> = (Option<&'a str>, i32, &'a dyn Fn(&Path), &'a str);

#[cfg(target_os = "linux")]
#[test]
fn where_nobody_can_be_asked_what_was_answered_is_saved_beside() {
    let to_directory = |path: &Path| {
        fs::remove_file(path).expect("removed");
        fs::create_dir(path).expect("a directory");
    };
    let remove = |path: &Path| fs::remove_file(path).expect("removed");
    // How it ends, with which code; what happened to the file; where the answers are then.
    let ways: [Way<'_>; 5] = [
        (None, 1, &append, "a-2.toml"),
        (Some("-TERM"), 143, &append, "a-2.toml"),
        (Some("-HUP"), 129, &replace, "a-2.toml"),
        (None, 1, &to_directory, "a-2.toml"),
        (None, 0, &remove, "a.toml"),
    ];
    for (signal, code, meddle, place) in ways {
        let folder = tempfile::tempdir().expect("a directory");
        let path = folder.path().join("a.toml");
        let mut child = assess(&folder, "a.toml");
        write(&mut child, "Kumo\nCEO\n1\n");
        wait_for(&path, "software");
        meddle(&path);
        write(&mut child, GO_ON);
        // Held, where a signal is to end it.
        let mut stdin = child.stdin.take();
        if let Some(signal) = signal {
            // It has read the line when it asks about it.
            let mut shown = Vec::new();
            let mut byte = [0];
            let stderr = child.stderr.as_mut().expect("a pipe");
            while !String::from_utf8_lossy(&shown).contains("Another program changed") {
                assert_eq!(stderr.read(&mut byte).expect("read"), 1, "{}", String::from_utf8_lossy(&shown));
                shown.push(byte[0]);
            }
            let kill = Command::new("kill").args([signal, &child.id().to_string()]).status();
            assert!(kill.is_ok_and(|status| status.success()));
        } else {
            stdin = None;
        }
        let output = child.wait_with_output().expect("ended");
        drop(stdin);
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{stderr}");
        assert!(stderr.contains(&format!("assess {place}")), "{stderr}");
        let text = fs::read_to_string(folder.path().join(place)).expect("the answers");
        assert!(text.contains(MINE), "{text}");
        if place != "a.toml" {
            assert!(stderr.contains("your answers are in") && !stderr.contains("Saved:"), "{stderr}");
            let theirs = fs::read_to_string(&path).unwrap_or(THEIRS.to_owned());
            assert!(theirs.contains(THEIRS) && !theirs.contains(MINE), "{theirs}");
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_sheet_is_locked_by_whatever_name() {
    let folder = tempfile::tempdir().expect("a directory");
    let path = folder.path().join("a.toml");
    fs::write(&path, "subject = \"Kumo\"\n[answers]\n").expect("written");
    fs::hard_link(&path, folder.path().join("hard.toml")).expect("a link");
    std::os::unix::fs::symlink("a.toml", folder.path().join("soft.toml")).expect("a link");
    let mut child = assess(&folder, "a.toml");
    // It has saved once, and by that replaced the file.
    write(&mut child, "CEO\n1\n");
    wait_for(&path, "software");
    let hidden: Vec<(String, String)> =
        files(&folder).into_iter().filter(|(name, _)| name.starts_with('.')).collect();
    for (name, _) in hidden {
        fs::remove_file(folder.path().join(name)).expect("removed");
    }
    for name in ["a.toml", "hard.toml", "soft.toml"] {
        let output = assess(&folder, name).wait_with_output().expect("ended");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{name}: {stderr}");
        assert!(stderr.contains("is open in another"), "{name}: {stderr}");
    }
    drop(child.stdin.take());
    assert!(child.wait().expect("ended").success());
    let framework = small();
    Draft::open(&folder.path().join("hard.toml"), &framework).expect("nobody has it");
}
