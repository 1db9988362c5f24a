use std::io::{Read, Write};
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use crate::support::program;

/// Long enough for a slow and busy machine; what is waited for mostly comes at once.
const PATIENCE: Duration = Duration::from_secs(20);

pub(crate) const DOWN: &str = "\x1b[B";
pub(crate) const UP: &str = "\x1b[A";
pub(crate) const LEFT: &str = "\x1b[D";
pub(crate) const RIGHT: &str = "\x1b[C";
pub(crate) const HOME: &str = "\x1b[H";
pub(crate) const END: &str = "\x1b[F";
pub(crate) const PAGE_UP: &str = "\x1b[5~";
pub(crate) const PAGE_DOWN: &str = "\x1b[6~";
pub(crate) const BACKSPACE: &str = "\x7f";
pub(crate) const DELETE: &str = "\x1b[3~";
pub(crate) const ENTER: &str = "\r";
pub(crate) const ESC: &str = "\x1b";
pub(crate) const CTRL_C: &str = "\x03";
pub(crate) const CTRL_U: &str = "\x15";
pub(crate) const CTRL_Z: &str = "\x1a";

/// A program in a terminal whose screen can be looked at.
pub(crate) struct Terminal {
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    screen: Arc<(Mutex<vt100::Parser>, Condvar)>,
    /// Feeds the screen, until nothing more can come.
    feeder: JoinHandle<()>,
    /// The modes of the terminal before the program began, as far as they can be shown.
    modes: String,
}

impl Terminal {
    /// Starts the program in a window of `rows` and `columns`.
    pub(crate) fn start(directory: &Path, lang: &str, size: (u16, u16), args: &[&str]) -> Self {
        Self::start_with(directory, lang, size, args, &[])
    }

    /// The same with variables of the environment.
    pub(crate) fn start_with(
        directory: &Path,
        lang: &str,
        size: (u16, u16),
        args: &[&str],
        variables: &[(&str, &str)],
    ) -> Self {
        let mut command = CommandBuilder::new(program());
        command.env("TERM", "xterm-256color");
        command.env("NO_COLOR", "1");
        command.args(args);
        command.args(["--as-of", "2026-11-22", "--lang", lang]);
        for (name, value) in variables {
            command.env(name, value);
        }
        Self::run(directory, size, command)
    }

    /// Starts a script that a shell with job control runs.
    pub(crate) fn script(directory: &Path, size: (u16, u16), script: &str) -> Self {
        let mut command = CommandBuilder::new("bash");
        command.env("TERM", "xterm-256color");
        command.args(["-mc", script]);
        Self::run(directory, size, command)
    }

