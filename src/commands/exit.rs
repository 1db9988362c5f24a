use std::process::ExitCode;
use std::{fmt, io};

use outside_in::source::{Diagnostic, abandon_unfinished, cause};
use outside_in::text::{Bilingual, say};

use super::destination::unwritable_stdout;
use super::signals::{self, Signal};
use super::{Common, usage};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    Good,
    Found,
    /// Done, but a named input could not be read; its findings have been shown.
    Unreadable,
    /// Ended by a signal, after everything was saved.
    Ended(Signal),
}

/// Why a command could not run; shown in the user's language where the program ends.
#[derive(Debug, Default)]
pub(crate) struct Failure {
    pub(super) findings: Vec<Diagnostic>,
    pub(super) message: Option<Bilingual>,
    note: Option<Bilingual>,
}

impl Failure {
    pub(crate) fn new(message: Bilingual) -> Self {
        Self { message: Some(message), ..Self::default() }
    }

    pub(super) fn unusable_terminal(error: &io::Error) -> Self {
        let Bilingual { en, ja } = cause(error);
        Self::new(say!("the terminal cannot be used: {en}", "端末を使えません：{ja}"))
    }

    /// Adds what was done in spite of a failure.
    pub(crate) fn note(error: anyhow::Error, note: Bilingual) -> anyhow::Error {
        match error.downcast::<Self>() {
            Ok(failure) => Self { note: Some(note), ..failure }.into(),
            Err(other) => other,
        }
    }
}

impl From<Vec<Diagnostic>> for Failure {
    fn from(findings: Vec<Diagnostic>) -> Self {
        Self { findings, ..Self::default() }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let findings = self.findings.iter().map(|finding| &finding.message);
        let all: Vec<&str> = findings.chain(&self.message).map(|message| message.en.as_str()).collect();
        f.write_str(&all.join("; "))
    }
}

impl std::error::Error for Failure {}

pub(super) fn code(result: anyhow::Result<Exit>, common: &Common) -> ExitCode {
    ExitCode::from(match result {
        Ok(Exit::Good) => 0,
        Ok(Exit::Found) => 1,
        Ok(Exit::Unreadable) => 2,
        Ok(Exit::Ended(signal)) => signal.exit_code(),
        Err(error) if is_closed_pipe(&error) => 0,
        Err(error) => {
            show(&error, common);
            2
        }
    })
}

/// Shows how a run ended that will be repeated. Only a closed pipe is passed on.
pub(super) fn go_on(result: anyhow::Result<Exit>, common: &Common) -> anyhow::Result<()> {
    match result {
        Err(error) if is_closed_pipe(&error) => Err(error),
        other => {
            let _ = code(other, common);
            Ok(())
        }
    }
}

fn show(error: &anyhow::Error, common: &Common) {
    if let Some(failure) = error.downcast_ref::<Failure>() {
        common.diagnostics(&failure.findings);
        if let Some(message) = &failure.message {
            common.problem(message.to(common.lang));
        }
        if let Some(note) = &failure.note {
            common.tell(note);
        }
    } else if let Some(error) = error.downcast_ref::<clap::Error>() {
        usage::show(error, common);
    } else if let Some(error) = error.downcast_ref::<io::Error>() {
        // Errors of files are `Failure`s that name them, so this one is about standard output.
        common.problem(unwritable_stdout(error).to(common.lang));
    } else {
        common.problem(&format!("{error:#}"));
    }
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    })
}

/// From now on signals remove unfinished files before they end the program, unless another reaction is set.
pub(crate) fn watch_signals() {
    if !signals::are_watched() {
        let _ = signals::on_signal(end_at_once);
    }
}

/// Ends the program like a signal, without unfinished files.
#[expect(clippy::exit, reason = "a signal ends the program from another thread")]
pub(crate) fn end_at_once(signal: Signal) {
    abandon_unfinished();
    std::process::exit(signal.exit_code().into());
}
