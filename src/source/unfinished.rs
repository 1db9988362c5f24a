//! Temporary names of files and directories until they are finished.

use std::fs::{File, Permissions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Around random letters and digits, so that nobody else has such a name.
const PREFIX: &str = ".outside-in-";
const SUFFIX: &str = ".tmp";
const LETTERS: usize = 16;

/// What is being written at this moment.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// The directories already searched for leftovers.
static SWEPT: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Removes whatever is being written, because the process is about to end; no file is put in place from then on.
pub fn abandon_unfinished() {
    let unfinished = unfinished();
    for path in unfinished.iter() {
        let _ = remove(path);
    }
    std::mem::forget(unfinished);
}

pub(super) fn unfinished() -> MutexGuard<'static, Vec<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(super) fn builder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX).rand_bytes(LETTERS);
    builder
}

/// The permissions of a new file, from which the umask subtracts.
#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "on other systems there are none")]
pub(super) fn of_new(mode: u32) -> Option<Permissions> {
    use std::os::unix::fs::PermissionsExt;
    Some(Permissions::from_mode(mode))
}

#[cfg(not(unix))]
pub(super) fn of_new(_mode: u32) -> Option<Permissions> {
    None
}

/// Locks something that was just begun, so that nobody takes it for a leftover; false if somebody has.
pub(super) fn claim(file: &File, path: &Path) -> bool {
    // On other systems a lock would keep others from reading, and nothing is swept.
    !cfg!(unix) || (locks(file) && is_at(file, path))
}

/// Locks a file or directory; false if another process holds the lock. Without support for locks nobody does.
pub(crate) fn locks(file: &File) -> bool {
    !matches!(file.try_lock(), Err(std::fs::TryLockError::WouldBlock))
}

/// Removes, once per directory, what killed runs have left in it: nobody holds a lock on that.
pub(crate) fn sweep(directory: &Path) {
    let mut swept = SWEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if !cfg!(unix) || swept.iter().any(|other| other == directory) {
        return;
    }
    swept.push(directory.to_owned());
    for entry in std::fs::read_dir(directory).into_iter().flatten().flatten() {
        let (name, path) = (entry.file_name(), entry.path());
        let name = name.as_encoded_bytes();
        let is_ours = name.len() == PREFIX.len() + LETTERS + SUFFIX.len()
            && name.starts_with(PREFIX.as_bytes())
            && name.ends_with(SUFFIX.as_bytes());
        if is_ours && entry.file_type().is_ok_and(|kind| kind.is_file() || kind.is_dir()) {
            let Ok(file) = File::open(&path) else { continue };
            if file.try_lock().is_ok() && is_at(&file, &path) {
                let _ = remove(&path);
            }
        }
    }
}

fn remove(path: &Path) -> io::Result<()> {
    if path.is_dir() { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) }
}

/// Whether an open file is still the one at this path.
#[cfg(unix)]
pub(crate) fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), path.metadata()) {
        (Ok(open), Ok(there)) => open.ino() == there.ino() && open.dev() == there.dev(),
        _ => false,
    }
}

#[cfg(not(unix))]
pub(crate) fn is_at(_file: &File, _path: &Path) -> bool {
    true
}

/// Makes changes of names in a directory durable, even after a power loss.
pub(super) fn sync_directory(directory: &Path) -> io::Result<()> {
    if !cfg!(unix) {
        return Ok(());
    }
    // A directory that is writable but not readable cannot be opened.
    let Ok(directory) = File::open(directory) else { return Ok(()) };
    match directory.sync_all() {
        Err(error) if !matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => {
            Err(error)
        }
        _ => Ok(()),
    }
}

/// The directory of a path; `.` for a bare name or none.
pub fn parent_of(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The error of the system, without the name of the temporary file.
pub(super) fn of_system(error: &io::Error) -> io::Error {
    let inner = error.get_ref().and_then(|inner| inner.source()?.downcast_ref::<io::Error>());
    match inner.unwrap_or(error).raw_os_error() {
        Some(code) => io::Error::from_raw_os_error(code),
        None => error.kind().into(),
    }
}
