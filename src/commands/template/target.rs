use std::io::{self, ErrorKind, IsTerminal};
use std::path::Path;

use outside_in::answers::Form;
use outside_in::say;
use outside_in::source::create_file;
use outside_in::text::clean;

use crate::commands::common::Common;
use crate::commands::exit::Failure;
use crate::commands::unwritable::cannot_write;
use crate::commands::{interrupt, output, target};

/// Where the result goes.
#[derive(Clone, Copy)]
pub(super) struct Target<'a> {
    /// The file or directory; `None` for stdout.
    pub(super) path: Option<&'a Path>,
    /// Whether files that are there are replaced.
    pub(super) force: bool,
}

impl Target<'_> {
    /// Ends the command if the name of the file says another form than what would be written.
    pub(super) fn check_form(self, form: Form) -> Result<(), Failure> {
        self.path.map_or(Ok(()), |path| target::fitting(path, form.endings()))
    }

    /// Ends the command before anything is done if one file could not be written here.
    pub(super) fn check_file(self, binary: bool) -> Result<(), Failure> {
        match self.path {
            Some(path) => self.check(path),
            None if binary && io::stdout().is_terminal() => Err(Failure::new(say!(
                "a workbook is not for a terminal: say where to write it with -o FILE",
                "ブックは端末に表示できません。-o FILE で書き出し先を指定してください"
            ))),
            None => Ok(()),
        }
    }

    /// Ends the command if there is a file that must not be replaced.
    pub(super) fn check(self, path: &Path) -> Result<(), Failure> {
        if self.force || path.symlink_metadata().is_err() { Ok(()) } else { Err(exists(path)) }
    }

    /// Writes the whole result, or nothing.
    pub(super) fn write(self, bytes: &[u8], common: &Common) -> anyhow::Result<()> {
        let Some(path) = self.path else {
            output::bytes(bytes)?;
            return Ok(());
        };
        self.write_to(path, bytes)?;
        let name = clean(&path.display().to_string());
        output::say(say!("written to {name}", "{name} に書き込みました").to(common.lang));
        Ok(())
    }

    /// Writes a file, whole or not at all.
    pub(super) fn write_to(self, path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
        if self.force {
            return target::Target::File(path.to_owned()).write(bytes);
        }
        interrupt::watch();
        create_file(path, bytes).map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => exists(path).into(),
            _ => cannot_write(path, error),
        })
    }
}

fn exists(path: &Path) -> Failure {
    let name = clean(&path.display().to_string());
    Failure::new(say!(
        "{name} is already there and is not overwritten; --force replaces it",
        "{name} はすでに存在するため、上書きしません（上書きするには --force を付けてください）"
    ))
}
