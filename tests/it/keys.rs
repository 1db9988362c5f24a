//! What keys, clicks and pasted text do on a question.

use crate::pty::{begin, choose, names, sheet, small_terminal};
use crate::support::{edit, folder, program, small_directory};
use crate::terminal::{
    DOWN, END, ENTER, ESC, HOME, LEFT, PAGE_DOWN, PAGE_UP, RIGHT, Terminal, UP, pause, rows,
};

#[test]
fn nothing_is_chosen_before_one_chooses() {
    let directory = tempfile::tempdir().expect("a directory");
    let mut terminal = small_terminal(directory.path());
    names(&mut terminal);
    assert!(!terminal.shows("❯"));
    pause();
    terminal.press(ENTER);
    terminal.see("Choose an answer first");
    terminal.press(LEFT);
    terminal.wait("no hint", |screen| !screen.contents().contains("Choose an answer first"));
    assert!(!terminal.shows("❯"), "Left is no move in a list");
    terminal.press(DOWN);
    terminal.at("1  Software");
    terminal.press(UP);
    terminal.press(RIGHT);
    terminal.press(DOWN);
    terminal.at("2  Device");
    terminal.press(DOWN);
    terminal.press(DOWN);
    terminal.press("１");
    terminal.at("1  Software");
    terminal.press(END);
    terminal.at("2  Device");
    terminal.press(HOME);
    terminal.at("1  Software");
    terminal.press("7");
    terminal.see("There is no answer with this number");
    terminal.at("1  Software");
    pause();
    terminal.press("ｌ");
    terminal.see("Where is it used?");
    terminal.press(UP);
    terminal.at("[ ] 3  Laboratory");
    pause();
    terminal.press(ENTER);
    terminal.see("Check an answer first");
    terminal.press(" ");
    terminal.at("[x] 3  Laboratory");
    terminal.press("3");
    terminal.at("[ ] 3  Laboratory");
    terminal.press("2");
    terminal.at("[x] 2  Home");
    pause();
    terminal.press("B");
    terminal.see("What kind of product is it?");
    pause();
    terminal.press("d");
    terminal.see("Where is it used?");
    pause();
    terminal.press(ESC);
    terminal.see("✓ d Don't know");
    terminal.leave();
    assert!(sheet(&directory).contains("product = \"unknown\""));
}

/// The small framework, with eleven levels of its first criterion.
fn eleven_levels() -> tempfile::TempDir {
    let text = |name: &str| std::fs::read(small_directory().join(name)).expect("a file");
    let files = ["framework.toml", "basis.toml", "proof.toml"].map(|name| (name, text(name)));
    let files: Vec<_> = files.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    let folder = folder(&files);
    let level = |number: usize| {
        format!(
            "[[criterion.level]]\nsays.en = \"Page {number} is written.\"\nsays.ja = \"{number}ページある\"\n\
             next.en = \"Go on.\"\nnext.ja = \"続ける\"\neffort = 1\n\n"
        )
    };
    let more: String = (2..10).map(level).collect();
    let top = "[[criterion.level]]\nsays.en = \"A clinician";
    edit(&folder, "basis.toml", top, &format!("{more}{top}"));
    edit(&folder, "basis.toml", "evidence_from = 2\n", "");
    folder
}

#[test]
fn two_digits_choose_the_tenth_level_where_there_is_one() {
    let directory = tempfile::tempdir().expect("a directory");
    let framework = eleven_levels();
    let framework = framework.path().display().to_string();
    let args = ["assess", "a.toml", "--framework", &framework];
    let mut terminal = Terminal::start(directory.path(), "en", (24, 80), &args);
    begin(&mut terminal);
    terminal.press("1");
    terminal.at("1  One page");
    terminal.press("0");
    terminal.at("10  A clinician");
    terminal.press("0");
    terminal.at("0  Nothing");
    terminal.press("3");
    terminal.at("3  Page 3");
    // In a low window the levels are shown as many as fit, and the one that is marked is among them.
    terminal.resize(12, 50);
    terminal.see("more below");
    terminal.at("3  Page 3");
    terminal.press(PAGE_DOWN);
    terminal.press(PAGE_DOWN);
    terminal.press(PAGE_DOWN);
    terminal.at("10  A clinician");
    terminal.see("more above");
    for _ in 0..5 {
        terminal.press(PAGE_UP);
    }
    terminal.at("0  Nothing");
    terminal.press("１０");
    choose(&mut terminal, "", "10  A clinician");
    terminal.see("Is the device studied?");
    terminal.leave();
    assert!(sheet(&directory).contains("need = 10"));
}

