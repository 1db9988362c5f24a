//! Scrolls through pages of ready-made text.

use outside_in::interview::Stop;
use outside_in::text::{Label, Lang, fit, half_width, say};
use ratatui::text::Line;

use super::events::WindowEvent;
use super::keys::Key;
use super::legend::{LegendEntry, legend};
use super::look::{DIM, Look, painted};
use super::question::{add_legend, usable};
use super::window::{Click, Drawn, Window};

/// How a page was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PageEnd {
    Enter,
    Esc,
    /// By one of its letters.
    Letter(char),
}

/// What is below a page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Foot<'a> {
    /// What Enter does, if anything.
    pub(super) enter: Option<Label>,
    /// The other keys.
    pub(super) letters: &'a [(char, Label)],
}

/// A page, the position in it, and how much of it the window shows.
struct Paging<'a> {
    foot: Foot<'a>,
    lang: Lang,
    look: Look,
    first: usize,
    room: usize,
    count: usize,
}

impl Window {
    /// Shows a text, laid out for the available columns, until Enter, Esc or one of the letters is pressed.
    pub(super) fn page(
        &mut self,
        text: &dyn Fn(usize) -> Vec<String>,
        foot: Foot<'_>,
    ) -> Result<PageEnd, Stop> {
        let (lang, look) = (self.lang, self.look);
        let mut paging = Paging { foot, lang, look, first: 0, room: 1, count: 0 };
        // The lines, with the columns that they were laid out for.
        let mut made = (0, Vec::new());
        self.start()?;
        loop {
            self.draw(|(rows, columns)| {
                let wide = usable(columns);
                if made.0 != wide {
                    made = (wide, text(wide));
                }
                paging.lay_out(&made.1, (rows, columns))
            })?;
            let end = match self.next()? {
                WindowEvent::Key(key) => paging.press(key),
                WindowEvent::Click(Click::Letter(letter)) => return Ok(PageEnd::Letter(letter)),
                WindowEvent::Wheel(by) => {
                    paging.scroll(by);
                    None
                }
                WindowEvent::Click(Click::Choice(_)) | WindowEvent::Paste(_) | WindowEvent::Redraw => None,
            };
            if let Some(end) = end
                && !self.is_burst()?
                && !(matches!(end, PageEnd::Letter(_)) && self.is_held())
            {
                return Ok(end);
            }
        }
    }
}

impl Paging<'_> {
    fn lay_out(&mut self, text: &[String], (rows, columns): (usize, usize)) -> Drawn {
        let wide = usable(columns);
        let entry = |(key, word): &(char, Label)| LegendEntry {
            key: *key,
            word: word.to(self.lang).to_owned(),
            present: false,
        };
        let entries: Vec<_> = self.foot.letters.iter().map(entry).collect();
        let legend = legend(&entries, wide, rows / 3, self.look);
        self.count = text.len();
        self.room = rows.saturating_sub(legend.lines.len() + 2).max(1);
        self.scroll(0);
        let (last, count) = ((self.first + self.room).min(self.count), self.count);
        let enter = self.foot.enter.map(|label| label.to(self.lang));
        let mut keys = enter.map_or_else(String::new, |enter| format!("Enter{}{enter}", self.lang.colon()));
        if self.count > self.room {
            let position = say!(
                "{keys} · PgUp, PgDn: line {last}/{count}",
                "{keys}｜PgUp/PgDnで移動（{last}/{count}行）"
            );
            keys = position.into_text(self.lang);
        }
        let mut lines: Vec<_> =
            text.iter().skip(self.first).take(self.room).map(|line| painted(line)).collect();
        lines.resize(rows.saturating_sub(legend.lines.len() + 1), Line::default());
        lines.push(Line::styled(fit(&keys, wide), DIM));
        let mut drawn = Drawn { lines, ..Drawn::default() };
        add_legend(&mut drawn, legend);
        drawn
    }

    fn press(&mut self, key: Key) -> Option<PageEnd> {
        let page = isize::try_from(self.room.saturating_sub(1).max(1)).unwrap_or(1);
        match key {
            Key::Enter => return self.foot.enter.map(|_| PageEnd::Enter),
            Key::Esc => return Some(PageEnd::Esc),
            Key::Char(' ' | '\u{3000}') | Key::PageDown => self.scroll(page),
            Key::Char(c) => {
                let c = half_width(c).to_ascii_lowercase();
                let known = self.foot.letters.iter().any(|(letter, _)| *letter == c);
                return known.then_some(PageEnd::Letter(c));
            }
            Key::PageUp => self.scroll(-page),
            Key::Down => self.scroll(1),
            Key::Up => self.scroll(-1),
            Key::Home => self.first = 0,
            Key::End => self.first = self.count,
            _ => {}
        }
        None
    }

    fn scroll(&mut self, by: isize) {
        self.first = self.first.saturating_add_signed(by).min(self.count.saturating_sub(self.room));
    }
}
