//! The questionnaire in a terminal, key by key.

use std::path::Path;

use crate::plain;
use crate::support::{read, small, small_directory};
use crate::terminal::{CTRL_C, DOWN, ENTER, ESC, Terminal, UP, rows};

fn small_terminal(directory: &Path) -> Terminal {
    let framework = small_directory().display().to_string();
    Terminal::start(directory, "en", (24, 80), &["assess", "a.toml", "--framework", &framework])
}

/// The names and both facts.
fn begin(terminal: &mut Terminal) {
    terminal.see("Enter: go on");
    terminal.press(ENTER);
    terminal.see("Company or product>");
    terminal.press("Kumo\r");
    terminal.see("Respondent>");
    terminal.press(ENTER);
    terminal.at("Software");
    terminal.press(DOWN);
    terminal.at("Device");
    terminal.press(ENTER);
    terminal.at("[ ] Hospital");
    terminal.press(" ");
    terminal.at("[x] Hospital");
    terminal.press(DOWN);
    terminal.at("[ ] Home");
    terminal.press(DOWN);
    terminal.at("[ ] Laboratory");
    terminal.press(" ");
    terminal.at("[x] Laboratory");
    terminal.press(ENTER);
    terminal.see("Is the need written down?");
}

#[test]
fn a_whole_interview_gives_the_sheet_that_plain_lines_give() {
    let directory = tempfile::tempdir().expect("a directory");
    let mut terminal = small_terminal(directory.path());
    begin(&mut terminal);
    terminal.down_to("2  A clinician");
    terminal.press(ENTER);
    terminal.see("Evidence>");
    terminal.press("letter of 2026-05-02\r");
    terminal.see("Is the device studied?");
    terminal.press(DOWN);
    terminal.at("1  A study is planned");
    terminal.press(ENTER);
    // One goes back, sees the present answer, and changes it.
    terminal.see("Is there a trial?");
    terminal.press(ESC);
    terminal.at("✓ 1  A study is planned");
    terminal.press(DOWN);
    terminal.at("2  A study is done");
    terminal.press(ENTER);
    terminal.see("Is there a trial?");
    terminal.down_to("Help");
    terminal.press(ENTER);
    terminal.see("What the answers mean");
    terminal.see("go on");
    terminal.press(ENTER);
    terminal.at("0  No trial");
    terminal.down_to("Does not apply");
    terminal.press(ENTER);
    terminal.see("A reason is required");
    terminal.press("only records\r");
    terminal.see("Is there a price?");
    terminal.down_to("Note");
    terminal.press(ENTER);
    terminal.see("Write a note");
    terminal.press("ask sales\r");
    terminal.at("0  No price");
    terminal.press(UP);
    terminal.at("Save and leave");
    terminal.down_to("Don't know");
    terminal.press(ENTER);
    terminal.see("All questions are answered");
    terminal.down_to("See the result");
    terminal.press(ENTER);
    let (code, screen) = terminal.end();
    assert_eq!(code, 0, "{}", screen.contents());
    let sheet = std::fs::read_to_string(directory.path().join("a.toml")).expect("the sheet");

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
fn keys_typed_ahead_are_neither_lost_nor_shown() {
    let directory = tempfile::tempdir().expect("a directory");
    let mut terminal = small_terminal(directory.path());
    terminal.see("go on");
    terminal
        .press(&[ENTER, "雲内視鏡\rCEO\r", DOWN, ENTER, " ", DOWN, DOWN, " ", ENTER, DOWN, ENTER].concat());
    let all = terminal.see("Is the device studied?");
    assert!(all.iter().all(|row| !row.contains("^[") && !row.contains("CEO")), "{all:#?}");
    terminal.press(CTRL_C);
    assert_eq!(terminal.end().0, 130);
    let sheet = std::fs::read_to_string(directory.path().join("a.toml")).expect("the sheet");
    assert!(sheet.contains("subject = \"雲内視鏡\"") && sheet.contains("respondent = \"CEO\""), "{sheet}");
    assert!(
        sheet.contains("places = [\"hospital\", \"laboratory\"]") && sheet.contains("need = 1"),
        "{sheet}"
    );
}

#[test]
fn a_window_too_small_to_draw_in_saves_and_leaves() {
    let directory = tempfile::tempdir().expect("a directory");
    let mut terminal = small_terminal(directory.path());
    begin(&mut terminal);
    terminal.resize(2, 80);
    terminal.press(DOWN);
    let (code, screen) = terminal.end();
    assert_eq!(code, 130, "{}", screen.contents());
    assert!(!screen.contents().contains("panicked"), "{}", screen.contents());
    assert!(directory.path().join("a.toml").exists());
}

#[test]
fn a_killed_interview_loses_only_the_question_on_screen() {
    let directory = tempfile::tempdir().expect("a directory");
    let mut terminal = small_terminal(directory.path());
    begin(&mut terminal);
    terminal.press(DOWN);
    terminal.at("1  One page");
    terminal.press(ENTER);
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
    terminal.press(ENTER);
    terminal.see("Is there a trial?");
    terminal.down_to("Save and leave");
    terminal.press(ENTER);
    let (code, screen) = terminal.end();
    assert_eq!(code, 0);
    assert!(screen.contents().contains("Go on with: outside-in assess a.toml"), "{}", screen.contents());
}

/// Goes to a page to read, a line of text, a list, and a list where several choices may be taken; ends it
/// there, and looks at what is left.
fn leaves_the_terminal_as_it_was(end: impl Fn(&mut Terminal)) {
    for place in ["go on", "Company or product>", "What kind of product", "Where is it used?"] {
        let directory = tempfile::tempdir().expect("a directory");
        let mut terminal = small_terminal(directory.path());
        terminal.see("go on");
        for text in ["Company or product>", "Respondent>", "What kind of product", "Where is it used?"] {
            if terminal.shows(place) {
                break;
            }
            terminal.press(ENTER);
            terminal.see(text);
        }
        end(&mut terminal);
        let (code, screen) = terminal.end();
        assert_eq!(code, 130, "at {place}");
        assert!(!screen.hide_cursor() && !screen.alternate_screen());
        assert!(screen.contents().contains("Go on with: outside-in assess a.toml"), "{}", screen.contents());
        assert!(!directory.path().join(".a.toml.lock").exists(), "the lock is gone");
    }
}

#[test]
fn ctrl_c_leaves_the_terminal_as_it_was() {
    leaves_the_terminal_as_it_was(|terminal| terminal.press(CTRL_C));
}

#[test]
fn a_signal_to_end_leaves_the_terminal_as_it_was() {
    leaves_the_terminal_as_it_was(|terminal| terminal.signal("-TERM"));
}

#[test]
fn ctrl_c_in_plain_lines_says_how_to_go_on() {
    let directory = tempfile::tempdir().expect("a directory");
    let framework = small_directory().display().to_string();
    let args = ["assess", "a.toml", "--plain", "--framework", &framework];
    let mut terminal = Terminal::start(directory.path(), "en", (24, 80), &args);
    terminal.see("Company or product>");
    terminal.press(CTRL_C);
    let (code, screen) = terminal.end();
    assert_eq!(code, 130);
    assert!(screen.contents().contains("outside-in assess a.toml --plain"), "{}", screen.contents());
}

#[test]
fn a_second_process_is_refused() {
    let directory = tempfile::tempdir().expect("a directory");
    let mut terminal = small_terminal(directory.path());
    terminal.see("Enter: go on");
    let output = plain::run(&directory.path().join("a.toml"), "", &[]);
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains("is open in another"), "{told}");
    terminal.press(CTRL_C);
    assert_eq!(terminal.end().0, 130);
}

