//! Texts that are written in a terminal.

use crate::pty::{begin, choose, sheet, small_terminal};
use crate::support::small_directory;
use crate::terminal::{
    BACKSPACE, DELETE, END, ENTER, ESC, HOME, LEFT, PAGE_DOWN, RIGHT, Terminal, UP, pause, rows,
};

/// The first field: the name of the company.
fn name(terminal: &mut Terminal, go_on: &str, label: &str) {
    terminal.see(go_on);
    terminal.press(ENTER);
    terminal.see(label);
}

fn subject_after(terminal: Terminal, directory: &tempfile::TempDir) -> Option<String> {
    terminal.leave();
    let sheet = sheet(directory);
    let line = sheet.lines().find_map(|line| line.strip_prefix("subject = \""))?;
    Some(line.trim_end_matches('"').to_owned())
}

#[test]
fn a_text_is_edited_and_the_cursor_is_where_one_types() {
    let directory = tempfile::tempdir().expect("a directory");
    let mut terminal = small_terminal(directory.path());
    name(&mut terminal, "Enter: continue", "Name");
    terminal.types_behind(">", 2);
    terminal.press("日本語ab");
    terminal.types_behind("> 日本語ab", 10);
    terminal.press(HOME);
    terminal.types_behind("> 日本語ab", 2);
    terminal.press(RIGHT);
    terminal.press(DELETE);
    terminal.types_behind("> 日語ab", 4);
    terminal.press("x");
    terminal.types_behind("> 日x語ab", 5);
    terminal.press(END);
    terminal.press(LEFT);
    terminal.press(BACKSPACE);
    terminal.types_behind("> 日x語b", 7);
    // A sign of two characters is one.
    terminal.press("か\u{3099}");
    terminal.types_behind("> 日x語か\u{3099}b", 9);
    terminal.press(BACKSPACE);
    terminal.types_behind("> 日x語b", 7);
    // Ctrl-A, Ctrl-K.
    terminal.press("\x01\x0b");
    terminal.types_behind(">", 2);
    terminal.press("one two three");
    terminal.types_behind("> one two three", 15);
    // Ctrl-W, Ctrl-Left, Ctrl-E, Ctrl-U.
    terminal.press("\x17");
    terminal.types_behind("> one two", 10);
    terminal.press("\x1b[1;5D\x1b[1;5D");
    terminal.types_behind("> one two", 2);
    terminal.press("\x1b[1;5C");
    terminal.types_behind("> one two", 5);
    terminal.press("\x05\x15");
    terminal.types_behind(">", 2);
    terminal.write("雲内視鏡");
    terminal.see("Respondent");
    assert_eq!(subject_after(terminal, &directory).as_deref(), Some("雲内視鏡"));
}

#[test]
fn a_long_text_is_broken_by_our_rules_and_scrolls() {
    let directory = tempfile::tempdir().expect("a directory");
    let framework = small_directory().display().to_string();
    let args = ["assess", "a.toml", "--framework", &framework];
    let mut terminal = Terminal::start(directory.path(), "ja", (8, 24), &args);
    name(&mut terminal, "次へ", "名称");
    // No row begins with a full stop: the sign before it goes along.
    terminal.press("一二三四五六七八九十。");
    let all = terminal.see("十。");
    assert!(all.iter().any(|row| row == "> 一二三四五六七八九"), "{all:#?}");
    terminal.types_behind("  十。", 6);
    terminal.press(&"あいうえお".repeat(12));
    terminal.wait("the end", |screen| {
        screen.contents().contains("えお") && !screen.contents().contains("一二三")
    });
    terminal.press(HOME);
    terminal.types_behind("> 一二三", 2);
    terminal.press(UP);
    terminal.types_behind("> 一二三", 2);
    terminal.press(ESC);
    terminal.leave();
}

