use std::cell::{Cell, RefCell};
use std::fmt;

use dialoguer::console::Term;
use dialoguer::theme::Theme;

use super::frame::{Frame, Moment};
use super::page::Pages;

/// Moves to the first row and clears the window.
const CLEAR: &str = "\x1b[H\x1b[J";

/// Draws a whole frame wherever dialoguer draws an item.
///
/// Dialoguer repaints by counting line breaks and bytes, which goes wrong with wrapped lines, with Japanese
/// and after the window was resized. Its items are therefore bare numbers, it has no prompt of its own, and
/// every frame begins by clearing the window: so nothing it counts can leave a trace.
pub(super) struct FrameTheme<'a> {
    term: &'a Term,
    frame: Frame<'a>,
    ticked: RefCell<Vec<bool>>,
    /// The items of the pass that is being drawn.
    pass: Cell<(usize, usize)>,
    active: Cell<usize>,
}

impl<'a> FrameTheme<'a> {
    pub(super) fn new(term: &'a Term, frame: Frame<'a>) -> Self {
        let count = frame.screen.choices.len();
        let ticked = (0..count).map(|at| frame.screen.present.contains(&at)).collect();
        Self { term, frame, ticked: RefCell::new(ticked), pass: Cell::new((0, 0)), active: Cell::new(0) }
    }

    fn draw(&self, f: &mut dyn fmt::Write, page: std::ops::Range<usize>) -> fmt::Result {
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

    /// `MultiSelect` shows all items, or as many as there are rows: only here each tells whether it is ticked.
    /// What was drawn with the items before is drawn again with the next; the last frame stays.
    fn format_multi_select_prompt_item(
        &self,
        f: &mut dyn fmt::Write,
        text: &str,
        checked: bool,
        active: bool,
    ) -> fmt::Result {
        let at = text.parse().unwrap_or(0);
        let (first, end) = self.pass.get();
        let pass = if at == end && end > first { (first, at + 1) } else { (at, at + 1) };
        self.pass.set(pass);
        if let Some(ticked) = self.ticked.borrow_mut().get_mut(at) {
            *ticked = checked;
        }
        if active {
            self.active.set(at);
        }
        self.draw(f, pass.0..pass.1)
    }
}

/// Draws pages to read; the items are their numbers.
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

/// Draws what stands above a line to be typed.
pub(super) struct TextTheme<'a> {
    pub(super) lines: &'a [String],
    pub(super) label: &'a str,
}

impl Theme for TextTheme<'_> {
    fn format_input_prompt(&self, f: &mut dyn fmt::Write, _: &str, _: Option<&str>) -> fmt::Result {
        write!(f, "{CLEAR}{}\n{}> ", self.lines.join("\n"), self.label)
    }
}

/// Rows and columns of the window.
pub(super) fn size(term: &Term) -> (usize, usize) {
    let (rows, columns) = term.size();
    (usize::from(rows), usize::from(columns))
}
