//! The terminal as a window: what is drawn in it, and what is done at it.

use std::collections::VecDeque;
use std::io::{self, BufWriter, Stderr};
use std::ops::Range;
use std::time::{Duration, Instant};

use crossterm::event::{self, Event, KeyEventKind, MouseButton, MouseEventKind};
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use crossterm::{execute, queue};
use outside_in::interview::Stop;
use outside_in::text::{Label, Lang, fit};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::text::Line;

use super::ending::Ending;
use super::keys::{Key, key};
use super::look::Look;
use super::terminal::{self, LEAST_COLUMNS, LEAST_ROWS};

/// Nobody presses two keys as quickly as a terminal without bracketed paste sends them.
const BURST: Duration = Duration::from_millis(15);

/// As good as no time; in no time at all crossterm finds nothing.
const BLINK: Duration = Duration::from_millis(1);

/// How often one looks whether the window is as it was.
const GLANCE: Duration = Duration::from_millis(500);

const ENLARGE: Label = Label("Please make the window larger.", "画面を広げてください。");

/// A screen, laid out for one size of the window.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    pub(super) lines: Vec<Line<'static>>,
    /// Row and column where one types.
    pub(super) caret: Option<(usize, usize)>,
    pub(super) spots: Vec<Spot>,
}

/// Something that can be clicked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) row: usize,
    pub(super) columns: Range<usize>,
    pub(super) does: Click,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Click {
    Choice(usize),
    Letter(char),
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    Key(Key),
    Paste(String),
    Click(Click),
    /// The wheel, by lines downward.
    Wheel(isize),
    /// Nothing, but all has to be drawn anew.
    Redraw,
}

pub(super) struct Window {
    terminal: Terminal<CrosstermBackend<BufWriter<Stderr>>>,
    pub(super) lang: Lang,
    pub(super) look: Look,
    pub(super) ending: Ending,
    pending: VecDeque<Event>,
    last_key: Option<Instant>,
    /// Whether the last key came at once after the one before it.
    hasty: bool,
    /// The size for which it was drawn, and whether that was too small.
    drawn: (usize, usize),
    small: bool,
    spots: Vec<Spot>,
}

impl Window {
    pub(super) fn new(lang: Lang, color: bool, ending: Ending) -> io::Result<Self> {
        crossterm::style::force_color_output(color);
        let terminal = Terminal::new(CrosstermBackend::new(BufWriter::new(io::stderr())))?;
        Ok(Self {
            terminal,
            lang,
            look: Look { color },
            ending,
            pending: VecDeque::new(),
            last_key: None,
            hasty: false,
            drawn: (0, 0),
            small: false,
            spots: Vec::new(),
        })
    }

    /// Rows and columns.
    pub(super) fn size(&self) -> io::Result<(usize, usize)> {
        let size = self.terminal.size()?;
        Ok((size.height.into(), size.width.into()))
    }

    /// Whether there is room to draw anything but the wish for more.
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
        self.spots = drawn.spots;
        Ok(())
    }

    /// Begins a new screen: what was typed before it is there was meant for another one, and is forgotten.
    pub(super) fn start(&mut self) -> Result<(), Stop> {
        let mut before: Vec<_> = self.pending.drain(..).collect();
        while comes_within(BLINK)? {
            before.push(event::read()?);
        }
        for event in before {
            match event {
                Event::Resize(..) => self.pending.push_back(event),
                Event::Key(event) if event.kind != KeyEventKind::Release => match key(event) {
                    Some(Key::Interrupt) => return Err(Stop::Interrupted),
                    Some(Key::Suspend) => self.pending.push_back(Event::Key(event)),
                    _ => self.last_key = Some(Instant::now()),
                },
                _ => {}
            }
        }
        Ok(())
    }

    fn event(&mut self) -> Result<Event, Stop> {
        loop {
            if let Some(event) = self.pending.pop_front() {
                return Ok(event);
            }
            if comes_within(BLINK)? {
                return Ok(event::read()?);
            }
            // The news of a change may come late, or come to somebody else.
            if self.size()? != self.drawn {
                return Ok(Event::Resize(0, 0));
            }
            if comes_within(GLANCE)? {
                return Ok(event::read()?);
            }
            if !terminal::is_there() {
                return Err(Stop::Closed);
            }
        }
    }

    /// Waits until something is done.
    pub(super) fn next(&mut self) -> Result<Deed, Stop> {
        loop {
            let deed = match self.event()? {
                Event::Key(event) if event.kind != KeyEventKind::Release => {
                    let now = Instant::now();
                    self.hasty = self.last_key.replace(now).is_some_and(|last| now - last < BURST);
                    match key(event) {
                        Some(Key::Interrupt) => return Err(Stop::Interrupted),
                        Some(Key::Suspend) => {
                            self.suspend()?;
                            Some(Deed::Redraw)
                        }
                        key => key.map(Deed::Key),
                    }
                }
                Event::Paste(text) => Some(Deed::Paste(text)),
                Event::Mouse(mouse) => match mouse.kind {
                    MouseEventKind::Down(MouseButton::Left) => {
                        let (row, column) = (usize::from(mouse.row), usize::from(mouse.column));
                        let hit =
                            self.spots.iter().find(|one| one.row == row && one.columns.contains(&column));
                        hit.map(|spot| Deed::Click(spot.does))
                    }
                    MouseEventKind::ScrollUp => Some(Deed::Wheel(-3)),
                    MouseEventKind::ScrollDown => Some(Deed::Wheel(3)),
                    _ => None,
                },
                Event::Resize(..) => {
                    self.repaint()?;
                    Some(Deed::Redraw)
                }
                _ => None,
            };
            match deed {
                Some(deed @ (Deed::Redraw | Deed::Key(Key::Esc))) => return Ok(deed),
                Some(deed) if !self.small => return Ok(deed),
                _ => {}
            }
        }
    }

    /// Whether the key that came last is one of many that came at once, as pasted text does where a paste is not
    /// told apart from typing.
    pub(super) fn is_burst(&mut self) -> Result<bool, Stop> {
        if self.hasty {
            return Ok(true);
        }
        let end = Instant::now() + BURST;
        loop {
            let is_key =
                |event: &Event| matches!(event, Event::Key(key) if key.kind != KeyEventKind::Release);
            if self.pending.iter().any(is_key) {
                return Ok(true);
            }
            if !comes_within(end.saturating_duration_since(Instant::now()))? {
                return Ok(false);
            }
            self.pending.push_back(event::read()?);
        }
    }

    /// Asks on a bare terminal, and draws all anew afterwards.
    pub(super) fn bare<T>(&mut self, ask: impl FnOnce() -> T) -> Result<T, Stop> {
        let answer = terminal::bare(ask)?;
        self.repaint()?;
        Ok(answer)
    }

    #[cfg(unix)]
    fn suspend(&mut self) -> io::Result<()> {
        terminal::leave();
        crate::commands::signals::stop_here();
        terminal::enter()?;
        self.repaint()
    }

    #[cfg(windows)]
    fn suspend(&mut self) -> io::Result<()> {
        self.repaint()
    }

    /// Takes the window for empty. Clearing it by `Terminal::clear` would ask the terminal where its cursor is, and
    /// not every terminal answers.
    fn repaint(&mut self) -> io::Result<()> {
        let size = self.terminal.size()?;
        terminal::write(|| self.terminal.resize(size.into())).map(drop)
    }
}

/// Whether an event comes in this time.
fn comes_within(time: Duration) -> Result<bool, Stop> {
    event::poll(time).map_err(|error| if terminal::is_there() { Stop::Failed(error) } else { Stop::Closed })
}
