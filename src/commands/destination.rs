//! Where results go, and why they cannot be written.

use std::fs::{File, OpenOptions};
use std::io::{self, Error, ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};

use outside_in::answers::Form;
use outside_in::report::{Paint, Terminal};
use outside_in::source::{Replacement, SourceFile, cause, parent_of};
use outside_in::text::{Bilingual, say};

use super::common::PAGE_COLUMNS;
use super::{Common, Failure, exit, output};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Destination {
    Stdout,
    File(PathBuf, IfTaken),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum IfTaken {
    Replace,
    /// Keep it, but `--force` would replace it.
    NeedForce,
    /// Keep it in any case.
    NeedOtherName,
}

impl Destination {
    pub(crate) fn of(path: Option<&Path>, taken: IfTaken) -> Self {
        match path {
            // Standard output may be appended to a file, which must not be replaced.
            Some(path) if !["-", "/dev/stdout"].iter().any(|stdout| path.as_os_str() == *stdout) => {
                Self::File(path.to_owned(), taken)
            }
            _ => Self::Stdout,
        }
    }

    /// Replaces the text of a file, keeping its byte order mark.
    pub(crate) fn rewrite(file: &SourceFile, text: &str) -> anyhow::Result<()> {
        let mark = if file.had_bom { "\u{feff}" } else { "" };
        Self::File(PathBuf::from(&file.name), IfTaken::Replace).write(format!("{mark}{text}").as_bytes())
    }

    pub(crate) fn path(&self) -> Option<&Path> {
        match self {
            Self::Stdout => None,
            Self::File(path, _) => Some(path),
        }
    }

    pub(crate) fn is_terminal(&self) -> bool {
        *self == Self::Stdout && io::stdout().is_terminal()
    }

    pub(crate) fn terminal(&self, common: &Common) -> Terminal {
        match self {
            Self::Stdout => common.terminal(),
            Self::File(..) => Terminal { columns: PAGE_COLUMNS, paint: Paint::new(false) },
        }
    }

    pub(crate) fn spare<'a>(&self, inputs: impl Iterator<Item = &'a Path>) -> Result<(), Failure> {
        let Some(path) = self.path() else { return Ok(()) };
        let Ok(own) = path.canonicalize() else { return Ok(()) };
        let mut last: Option<&Path> = None;
        for input in inputs {
            // A file of many sheets appears many times.
            if last.replace(input) != Some(input) && input.canonicalize().is_ok_and(|input| input == own) {
                let name = path.display();
                return Err(Failure::new(say!(
                    "{name} is one of the inputs and is not overwritten; choose another name",
                    "{name} は入力ファイルのため、上書きしません。別の名前を指定してください"
                )));
            }
        }
        Ok(())
    }

    /// Fails if the extension belongs to another form; `endings` are those of the result, the usual one first.
    pub(crate) fn check_ending(&self, endings: &[&str]) -> Result<(), Failure> {
        let Some(path) = self.path() else { return Ok(()) };
        let own = path.extension().unwrap_or_default();
        if Form::of(path).is_none() || endings.iter().any(|ending| own.eq_ignore_ascii_case(ending)) {
            return Ok(());
        }
        let (name, usual) = (path.display(), endings[0]);
        Err(Failure::new(say!(
            "the extension of {name} belongs to another form than the result; use .{usual}",
            "{name} の拡張子が書き出す形式と一致しません。拡張子を .{usual} にしてください"
        )))
    }

    pub(crate) fn check_free(&self) -> Result<(), Failure> {
        match self {
            Self::File(path, taken) if *taken != IfTaken::Replace && path.symlink_metadata().is_ok() => {
                Err(already_there(path, *taken))
            }
            _ => Ok(()),
        }
    }

    pub(crate) fn write(&self, bytes: &[u8]) -> anyhow::Result<()> {
        let mut sink = self.open()?;
        sink.write(bytes)?;
        sink.finish()
    }

    pub(crate) fn open(&self) -> anyhow::Result<Sink> {
        let Self::File(path, taken) = self else { return Ok(Sink::Stdout(output::stdout()?)) };
        exit::watch_signals();
        let device = || OpenOptions::new().write(true).open(path);
        let sink = match path.metadata() {
            Ok(found) if found.is_dir() => Err(ErrorKind::IsADirectory.into()),
            // Devices and the like cannot be replaced.
            Ok(found) if !found.is_file() => device().map(|device| Sink::Device(device, path.clone())),
            _ => Replacement::begin(path).map(|file| Sink::File(file, path.clone(), *taken)),
        };
        sink.map_err(|error| cannot_write(path, error))
    }
}

pub(crate) enum Sink {
    Stdout(io::Stdout),
    File(Replacement, PathBuf, IfTaken),
    Device(File, PathBuf),
}

