//! The questionnaire in plain lines: over buffers, and as a process with a pipe.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use outside_in::interview::{
    Interview, InterviewEnd, InterviewScope, Picked, Plain, Prompter, Screen, ScreenAction, ScreenChoice,
    Stop,
};
use outside_in::text::Lang;

use crate::snapshots::compare_text;
use crate::support::{FileStore, TODAY, program, read, small, small_directory};

fn play(path: &Path, lang: Lang, input: &str) -> (Result<InterviewEnd, Stop>, String) {
    let framework = small();
    let (mut store, sheet) = FileStore::open(path, &framework);
    let mut output = Vec::new();
    let mut plain = Plain::new(input.as_bytes(), &mut output, lang, 60).echoing(true);
    let end =
        Interview::new(&framework, sheet, (lang, TODAY, InterviewScope::default()), &mut store, &mut plain)
            .run();
    drop(plain);
    (end, String::from_utf8(output).expect("text"))
}

/// Runs `assess --plain` on the small framework with a pipe for input.
pub(crate) fn run(sheet: &Path, input: &str, options: &[&str]) -> Output {
    let mut child = Command::new(program())
        .args(["assess", "--plain", "--as-of", "2026-11-22", "--lang", "en", "--framework"])
        .arg(small_directory())
        .args(options)
        .arg(sheet)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("started");
    child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("written");
    child.wait_with_output().expect("ended")
}

/// A whole questionnaire, with everything that can be done on the way: help, back, forward, later, evidence, a note, a
/// reason, wrong input, the overview, a conflict, the review.
const WHOLE: &str = "Kumo\nCEO\n\n２\n1,3\n9\n2\nletter\nmemo\n1: letter of 2026-05-02\n-2\n\n1\nb\n\n?\nn\n\nl\nm\n\
                     ask sales\n\n2\n2\n2\nd\no\n7\n\nv\nr\n";

#[test]
fn a_whole_questionnaire_in_lines() {
    for (lang, name) in [(Lang::En, "en"), (Lang::Ja, "ja")] {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("a.toml");
        let (end, output) = play(&path, lang, WHOLE);
        assert!(matches!(end, Ok(InterviewEnd::Finished)), "{output}");
        assert!(!output.contains('\u{1b}'), "no escape sequence");
        compare_text(&format!("plain-whole-{name}"), "a questionnaire in plain lines", &output);
        let text = std::fs::read_to_string(&path).expect("the sheet");
        let expected = r#"framework = "small"
version = "1.0.0"
subject = "Kumo"
date = 2026-11-22
respondent = "CEO"

[facts]
product = "device"
places = ["hospital", "laboratory"]

[answers]
need = { level = 2, evidence = ["letter of 2026-05-02"] }
device-study = 1
price = { note = "ask sales", level = "unknown" }
trial = 2
"#;
        assert_eq!(text, expected);
    }
}

/// A sheet that was answered before: an answer expired, one does not apply, one has evidence.
const BEFORE: &str = "date = 2026-01-01\nsubject = \"Kumo\"\n[facts]\nproduct = \"software\"\nplaces = [\"home\"]\n[answers]\n\
                      need = { level = 2, evidence = [\"letter\"], note = \"asked twice\" }\n\
                      trial = { not_applicable = \"records\" }\nprice = 1\n";

#[test]
fn a_sheet_of_before_in_lines() {
    for (lang, name) in [(Lang::En, "en"), (Lang::Ja, "ja")] {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("a.toml");
        std::fs::write(&path, BEFORE).expect("written");
        let (_, output) = play(&path, lang, "\ny\nb\nb\nb\ne\nmemo\n\no\n1\n-\nb\nf\nn\nonly records\ns\n");
        compare_text(&format!("plain-before-{name}"), "a sheet of before in plain lines", &output);
    }
}

#[test]
fn wrong_input_is_told_and_asked_again() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("a.toml");
    let (end, output) = play(&path, Lang::En, "\n\n9\nsoftware\n\n1\n1,9\n\u{1b}[2J\n2\ns\n");
    assert!(matches!(end, Ok(InterviewEnd::Left)), "{output}");
    for told in
        ["\"9\" is not among", "\"software\" is not among", "\"1,9\" is not among", "\"[2J\" is not among"]
    {
        assert!(output.contains(told), "{told}: {output}");
    }
    assert!(output.contains("Nothing is chosen yet"), "{output}");
    assert!(!output.contains('\u{1b}'), "no escape sequence");
    let framework = small();
    assert_eq!(read(&path, &framework).fact(framework.find_fact("places").expect("the fact")).len(), 1);
}

#[test]
fn the_end_of_input_saves_and_leaves() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("a.toml");
    let (end, _) = play(&path, Lang::Ja, "雲内視鏡\n\n1\n1\n2\n診療記録、2026年5月");
    assert!(matches!(end, Ok(InterviewEnd::Left)));
    let text = std::fs::read_to_string(&path).expect("the sheet");
    assert!(text.contains("need = { level = 2, evidence = [\"診療記録、2026年5月\"] }"), "{text}");
}

