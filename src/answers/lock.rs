use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// A lock on an answer sheet, held as long as this lives. It is a hidden file beside the sheet, for the sheet
/// itself is replaced with every save; the file is removed when it is dropped.
#[derive(Debug)]
pub(super) struct SheetLock {
    file: File,
    path: PathBuf,
}

impl SheetLock {
    /// Locks a sheet; `None` if another process holds it.
    pub(super) fn acquire(sheet: &Path) -> io::Result<Option<Self>> {
        let name = sheet.file_name().unwrap_or_default().to_string_lossy();
        let path = sheet.with_file_name(format!(".{name}.lock"));
        loop {
            let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Ok(None),
                Err(TryLockError::Error(error)) => return Err(error),
            }
            // Its last holder may have removed the file between our opening and our locking it.
            if is_at(&file, &path) {
                return Ok(Some(Self { file, path }));
            }
        }
    }
}

impl Drop for SheetLock {
    fn drop(&mut self) {
        if cfg!(unix) {
            let _ = std::fs::remove_file(&self.path);
        }
        let _ = self.file.unlock();
    }
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), path.metadata()) {
        (Ok(open), Ok(there)) => open.ino() == there.ino() && open.dev() == there.dev(),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_at(_file: &File, _path: &Path) -> bool {
    true
}
