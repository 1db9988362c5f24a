use std::fs::Permissions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// A file that is written little by little, and is there, whole, only when it is finished; dropped before, it leaves
/// nothing behind.
#[derive(Debug)]
pub struct Replacement {
    file: NamedTempFile,
    path: PathBuf,
}

impl Replacement {
    /// Begins a file that may replace one of the same name.
    pub fn begin(path: &Path) -> io::Result<Self> {
        Ok(Self { file: beside(path)?, path: path.to_owned() })
    }

    /// Puts it in its place.
    pub fn finish(self) -> io::Result<()> {
        self.file.as_file().sync_all()?;
        self.file.persist(&self.path).map_err(|error| error.error)?;
        Ok(())
    }
}

impl Write for Replacement {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Writes a file in one step, also over one that is there: the bytes are written beside it, synced, and renamed
/// over it. Where that fails, what was there stays as it was.
pub fn replace_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = Replacement::begin(path)?;
    file.write_all(bytes)?;
    file.finish()
}

/// Writes a new file in one step; it fails if there is already one of that name.
pub fn create_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = beside(path)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist_noclobber(path).map_err(|error| error.error)?;
    Ok(())
}

/// A new file in the directory of another, with its permissions.
fn beside(path: &Path) -> io::Result<NamedTempFile> {
    let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".outside-in-");
    let own = permissions(path);
    if let Some(own) = own {
        builder.permissions(own);
    }
    builder.tempfile_in(directory)
}

/// The permissions of the file that is replaced, or those of a new file.
fn permissions(path: &Path) -> Option<Permissions> {
    path.metadata().ok().map(|metadata| metadata.permissions()).or_else(of_new_file)
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
