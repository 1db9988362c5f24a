//! Pages for a terminal of a given width.

mod company;
mod paint;
mod table;

pub(super) use company::{cost, effort_and_wait};
pub use paint::Paint;
pub(super) use table::{bar, lines, longest_word, right, room, table, verdict_cell};

use super::words::Words;
use crate::framework::{Framework, SourceIx};
use crate::text::{Bilingual, Lang, clean, fit, width, wrap, wrap_hanging};

/// The properties of a terminal to write for.
#[derive(Clone, Copy, Debug)]
pub struct Terminal {
    /// Its columns.
    pub columns: usize,
    /// Its colors.
    pub paint: Paint,
}

impl Terminal {
    /// The width of a medium without an edge, such as a file: sentences are not wrapped there.
    pub const BOUNDLESS: usize = usize::MAX;
}

pub(super) struct Page {
    pub(super) lang: Lang,
    pub(super) terminal: Terminal,
    text: String,
    /// The sources cited so far with their passages, in order of first use; the number of a source is its position from
    /// 1.
    cited: Vec<(SourceIx, Vec<String>)>,
}

impl Page {
    pub(super) fn new(lang: Lang, terminal: Terminal) -> Self {
        Self { lang, terminal, text: String::new(), cited: Vec::new() }
    }

    pub(super) fn heading(&mut self, text: impl Words) {
        if !self.text.is_empty() {
            self.gap();
        }
        for line in wrap(&clean(text.to(self.lang)), self.terminal.columns) {
            self.push(&self.terminal.paint.bold(&line));
        }
    }

    pub(super) fn paragraph(&mut self, text: impl Words) {
        self.styled(text, "", str::to_owned);
    }

    pub(super) fn aside(&mut self, indent: &str, text: impl Words) {
        let paint = self.terminal.paint;
        self.styled(text, indent, |line| paint.dim(line));
    }

    /// Small print at the margin.
    pub(super) fn note(&mut self, text: impl Words) {
        self.aside("", text);
    }

    /// Small print below a bullet.
    pub(super) fn detail(&mut self, text: impl Words) {
        self.aside("    ", text);
    }

    pub(super) fn bullet(&mut self, text: impl Words) {
        self.item("  - ", text);
    }

    /// The first paragraph of a part of a section.
    pub(super) fn lead(&mut self, text: impl Words) {
        self.gap();
        self.paragraph(text);
    }

    pub(super) fn styled(&mut self, text: impl Words, indent: &str, style: impl Fn(&str) -> String) {
        self.hanging(text, indent, indent, style);
    }

    pub(super) fn item(&mut self, mark: &str, text: impl Words) {
        self.styled_item(mark, text, str::to_owned);
    }

    pub(super) fn styled_item(&mut self, mark: &str, text: impl Words, style: impl Fn(&str) -> String) {
        self.hanging(text, mark, &" ".repeat(width(mark)), style);
    }

    fn hanging(&mut self, text: impl Words, first: &str, rest: &str, style: impl Fn(&str) -> String) {
        for line in wrap_hanging(&clean(text.to(self.lang)), self.terminal.columns, first, rest) {
            self.push(&style(&line));
        }
    }

    /// One line, cut if it does not fit: for texts that another page shows in full.
    pub(super) fn line(&mut self, mark: &str, text: impl Words) {
        self.styled_line(mark, text, str::to_owned);
    }

    pub(super) fn styled_line(&mut self, mark: &str, text: impl Words, style: impl Fn(&str) -> String) {
        let room = self.terminal.columns.saturating_sub(width(mark));
        let text = fit(&clean(text.to(self.lang)), room);
        self.push(&style(&[mark, &text].concat()));
    }

    /// A text on at most `most` lines, cut if it needs more.
    pub(super) fn lines(&mut self, mark: &str, text: impl Words, most: usize) {
        let whole = clean(text.to(self.lang));
        let mut lines = wrap_hanging(&whole, self.terminal.columns, mark, &" ".repeat(width(mark)));
        if most <= 1 {
            return self.line(mark, whole);
        }
        if lines.len() > most {
            lines.truncate(most);
            lines[most - 1] = fit(&format!("{}…", lines[most - 1]), self.terminal.columns);
        }
        for line in &lines {
            self.push(line);
        }
    }

    pub(super) fn raw(&mut self, text: &str) {
        for line in text.lines() {
            self.push(line.trim_end());
        }
    }

    pub(super) fn gap(&mut self) {
        self.text.push('\n');
    }

    pub(super) fn more(&mut self, rest: usize, how: impl FnOnce(usize) -> Bilingual) {
        if rest > 0 {
            self.aside("  ", how(rest));
        }
    }

    pub(super) fn finish_with_disclaimer(mut self, framework: &Framework) -> String {
        if let Some(disclaimer) = framework.disclaimer() {
            self.gap();
            self.aside("", disclaimer.to(framework.language(self.lang)));
        }
        self.finish()
    }

    pub(super) fn finish(self) -> String {
        self.text
    }

    fn push(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }
}
