use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use dialoguer::console::Term;

/// Below these the questions cannot be laid out.
const LEAST_ROWS: u16 = 8;
const LEAST_COLUMNS: u16 = 30;

pub(super) fn is_too_small() -> bool {
    Term::stderr().size_checked().is_none_or(|(rows, columns)| rows < LEAST_ROWS || columns < LEAST_COLUMNS)
}

/// Whether the window is so small that dialoguer cannot draw at all: it panics below three rows.
pub(super) fn is_hopeless() -> bool {
    Term::stderr().size_checked().is_some_and(|(rows, _)| rows < 3)
}

pub(super) fn columns() -> Option<usize> {
    Term::stderr().size_checked().map(|(_, columns)| usize::from(columns))
}

/// The terminal while screens are shown. Dropping it, as a panic does too, restores content, cursor and echo.
pub(super) struct Screens(Arc<ScreenState>);

struct ScreenState {
    shown: AtomicBool,
    #[cfg(unix)]
    modes: Option<rustix::termios::Termios>,
}

impl Screens {
    pub(super) fn open() -> Self {
        #[cfg(unix)]
        let modes = rustix::termios::tcgetattr(std::io::stdin()).ok();
        // Keys that are typed while nothing reads must not appear between the lines.
        #[cfg(unix)]
        if let Some(modes) = &modes {
            use rustix::termios::{LocalModes, OptionalActions, tcsetattr};
            let mut quiet = modes.clone();
            quiet.local_modes.remove(LocalModes::ECHO);
            let _ = tcsetattr(std::io::stdin(), OptionalActions::Drain, &quiet);
        }
        let state = Arc::new(ScreenState {
            shown: AtomicBool::new(true),
            #[cfg(unix)]
            modes,
        });
        let hooked = Arc::clone(&state);
        let report = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            let known = hooked.shown.load(Ordering::SeqCst) && is_hopeless();
            hooked.restore();
            if !known {
                report(panic);
            }
        }));
        let mut out = std::io::stderr();
        let _ = write!(out, "\x1b[?1049h\x1b[H\x1b[J").and_then(|()| out.flush());
        Self(state)
    }
}

impl Drop for Screens {
    fn drop(&mut self) {
        self.0.restore();
    }
}

impl ScreenState {
    fn restore(&self) {
        if !self.shown.swap(false, Ordering::SeqCst) {
            return;
        }
        let mut out = std::io::stderr();
        let _ = write!(out, "\x1b[?1049l\x1b[?25h").and_then(|()| out.flush());
        #[cfg(unix)]
        if let Some(modes) = &self.modes {
            let now = rustix::termios::OptionalActions::Drain;
            let _ = rustix::termios::tcsetattr(std::io::stdin(), now, modes);
        }
    }
}
