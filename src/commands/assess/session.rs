use std::io::{self, IsTerminal};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;

use anyhow::Context;
use jiff::civil::Date;
use outside_in::answers::{AnswerSheet, Draft, DraftError, SaveError};
use outside_in::framework::Framework;
use outside_in::interview::{
    AnswerChange, Interview, InterviewEnd, InterviewScope, Plain, Prompter, Settled, Settling, Stop, Store,
    settle,
};
use outside_in::source::Diagnostic;
use outside_in::text::Lang;

use super::ending::Ending;
use super::terminal::{self, Screens};
use super::window::Window;
use crate::commands::signals::{self, Signal};
use crate::commands::{Common, Failure, exit};

pub(super) struct Setup {
    pub(super) framework: Arc<Framework>,
    pub(super) sheet: AnswerSheet,
    /// Problems found while reading it.
    pub(super) mistakes: Vec<Diagnostic>,
    pub(super) lang: Lang,
    pub(super) as_of: Date,
    pub(super) scope: InterviewScope,
    pub(super) plain: bool,
    pub(super) color: bool,
    pub(super) columns: usize,
    /// Set if a report is to be written once the questionnaire is left.
    pub(super) report: Arc<AtomicBool>,
}

pub(super) struct Ended {
    /// Where the sheet is now.
    pub(super) path: PathBuf,
    pub(super) by: EndedBy,
    pub(super) plain: bool,
    pub(super) report: bool,
    pub(super) saved: bool,
    /// The file that lacks the last answers, because another program changed it or it cannot be written; they are in
    /// `path`.
    pub(super) spared: Option<PathBuf>,
    /// Why the last answers are in no file.
    pub(super) unsaved: Option<io::Error>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EndedBy {
    /// By "see the result".
    Finished,
    /// By "save and leave" or the end of input.
    Left,
    /// By a signal, or Ctrl-C as a key.
    Stopped(Signal),
}

enum SessionEvent {
    Signal(Signal),
    Ended(thread::Result<Result<InterviewEnd, Stop>>),
}

/// Asks on a separate thread, because a signal must be able to interrupt waiting for a key or a line.
pub(super) fn run(setup: Setup, draft: Draft) -> anyhow::Result<Ended> {
    let (sender, events) = mpsc::channel();
    let on_signals = sender.clone();
    signals::on_signal(move |signal| {
        // After the questionnaire nothing is listening.
        if on_signals.send(SessionEvent::Signal(signal)).is_err() {
            exit::end_at_once(signal);
        }
    })
    .context("signals cannot be watched")?;
    let shared = Arc::new(Mutex::new(SharedDraft {
        draft,
        changes: Vec::new(),
        changed: false,
        saved: false,
        unsaved: None,
    }));
    let (plain, report) = (setup.plain, Arc::clone(&setup.report));
    let screens =
        if plain { None } else { Some(Screens::open().map_err(|error| Failure::unusable_terminal(&error))?) };
    let store = DraftStore { shared: Arc::clone(&shared), framework: Arc::clone(&setup.framework) };
    thread::spawn(move || {
        let ended = catch_unwind(AssertUnwindSafe(|| ask(setup, store)));
        let _ = sender.send(SessionEvent::Ended(ended));
    });
    let event = events.recv().context("the questionnaire is gone")?;
    drop(screens);
    let given_up = matches!(event, SessionEvent::Ended(Ok(Ok(InterviewEnd::LeftUnsaved))));
    let by = match event {
        SessionEvent::Ended(Err(panic)) => resume_unwind(panic),
        SessionEvent::Ended(Ok(Ok(InterviewEnd::Finished))) => EndedBy::Finished,
        SessionEvent::Ended(Ok(Ok(InterviewEnd::Left | InterviewEnd::LeftUnsaved) | Err(Stop::Closed))) => {
            EndedBy::Left
        }
        SessionEvent::Ended(Ok(Err(Stop::Failed(error)))) => {
            return Err(Failure::unusable_terminal(&error).into());
        }
        SessionEvent::Ended(Ok(Err(Stop::Interrupted))) => EndedBy::Stopped(Signal::Interrupt),
        SessionEvent::Signal(signal) => EndedBy::Stopped(signal),
    };
    let mut shared = lock(&shared);
    let spared = if shared.changed { shared.save_or_move(given_up) } else { None };
    // The asking thread may still hold it.
    shared.draft.let_go();
    let path = shared.draft.path().to_owned();
    let report = report.load(Ordering::Relaxed);
    Ok(Ended { path, by, plain, report, saved: shared.saved, spared, unsaved: shared.unsaved.take() })
}

/// Asks on screens before there is a sheet.
pub(in crate::commands) fn ask_first<T>(
    common: &Common,
    ask: impl FnOnce(&mut dyn Prompter) -> Result<T, Stop>,
) -> anyhow::Result<Result<T, Signal>> {
    signals::on_signal(|signal| {
        terminal::leave();
        exit::end_at_once(signal);
    })
    .context("signals cannot be watched")?;
    let screens = Screens::open().map_err(|error| Failure::unusable_terminal(&error))?;
    let window = Window::new(common.lang, common.color_err, None).map_err(Stop::Failed);
    let answer = window.and_then(|mut window| ask(&mut window));
    drop(screens);
    match answer {
        Ok(answer) => Ok(Ok(answer)),
        Err(Stop::Interrupted) => Ok(Err(Signal::Interrupt)),
        Err(Stop::Closed) => Ok(Err(Signal::HangUp)),
        Err(Stop::Failed(error)) => Err(Failure::unusable_terminal(&error).into()),
    }
}

fn ask(setup: Setup, mut store: DraftStore) -> Result<InterviewEnd, Stop> {
    let Setup { framework, sheet, mistakes, lang, as_of, scope, plain, color, columns, report } = setup;
    let mut prompter: Box<dyn Prompter> = if plain {
        let prompter = Plain::new(io::stdin().lock(), io::stderr(), lang, columns);
        Box::new(if io::stdin().is_terminal() {
            prompter.forgetting(terminal::forget_typed)
        } else {
            prompter.echoing(true)
        })
    } else {
        let ending = Ending { framework: Arc::clone(&framework), as_of, report };
        Box::new(Window::new(lang, color, Some(ending))?)
    };
    let interview = Interview::new(&framework, sheet, (lang, as_of, scope), &mut store, prompter.as_mut());
    interview.with_mistakes(mistakes).run()
}

/// The draft, shared by both threads.
struct SharedDraft {
    draft: Draft,
    /// The changes made here.
    changes: Vec<AnswerChange>,
    /// Whether the draft has changes that are not in the file.
    changed: bool,
    saved: bool,
    unsaved: Option<io::Error>,
}

impl SharedDraft {
    fn save(&mut self) -> Result<(), SaveError> {
        let result = self.draft.save();
        self.saved |= result.is_ok();
        self.changed &= result.is_err();
        self.unsaved = match &result {
            Err(SaveError::Io(error)) => Some(same(error)),
            _ => None,
        };
        result
    }

