//! How the questionnaire ends and stops by signals: saved, and the terminal as it was.

use crate::pty::{begin, choose, names, sheet, small_terminal};
use crate::support::{program, small_directory};
use crate::terminal::{CTRL_C, CTRL_Z, ENTER, Terminal, pause};

/// Goes to a page to read, a line of text, a list, and a list where several choices may be taken; ends it
/// there, and looks at what is left.
fn leaves_the_terminal_as_it_was(expected: u32, end: impl Fn(&mut Terminal)) {
    for place in ["Enter: continue", "Name", "What kind of product", "Where is it used?"] {
        let directory = tempfile::tempdir().expect("a directory");
        let mut terminal = small_terminal(directory.path());
        terminal.see("Enter: continue");
        if place == "Name" {
            terminal.press(ENTER);
        } else if place != "Enter: continue" {
            names(&mut terminal);
        }
        if place == "Where is it used?" {
            choose(&mut terminal, "2", "2  Device");
        }
        terminal.see(place);
        end(&mut terminal);
        let (code, screen) = terminal.end();
        assert_eq!(code, expected, "at {place}");
        assert!(
            screen.contents().contains("Continue with: outside-in assess a.toml"),
            "{}",
            screen.contents()
        );
        assert!(!directory.path().join(".a.toml.lock").exists(), "the lock is gone");
        if place == "Where is it used?" {
            let sheet = sheet(&directory);
            assert!(sheet.contains("product = \"device\""), "{sheet}");
        }
    }
}

#[test]
fn ctrl_c_leaves_the_terminal_as_it_was() {
    leaves_the_terminal_as_it_was(130, |terminal| terminal.press(CTRL_C));
}

#[test]
fn a_signal_to_end_leaves_the_terminal_as_it_was() {
    leaves_the_terminal_as_it_was(143, |terminal| terminal.signal("-TERM"));
    leaves_the_terminal_as_it_was(129, |terminal| terminal.signal("-HUP"));
}

#[test]
fn ctrl_c_in_plain_lines_says_how_to_go_on() {
    let directory = tempfile::tempdir().expect("a directory");
    let framework = small_directory().display().to_string();
    let args = ["assess", "a.toml", "--plain", "--framework", &framework];
    let mut terminal = Terminal::start(directory.path(), "en", (24, 80), &args);
    terminal.see("Name>");
    terminal.press(CTRL_C);
    let (code, screen) = terminal.end();
    assert_eq!(code, 130);
    assert!(screen.contents().contains("outside-in assess a.toml --plain"), "{}", screen.contents());
}

#[test]
fn ctrl_z_stops_it_and_the_shell_lets_it_go_on() {
    let directory = tempfile::tempdir().expect("a directory");
    let (program, framework) = (program(), small_directory().display().to_string());
    let script = format!(
        "{program} assess a.toml --lang en --as-of 2026-11-22 --framework '{framework}'; \
         stty -a > modes; echo it is stopped; read -r line; fg > /dev/null"
    );
    let mut terminal = Terminal::script(directory.path(), (24, 80), &script);
    names(&mut terminal);
    terminal.press("2");
    terminal.at("2  Device");
    terminal.press(CTRL_Z);
    terminal.wait("the shell", |screen| {
        screen.contents().contains("it is stopped") && !screen.alternate_screen() && !screen.hide_cursor()
    });
    let modes = std::fs::read_to_string(directory.path().join("modes")).expect("the modes");
    assert!(modes.contains(" icanon") && modes.contains(" echo "), "{modes}");
    terminal.press("go\n");
    terminal.at("2  Device");
    pause();
    terminal.press(ENTER);
    terminal.see("Where is it used?");
    terminal.leave();
}

#[test]
fn where_no_shell_watches_ctrl_z_only_draws_anew() {
    let directory = tempfile::tempdir().expect("a directory");
    let mut terminal = small_terminal(directory.path());
    begin(&mut terminal);
    terminal.wipe();
    terminal.press(CTRL_Z);
    terminal.see("Is the need written down?");
    terminal.leave();
}

#[test]
fn what_was_stopped_from_outside_is_drawn_anew() {
    let directory = tempfile::tempdir().expect("a directory");
    let mut terminal = small_terminal(directory.path());
    begin(&mut terminal);
    terminal.signal("-STOP");
    terminal.wipe();
    terminal.signal("-CONT");
    terminal.see("Is the need written down?");
    terminal.press("1");
    terminal.at("1  One page");
    terminal.leave();
}
