use std::io;
use std::process::ExitCode;

use super::common::Common;
use super::interrupt::INTERRUPTED;
use super::{output, unwritable};

/// How a command ended, where nothing kept it from running.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// All good.
    Good,
    /// Done, but something was found.
    Found,
    /// Left with Ctrl-C; everything is saved.
    Interrupted,
}

/// What kept a command from running has already been told.
#[derive(Debug)]
pub(crate) struct AlreadyTold;

impl std::fmt::Display for AlreadyTold {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("could not run")
    }
}

impl std::error::Error for AlreadyTold {}

/// The exit code of a result; what went wrong is told first.
pub(super) fn code(result: anyhow::Result<Exit>, common: &Common) -> ExitCode {
    match result {
        Ok(Exit::Good) => ExitCode::SUCCESS,
        Ok(Exit::Found) => ExitCode::from(1),
        Ok(Exit::Interrupted) => ExitCode::from(INTERRUPTED),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            match error.downcast_ref::<io::Error>() {
                // Of files it is told where they are written; what comes this far is standard output.
                Some(error) => output::problem(common, unwritable::stdout(error).to(common.lang)),
                None if error.is::<AlreadyTold>() => {}
                None => output::problem(common, &format!("{error:#}")),
            }
            ExitCode::from(2)
        }
    }
}

/// Whether the reader of our output went away, which is no fault of anybody's.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    })
}
