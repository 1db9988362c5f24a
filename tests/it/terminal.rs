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
pub(crate) const ENTER: &str = "\r";
pub(crate) const ESC: &str = "\x1b";
pub(crate) const CTRL_C: &str = "\x03";

/// A program in a terminal whose screen can be looked at.
pub(crate) struct Terminal {
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    screen: Arc<(Mutex<vt100::Parser>, Condvar)>,
    /// Feeds the screen, until nothing more can come.
    feeder: JoinHandle<()>,
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
        (rows, columns): (u16, u16),
        args: &[&str],
        variables: &[(&str, &str)],
    ) -> Self {
        let size = PtySize { rows, cols: columns, ..PtySize::default() };
        let pair = native_pty_system().openpty(size).expect("a terminal");
        let mut command = CommandBuilder::new(program());
        command.cwd(directory);
        command.args(args);
        command.args(["--as-of", "2026-11-22", "--lang", lang]);
        command.env("TERM", "xterm-256color");
        command.env("NO_COLOR", "1");
        for (name, value) in variables {
            command.env(name, value);
        }
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
        Self { master: pair.master, keys, child, screen, feeder }
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

    /// Waits until the cursor is at a line with this text.
    pub(crate) fn at(&self, text: &str) -> Vec<String> {
        self.wait(text, |screen| marked(&rows(screen)).is_some_and(|(_, marked)| marked.starts_with(text)))
    }

    pub(crate) fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect("pressed");
        self.keys.flush().expect("pressed");
    }

    /// Moves the cursor down to a line with this text, one key at a time.
    pub(crate) fn down_to(&mut self, text: &str) {
        for _ in 0..99 {
            let before = self.wait("a cursor", |screen| screen.contents().contains('❯'));
            if marked(&before).is_some_and(|(_, marked)| marked.starts_with(text)) {
                return;
            }
            self.press(DOWN);
            self.wait("a move", |screen| {
                screen.contents().contains('❯') && marked(&rows(screen)) != marked(&before)
            });
        }
        panic!("{text} cannot be reached");
    }

    pub(crate) fn resize(&mut self, rows: u16, columns: u16) {
        self.screen.0.lock().expect("the screen").screen_mut().set_size(rows, columns);
        let size = PtySize { rows, cols: columns, ..PtySize::default() };
        self.master.resize(size).expect("resized");
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

    /// Waits until the process ends; its exit code and the last screen.
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
        (status.exit_code(), screen)
    }
}

/// The rows of a screen, without the spaces at their ends.
pub(crate) fn rows(screen: &vt100::Screen) -> Vec<String> {
    screen.rows(0, screen.size().1).map(|row| row.trim_end().to_owned()).collect()
}

/// Where the cursor of the list is: in which row, and before what.
fn marked(rows: &[String]) -> Option<(usize, String)> {
    rows.iter().enumerate().find_map(|(at, row)| Some((at, row.split_once('❯')?.1.trim_start().to_owned())))
}