    fn run(directory: &Path, (rows, columns): (u16, u16), mut command: CommandBuilder) -> Self {
        let size = PtySize { rows, cols: columns, ..PtySize::default() };
        let pair = native_pty_system().openpty(size).expect("a terminal");
        command.cwd(directory);
        let modes = format!("{:?}", pair.master.get_termios());
        let child = pair.slave.spawn_command(command).expect("started");
        let screen = Arc::new((Mutex::new(vt100::Parser::new(rows, columns, 0)), Condvar::new()));
        let mut output = pair.master.try_clone_reader().expect("a reader");
        let fed = Arc::clone(&screen);
        let feeder = std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = output.read(&mut bytes) {
                fed.0.lock().expect("the screen").process(&bytes[..count]);
                fed.1.notify_all();
            }
        });
        let keys = pair.master.take_writer().expect("a writer");
        Self { master: pair.master, keys, child, screen, feeder, modes }
    }

    /// Waits until the screen is as wanted, and gives its rows.
    pub(crate) fn wait(&self, what: &str, wanted: impl Fn(&vt100::Screen) -> bool) -> Vec<String> {
        let end = Instant::now() + PATIENCE;
        let mut parser = self.screen.0.lock().expect("the screen");
        loop {
            if wanted(parser.screen()) {
                return rows(parser.screen());
            }
            let left = end.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "no {what} in\n{}", rows(parser.screen()).join("\n"));
            parser = self.screen.1.wait_timeout(parser, left).expect("the screen").0;
        }
    }

    /// Waits until a text is on the screen.
    pub(crate) fn see(&self, text: &str) -> Vec<String> {
        self.wait(text, |screen| screen.contents().contains(text))
    }

    /// Waits until the mark is at a choice with this text.
    pub(crate) fn at(&self, text: &str) -> Vec<String> {
        self.wait(text, |screen| marked(&rows(screen)).is_some_and(|marked| marked.starts_with(text)))
    }

    /// Waits until one types in this column, behind this text.
    pub(crate) fn types_behind(&self, text: &str, column: u16) {
        self.wait(&format!("cursor behind {text} in column {column}"), |screen| {
            let (row, at) = screen.cursor_position();
            at == column && !screen.hide_cursor() && rows(screen)[usize::from(row)].starts_with(text)
        });
    }

    pub(crate) fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect("pressed");
        self.keys.flush().expect("pressed");
    }

    /// Writes into a field, sees it there, and ends it.
    pub(crate) fn write(&mut self, text: &str) {
        self.press(text);
        self.see(text);
        pause();
        self.press(ENTER);
    }

    /// Writes a line into a field of several lines, and ends it.
    pub(crate) fn write_lines(&mut self, line: &str) {
        self.press(line);
        self.see(line);
        pause();
        self.press(ENTER);
        self.wait("a new line", |screen| {
            let (row, column) = screen.cursor_position();
            let shown = rows(screen);
            column == 2 && row > 0 && shown[usize::from(row) - 1].contains(line)
        });
        pause();
        self.press(ENTER);
    }

    /// Pastes a text, as a terminal with bracketed paste does.
    pub(crate) fn paste(&mut self, text: &str) {
        self.press(&format!("\x1b[200~{text}\x1b[201~"));
    }

    /// Clicks on the first place of a text.
    pub(crate) fn click(&mut self, text: &str) {
        let shown = self.see(text);
        let found = shown.iter().enumerate().find_map(|(row, line)| Some((row, line.split_once(text)?.0)));
        let (row, before) = found.expect("the text is there");
        let (row, column) = (row + 1, before.chars().count() + 1);
        self.press(&format!("\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m"));
    }

    pub(crate) fn resize(&mut self, rows: u16, columns: u16) {
        {
            let mut parser = self.screen.0.lock().expect("the screen");
            parser.screen_mut().set_size(rows, columns);
            // Terminals leave all kinds of things there.
            parser.process(b"\x1b[2J\x1b[H??????????");
        }
        let size = PtySize { rows, cols: columns, ..PtySize::default() };
        self.master.resize(size).expect("resized");
    }

    /// Empties the screen, as somebody else would who wrote to it.
    pub(crate) fn wipe(&self) {
        self.screen.0.lock().expect("the screen").process(b"\x1b[2J");
    }

    /// Whether a text is on the screen.
    pub(crate) fn shows(&self, text: &str) -> bool {
        self.screen.0.lock().expect("the screen").screen().contents().contains(text)
    }

    /// Sends the process a signal, such as `-TERM`.
    pub(crate) fn signal(&self, signal: &str) {
        let id = self.child.process_id().expect("an id").to_string();
        let sent = std::process::Command::new("kill").args([signal, &id]).status().expect("kill");
        assert!(sent.success());
    }

    /// Ends the process without letting it do anything more.
    pub(crate) fn kill(mut self) {
        self.signal("-KILL");
        self.child.wait().expect("ended");
    }

    /// Leaves with Ctrl-C.
    pub(crate) fn leave(mut self) {
        self.press(CTRL_C);
        assert_eq!(self.end().0, 130);
    }

    /// Waits until the process ends, and sees that it left the terminal as it was; its exit code and the last screen.
    pub(crate) fn end(mut self) -> (u32, vt100::Screen) {
        let end = Instant::now() + PATIENCE;
        let status = loop {
            if let Some(status) = self.child.try_wait().expect("a status") {
                break status;
            }
            assert!(Instant::now() < end, "it does not end");
            std::thread::sleep(Duration::from_millis(5));
        };
        // Only now has all that it wrote arrived.
        self.feeder.join().expect("the feeder ends");
        let screen = self.screen.0.lock().expect("the screen").screen().clone();
        assert!(!screen.hide_cursor() && !screen.alternate_screen() && !screen.bracketed_paste());
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        assert_eq!(format!("{:?}", self.master.get_termios()), self.modes);
        (status.exit_code(), screen)
    }
}

/// Longer than the keys of a paste are apart.
pub(crate) fn pause() {
    std::thread::sleep(Duration::from_millis(30));
}

/// Longer than a key that is held down takes to come again.
pub(crate) fn let_go() {
    std::thread::sleep(Duration::from_millis(120));
}

/// The rows of a screen, without the spaces at their ends.
pub(crate) fn rows(screen: &vt100::Screen) -> Vec<String> {
    screen.rows(0, screen.size().1).map(|row| row.trim_end().to_owned()).collect()
}

/// The choice that is marked, without the mark.
fn marked(rows: &[String]) -> Option<String> {
    rows.iter().find_map(|row| Some(row.strip_prefix('❯')?.trim_start().to_owned()))
}
