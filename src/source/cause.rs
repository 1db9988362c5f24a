use std::fmt::Display;
use std::io::{Error, ErrorKind};
use std::path::Path;

use crate::text::{Bilingual, clean, say};

/// Why the operating system refused, as a clause in plain words; its own message where there are none.
pub fn cause(error: &Error) -> Bilingual {
    match error.kind() {
        ErrorKind::StorageFull => say!("no space is left", "空き容量がありません"),
        ErrorKind::QuotaExceeded => say!("the quota of space is used up", "割り当て容量の上限に達しています"),
        ErrorKind::FileTooLarge => {
            say!("the file would be too large", "ファイルの大きさが上限を超えています")
        }
        ErrorKind::PermissionDenied => say!("permission denied", "アクセス権限がありません"),
        ErrorKind::ReadOnlyFilesystem => {
            say!("the file system is read-only", "読み取り専用の場所です")
        }
        ErrorKind::NotFound => {
            say!("there is no such file or directory", "ファイルまたはディレクトリがありません")
        }
        ErrorKind::AlreadyExists => say!("a file of that name exists", "同じ名前のファイルがあります"),
        ErrorKind::IsADirectory => say!("it is a directory, not a file", "ファイルではなくディレクトリです"),
        ErrorKind::NotADirectory => {
            say!("a part of the path is no directory", "パスの途中にディレクトリでないものがあります")
        }
        ErrorKind::InvalidFilename => {
            say!("the name is too long, or not allowed here", "名前が長すぎるか、使えない文字を含んでいます")
        }
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => {
            say!("another program is using it", "ほかのプログラムが使用中です")
        }
        ErrorKind::DirectoryNotEmpty => {
            say!("the directory is not empty", "ディレクトリが空ではありません")
        }
        ErrorKind::TimedOut => say!("there was no answer in time", "時間内に応答がありませんでした"),
        ErrorKind::StaleNetworkFileHandle | ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable => {
            say!("the network drive is out of reach", "ネットワーク上の場所に接続できません")
        }
        ErrorKind::OutOfMemory => say!("there is not enough memory", "メモリーが足りません"),
        ErrorKind::UnexpectedEof => say!("it ended too early", "途中で終わっています"),
        ErrorKind::BrokenPipe => say!("the receiver is gone", "受け取る側が終了しています"),
        ErrorKind::Interrupted => say!("it was interrupted", "中断されました"),
        _ => by_number(error),
    }
}

/// Why a file or directory cannot be read, as a sentence.
pub fn unreadable(name: &dyn Display, error: &Error) -> Bilingual {
    match error.kind() {
        ErrorKind::IsADirectory => {
            say!("{name} is a directory, not a file", "{name} はファイルではなくディレクトリです")
        }
        ErrorKind::NotFound => say!("{name} does not exist", "{name} が見つかりません"),
        ErrorKind::PermissionDenied => say!("no permission to read {name}", "{name} を読む権限がありません"),
        ErrorKind::NotADirectory => {
            let name = name.to_string();
            let above = Path::new(&name).ancestors().skip(1).find(|path| path.is_file());
            let above = above.unwrap_or(Path::new("")).display();
            say!(
                "{name} does not exist: {above} is a file, not a directory",
                "{name} が見つかりません。{above} はディレクトリではなくファイルです"
            )
        }
        _ => {
            let Bilingual { en, ja } = cause(error);
            say!("{name} cannot be read: {en}", "{name} を読めません：{ja}")
        }
    }
}

/// Errors that have a number but no `ErrorKind` yet.
fn by_number(error: &Error) -> Bilingual {
    match error.raw_os_error() {
        #[cfg(unix)]
        Some(EIO) => say!("the device failed", "装置の読み書きに失敗しました"),
        #[cfg(unix)]
        Some(EBADF) => say!("it is closed", "閉じられています"),
        #[cfg(unix)]
        Some(ELOOP) => say!("its symbolic links lead in a circle", "シンボリックリンクが循環しています"),
        _ => {
            let own = clean(&error.to_string());
            say!("{own}", "{own}")
        }
    }
}

#[cfg(unix)]
const EIO: i32 = 5;
#[cfg(unix)]
const EBADF: i32 = 9;
#[cfg(target_os = "linux")]
const ELOOP: i32 = 40;
#[cfg(all(unix, not(target_os = "linux")))]
const ELOOP: i32 = 62;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(target_os = "linux")]
    fn what_a_system_says_often_has_words_in_both_languages() {
        // Those between EPERM and EDQUOT that reading and writing files can cause.
        for number in [1, 2, 4, 5, 9, 12, 13, 16, 17, 20, 21, 26, 27, 28, 30, 32, 36, 40, 110, 116, 122] {
            let Bilingual { en, ja } = cause(&Error::from_raw_os_error(number));
            assert!(!en.contains("os error") && !ja.contains("os error"), "{number}: {en}");
            assert!(!ja.is_ascii(), "{number}: {ja}");
        }
        assert_eq!(cause(&Error::other("its own words")).ja, "its own words");
    }
}
