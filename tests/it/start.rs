//! Started alone in a terminal, the program asks what to do.

use std::fs;
use std::path::Path;

use crate::process::root;
use crate::terminal::{CTRL_C, CTRL_U, DOWN, ENTER, ESC, Terminal, pause, rows};

const SIZE: (u16, u16) = (24, 80);

fn with_answers() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::copy(root().join("examples/kumo-endoscopy.toml"), folder.path().join("answers.toml"))
        .expect("copied");
    folder
}

fn start(folder: &Path, lang: &str) -> Terminal {
    let terminal = Terminal::start(folder, lang, SIZE, &[]);
    terminal.see(if lang == "ja" { "終了する" } else { "Quit" });
    terminal
}

#[test]
fn without_a_sheet_it_offers_a_new_one_and_an_example() {
    let folder = tempfile::tempdir().expect("a folder");
    for (lang, first, example) in [
        ("en", "Start a new answer sheet", "Start with your own: outside-in assess"),
        ("ja", "新しい回答シートに回答する", "自社の回答を始めるには：outside-in assess"),
    ] {
        let mut terminal = start(folder.path(), lang);
        terminal.see(first);
        assert!(!terminal.shows("answers.toml"));
        terminal.press(DOWN);
        terminal.at("2  ");
        pause();
        terminal.press(ENTER);
        let (code, screen) = terminal.end();
        assert_eq!(code, 0, "{}", screen.contents());
        assert!(screen.contents().contains(example), "{}", screen.contents());
        assert!(!screen.hide_cursor());
    }
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0, "nothing is written");
    let mut terminal = start(folder.path(), "en");
    terminal.press(ENTER);
    terminal.see("Enter: continue");
    terminal.leave();
}

#[test]
fn a_sheet_that_is_there_comes_first_with_its_name_and_what_is_open() {
    let folder = with_answers();
    let expected = [
        ("en", "❯   1  Change answers in answers.toml, all answered: Kumo Endoscopy K.K."),
        ("ja", "❯   1  answers.toml の回答を見直す（すべて回答済み）：Kumo Endoscopy K.K."),
    ];
    for (lang, first) in expected {
        let mut terminal = start(folder.path(), lang);
        terminal.see(first);
        terminal.press(ESC);
        assert_eq!(terminal.end().0, 0);
    }
    fs::write(folder.path().join("answers.toml"), "subject = \"雲内視鏡\"\n[answers]\n").expect("a sheet");
    let expected = [
        ("en", "❯   1  Continue answers.toml, ", " open: 雲内視鏡"),
        ("ja", "❯   1  answers.toml の続きに回答する（未回答", "問）：雲内視鏡"),
    ];
    for (lang, first, end) in expected {
        let mut terminal = start(folder.path(), lang);
        let shown = terminal.see(first);
        assert!(shown.iter().any(|row| row.ends_with(end)), "{shown:?}");
        terminal.press(ENTER);
        terminal.see(if lang == "ja" { "Enter：次へ" } else { "Enter: continue" });
        terminal.leave();
    }
    fs::write(folder.path().join("answers.toml"), "subject = \n").expect("a sheet");
    let mut terminal = start(folder.path(), "en");
    terminal.see("❯   1  See what is wrong with answers.toml");
    terminal.press(ENTER);
    let (code, screen) = terminal.end();
    assert_eq!(code, 2, "{}", screen.contents());
    assert!(screen.contents().contains("answers.toml:1"), "{}", screen.contents());
}

#[test]
fn a_new_sheet_beside_the_first_gets_a_name_of_its_own() {
    let folder = with_answers();
    let before = fs::read(folder.path().join("answers.toml")).expect("the sheet");
    let mut terminal = start(folder.path(), "en");
    terminal.press(DOWN);
    terminal.press(DOWN);
    terminal
        .wait("the third line", |screen| rows(screen).iter().any(|row| row.contains("❯   3  Start a new")));
    pause();
    terminal.press(ENTER);
    terminal.see("> answers-2.toml");
    for _ in 0..2 {
        terminal.press(CTRL_U);
        terminal.write("answers.toml");
        terminal.see("Continue it?");
        pause();
        terminal.press("n");
        terminal.see("> answers.toml");
    }
    // One is not bound to a new sheet.
    pause();
    terminal.press(ESC);
    terminal.see("1  Change answers");
    pause();
    terminal.press("３");
    terminal.at("3  Start a new");
    pause();
    terminal.press(ENTER);
    terminal.see("> answers-2.toml");
    pause();
    terminal.press(ENTER);
    terminal.see("Enter: continue");
    terminal.press(CTRL_C);
    let (code, screen) = terminal.end();
    assert_eq!(code, 130);
    assert!(screen.contents().contains("answers-2.toml"), "{}", screen.contents());
    assert_eq!(fs::read(folder.path().join("answers.toml")).expect("the sheet"), before);
}

#[test]
fn it_is_left_with_escape_q_and_ctrl_c() {
    let folder = tempfile::tempdir().expect("a folder");
    for (key, code) in [(ESC, 0), ("q", 0), (CTRL_C, 130)] {
        let mut terminal = start(folder.path(), "ja");
        terminal.press(key);
        let (ended, screen) = terminal.end();
        assert_eq!(ended, code, "{key:?}");
        assert!(!screen.hide_cursor(), "{key:?}");
        assert!(!screen.contents().contains("エラー"), "{}", screen.contents());
    }
}

#[test]
fn where_nothing_may_move_or_fit_it_asks_in_plain_lines() {
    let folder = tempfile::tempdir().expect("a folder");
    let plain = "1行ずつの表示で";
    for (size, variable) in
        [(SIZE, ("TERM", "dumb")), (SIZE, ("OUTSIDE_IN_PLAIN", "1")), ((2, 80), ("X", ""))]
    {
        let terminal = Terminal::start_with(folder.path(), "ja", size, &[], &[variable]);
        // In two rows all that is seen is the last of it.
        if size == SIZE {
            terminal.see(plain);
            assert!(!terminal.shows("何をしますか"));
        }
        terminal.see("> ");
        terminal.signal("-INT");
        assert_eq!(terminal.end().0, 130, "{variable:?}");
    }
}
