use std::fs::{File, OpenOptions};
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use outside_in::answers::Form;
use outside_in::report::{Paint, Terminal};
use outside_in::say;
use outside_in::source::Replacement;
use outside_in::text::clean;

use super::common::Common;
use super::exit::Failure;
use super::interrupt;
use super::unwritable::cannot_write;

/// The columns of a page that is written to a file.
const FILE_COLUMNS: usize = 100;

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

    /// Whether a person would see the bytes.
    pub(crate) fn is_terminal(&self) -> bool {
        *self == Self::Stdout && io::stdout().is_terminal()
    }

    /// How to write a page for it: for a file without colour.
    pub(crate) fn terminal(&self, common: &Common) -> Terminal {
        match self {
            Self::Stdout => common.terminal(),
            Self::File(_) => Terminal { columns: FILE_COLUMNS, paint: Paint::new(false) },
        }
    }

    /// Ends the command where the result would be written over one of these inputs.
    pub(crate) fn spare<'a>(&self, inputs: impl Iterator<Item = &'a Path>) -> Result<(), Failure> {
        let Self::File(path) = self else { return Ok(()) };
        let Ok(own) = path.canonicalize() else { return Ok(()) };
        let mut last: Option<&Path> = None;
        for input in inputs {
            // A file of many sheets comes many times.
            if last.replace(input) != Some(input) && input.canonicalize().is_ok_and(|input| input == own) {
                let name = clean(&path.display().to_string());
                return Err(Failure::new(say!(
                    "{name} is one of the inputs and is not overwritten; choose another name",
                    "{name} は入力ファイルのため、上書きしません。別の名前を指定してください"
                )));
            }
        }
        Ok(())
    }

    /// Writes the result.
    pub(crate) fn write(&self, bytes: &[u8]) -> anyhow::Result<()> {
        let mut sink = self.open()?;
        sink.write(bytes)?;
        sink.finish()
    }

    /// Begins to write the result.
    pub(crate) fn open(&self) -> anyhow::Result<Sink> {
        let (to, path) = match self {
            Self::Stdout => (To::Stdout(io::stdout()), PathBuf::new()),
            Self::File(path) => (open(path).map_err(|error| cannot_write(path, error))?, path.clone()),
        };
        Ok(Sink { to, path })
    }
}

/// Ends the command if the name of a file says another form than what would be written, whose endings are given, first
/// the usual one: programs that open it by its name would not understand it.
pub(crate) fn fitting(path: &Path, own: &[&str]) -> Result<(), Failure> {
    let ending = path.extension().unwrap_or_default();
    if Form::of(path).is_none() || own.iter().any(|own| ending.eq_ignore_ascii_case(own)) {
        return Ok(());
    }
    let (name, own) = (clean(&path.display().to_string()), own[0]);
    Err(Failure::new(say!(
        "{name} has the ending of another form than what would be written; name the file .{own}",
        "{name} の拡張子が書き出す形式と一致しません。拡張子を .{own} にしてください"
    )))
}

/// A result that is being written.
pub(crate) struct Sink {
    to: To,
    path: PathBuf,
}

enum To {
    Stdout(io::Stdout),
    File(Replacement),
    Device(File),
}

impl Sink {
    /// Writes more of it.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        let written = match &mut self.to {
            To::Stdout(stdout) => return Ok(stdout.write_all(bytes).and_then(|()| stdout.flush())?),
            To::File(file) => file.write_all(bytes),
            To::Device(device) => device.write_all(bytes),
        };
        written.map_err(|error| cannot_write(&self.path, error))
    }

    /// Ends it; only now is a file there.
    pub(crate) fn finish(self) -> anyhow::Result<()> {
        let Self { to, path } = self;
        let finished = match to {
            To::Stdout(_) => Ok(()),
            To::File(file) => file.finish(),
            To::Device(mut device) => device.flush(),
        };
        finished.map_err(|error| cannot_write(&path, error))
    }
}

/// A file is replaced in one step, behind a link too. What is no file, such as a device, is written to.
fn open(path: &Path) -> io::Result<To> {
    interrupt::watch();
    match path.metadata() {
        Ok(found) if found.is_file() => Replacement::begin(&path.canonicalize()?).map(To::File),
        Ok(found) if !found.is_dir() => OpenOptions::new().write(true).open(path).map(To::Device),
        Ok(_) => Err(io::ErrorKind::IsADirectory.into()),
        Err(_) => Replacement::begin(path).map(To::File),
    }
}
