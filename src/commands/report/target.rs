use std::io::ErrorKind;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use outside_in::source::NewDirectory;
use outside_in::text::say;

use super::form;
use crate::commands::destination::unwritable;
use crate::commands::{Destination, Failure, IfTaken, OutputForm};

pub(super) enum ReportTarget {
    /// One file.
    File(Destination, OutputForm),
    /// A page of the cohort, and one of each company beside it.
    Directory(PathBuf),
}

impl ReportTarget {
    /// A directory is an existing one, or a name that ends with a separator.
    pub(super) fn of(output: Option<&Path>, both: bool) -> Result<Self, Failure> {
        if let Some(path) = output.filter(|path| path.is_dir() || has_slash(path)) {
            check_free(path)?;
            return Ok(Self::Directory(path.to_owned()));
        }
        let page = Destination::of(output, IfTaken::Replace);
        let form = form::choose(&page)?;
        form::check_both(form, both)?;
        if page.is_terminal() {
            return Err(Failure::new(say!(
                "the report is a page for a browser; write it with -o report.html",
                "レポートはブラウザーで開くページです。-o report.html でファイルに書き出してください"
            )));
        }
        Ok(Self::File(page, form))
    }

    /// Refuses to overwrite an input.
    pub(super) fn spare<'a>(&self, inputs: impl Iterator<Item = &'a Path>) -> Result<(), Failure> {
        match self {
            Self::File(file, _) => file.spare(inputs),
            // It is empty.
            Self::Directory(_) => Ok(()),
        }
    }
}

fn has_slash(path: &Path) -> bool {
    path.to_string_lossy().ends_with(['/', MAIN_SEPARATOR])
}

/// Refuses a directory with content.
fn check_free(path: &Path) -> Result<(), Failure> {
    let name = path.display();
    if path.is_dir() {
        return if NewDirectory::is_empty(path) {
            Ok(())
        } else {
            Err(Failure::new(say!(
                "{name} is not empty; reports go into a new directory or an empty one",
                "{name} は空ではありません。レポートは、新しいディレクトリか空のディレクトリに書き出します"
            )))
        };
    }
    let own: PathBuf = path.components().collect();
    if own.parent().is_some_and(|above| !above.as_os_str().is_empty() && !above.exists()) {
        return Err(Failure::new(unwritable(path, &ErrorKind::NotFound.into())));
    }
    if own.exists() {
        return Err(Failure::new(say!(
            "{name} is a file, not a directory",
            "{name} はディレクトリではなくファイルです"
        )));
    }
    Ok(())
}
