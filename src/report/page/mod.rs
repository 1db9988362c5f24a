//! Text for a terminal of a given width.

mod bar;
mod changes;
mod paint;
mod table;

pub(super) use bar::bar;
pub(super) use changes::write as changes;
pub use paint::Paint;
pub(super) use table::{lines, longest_word, room, table, verdict_cell};

use crate::framework::Citation;
use crate::text::{clean, wrap, wrap_hanging};

/// How to write for a terminal.
#[derive(Clone, Copy, Debug)]
pub struct Terminal {
    /// Its columns.
    pub columns: usize,
    /// Its colours.
    pub paint: Paint,
}

impl Terminal {
    /// The columns of what has no edge, such as a file of messages: sentences stay whole there.
    pub const BOUNDLESS: usize = usize::MAX;
}

/// A page of text that is being written, wrapped to the terminal.
pub(in crate::report) struct Page {
    pub(in crate::report) terminal: Terminal,
    text: String,
    /// What was cited so far, in the order of first use; its number is its position from 1.
    pub(in crate::report) cited: Vec<Citation>,
}

impl Page {
    pub(in crate::report) fn new(terminal: Terminal) -> Self {
        Self { terminal, text: String::new(), cited: Vec::new() }
    }

    /// How it is written.
    pub(in crate::report) fn terminal(&self) -> Terminal {
        self.terminal
    }

    /// A heading, with an empty line before it.
    pub(in crate::report) fn heading(&mut self, text: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        for line in wrap(&clean(text), self.terminal.columns) {
            self.push(&self.terminal.paint.bold(&line));
        }
    }

    /// A paragraph.
    pub(in crate::report) fn paragraph(&mut self, text: &str) {
        self.styled(text, "", std::borrow::ToOwned::to_owned);
    }

    /// A paragraph that one may pass over.
    pub(in crate::report) fn aside(&mut self, text: &str, indent: &str) {
        let paint = self.terminal.paint;
        self.styled(text, indent, |line| paint.dim(line));
    }

    /// A link on a line of its own, however long: one that is broken leads elsewhere, and a terminal breaks a long line
    /// without parting it.
    pub(in crate::report) fn link(&mut self, url: &str, indent: &str) {
        let line = [indent, &clean(url)].concat();
        self.push(&self.terminal.paint.dim(&line));
    }

    /// A paragraph behind an indent, every line through `style`.
    pub(in crate::report) fn styled(&mut self, text: &str, indent: &str, style: impl Fn(&str) -> String) {
        for line in wrap_hanging(&clean(text), self.terminal.columns, indent, indent) {
            self.push(&style(&line));
        }
    }

    /// An entry of a list: its mark, then its text, the lines under each other.
    pub(in crate::report) fn item(&mut self, mark: &str, text: &str, style: impl Fn(&str) -> String) {
        let rest = " ".repeat(crate::text::width(mark));
        for line in wrap_hanging(&clean(text), self.terminal.columns, mark, &rest) {
            self.push(&style(&line));
        }
    }

    /// The numbers of citations, such as `1, 4`, for the list of sources at the end.
    pub(in crate::report) fn cite(&mut self, citations: &[Citation]) -> String {
        let mut numbers = Vec::new();
        for citation in citations {
            let known = self.cited.iter().position(|other| other == citation);
            let position = known.unwrap_or(self.cited.len());
            if known.is_none() {
                self.cited.push(citation.clone());
            }
            numbers.push((position + 1).to_string());
        }
        numbers.join(", ")
    }

    /// Lines that are already laid out.
    pub(in crate::report) fn raw(&mut self, text: &str) {
        for line in text.lines() {
            self.push(line.trim_end());
        }
    }

    /// An empty line.
    pub(in crate::report) fn gap(&mut self) {
        self.text.push('\n');
    }

    pub(in crate::report) fn finish(self) -> String {
        self.text
    }

    fn push(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }
}
