use std::fs::{File, Metadata, OpenOptions, Permissions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::unfinished::{builder, claim, of_new, of_system, parent_of, sweep, sync_directory, unfinished};

/// A file that appears all at once, when it is finished. Dropped before that, it leaves nothing behind.
#[derive(Debug)]
pub struct Replacement {
    file: Option<NamedTempFile>,
    path: PathBuf,
}

impl Replacement {
    /// Begins a file that may replace an existing one; for a link, its target. Fails if the target is missing, or if
    /// the user may not write to the existing file.
    pub fn begin(path: &Path) -> io::Result<Self> {
        Self::begin_with(path, of_new(0o666))
    }

    /// As [`Self::begin`]; a new file is readable by its owner only.
    pub(crate) fn begin_private(path: &Path) -> io::Result<Self> {
        Self::begin_with(path, None)
    }

    fn begin_with(path: &Path, wanted: Option<Permissions>) -> io::Result<Self> {
        let path = if path.is_symlink() { path.canonicalize()? } else { path.to_owned() };
        sweep(parent_of(&path));
        let mut unfinished = unfinished();
        let file = beside(&path, wanted)?;
        unfinished.push(file.path().to_owned());
        Ok(Self { file: Some(file), path })
    }

    /// Puts it in its place.
    pub fn finish(self) -> io::Result<()> {
        self.put(true).map(drop)
    }

    /// Puts it in its place, unless a file of that name exists.
    pub fn finish_new(self) -> io::Result<()> {
        self.put(false).map(drop)
    }

    /// Puts it in its place and returns the file, which stays locked until it is closed.
    pub(crate) fn put(mut self, over_another: bool) -> io::Result<Option<File>> {
        let Some(file) = self.file.take() else { return Ok(None) };
        let synced = file.as_file().sync_all();
        let mut unfinished = unfinished();
        let name = file.path().to_owned();
        let put = synced.and_then(|()| {
            let put =
                if over_another { file.persist(&self.path) } else { file.persist_noclobber(&self.path) };
            put.map_err(|error| error.error)
        });
        unfinished.retain(|other| *other != name);
        let file = put?;
        sync_directory(parent_of(&self.path))?;
        Ok(Some(file))
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

/// This path, or the first free one with a number after its name.
pub fn free_name(path: &Path) -> PathBuf {
    let mut free = path.to_owned();
    let mut number = 2_u32;
    // A dangling link counts as taken.
    while free.symlink_metadata().is_ok() {
        let mut name = path.file_stem().unwrap_or_default().to_owned();
        name.push(format!("-{number}"));
        if let Some(ending) = path.extension() {
            name.push(".");
            name.push(ending);
        }
        free = path.with_file_name(name);
        number += 1;
    }
    free
}

/// Fails if the user may not write to a file, even if the directory would allow replacing it.
pub(crate) fn check_writable(path: &Path, there: &Metadata) -> io::Result<()> {
    // Not even for the superuser: somebody made it read-only on purpose.
    if there.permissions().readonly() {
        return Err(ErrorKind::PermissionDenied.into());
    }
    OpenOptions::new().write(true).open(path).map(drop)
}

/// A new file in the directory of another, with its permissions and owner.
fn beside(path: &Path, wanted: Option<Permissions>) -> io::Result<NamedTempFile> {
    let existing = path.metadata().ok();
    let mut builder = builder();
    if let Some(existing) = &existing {
        check_writable(path, existing)?;
    } else if let Some(wanted) = wanted {
        builder.permissions(wanted);
    }
    loop {
        let file = builder.tempfile_in(parent_of(path)).map_err(|error| of_system(&error))?;
        if !claim(file.as_file(), file.path()) {
            continue;
        }
        if let Some(existing) = &existing {
            keep_owner(file.as_file(), existing)?;
            // Without them the file is still right.
            let _ = file.as_file().set_permissions(existing.permissions());
        }
        return Ok(file);
    }
}

/// Gives a file the owner of another, as far as the user may; the group stays if it cannot be given.
#[cfg(unix)]
fn keep_owner(file: &File, other: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let own = file.metadata()?;
    if own.uid() != other.uid() {
        fchown(file, Some(other.uid()), None)?;
    }
    if own.gid() != other.gid() {
        let _ = fchown(file, None, Some(other.gid()));
    }
    Ok(())
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "on other systems it can fail")]
fn keep_owner(_file: &File, _other: &Metadata) -> io::Result<()> {
    Ok(())
}
