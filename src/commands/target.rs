use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use outside_in::say;
use outside_in::source::replace_file;
use outside_in::text::{Say, clean};

use super::common::Common;
use super::exit::AlreadyTold;
use super::output;

/// Where a result goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// Standard output.
    Stdout,
    /// This file, written whole or not at all.
    File(PathBuf),
}

impl Target {
    /// What `-o` asks for; `-` stands for standard output, as does nothing.
    pub(crate) fn of(path: Option<&Path>) -> Self {
        match path {
            Some(path) if path.as_os_str() != "-" => Self::File(path.to_owned()),
            _ => Self::Stdout,
        }
    }

    /// The ending of the file's name in small letters.
    pub(crate) fn ending(&self) -> Option<String> {
        match self {
            Self::Stdout => None,
            Self::File(path) => Some(
                path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default(),
            ),
        }
    }

    /// Whether a person would see the bytes.
    pub(crate) fn is_terminal(&self) -> bool {
        *self == Self::Stdout && io::stdout().is_terminal()
    }

    /// Ends the command where the result would be written over one of these inputs.
    pub(crate) fn spare<'a>(
        &self,
        inputs: impl Iterator<Item = &'a Path>,
        common: &Common,
    ) -> anyhow::Result<()> {
        let Self::File(path) = self else { return Ok(()) };
        let Ok(own) = path.canonicalize() else { return Ok(()) };
        let mut last: Option<&Path> = None;
        for input in inputs {
            // A file of many sheets comes many times.
            if last.replace(input) != Some(input) && input.canonicalize().is_ok_and(|input| input == own) {
                let name = clean(&path.display().to_string());
                let message = say!(
                    "{name} is one of the inputs and is not overwritten; choose another name",
                    "{name} は入力ファイルのため、上書きしません。別の名前を指定してください"
                );
                return Err(fail(common, &message));
            }
        }
        Ok(())
    }

    /// Writes the result. What cannot be written is told, and ends the command.
    pub(crate) fn write(&self, bytes: &[u8], common: &Common) -> anyhow::Result<()> {
        let path = match self {
            Self::Stdout => return Ok(output::bytes(bytes)?),
            Self::File(path) => path,
        };
        match write_file(path, bytes) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Err(error.into()),
            Err(error) => {
                let name = clean(&path.display().to_string());
                let message = say!("{name} cannot be written: {error}", "{name} に書き込めません：{error}");
                Err(fail(common, &message))
            }
        }
    }
}

/// A file is replaced in one step, behind a link too. What is no file, such as a device, is written to.
fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match path.metadata() {
        Ok(found) if found.is_file() => replace_file(&path.canonicalize()?, bytes),
        Ok(found) if !found.is_dir() => {
            let mut device = std::fs::OpenOptions::new().write(true).open(path)?;
            device.write_all(bytes)?;
            device.flush()
        }
        Ok(_) => Err(io::ErrorKind::IsADirectory.into()),
        Err(_) => replace_file(path, bytes),
    }
}

fn fail(common: &Common, message: &Say) -> anyhow::Error {
    output::problem(common, message.to(common.lang));
    AlreadyTold.into()
}