#[test]
fn pasted_lines_are_text_and_end_nothing() {
    let directory = tempfile::tempdir().expect("a directory");
    let mut terminal = small_terminal(directory.path());
    name(&mut terminal, "Enter: continue", "Name");
    terminal.paste("Kumo\r\nMed\tical\x1b[31m\n");
    terminal.types_behind("> Kumo Med ical[31m", 20);
    terminal.press("\x15");
    terminal.types_behind(">", 2);
    // Without bracketed paste.
    terminal.press("Kumo\rMedical\r");
    terminal.types_behind("> Kumo Medical", 15);
    pause();
    terminal.press(ENTER);
    terminal.see("Respondent");
    assert_eq!(subject_after(terminal, &directory).as_deref(), Some("Kumo Medical"));
}

#[test]
fn pasted_lines_answer_no_other_question_in_plain_lines() {
    let directory = tempfile::tempdir().expect("a directory");
    let framework = small_directory().display().to_string();
    let args = ["assess", "--plain", "a.toml", "--framework", &framework];
    let mut terminal = Terminal::start(directory.path(), "en", (24, 80), &args);
    for (asked, typed) in [
        ("Name>", "Kumo\r"),
        ("Respondent>", "\r"),
        ("What kind of product is it?", "2\r"),
        ("Where is it used?", "1\r"),
        ("Is the need written down?", "2\r"),
        ("Evidence>", "letter\rmemo\r\r1\r\r2\rs\r"),
    ] {
        terminal.see(asked);
        pause();
        terminal.press(typed);
    }
    terminal.see("Is the device studied?");
    pause();
    terminal.press("s\r");
    terminal.end();
    let sheet = sheet(&directory);
    let sheet = sheet.trim_end().rsplit_once("[answers]\n").expect("answers").1.to_owned();
    assert_eq!(sheet, "need = { level = 2, evidence = [\"letter\", \"memo\"] }");
}

#[test]
fn a_field_of_several_lines_ends_on_an_empty_last_line() {
    let directory = tempfile::tempdir().expect("a directory");
    let mut terminal = small_terminal(directory.path());
    begin(&mut terminal);
    choose(&mut terminal, "2", "2  A clinician");
    terminal.see("Counts as evidence");
    terminal.paste("letter\r\nmemo\n");
    terminal.types_behind("", 2);
    terminal.press(UP);
    terminal.types_behind("  memo", 2);
    terminal.press(END);
    terminal.press("、五月");
    terminal.types_behind("  memo、五月", 12);
    terminal.press(PAGE_DOWN);
    terminal.types_behind("", 2);
    // Without bracketed paste, empty lines end nothing either.
    terminal.press("plan\r\r\r");
    terminal.wait("three new lines", |screen| {
        let (row, column) = screen.cursor_position();
        column == 2 && row > 3 && rows(screen)[usize::from(row) - 3] == "  plan"
    });
    pause();
    terminal.press(ENTER);
    terminal.see("Is the device studied?");
    terminal.press(ESC);
    terminal.see("Is the need written down?");
    pause();
    terminal.press("e");
    terminal.types_behind("  plan", 6);
    terminal.press("s");
    terminal.types_behind("  plans", 7);
    pause();
    terminal.press(ESC);
    terminal.see("Is the need written down?");
    terminal.leave();
    let sheet = sheet(&directory);
    assert!(sheet.contains("[\"letter\", \"memo、五月\", \"plans\"]"), "{sheet}");
}

#[test]
fn ctrl_c_keeps_what_was_written() {
    let directory = tempfile::tempdir().expect("a directory");
    let mut terminal = small_terminal(directory.path());
    begin(&mut terminal);
    choose(&mut terminal, "2", "2  A clinician");
    terminal.see("Counts as evidence");
    terminal.press("half a let");
    terminal.see("half a let");
    pause();
    terminal.leave();
    let sheet = sheet(&directory);
    assert!(sheet.contains("evidence = [\"half a let\"]"), "{sheet}");
}
