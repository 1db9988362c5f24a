use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::unfinished::{builder, claim, of_new, of_system, parent_of, sweep, sync_directory, unfinished};

/// A directory that appears all at once, when it is finished. Dropped before that, it leaves nothing behind.
#[derive(Debug)]
pub struct NewDirectory {
    directory: Option<TempDir>,
    /// Held while it is unfinished.
    lock: Option<File>,
    /// The first missing part of its path; or an existing empty directory, which is filled.
    place: PathBuf,
    /// The path of the directory below that part.
    within: PathBuf,
}

impl NewDirectory {
    /// Whether a path is an empty directory, leftovers of killed runs aside.
    pub fn is_empty(path: &Path) -> bool {
        sweep(path);
        std::fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_none())
    }

    /// Begins a new directory, or fills an empty one. Missing parents are created with it.
    pub fn begin(path: &Path) -> io::Result<Self> {
        // The parent of `reports/` is that of `reports`.
        let path: PathBuf = path.components().collect();
        let is_missing = |path: &&Path| !path.as_os_str().is_empty() && path.symlink_metadata().is_err();
        let (place, above) = match path.ancestors().take_while(is_missing).last() {
            Some(place) => (place.to_owned(), parent_of(place).to_owned()),
            None if Self::is_empty(&path) => (path.clone(), path.clone()),
            None if path.is_dir() => return Err(ErrorKind::DirectoryNotEmpty.into()),
            None => return Err(ErrorKind::AlreadyExists.into()),
        };
        let within = path.strip_prefix(&place).map(Path::to_owned).unwrap_or_default();
        let mut builder = builder();
        if let Some(wanted) = of_new(0o777) {
            builder.permissions(wanted);
        }
        sweep(&above);
        let mut unfinished = unfinished();
        loop {
            let directory = builder.tempdir_in(&above).map_err(|error| of_system(&error))?;
            let lock = File::open(directory.path()).ok();
            if lock.as_ref().is_none_or(|lock| claim(lock, directory.path())) {
                unfinished.push(directory.path().to_owned());
                return Ok(Self { directory: Some(directory), lock, place, within });
            }
        }
    }

    /// Writes a file in it; the name may contain directories.
    pub fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let Some(directory) = &self.directory else { return Ok(()) };
        let path = directory.path().join(&self.within).join(name);
        std::fs::create_dir_all(parent_of(&path))?;
        std::fs::write(path, bytes)
    }

    /// Puts it in its place, unless something is there by now.
    pub fn finish(mut self) -> io::Result<()> {
        let Some(directory) = self.directory.take() else { return Ok(()) };
        let mut unfinished = unfinished();
        let put = if self.place.is_dir() {
            // The directory may be the working directory of a shell or a mount point.
            fill(&self.place, directory.path())
        } else {
            std::fs::rename(directory.path(), &self.place)
        };
        unfinished.retain(|other| other != directory.path());
        if put.is_ok() && !directory.path().exists() {
            // From here on it must not be removed.
            let _ = directory.keep();
        }
        drop(self.lock.take());
        put.and_then(|()| sync_directory(parent_of(&self.place)))
    }
}

impl Drop for NewDirectory {
    fn drop(&mut self) {
        if let Some(directory) = self.directory.take() {
            unfinished().retain(|other| other != directory.path());
        }
    }
}

/// Moves everything from one directory into another, or nothing.
fn fill(directory: &Path, from: &Path) -> io::Result<()> {
    let mut moved = Vec::new();
    let moving = std::fs::read_dir(from)?.try_for_each(|entry| {
        let entry = entry?;
        let to = directory.join(entry.file_name());
        if to.symlink_metadata().is_ok() {
            return Err(ErrorKind::AlreadyExists.into());
        }
        std::fs::rename(entry.path(), &to)?;
        moved.push((entry.path(), to));
        Ok(())
    });
    if moving.is_err() {
        for (back, from) in moved {
            let _ = std::fs::rename(from, back);
        }
    }
    moving.and_then(|()| sync_directory(directory))
}