    /// Saves at the end, when the user can no longer be asked: beside the file if that was changed or cannot be
    /// written. Returns the new file in that case.
    fn save_or_move(&mut self, given_up: bool) -> Option<PathBuf> {
        let failed = self.save().err()?;
        if given_up && matches!(failed, SaveError::Io(_)) {
            return None;
        }
        let before = self.draft.path().to_owned();
        match self.draft.move_beside() {
            Ok(_) => (self.saved, self.changed, self.unsaved) = (true, false, None),
            Err(error) => self.unsaved = self.unsaved.take().or(Some(error)),
        }
        Some(before).filter(|before| before != self.draft.path())
    }
}

struct DraftStore {
    shared: Arc<Mutex<SharedDraft>>,
    framework: Arc<Framework>,
}

impl Store for DraftStore {
    fn write(&mut self, change: &AnswerChange) {
        let mut shared = lock(&self.shared);
        change.apply(&mut shared.draft, &self.framework);
        shared.changes.push(change.clone());
        shared.changed = true;
    }

    fn save(&mut self) -> Result<(), SaveError> {
        lock(&self.shared).save()
    }

    fn place(&self) -> PathBuf {
        lock(&self.shared).draft.path().to_owned()
    }

    fn settle(&mut self, how: Settling) -> Result<Settled, DraftError> {
        let mut shared = lock(&self.shared);
        let SharedDraft { draft, changes, changed, .. } = &mut *shared;
        let settled = settle(draft, &self.framework, changes, how)?;
        if how == Settling::Theirs {
            changes.clear();
            *changed = false;
        }
        Ok(settled)
    }

    fn move_to(&mut self, place: &Path, replace: bool) -> io::Result<PathBuf> {
        let mut shared = lock(&self.shared);
        let path = shared.draft.move_to(&below_home(place), replace)?;
        (shared.saved, shared.changed, shared.unsaved) = (true, false, None);
        Ok(path)
    }
}

fn same(error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), error.to_string())
}

/// Expands a leading tilde, as a shell does.
fn below_home(place: &Path) -> PathBuf {
    let rest = place.strip_prefix("~").ok();
    rest.and_then(|rest| Some(std::env::home_dir()?.join(rest))).unwrap_or(place.to_owned())
}

fn lock(shared: &Mutex<SharedDraft>) -> MutexGuard<'_, SharedDraft> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
