use std::fs::Permissions;
use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use crate::source::SourceFile;

/// What of a file's bytes is not part of its text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Layout {
    bom: bool,
    crlf: bool,
}

impl Layout {
    /// The layout of a file that was read.
    pub(super) fn of(file: &SourceFile) -> Self {
        Self { bom: file.had_bom, crlf: file.text.contains("\r\n") }
    }

    /// The bytes of a text in this layout.
    pub(super) fn apply(self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() + 3);
        if self.bom {
            out.push('\u{feff}');
        }
        let plain = text.replace("\r\n", "\n");
        out.push_str(&if self.crlf { plain.replace('\n', "\r\n") } else { plain });
        out
    }
}

/// Replaces a file in one step: the text is written beside it, synced, and renamed over it.
pub(super) fn replace(path: &Path, text: &str) -> io::Result<()> {
    beside(path, text.as_bytes())?.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Writes a file in one step, or fails and leaves what was there. A file that is there is only replaced if that is
/// asked for; else the error is of the kind [`io::ErrorKind::AlreadyExists`].
pub fn write_file(path: &Path, bytes: &[u8], overwrite: bool) -> io::Result<()> {
    if overwrite {
        // The file behind a link is replaced, not the link.
        let path = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        beside(&path, bytes)?.persist(&path).map_err(|error| error.error)?;
    } else {
        beside(path, bytes)?.persist_noclobber(path).map_err(|error| error.error)?;
    }
    Ok(())
}

/// Writes a new file in one step; it fails if there is already one of that name.
pub fn create_sheet(path: &Path, text: &str) -> io::Result<()> {
    write_file(path, text.as_bytes(), false)
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
