//! The terminal as a window for screens.

use std::collections::VecDeque;
use std::io::{self, BufWriter, Stderr};
use std::ops::Range;

use crossterm::event::Event;
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use crossterm::{execute, queue};
use outside_in::interview::Stop;
use outside_in::text::{Label, Lang, fit};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::text::Line;

use super::ending::Ending;
use super::look::Look;
use super::pace::Pace;
use super::terminal::{self, LEAST_COLUMNS, LEAST_ROWS};

const ENLARGE: Label = Label("Please enlarge the window.", "画面を広げてください。");

/// A screen, laid out for one window size.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    pub(super) lines: Vec<Line<'static>>,
    /// Row and column of the caret.
    pub(super) caret: Option<(usize, usize)>,
    pub(super) hotspots: Vec<Hotspot>,
}

/// A place that can be clicked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hotspot {
    pub(super) row: usize,
    pub(super) columns: Range<usize>,
    pub(super) does: Click,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Click {
    Choice(usize),
    Letter(char),
}

pub(super) struct Window {
    terminal: Terminal<CrosstermBackend<BufWriter<Stderr>>>,
    pub(super) lang: Lang,
    pub(super) look: Look,
    /// What the result is made from; `None` if there are no answers.
    pub(super) ending: Option<Ending>,
    pub(super) pending: VecDeque<Event>,
    pub(super) pace: Pace,
    /// Whether Ctrl-C was pressed while a text was edited: leave once the text is safe.
    pub(super) interrupted: bool,
    pub(super) drawn: (usize, usize),
    pub(super) small: bool,
    pub(super) hotspots: Vec<Hotspot>,
}

impl Window {
    pub(super) fn new(lang: Lang, color: bool, ending: Option<Ending>) -> io::Result<Self> {
        crossterm::style::force_color_output(color);
        let terminal = Terminal::new(CrosstermBackend::new(BufWriter::new(io::stderr())))?;
        Ok(Self {
            terminal,
            lang,
            look: Look { color },
            ending,
            pending: VecDeque::new(),
            pace: Pace::default(),
            interrupted: false,
            drawn: (0, 0),
            small: false,
            hotspots: Vec::new(),
        })
    }

    /// Rows and columns.
    pub(super) fn size(&self) -> io::Result<(usize, usize)> {
        let size = self.terminal.size()?;
        Ok((size.height.into(), size.width.into()))
    }

    /// Whether there is room to draw anything but a request for more.
    pub(super) fn has_room(&self) -> io::Result<bool> {
        let (rows, columns) = self.size()?;
        Ok(rows >= LEAST_ROWS.into() && columns >= LEAST_COLUMNS.into())
    }

    /// Draws what `lay_out` makes of the size of the window.
    pub(super) fn draw(&mut self, lay_out: impl FnOnce((usize, usize)) -> Drawn) -> Result<(), Stop> {
        let size = self.size()?;
        self.drawn = size;
        self.small = !self.has_room()?;
        let drawn = if self.small {
            let text = fit(ENLARGE.to(self.lang), size.1);
            Drawn { lines: vec![Line::raw(text)], ..Drawn::default() }
        } else {
            lay_out(size)
        };
        terminal::write(|| {
            queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
            self.terminal.draw(|frame| {
                let area = frame.area();
                for (row, line) in (area.top()..area.bottom()).zip(&drawn.lines) {
                    frame.buffer_mut().set_line(0, row, line, area.width);
                }
                let caret = drawn
                    .caret
                    .and_then(|(row, column)| Some((column.try_into().ok()?, row.try_into().ok()?)));
                if let Some((column, row)) =
                    caret.filter(|(column, row)| *column < area.width && *row < area.height)
                {
                    frame.set_cursor_position((column, row));
                }
            })?;
            execute!(self.terminal.backend_mut(), EndSynchronizedUpdate)
        })?;
        self.hotspots = drawn.hotspots;
        Ok(())
    }

    #[cfg(unix)]
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        terminal::leave();
        crate::commands::signals::stop_here();
        terminal::enter()?;
        self.repaint()
    }

    #[cfg(windows)]
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        self.repaint()
    }

    /// Treats the window as empty. `Terminal::clear` would ask the terminal for its cursor position, and not every
    /// terminal answers.
    pub(super) fn repaint(&mut self) -> io::Result<()> {
        let size = self.terminal.size()?;
        terminal::write(|| self.terminal.resize(size.into())).map(drop)
    }
}
