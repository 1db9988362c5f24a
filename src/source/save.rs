use std::fs::Permissions;
use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

/// Writes a file in one step, also over one that is there: the bytes are written beside it, synced, and renamed
/// over it. Where that fails, what was there stays as it was.
pub fn replace_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    beside(path, bytes)?.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Writes a new file in one step; it fails if there is already one of that name.
pub fn create_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    beside(path, bytes)?.persist_noclobber(path).map_err(|error| error.error)?;
    Ok(())
}

/// A synced file of these bytes in the directory of another.
fn beside(path: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".outside-in-");
    let own = permissions(path);
    if let Some(own) = own {
        builder.permissions(own);
    }
    let mut file = builder.tempfile_in(directory)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
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
