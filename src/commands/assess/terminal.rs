//! The modes of the terminal: on while screens are shown, off however the program ends or stops.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, Once, PoisonError, TryLockError};

use console::Term;
use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste};
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use crossterm::{cursor, execute, queue, terminal};

/// Below this size nothing is drawn but a request for a larger window.
pub(super) const LEAST_ROWS: u16 = 5;
pub(super) const LEAST_COLUMNS: u16 = 20;

pub(in crate::commands) fn is_too_small() -> bool {
    Term::stderr().size_checked().is_none_or(|(rows, columns)| rows < LEAST_ROWS || columns < LEAST_COLUMNS)
}

pub(super) fn columns() -> Option<usize> {
    Term::stderr().size_checked().map(|(_, columns)| usize::from(columns))
}

/// Whether the terminal still exists: if its signal is ignored, closing it goes unnoticed.
#[cfg(unix)]
pub(super) fn is_there() -> bool {
    rustix::termios::tcgetattr(io::stdin()).is_ok()
}

#[cfg(windows)]
pub(super) fn is_there() -> bool {
    true
}

/// Whether screens are shown. Global, because signals and panics must find it.
static SHOWN: AtomicBool = AtomicBool::new(false);

/// Held while writing, so that leaving the screen does not interrupt it.
static PEN: Mutex<()> = Mutex::new(());

fn pen() -> MutexGuard<'static, ()> {
    PEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Screens are shown until this is dropped.
pub(super) struct Screens(());

impl Screens {
    pub(super) fn open() -> io::Result<Self> {
        static HOOKED: Once = Once::new();
        HOOKED.call_once(|| {
            #[cfg(unix)]
            let _ = crate::commands::signals::on_continue(go_on);
            let report = std::panic::take_hook();
            std::panic::set_hook(Box::new(move |panic| {
                leave();
                report(panic);
            }));
        });
        let screens = Self(());
        enter()?;
        Ok(screens)
    }
}

impl Drop for Screens {
    fn drop(&mut self) {
        leave();
    }
}

pub(super) fn enter() -> io::Result<()> {
    let _pen = pen();
    switch_on()?;
    SHOWN.store(true, Ordering::SeqCst);
    Ok(())
}

fn switch_on() -> io::Result<()> {
    enable_raw_mode()?;
    let mut out = io::stderr();
    queue!(out, EnterAlternateScreen, EnableBracketedPaste)?;
    report_clicks(&mut out)?;
    execute!(out, terminal::Clear(terminal::ClearType::All), cursor::Hide)
}

/// Without mouse moves, which crossterm would request as well.
#[cfg(unix)]
fn report_clicks(out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"\x1b[?1000h\x1b[?1006h")
}

#[cfg(windows)]
fn report_clicks(out: &mut impl Write) -> io::Result<()> {
    queue!(out, crossterm::event::EnableMouseCapture)
}

/// Restores content, cursor, echo and everything else, and discards unread input.
pub(super) fn leave() {
    // A panic may happen while this very thread writes.
    let _pen = match PEN.try_lock() {
        Err(TryLockError::WouldBlock) if !std::thread::panicking() => Some(pen()),
        Err(TryLockError::WouldBlock) => None,
        Err(TryLockError::Poisoned(poisoned)) => Some(poisoned.into_inner()),
        Ok(guard) => Some(guard),
    };
    if !SHOWN.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = io::stderr();
    let _ = execute!(out, DisableMouseCapture, DisableBracketedPaste, LeaveAlternateScreen, cursor::Show);
    forget_typed();
    let _ = disable_raw_mode();
}

/// Drops what was typed and not read yet.
#[cfg(unix)]
pub(super) fn forget_typed() {
    let _ = rustix::termios::tcflush(io::stdin(), rustix::termios::QueueSelector::IFlush);
}

#[cfg(windows)]
pub(super) fn forget_typed() {}

/// Switches all modes on again, in case they were changed from outside.
#[cfg(unix)]
fn again() -> bool {
    let _pen = pen();
    let shown = SHOWN.load(Ordering::SeqCst);
    shown && disable_raw_mode().is_ok() && switch_on().is_ok()
}

/// Continues after the program was stopped from outside.
#[cfg(unix)]
fn go_on() {
    if again() {
        crate::commands::signals::report_resize();
    }
}

/// Writes to the terminal, unless it has been left.
pub(super) fn write<T>(draw: impl FnOnce() -> io::Result<T>) -> io::Result<Option<T>> {
    let _pen = pen();
    if SHOWN.load(Ordering::SeqCst) { draw().map(Some) } else { Ok(None) }
}