#[test]
fn the_process_says_how_to_go_on() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("with space.toml");
    let output = run(&path, "Kumo\n\n1\n", &["--quick"]);
    let told = String::from_utf8(output.stderr).expect("text");
    assert_eq!(output.status.code(), Some(0), "{told}");
    let sheet = path.display();
    let command =
        format!("Continue with: outside-in assess '{sheet}' --quick --plain --lang en --framework ");
    assert!(told.contains(&command), "{told}");
    let first = "asking in plain lines (--plain); without it, every question has its own screen";
    assert!(told.lines().next().is_some_and(|line| line.ends_with(first)), "{told}");
    assert!(told.contains("Kumo\n"), "what was read is repeated where no terminal does so: {told}");
}

#[test]
fn the_first_line_says_why_lines_are_plain_and_how_to_change_that() {
    let directory = tempfile::tempdir().expect("a directory");
    for (set, told) in [("1", "OUTSIDE_IN_PLAIN"), ("", "because there is no terminal")] {
        let output = Command::new(program())
            .args(["assess", "--lang", "en"])
            .current_dir(directory.path())
            .env("OUTSIDE_IN_PLAIN", set)
            .stdin(Stdio::null())
            .output()
            .expect("started");
        let lines = String::from_utf8(output.stderr).expect("text");
        assert!(lines.lines().next().is_some_and(|line| line.contains(told)), "{lines}");
    }
}

#[test]
fn an_unknown_stage_and_a_bad_sheet_are_refused() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("a.toml");
    let output = run(&path, "", &["--stage", "frist"]);
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains("did you mean 1 `first` (First stage)?"), "{told}");
    std::fs::write(&path, "answers = 3\n").expect("written");
    assert_eq!(run(&path, "", &[]).status.code(), Some(2));
    assert_eq!(run(&directory.path().join("no/such/place.toml"), "", &[]).status.code(), Some(2));
    assert_eq!(std::fs::read_to_string(&path).expect("untouched"), "answers = 3\n");
}

#[cfg(unix)]
#[test]
fn a_sheet_that_cannot_be_saved_ends_with_2() {
    use std::os::unix::fs::PermissionsExt;
    let directory = tempfile::tempdir().expect("a directory");
    let place = directory.path().join("sealed");
    std::fs::create_dir(&place).expect("a directory");
    let path = place.join("a.toml");
    std::fs::write(&path, "[answers]\n").expect("written");
    std::fs::write(place.join(".a.toml.lock"), "").expect("written");
    std::fs::set_permissions(&place, std::fs::Permissions::from_mode(0o555)).expect("sealed");
    let is_sealed = std::fs::write(place.join("probe"), "").is_err();
    let output = run(&path, "Kumo\n3\n", &[]);
    std::fs::set_permissions(&place, std::fs::Permissions::from_mode(0o755)).expect("opened");
    // The superuser may write anywhere.
    if is_sealed {
        assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

fn screen(many: bool) -> Screen {
    let choice = |key: &str| ScreenChoice { key: key.to_owned(), ..ScreenChoice::default() };
    Screen {
        choices: ["1", "2", "3"].map(choice).into(),
        many,
        actions: vec![ScreenAction::Unknown, ScreenAction::Help],
        ..Screen::default()
    }
}

/// What a line means as an answer; none if the question is asked again.
fn understood(screen: &Screen, line: &str) -> Option<Picked> {
    let input = format!("{line}\n");
    Plain::new(input.as_bytes(), Vec::new(), Lang::En, 80).choose(screen).ok()
}

#[test]
fn lines_mean_choices_or_actions() {
    assert_eq!(understood(&screen(false), "2"), Some(Picked::Choices(vec![1])));
    assert_eq!(understood(&screen(false), "２"), Some(Picked::Choices(vec![1])));
    assert_eq!(understood(&screen(true), "3、1, 3"), Some(Picked::Choices(vec![0, 2])));
    assert_eq!(understood(&screen(false), "1,3"), None);
    assert_eq!(understood(&screen(true), "1,4"), None);
    assert_eq!(understood(&screen(false), "？"), Some(Picked::Action(ScreenAction::Help)));
    assert_eq!(understood(&screen(false), "D"), Some(Picked::Action(ScreenAction::Unknown)));
    assert_eq!(understood(&screen(false), "b"), None);
    assert_eq!(understood(&screen(false), ""), None);
}

#[test]
fn an_empty_line_keeps_the_present_answer() {
    let there = Screen { present: vec![2], marked: Some(2), ..screen(false) };
    assert_eq!(understood(&there, ""), Some(Picked::Choices(vec![2])));
    // What expired is there, but not marked.
    assert_eq!(understood(&Screen { marked: None, ..there }, ""), None);
}
