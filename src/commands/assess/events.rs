//! Events of a window: keys, pasted text, the mouse, and changes of its size.

use std::time::{Duration, Instant};

use crossterm::event::{self, Event, KeyEventKind, MouseButton, MouseEventKind};
use outside_in::interview::Stop;

use super::keys::{Key, key};
use super::pace::BURST;
use super::terminal;
use super::window::{Click, Window};

/// Almost no time: with none at all, crossterm finds nothing.
const NO_TIME: Duration = Duration::from_millis(1);

/// How often to compare the size of the window with what was drawn.
const SIZE_CHECK: Duration = Duration::from_millis(500);

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum WindowEvent {
    Key(Key),
    Paste(String),
    Click(Click),
    /// The wheel, in lines downward.
    Wheel(isize),
    /// Everything has to be redrawn.
    Redraw,
}

impl Window {
    /// Begins a new screen and discards what was typed before: it was meant for another one.
    pub(super) fn start(&mut self) -> Result<(), Stop> {
        if self.interrupted {
            return Err(Stop::Interrupted);
        }
        let mut before: Vec<_> = self.pending.drain(..).collect();
        while comes_within(NO_TIME)? {
            before.push(event::read()?);
        }
        for event in before {
            match event {
                Event::Resize(..) => self.pending.push_back(event),
                Event::Key(event) if event.kind != KeyEventKind::Release => match key(event) {
                    Some(Key::Interrupt) => return Err(Stop::Interrupted),
                    Some(Key::Suspend) => self.pending.push_back(Event::Key(event)),
                    key => self.pace.note(key, Instant::now()),
                },
                _ => {}
            }
        }
        Ok(())
    }

    fn next_event(&mut self) -> Result<Event, Stop> {
        loop {
            if let Some(event) = self.pending.pop_front() {
                return Ok(event);
            }
            if comes_within(NO_TIME)? {
                return Ok(event::read()?);
            }
            // The resize event may come late, or go to somebody else.
            if self.size()? != self.drawn {
                return Ok(Event::Resize(0, 0));
            }
            if comes_within(SIZE_CHECK)? {
                return Ok(event::read()?);
            }
            if !terminal::is_there() {
                return Err(Stop::Closed);
            }
        }
    }

    /// Waits for the next key, paste, click or resize.
    pub(super) fn next(&mut self) -> Result<WindowEvent, Stop> {
        loop {
            let event = match self.next_event()? {
                Event::Key(event) if event.kind != KeyEventKind::Release => {
                    let key = key(event);
                    self.pace.note(key, Instant::now());
                    match key {
                        Some(Key::Interrupt) => return Err(Stop::Interrupted),
                        Some(Key::Suspend) => {
                            self.suspend()?;
                            Some(WindowEvent::Redraw)
                        }
                        key => key.map(WindowEvent::Key),
                    }
                }
                Event::Paste(text) => Some(WindowEvent::Paste(text)),
                Event::Mouse(mouse) => match mouse.kind {
                    MouseEventKind::Down(MouseButton::Left) => {
                        let (row, column) = (usize::from(mouse.row), usize::from(mouse.column));
                        let hit =
                            self.hotspots.iter().find(|one| one.row == row && one.columns.contains(&column));
                        hit.map(|hotspot| WindowEvent::Click(hotspot.does))
                    }
                    MouseEventKind::ScrollUp => Some(WindowEvent::Wheel(-3)),
                    MouseEventKind::ScrollDown => Some(WindowEvent::Wheel(3)),
                    _ => None,
                },
                Event::Resize(..) => {
                    self.repaint()?;
                    Some(WindowEvent::Redraw)
                }
                _ => None,
            };
            match event {
                Some(event @ (WindowEvent::Redraw | WindowEvent::Key(Key::Esc))) => return Ok(event),
                Some(event) if !self.small => return Ok(event),
                _ => {}
            }
        }
    }

    /// Whether the last key is being held down.
    pub(super) fn is_held(&self) -> bool {
        self.pace.held
    }

    /// Whether the last key is one of many at once, as for text pasted in a terminal without bracketed paste.
    pub(super) fn is_burst(&mut self) -> Result<bool, Stop> {
        if self.pace.in_burst {
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
}

/// Whether an event arrives within this time.
fn comes_within(time: Duration) -> Result<bool, Stop> {
    event::poll(time).map_err(|error| if terminal::is_there() { Stop::Failed(error) } else { Stop::Closed })
}
