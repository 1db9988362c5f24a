use std::cell::{Cell, RefCell};
use std::fmt;
use std::ops::Range;

use dialoguer::console::Term;
use dialoguer::theme::Theme;

use super::frame::{Frame, Moment};
use super::page::Pages;

const CLEAR: &str = "\x1b[H\x1b[J";

/// Draws a whole frame wherever dialoguer draws an item.
///
/// Dialoguer repaints by counting line breaks and bytes, which goes wrong with wrapped lines, Japanese and resizing. Its
/// items are therefore bare numbers, and every frame begins by clearing the window, so that no count leaves a trace.
pub(super) struct FrameTheme<'a> {
    term: &'a Term,
    frame: Frame<'a>,
    ticked: RefCell<Vec<bool>>,
    active: Cell<usize>,
}

impl<'a> FrameTheme<'a> {
    pub(super) fn new(term: &'a Term, frame: Frame<'a>) -> Self {
        let count = frame.screen.choices.len();
        let ticked = (0..count).map(|at| frame.screen.present.contains(&at)).collect();
        Self { term, frame, ticked: RefCell::new(ticked), active: Cell::new(0) }
    }

    fn draw(&self, f: &mut dyn fmt::Write, page: Range<usize>) -> fmt::Result {
        let ticked = self.ticked.borrow();
        let moment = Moment { size: size(self.term), active: self.active.get(), page, ticked: &ticked };
        write!(f, "{CLEAR}{}", self.frame.lines(&moment).join("\n"))
    }
}

impl Theme for FrameTheme<'_> {
    /// Select shows one item a page, the active one: it draws all of them.
    fn format_select_prompt_item(&self, f: &mut dyn fmt::Write, text: &str, active: bool) -> fmt::Result {
        if !active {
            return Ok(());
        }
        self.active.set(text.parse().unwrap_or(0));
        self.draw(f, 0..self.frame.screen.choices.len())
    }

    /// `MultiSelect` shows as many items as fit by its own count, and says which are ticked: the last of them draws.
    fn format_multi_select_prompt_item(
        &self,
        f: &mut dyn fmt::Write,
        text: &str,
        checked: bool,
        active: bool,
    ) -> fmt::Result {
        let at = text.parse().unwrap_or(0);
        if let Some(ticked) = self.ticked.borrow_mut().get_mut(at) {
            *ticked = checked;
        }
        if active {
            self.active.set(at);
        }
        // Dialoguer shows two items fewer than there are rows.
        let capacity = size(self.term).0.saturating_sub(2).max(1);
        let first = at / capacity * capacity;
        let end = (first + capacity).min(self.frame.screen.choices.len());
        if at + 1 == end { self.draw(f, first..end) } else { Ok(()) }
    }
}

pub(super) struct PageTheme<'a> {
    pub(super) term: &'a Term,
    pub(super) pages: &'a Pages<'a>,
}

impl Theme for PageTheme<'_> {
    fn format_select_prompt_item(&self, f: &mut dyn fmt::Write, text: &str, active: bool) -> fmt::Result {
        if !active {
            return Ok(());
        }
        let lines = self.pages.lines(text.parse().unwrap_or(0), size(self.term));
        write!(f, "{CLEAR}{}", lines.join("\n"))
    }
}

pub(super) struct TextTheme<'a> {
    pub(super) lines: &'a [String],
    pub(super) label: &'a str,
}

impl Theme for TextTheme<'_> {
    fn format_input_prompt(&self, f: &mut dyn fmt::Write, _: &str, _: Option<&str>) -> fmt::Result {
        write!(f, "{CLEAR}{}\n{}> ", self.lines.join("\n"), self.label)
    }
}

pub(super) fn size(term: &Term) -> (usize, usize) {
    let (rows, columns) = term.size();
    (usize::from(rows), usize::from(columns))
}