#[test]
fn all_of_a_long_question_can_be_read_in_a_small_window() {
    let directory = tempfile::tempdir().expect("a directory");
    let mut terminal = small_terminal(directory.path());
    begin(&mut terminal);
    terminal.see("Whoever cannot name the need");
    terminal.resize(8, 40);
    terminal.wait("less", |screen| {
        !screen.contents().contains("Whoever cannot name") && screen.contents().contains("? Help")
    });
    terminal.press(PAGE_DOWN);
    terminal.see("Lines 1-");
    terminal.press(PAGE_DOWN);
    terminal.see("Whoever cannot name");
    for _ in 0..4 {
        terminal.press(PAGE_DOWN);
    }
    terminal.see("2  A clinician");
    for _ in 0..5 {
        terminal.press(PAGE_UP);
    }
    terminal.wait("the question again", |screen| {
        rows(screen).iter().any(|row| row == "Is the need written down?")
    });
    terminal.press("\x1b[<65;5;5M\x1b[<65;5;5M\x1b[<65;5;5M\x1b[<65;5;5M");
    terminal.see("2  A clinician");
    assert!(!terminal.shows("❯"), "reading marks nothing");
    terminal.press(DOWN);
    terminal.at("0  Nothing");
    terminal.leave();
}

#[test]
fn what_is_typed_ahead_is_forgotten() {
    let directory = tempfile::tempdir().expect("a directory");
    let (program, framework) = (program(), small_directory().display().to_string());
    let script = format!(
        "echo type; read -r line; exec {program} assess a.toml --lang en --as-of 2026-11-22 --framework '{framework}'"
    );
    let mut terminal = Terminal::script(directory.path(), (24, 80), &script);
    terminal.see("type");
    // The first line is for the shell, the second one is there long before the first page.
    terminal.press("go\r\r");
    terminal.see("Enter: continue");
    pause();
    names(&mut terminal);
    terminal.leave();
    assert!(sheet(&directory).contains("subject = \"Kumo\""));
}

#[test]
fn pasted_text_answers_nothing() {
    let directory = tempfile::tempdir().expect("a directory");
    let mut terminal = small_terminal(directory.path());
    names(&mut terminal);
    terminal.paste("2\r1\rd\nl\n");
    let all = terminal.see("Pasted text does not answer a question.");
    assert!(all.iter().all(|row| !row.starts_with('❯')), "{all:#?}");
    terminal.press(DOWN);
    terminal.at("1  Software");
    terminal.paste("\r");
    terminal.see("Pasted text does not answer a question.");
    terminal.press(DOWN);
    terminal.at("2  Device");
    // A terminal without bracketed paste sends the same as if it was typed.
    pause();
    terminal.press("2\r1\rd\rl\r");
    terminal.see("Pasted text does not answer a question.");
    pause();
    terminal.press("later");
    terminal.see("What kind of product is it?");
    pause();
    terminal.press("2");
    terminal.at("2  Device");
    terminal.leave();
    assert!(!sheet(&directory).contains("product"), "{}", sheet(&directory));
}

#[test]
fn the_mouse_marks_ticks_and_acts() {
    let directory = tempfile::tempdir().expect("a directory");
    let mut terminal = small_terminal(directory.path());
    names(&mut terminal);
    terminal.click("Device");
    terminal.at("2  Device");
    terminal.click("Later");
    terminal.see("Where is it used?");
    terminal.click("Home");
    terminal.at("[x] 2  Home");
    terminal.click("Home");
    terminal.at("[ ] 2  Home");
    terminal.click("? Help");
    terminal.see("This is a fact");
    terminal.leave();
}
