use anstyle::{AnsiColor, Effects, Style};

use crate::framework::Verdict;

/// Colors text for a terminal, or leaves it unchanged.
#[derive(Clone, Copy, Debug)]
pub struct Paint {
    on: bool,
}

impl Paint {
    /// Colors if `on`.
    pub fn new(on: bool) -> Self {
        Self { on }
    }

    /// Whether it colors at all.
    pub(crate) fn is_on(self) -> bool {
        self.on
    }

    /// A heading.
    pub fn bold(self, text: &str) -> String {
        self.with(Style::new().effects(Effects::BOLD), text)
    }

    /// Something of minor importance.
    pub fn dim(self, text: &str) -> String {
        self.with(Style::new().effects(Effects::DIMMED), text)
    }

    /// The current item, or a new section.
    pub fn accent(self, text: &str) -> String {
        self.with(AnsiColor::Cyan.on_default(), text)
    }

    /// An obstacle.
    pub fn bad(self, text: &str) -> String {
        self.with(AnsiColor::Red.on_default(), text)
    }

    /// Something that needs attention.
    pub fn warn(self, text: &str) -> String {
        self.with(AnsiColor::Yellow.on_default(), text)
    }

    /// Something achieved.
    pub fn good(self, text: &str) -> String {
        self.with(AnsiColor::Green.on_default(), text)
    }

    /// A verdict in its color.
    pub fn verdict(self, verdict: Verdict, text: &str) -> String {
        match verdict {
            Verdict::Ready => self.good(text),
            Verdict::Unproven | Verdict::Open => self.warn(text),
            Verdict::NotReady => self.bad(text),
            Verdict::NotAssessed => self.dim(text),
        }
    }

    fn with(self, style: Style, text: &str) -> String {
        if self.on && !text.is_empty() { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }
}
