//! Why something could not be written, and what to do.

use std::io::{Error, ErrorKind};
use std::path::Path;

use outside_in::say;
use outside_in::text::{Bilingual, clean};

use super::exit::Failure;

/// Why a file cannot be written, as what ends a command. That nobody reads on is no fault, and is left as it is.
pub(crate) fn cannot_write(path: &Path, error: Error) -> anyhow::Error {
    match error.kind() {
        ErrorKind::BrokenPipe => error.into(),
        _ => Failure::new(file(path, &error)).into(),
    }
}

/// Why a file cannot be written.
pub(crate) fn file(path: &Path, error: &Error) -> Bilingual {
    let name = clean(&path.display().to_string());
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    let parent = clean(&parent.unwrap_or(Path::new(".")).display().to_string());
    let why = clean(&error.to_string());
    match error.kind() {
        ErrorKind::NotFound => say!(
            "{name} cannot be written: there is no directory {parent}; create it first",
            "{name} に書き込めません。ディレクトリ {parent} がありません。先に作成してください"
        ),
        ErrorKind::NotADirectory => say!(
            "{name} cannot be written: {parent} is a file, not a directory",
            "{name} に書き込めません。{parent} はディレクトリではなくファイルです"
        ),
        ErrorKind::AlreadyExists => say!(
            "{name} cannot be written: there is a file of that name; choose another name",
            "{name} に書き込めません。同じ名前のファイルがあります。別の名前を指定してください"
        ),
        ErrorKind::IsADirectory => say!(
            "{name} cannot be written: it is a directory; name a file",
            "{name} はディレクトリのため書き込めません。ファイル名を指定してください"
        ),
        ErrorKind::PermissionDenied => say!(
            "{name} cannot be written: there is no permission for it; choose another place",
            "{name} に書き込む権限がありません。別の場所を指定してください"
        ),
        ErrorKind::ReadOnlyFilesystem => say!(
            "{name} cannot be written: nothing can be written there; choose another place",
            "{name} は読み取り専用の場所にあるため書き込めません。別の場所を指定してください"
        ),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => say!(
            "{name} cannot be written: there is no space left ({why}); free some and run it again",
            "{name} に書き込めません。空き容量がありません（{why}）。容量を空けてから、もう一度実行してください"
        ),
        _ => say!("{name} cannot be written ({why})", "{name} に書き込めません（{why}）"),
    }
}

/// Why standard output cannot be written.
pub(super) fn stdout(error: &Error) -> Bilingual {
    let why = clean(&error.to_string());
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => say!(
            "the result cannot be written to standard output: there is no space left ({why}); free some and run it \
             again",
            "標準出力に結果を書き込めません。空き容量がありません（{why}）。容量を空けてから、もう一度実行してください"
        ),
        _ => say!(
            "the result cannot be written to standard output ({why})",
            "標準出力に結果を書き込めません（{why}）"
        ),
    }
}
