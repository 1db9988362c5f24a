//! The questionnaire in a terminal: whole runs, and windows of every size.

use std::path::Path;

use crate::plain;
use crate::support::{read, small, small_directory};
use crate::terminal::{CTRL_C, DOWN, END, ENTER, ESC, HOME, Terminal, UP, let_go, pause, rows};

pub(crate) fn small_terminal(directory: &Path) -> Terminal {
    let framework = small_directory().display().to_string();
    Terminal::start(directory, "en", (24, 80), &["assess", "a.toml", "--framework", &framework])
}

/// The welcome and the names: the first question is shown.
pub(crate) fn names(terminal: &mut Terminal) {
    terminal.see("Enter: continue");
    terminal.press(ENTER);
    terminal.see("Name");
    terminal.write("Kumo");
    terminal.see("Respondent");
    pause();
    terminal.press(ENTER);
    terminal.see("What kind of product is it?");
}

/// The names and both facts: the first criterion is shown.
pub(crate) fn begin(terminal: &mut Terminal) {
    names(terminal);
    choose(terminal, "2", "2  Device");
    terminal.see("Where is it used?");
    terminal.press("1");
    terminal.at("[x] 1  Hospital");
    choose(terminal, "3", "[x] 3  Laboratory");
    terminal.see("Is the need written down?");
}

/// What was saved.
pub(crate) fn sheet(directory: &tempfile::TempDir) -> String {
    std::fs::read_to_string(directory.path().join("a.toml")).expect("the sheet")
}

/// Marks an answer by its number, and takes it.
pub(crate) fn choose(terminal: &mut Terminal, number: &str, marked: &str) {
    terminal.press(number);
    terminal.at(marked);
    pause();
    terminal.press(ENTER);
}