/// A whole screen: its head is there, the cursor is in the list once, and no line was broken by the terminal.
fn is_whole(screen: &vt100::Screen, head: &str) -> bool {
    let all = rows(screen);
    all[0].starts_with(head)
        && all.iter().filter(|row| row.contains('❯')).count() == 1
        && (0..screen.size().0).all(|row| !screen.row_wrapped(row))
        && all.iter().any(|row| row.contains("Escで"))
}

#[test]
fn japanese_fits_every_window_and_leaves_no_trace() {
    for (lines, columns) in [(20, 60), (24, 80), (24, 40)] {
        let directory = tempfile::tempdir().expect("a directory");
        let sheet = "[facts]\nproduct = \"device\"\nai = \"yes\"\nconnected = \"yes\"\npatient-data = \"yes\"\n\
                     regulated = \"yes\"\nwho-pays = \"budget\"\nhome-market = \"japan\"\nfunding = \"own\"\nforeign-data = \"yes\"\n[answers]\n";
        std::fs::write(directory.path().join("a.toml"), sheet).expect("written");
        let mut terminal = Terminal::start(directory.path(), "ja", (lines, columns), &["assess", "a.toml"]);
        terminal.see("Enterで");
        terminal.press(ENTER);
        // Two facts where several choices may be taken: tick, look at the menu, go on.
        for number in [7, 8] {
            let head = format!("製品・会社の前提項目｜質問{number}/");
            let wait = |terminal: &Terminal| terminal.wait(&head, |screen| is_whole(screen, &head));
            let first = wait(&terminal);
            terminal.press(DOWN);
            terminal.wait("a move", |screen| is_whole(screen, &head) && rows(screen) != first);
            terminal.press(UP);
            terminal.wait("the same screen", |screen| rows(screen) == first);
            terminal.press(" ");
            terminal.see("❯ [x]");
            terminal.press(ENTER);
        }
        for number in 12..19 {
            let head = format!("｜質問{number}/");
            let first = terminal.wait(&head, |screen| {
                let start = rows(screen)[0].clone();
                start.contains(&head) && is_whole(screen, &start)
            });
            let start = first[0].clone();
            for _ in 0..6 {
                let before = terminal.wait("a cursor", |screen| is_whole(screen, &start));
                terminal.press(DOWN);
                terminal.wait("a move", |screen| is_whole(screen, &start) && rows(screen) != before);
            }
            for _ in 0..6 {
                let before = terminal.wait("a cursor", |screen| is_whole(screen, &start));
                terminal.press(UP);
                terminal.wait("a move", |screen| is_whole(screen, &start) && rows(screen) != before);
            }
            terminal.wait("the first screen again", |screen| rows(screen) == first);
            terminal.press(ENTER);
        }
        terminal.press(CTRL_C);
        assert_eq!(terminal.end().0, 130);
    }
}

