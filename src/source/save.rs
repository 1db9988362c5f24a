use std::fs::Permissions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::{NamedTempFile, TempDir};

/// The files and directories that are being written at this moment, under the names that they have until they are finished.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Removes what is being written, for the process is about to end; no file is put in its place from then on.
pub fn abandon_unfinished() {
    let unfinished = unfinished();
    for path in unfinished.iter() {
        let _ = if path.is_dir() { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) };
    }
    std::mem::forget(unfinished);
}

fn unfinished() -> MutexGuard<'static, Vec<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A file that is there, whole, only when it is finished; dropped before, it leaves nothing behind.
#[derive(Debug)]
pub struct Replacement {
    file: Option<NamedTempFile>,
    path: PathBuf,
}

impl Replacement {
    /// Begins a file that may replace one of the same name; of a link, the file that it leads to.
    pub fn begin(path: &Path) -> io::Result<Self> {
        let path = if path.is_symlink() { path.canonicalize().ok() } else { None }.unwrap_or(path.to_owned());
        let mut unfinished = unfinished();
        let file = beside(&path)?;
        unfinished.push(file.path().to_owned());
        Ok(Self { file: Some(file), path })
    }

    /// Puts it in its place.
    pub fn finish(self) -> io::Result<()> {
        self.put(true)
    }

    /// Puts it in its place, unless there is already a file of that name.
    pub fn finish_new(self) -> io::Result<()> {
        self.put(false)
    }

    fn put(mut self, over_another: bool) -> io::Result<()> {
        let Some(file) = self.file.take() else { return Ok(()) };
        let synced = file.as_file().sync_all();
        let mut unfinished = unfinished();
        let name = file.path().to_owned();
        let put = synced.and_then(|()| {
            let put =
                if over_another { file.persist(&self.path) } else { file.persist_noclobber(&self.path) };
            put.map(drop).map_err(|error| error.error)
        });
        unfinished.retain(|other| *other != name);
        put
    }
}

impl Drop for Replacement {
    fn drop(&mut self) {
        if let Some(file) = self.file.take() {
            let mut unfinished = unfinished();
            unfinished.retain(|other| other != file.path());
            drop(file);
        }
    }
}

impl Write for Replacement {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.as_mut().map_or(Ok(0), |file| file.write(bytes).map_err(|error| of_system(&error)))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.as_mut().map_or(Ok(()), NamedTempFile::flush)
    }
}

/// A directory that is there, whole, only when it is finished; dropped before, it leaves nothing behind.
#[derive(Debug)]
pub struct NewDirectory {
    directory: Option<TempDir>,
    path: PathBuf,
}

impl NewDirectory {
    /// Begins a directory of a name that is not taken, or is that of an empty directory.
    pub fn begin(path: &Path) -> io::Result<Self> {
        // Of `reports/` the parent is where `reports` lies.
        let path: PathBuf = path.components().collect();
        let mut builder = tempfile::Builder::new();
        builder.prefix(".outside-in-");
        if let Some(wanted) = of_new_directory() {
            builder.permissions(wanted);
        }
        let mut unfinished = unfinished();
        let directory = builder.tempdir_in(parent_of(&path)).map_err(|error| of_system(&error))?;
        unfinished.push(directory.path().to_owned());
        Ok(Self { directory: Some(directory), path })
    }

    /// Writes one file of it.
    pub fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.directory.as_ref().map_or(Ok(()), |directory| std::fs::write(directory.path().join(name), bytes))
    }

    /// Puts it in its place, unless there is something by now.
    pub fn finish(mut self) -> io::Result<()> {
        let Some(directory) = self.directory.take() else { return Ok(()) };
        let mut unfinished = unfinished();
        let free = if self.path.is_dir() { std::fs::remove_dir(&self.path) } else { Ok(()) };
        let put = free.and_then(|()| std::fs::rename(directory.path(), &self.path));
        unfinished.retain(|other| other != directory.path());
        if put.is_ok() {
            // What is in its place is no longer to be removed.
            let _ = directory.keep();
        }
        put
    }
}

impl Drop for NewDirectory {
    fn drop(&mut self) {
        if let Some(directory) = self.directory.take() {
            unfinished().retain(|other| other != directory.path());
        }
    }
}

/// Writes a file in one step, also over one that is there, which stays as it was where that fails.
pub(crate) fn replace_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = Replacement::begin(path)?;
    file.write_all(bytes)?;
    file.finish()
}

/// A new file in the directory of another, with its permissions.
fn beside(path: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".outside-in-");
    let existing = path.metadata().ok().map(|metadata| metadata.permissions());
    if let Some(wanted) = existing.clone().or_else(of_new_file) {
        builder.permissions(wanted);
    }
    let file = builder.tempfile_in(parent_of(path)).map_err(|error| of_system(&error))?;
    if let Some(existing) = existing {
        // The umask took away from them; where they cannot be set, the file is still right.
        let _ = file.as_file().set_permissions(existing);
    }
    Ok(file)
}

fn parent_of(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// An error as the system gave it, without the name of a file that is there only while it is written.
fn of_system(error: &io::Error) -> io::Error {
    let inner = error.get_ref().and_then(|inner| inner.source()?.downcast_ref::<io::Error>());
    match inner.unwrap_or(error).raw_os_error() {
        Some(code) => io::Error::from_raw_os_error(code),
        None => error.kind().into(),
    }
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "on other systems there are none")]
fn of_new_file() -> Option<Permissions> {
    use std::os::unix::fs::PermissionsExt;
    // What the user's umask takes away is taken away from this.
    Some(Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn of_new_file() -> Option<Permissions> {
    None
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "on other systems there are none")]
fn of_new_directory() -> Option<Permissions> {
    use std::os::unix::fs::PermissionsExt;
    // What the user's umask takes away is taken away from this.
    Some(Permissions::from_mode(0o777))
}

#[cfg(not(unix))]
fn of_new_directory() -> Option<Permissions> {
    None
}
