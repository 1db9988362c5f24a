//! The modes of the terminal as they were before a question changed them.

#[cfg(unix)]
use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};

/// To be put back by whoever ends the program in the midst of a question.
#[derive(Clone, Debug)]
pub(crate) struct Modes {
    #[cfg(unix)]
    modes: Option<Termios>,
}

impl Modes {
    pub(crate) fn now() -> Self {
        Self {
            #[cfg(unix)]
            modes: tcgetattr(std::io::stdin()).ok(),
        }
    }

    /// Whether there is a terminal that has modes.
    pub(crate) fn are_known(&self) -> bool {
        #[cfg(unix)]
        return self.modes.is_some();
        #[cfg(windows)]
        true
    }

    pub(crate) fn restore(&self) {
        #[cfg(unix)]
        if let Some(modes) = &self.modes {
            let _ = tcsetattr(std::io::stdin(), OptionalActions::Now, modes);
        }
    }
}