#[test]
fn a_whole_interview_gives_the_sheet_that_plain_lines_give() {
    let directory = tempfile::tempdir().expect("a directory");
    let mut terminal = small_terminal(directory.path());
    begin(&mut terminal);
    choose(&mut terminal, "2", "2  A clinician");
    terminal.see("Counts as evidence");
    terminal.write_lines("letter of 2026-05-02");
    terminal.see("Is the device studied?");
    choose(&mut terminal, "1", "1  A study is planned");
    // One goes back, sees the present answer, and changes it.
    terminal.see("Is there a trial?");
    terminal.press(ESC);
    terminal.at("✓ 1  A study is planned");
    choose(&mut terminal, DOWN, "2  A study is done");
    terminal.see("Is there a trial?");
    terminal.press("?");
    terminal.see("What the answers mean");
    pause();
    terminal.press(ENTER);
    terminal.see("0  No trial");
    terminal.press("n");
    terminal.see("A reason is required");
    terminal.write("only records");
    terminal.see("Is there a price?");
    terminal.press("m");
    terminal.see("Write a note");
    terminal.write_lines("ask sales");
    terminal.see("0  No price");
    terminal.press("d");
    terminal.see("All questions are answered");
    pause();
    // The result is on one screen; details and plan are a key away, and one can go back to the answers.
    terminal.press("r");
    terminal.see("stages reached: Kumo");
    for (key, text) in
        [("a", "How well each piece of advice is followed"), ("d", "Strengths, with their evidence")]
    {
        pause();
        terminal.press(key);
        terminal.see(text);
    }
    pause();
    terminal.press(ESC);
    terminal.see("Enter: leave");
    pause();
    terminal.press("v");
    terminal.see("All questions are answered");
    pause();
    terminal.press("r");
    terminal.see("Enter: leave");
    let_go();
    terminal.press("r");
    let (code, screen) = terminal.end();
    assert_eq!(code, 0, "{}", screen.contents());
    assert!(screen.contents().contains("stages reached: Kumo"), "{}", screen.contents());
    let report = std::fs::read_to_string(directory.path().join("a-report.html")).expect("the report");
    assert!(report.contains("<title>") && report.contains("Kumo"), "{report}");
    assert!(screen.contents().contains("outside-in plan a.toml"), "{}", screen.contents());
    let sheet = sheet(&directory);

    let other = directory.path().join("plain.toml");
    let lines =
        "Kumo\n\n2\n1,3\n2\nletter of 2026-05-02\n\n1\nb\n2\n?\nn\nonly records\nm\nask sales\n\nd\nr\n";
    let output = plain::run(&other, lines, &[]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(sheet, std::fs::read_to_string(&other).expect("the sheet"));
    assert!(sheet.contains("trial = { not_applicable = \"only records\" }"), "{sheet}");
    assert!(!directory.path().join(".a.toml.lock").exists(), "the lock is gone");
}

#[test]
fn proposals_come_first_with_quote_and_place_in_every_window() {
    for (size, lang, told, kept) in [
        ((24, 80), "en", "Level 2. Proposed by X, not confirmed: p. 1: \"signed\"", "What proves it?"),
        ((24, 40), "en", "a Accept  x Reject", "What proves it?"),
        ((24, 40), "ja", "a 確認済みにする  x 却下", "根拠資料を入力してください"),
        (
            (24, 60),
            "ja",
            "レベル2。「X」による提案（未確認）：p. 1：「signed」",
            "根拠資料を入力してください",
        ),
        ((20, 40), "ja", "レベル2。「X」による提案（未確認）：", "根拠資料を入力してください"),
    ] {
        let directory = tempfile::tempdir().expect("a directory");
        let proposed =
            "[answers]\nneed = { level = 2, proposed_by = \"X\", quote = \"signed\", place = \"p. 1\" }\n";
        std::fs::write(directory.path().join("a.toml"), proposed).expect("written");
        let framework = small_directory();
        let framework = framework.to_str().expect("a path");
        let mut terminal =
            Terminal::start(directory.path(), lang, size, &["assess", "a.toml", "--framework", framework]);
        terminal.see("Enter");
        terminal.press(ENTER);
        terminal.see(told);
        terminal.press("a");
        terminal.see(kept);
        terminal.see("p. 1: \"signed\"");
        terminal.leave();
        let text = std::fs::read_to_string(directory.path().join("a.toml")).expect("the sheet");
        let expected = "need = { level = 2, evidence = ['p. 1: \"signed\"'], date = 2026-11-22 }";
        assert!(text.contains(expected), "{text}");
    }
}

#[test]
fn a_killed_interview_loses_only_the_question_on_screen() {
    let directory = tempfile::tempdir().expect("a directory");
    let mut terminal = small_terminal(directory.path());
    begin(&mut terminal);
    choose(&mut terminal, "1", "1  One page");
    terminal.see("Is the device studied?");
    terminal.press(DOWN);
    terminal.kill();
    let framework = small();
    let sheet = read(&directory.path().join("a.toml"), &framework);
    assert_eq!(sheet.subject.as_deref(), Some("Kumo"));
    let need = framework.find_criterion("need").expect("the criterion");
    assert_eq!(sheet.answer(need).reply, outside_in::answers::Reply::Level(1));

    let mut terminal = small_terminal(directory.path());
    terminal.see("3 of 6 questions are open");
    terminal.press(ENTER);
    terminal.see("Is the device studied?");
    choose(&mut terminal, "0", "0  No study");
    terminal.see("Is there a trial?");
    terminal.press("s");
    let (code, screen) = terminal.end();
    assert_eq!(code, 0);
    assert!(screen.contents().contains("Continue with: outside-in assess a.toml"), "{}", screen.contents());
}

#[test]
fn a_sheet_that_cannot_be_saved_goes_elsewhere_and_replaces_only_what_it_may() {
    let directory = tempfile::tempdir().expect("a directory");
    std::fs::create_dir(directory.path().join("gone")).expect("a folder");
    let other = directory.path().join("other.toml");
    std::fs::write(&other, "[answers]\n").expect("written");
    let framework = small_directory().display().to_string();
    let args = ["assess", "gone/a.toml", "--framework", &framework];
    let mut terminal = Terminal::start(directory.path(), "en", (24, 80), &args);
    names(&mut terminal);
    std::fs::remove_dir_all(directory.path().join("gone")).expect("removed");
    choose(&mut terminal, "2", "2  Device");
    terminal.see("is no longer there");
    pause();
    choose(&mut terminal, "1", "1  Write it again");
    for answer in ["n", "y"] {
        terminal.see("could not be saved");
        pause();
        choose(&mut terminal, "2", "2  Save");
        terminal.see("File");
        terminal.write("other.toml");
        terminal.see("other.toml already exists. Replace it?");
        // Neither Enter nor a pasted letter is a yes.
        pause();
        terminal.press(ENTER);
        terminal.paste("y\ny\n");
        pause();
        terminal.press(answer);
    }
    terminal.see("Where is it used?");
    terminal.see("Saved in");
    terminal.click("Home");
    terminal.at("[x] 2  Home");
    terminal.leave();
    assert!(std::fs::read_to_string(&other).expect("the sheet").contains("product = \"device\""));
}

#[test]
fn a_signal_before_there_is_a_sheet_leaves_the_terminal_as_it_was() {
    for (signal, code) in [("-TERM", 143), ("-HUP", 129), ("-INT", 130)] {
        let directory = tempfile::tempdir().expect("a directory");
        let terminal = Terminal::start(directory.path(), "en", (24, 80), &[]);
        terminal.see("Quit");
        pause();
        terminal.signal(signal);
        assert_eq!(terminal.end().0, code);
    }
}

#[test]
fn a_second_process_is_refused() {
    let directory = tempfile::tempdir().expect("a directory");
    let terminal = small_terminal(directory.path());
    terminal.see("Enter: continue");
    let output = plain::run(&directory.path().join("a.toml"), "", &[]);
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains("is open in another"), "{told}");
    terminal.leave();
}

