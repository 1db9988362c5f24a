use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::source::{is_at, locks};

/// A lock on an answer sheet, held as long as this lives. The file itself is locked, whatever name it is opened by. A
/// sheet that is not there yet is locked by a hidden file beside it, until it is.
#[derive(Debug)]
pub(super) struct SheetLock {
    name: Option<NameLock>,
    /// The file as it was found, which other names may lead to, and the one that it was last replaced with.
    files: Vec<File>,
}

impl SheetLock {
    /// Locks a sheet; `None` if another process holds it.
    pub(super) fn acquire(sheet: &Path) -> io::Result<Option<Self>> {
        loop {
            match File::open(sheet) {
                // On other systems a locked file can neither be read nor replaced.
                Ok(file) if cfg!(unix) => {
                    if !locks_soon(&file) {
                        return Ok(None);
                    }
                    // It may have been replaced between our opening and our locking it.
                    if is_at(&file, sheet) {
                        NameLock::sweep(sheet);
                        return Ok(Some(Self { name: None, files: vec![file] }));
                    }
                    continue;
                }
                Ok(_) => {}
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
            let Some(name) = NameLock::acquire(sheet)? else { return Ok(None) };
            if cfg!(not(unix)) || !sheet.exists() {
                return Ok(Some(Self { name: Some(name), files: Vec::new() }));
            }
        }
    }

    /// Holds nothing any more.
    pub(super) fn let_go(&mut self) {
        (self.name, self.files) = (None, Vec::new());
    }

    /// Goes on with the file that the sheet was replaced with, and that is locked.
    pub(super) fn go_on_with(&mut self, file: Option<File>) {
        if let Some(file) = file.filter(|_| cfg!(unix)) {
            self.files.truncate(1);
            self.files.push(file);
            self.name = None;
        }
    }

    /// Goes on with a file that another program put in the sheet's place; false if another process holds it.
    pub(super) fn follow(&mut self, sheet: &Path) -> io::Result<bool> {
        if cfg!(not(unix)) || self.files.iter().any(|file| is_at(file, sheet)) {
            return Ok(true);
        }
        let file = File::open(sheet)?;
        let is_locked = locks_soon(&file);
        self.go_on_with(Some(file).filter(|_| is_locked));
        Ok(is_locked)
    }
}

/// Locks a file; false if another process goes on holding it. One that is ending, or a child of ours that has not yet begun,
/// holds it for a moment only.
fn locks_soon(file: &File) -> bool {
    const TRIES: u32 = 20;
    const PAUSE: Duration = Duration::from_millis(10);
    (0..TRIES).any(|tried| {
        if tried > 0 {
            std::thread::sleep(PAUSE);
        }
        locks(file)
    })
}

/// A hidden file that locks a name; it is removed when this is dropped.
#[derive(Debug)]
struct NameLock {
    file: File,
    path: PathBuf,
}

impl NameLock {
    /// The hidden file of a sheet.
    fn path(sheet: &Path) -> PathBuf {
        let mut name = std::ffi::OsString::from(".");
        name.push(sheet.file_name().unwrap_or_default());
        name.push(".lock");
        sheet.with_file_name(name)
    }

    /// Removes what a program left that was killed before the sheet was there: nobody holds it.
    fn sweep(sheet: &Path) {
        let path = Self::path(sheet);
        if let Ok(file) = File::open(&path)
            && locks(&file)
            && is_at(&file, &path)
        {
            let _ = std::fs::remove_file(&path);
        }
    }

    fn acquire(sheet: &Path) -> io::Result<Option<Self>> {
        let path = Self::path(sheet);
        loop {
            let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path)?;
            if !locks_soon(&file) {
                return Ok(None);
            }
            // Its last holder may have removed the file between our opening and our locking it.
            if is_at(&file, &path) {
                return Ok(Some(Self { file, path }));
            }
        }
    }
}

impl Drop for NameLock {
    fn drop(&mut self) {
        if cfg!(unix) {
            let _ = std::fs::remove_file(&self.path);
        }
        let _ = self.file.unlock();
    }
}
