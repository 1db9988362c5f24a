//! The signals that the program handles.

use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

#[cfg_attr(windows, expect(dead_code, reason = "there is only Ctrl-C"))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Signal {
    /// Ctrl-C.
    Interrupt,
    /// The terminal is gone.
    HangUp,
    Terminate,
}

impl Signal {
    /// The exit code by which a shell recognizes the signal.
    pub(crate) fn exit_code(self) -> u8 {
        match self {
            Self::HangUp => 129,
            Self::Interrupt => 130,
            Self::Terminate => 143,
        }
    }
}

type Reaction = Box<dyn Fn(Signal) + Send>;

/// What a signal does; nothing while signals are not watched.
static ACTION: Mutex<Option<Reaction>> = Mutex::new(None);

fn action() -> MutexGuard<'static, Option<Reaction>> {
    ACTION.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Sets what signals do, on a thread of their own; the last call counts.
pub(crate) fn on_signal(act: impl Fn(Signal) + Send + 'static) -> io::Result<()> {
    if action().replace(Box::new(act)).is_none() { watch() } else { Ok(()) }
}

pub(crate) fn are_watched() -> bool {
    action().is_some()
}

fn react(signal: Signal) {
    if let Some(act) = &*action() {
        act(signal);
    }
}

#[cfg(windows)]
fn watch() -> io::Result<()> {
    ctrlc::set_handler(|| react(Signal::Interrupt)).map_err(io::Error::other)
}

#[cfg(unix)]
use self::unix::watch;
#[cfg(unix)]
pub(crate) use self::unix::{on_continue, report_resize, stop_here};

#[cfg(unix)]
mod unix {
    use std::io::{self, IsTerminal};

    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::raise;

    use super::{Signal, react};

    const ENDING: [(i32, Signal); 3] =
        [(SIGINT, Signal::Interrupt), (SIGHUP, Signal::HangUp), (SIGTERM, Signal::Terminate)];

    /// An ignored signal stays ignored.
    pub(super) fn watch() -> io::Result<()> {
        let watched = ENDING.iter().map(|(number, _)| *number).filter(|number| !is_ignored(*number));
        let mut caught = Signals::new(watched)?;
        std::thread::spawn(move || {
            while !caught.is_closed() {
                let numbers: Vec<i32> = caught.wait().collect();
                let found = ENDING.iter().rev().find(|(number, _)| numbers.contains(number));
                if let Some((_, signal)) = found {
                    react(*signal);
                }
            }
        });
        Ok(())
    }

    /// Only Linux reveals this without unsafe code; elsewhere, a process without a terminal may run under `nohup`.
    fn is_ignored(number: i32) -> bool {
        let Ok(status) = std::fs::read_to_string("/proc/self/status") else {
            return number == SIGHUP && !io::stderr().is_terminal();
        };
        let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
        let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0);
        mask >> (number - 1) & 1 == 1
    }

    /// Does something each time the program continues after a stop.
    pub(crate) fn on_continue(act: fn()) -> io::Result<()> {
        let mut caught = Signals::new([SIGCONT])?;
        std::thread::spawn(move || caught.forever().for_each(|_| act()));
        Ok(())
    }

    /// Stops the program, like Ctrl-Z, until it is continued.
    ///
    /// Without a job-control shell the system continues it at once.
    pub(crate) fn stop_here() {
        let _ = raise(SIGTSTP);
    }

    /// Makes the questionnaire check the size of its window.
    pub(crate) fn report_resize() {
        let _ = raise(SIGWINCH);
    }
}