#[test]
fn a_resized_window_is_drawn_anew() {
    let directory = tempfile::tempdir().expect("a directory");
    let mut terminal =
        Terminal::start(directory.path(), "ja", (24, 80), &["assess", "a.toml", "--stage", "scaling"]);
    terminal.see("Enterで");
    terminal.press(ENTER);
    terminal.see("会社名・製品名>");
    terminal.press("雲内視鏡\r");
    terminal.see("回答者>");
    terminal.press(ENTER);
    let head = "製品・会社の前提項目｜質問1/";
    terminal.wait(head, |screen| is_whole(screen, head));
    for (lines, columns) in [(14, 40), (30, 100), (10, 50)] {
        terminal.resize(lines, columns);
        terminal.press(DOWN);
        terminal.wait("a whole screen", |screen| is_whole(screen, head) && screen.size() == (lines, columns));
    }
    terminal.press(ENTER);
    terminal.see("質問2/");
    terminal.press(CTRL_C);
    let (code, screen) = terminal.end();
    assert_eq!(code, 130);
    assert!(screen.contents().contains("続きから再開するには"), "{}", screen.contents());
    let sheet = std::fs::read_to_string(directory.path().join("a.toml")).expect("the sheet");
    assert!(sheet.contains("subject = \"雲内視鏡\""), "{sheet}");
}