impl Sink {
    pub(crate) fn write(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        match self {
            Self::Stdout(stdout) => Ok(stdout.write_all(bytes).and_then(|()| stdout.flush())?),
            Self::File(file, path, _) => file.write_all(bytes).map_err(|error| cannot_write(path, error)),
            Self::Device(device, path) => device.write_all(bytes).map_err(|error| cannot_write(path, error)),
        }
    }

    /// Puts the file in its place.
    pub(crate) fn finish(self) -> anyhow::Result<()> {
        let Self::File(file, path, taken) = self else { return Ok(()) };
        let finished = if taken == IfTaken::Replace { file.finish() } else { file.finish_new() };
        finished.map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists if taken != IfTaken::Replace => already_there(&path, taken).into(),
            _ => cannot_write(&path, error),
        })
    }
}

fn already_there(path: &Path, taken: IfTaken) -> Failure {
    let name = path.display();
    Failure::new(match taken {
        IfTaken::NeedForce => say!(
            "{name} already exists and is not overwritten; --force replaces it",
            "{name} はすでに存在するため、上書きしません（上書きするには --force を付けてください）"
        ),
        IfTaken::Replace | IfTaken::NeedOtherName => say!(
            "{name} already exists and is not overwritten; choose another name",
            "{name} はすでに存在するため、上書きしません。別の名前を指定してください"
        ),
    })
}

/// Why a file cannot be written. A closed pipe is not a failure and is passed on.
pub(crate) fn cannot_write(path: &Path, error: Error) -> anyhow::Error {
    match error.kind() {
        ErrorKind::BrokenPipe => error.into(),
        _ => Failure::new(unwritable(path, &error)).into(),
    }
}

pub(crate) fn unwritable(path: &Path, error: &Error) -> Bilingual {
    let (parent, name) = (parent_of(path).display(), path.display());
    match error.kind() {
        ErrorKind::NotFound if path.is_symlink() => {
            let target = std::fs::read_link(path).unwrap_or_default();
            let target = target.display();
            say!(
                "{name} cannot be written: it is a link to {target}, which is not there; create that file, or remove the link",
                "{name} に書き込めません。リンク先の {target} がありません。リンク先のファイルを作成するか、リンクを削除してください"
            )
        }
        ErrorKind::NotFound => say!(
            "{name} cannot be written: there is no directory {parent}; create it first",
            "{name} に書き込めません。ディレクトリ {parent} がありません。先に作成してください"
        ),
        ErrorKind::NotADirectory => say!(
            "{name} cannot be written: {parent} is a file, not a directory",
            "{name} に書き込めません。{parent} はディレクトリではなくファイルです"
        ),
        ErrorKind::AlreadyExists => say!(
            "{name} cannot be written: a file of that name exists; choose another name",
            "{name} に書き込めません。同じ名前のファイルがあります。別の名前を指定してください"
        ),
        ErrorKind::IsADirectory => say!(
            "{name} cannot be written: it is a directory; name a file",
            "{name} はディレクトリのため書き込めません。ファイル名を指定してください"
        ),
        ErrorKind::PermissionDenied if path.metadata().is_ok_and(|there| there.permissions().readonly()) => {
            say!(
                "{name} is read-only and is not replaced; make it writable, or choose another name",
                "{name} は読み取り専用のため、上書きしません。書き込めるようにするか、別の名前を指定してください"
            )
        }
        ErrorKind::PermissionDenied if path.exists() => say!(
            "{name} cannot be written: you have no right to change it, perhaps because it belongs to another user; choose \
             another name",
            "{name} に書き込めません。ほかのユーザーのファイルなど、変更する権限がないファイルです。別の名前を指定してください"
        ),
        ErrorKind::PermissionDenied => say!(
            "{name} cannot be written: permission denied; choose another place",
            "{name} に書き込む権限がありません。別の場所を指定してください"
        ),
        ErrorKind::ReadOnlyFilesystem => say!(
            "{name} cannot be written: the file system is read-only; choose another place",
            "{name} は読み取り専用の場所にあるため書き込めません。別の場所を指定してください"
        ),
        _ => failed(say!("{name} cannot be written", "{name} に書き込めません"), error),
    }
}

pub(super) fn unwritable_stdout(error: &Error) -> Bilingual {
    let failure = say!("the result cannot be written to standard output", "標準出力に結果を書き込めません");
    failed(failure, error)
}

fn failed(Bilingual { en, ja }: Bilingual, error: &Error) -> Bilingual {
    let Bilingual { en: why, ja: ja_why } = cause(error);
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => say!(
            "{en}: {why}; free some space and run it again",
            "{ja}。{ja_why}。容量を空けてから、もう一度実行してください"
        ),
        _ => say!("{en} ({why})", "{ja}（{ja_why}）"),
    }
}