/// A whole screen: its head is there, no line was broken by the terminal, and the keys are told.
fn is_whole(screen: &vt100::Screen, head: &str, help: &str) -> bool {
    let all = rows(screen);
    all[0].contains(head)
        && (0..screen.size().0).all(|row| !screen.row_wrapped(row))
        && all[all.len() - 4..].iter().any(|row| row.contains(help))
}

#[test]
fn every_window_shows_whole_screens_and_no_trace_of_the_last() {
    for (lang, head, help, go_on) in
        [("en", "question ", "? Help", "Enter: "), ("ja", "質問", "? ヘルプ", "Enter：")]
    {
        for (lines, columns) in [(20, 60), (24, 80), (24, 40)] {
            let directory = tempfile::tempdir().expect("a directory");
            let sheet = "[facts]\nproduct = \"device\"\nai = \"yes\"\nconnected = \"yes\"\npatient-data = \"yes\"\n\
                         regulated = \"yes\"\nwho-pays = \"budget\"\nhome-market = \"japan\"\nfunding = \"own\"\nforeign-data = \"yes\"\n[answers]\n";
            std::fs::write(directory.path().join("a.toml"), sheet).expect("written");
            let mut terminal =
                Terminal::start(directory.path(), lang, (lines, columns), &["assess", "a.toml"]);
            terminal.see(go_on);
            terminal.press(ENTER);
            let mut before = Vec::new();
            for _ in 0..12 {
                let whole = |screen: &vt100::Screen| is_whole(screen, head, help);
                terminal.wait("a new screen where nothing is marked", |screen| {
                    whole(screen) && rows(screen) != before && !screen.contents().contains('❯')
                });
                for key in [DOWN, DOWN, UP, END, HOME] {
                    let last = terminal.wait("a whole screen", whole);
                    terminal.press(key);
                    terminal.wait("a mark in sight", |screen| {
                        whole(screen)
                            && rows(screen) != last
                            && rows(screen).iter().filter(|row| row.starts_with('❯')).count() == 1
                    });
                }
                before = terminal.see("❯");
                pause();
                terminal.press("l");
            }
            terminal.leave();
        }
    }
}

#[test]
fn a_resized_window_is_drawn_anew() {
    let directory = tempfile::tempdir().expect("a directory");
    let mut terminal =
        Terminal::start(directory.path(), "ja", (24, 80), &["assess", "a.toml", "--stage", "scaling"]);
    terminal.see("Enter：");
    terminal.press(ENTER);
    terminal.see("名称");
    terminal.write("雲内視鏡");
    terminal.see("役職");
    pause();
    terminal.press(ENTER);
    let head = "前提項目｜質問1/";
    let first = terminal.wait(head, |screen| is_whole(screen, head, "? ヘルプ"));
    for (lines, columns) in [(14, 40), (30, 100), (10, 50), (5, 20)] {
        terminal.resize(lines, columns);
        terminal.wait("a whole screen", |screen| {
            let help = if lines > 5 { "? ヘルプ" } else { "?" };
            is_whole(screen, if lines > 5 { head } else { "" }, help) && screen.size() == (lines, columns)
        });
    }
    for (lines, columns) in [(2, 80), (4, 30), (24, 12)] {
        // A key that comes where there is no room does nothing.
        if lines != 2 {
            terminal.press("1");
        }
        terminal.resize(lines, columns);
        terminal.wait("the wish for more room", |screen| {
            rows(screen)[0].starts_with("画面を") && rows(screen)[1..].concat().is_empty()
        });
    }
    terminal.resize(24, 80);
    terminal.wait("the first screen", |screen| rows(screen) == first);
    pause();
    terminal.press("l");
    terminal.see("質問2/");
    terminal.press(CTRL_C);
    let (code, screen) = terminal.end();
    assert_eq!(code, 130);
    assert!(screen.contents().contains("続きから再開するには"), "{}", screen.contents());
    let sheet = sheet(&directory);
    assert!(sheet.contains("subject = \"雲内視鏡\""), "{sheet}");
}
