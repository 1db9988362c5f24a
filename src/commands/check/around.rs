//! What stands around a file or a framework on the disk.

use std::path::{Path, PathBuf};

use outside_in::answers::Form;
use outside_in::check::{Kind, kind_of};
use outside_in::framework::{Loaded, MANIFEST};
use outside_in::source::{SourceFile, codes};

/// The directory of the framework that a file is a test of, by where it stands.
pub(super) fn framework_of_test(path: &Path) -> Option<PathBuf> {
    // As `test` finds them, by the ending alone.
    let toml = path.extension().is_some_and(|ending| ending == "toml");
    let tests = path.parent().filter(|_| toml)?;
    let tests = if tests.as_os_str().is_empty() { Path::new(".") } else { tests };
    let directory = tests.join("..");
    let named = tests.canonicalize().is_ok_and(|tests| tests.file_name().is_some_and(|name| name == "tests"));
    // A framework may itself be called `tests`.
    (named && directory.join(MANIFEST).is_file() && !tests.join(MANIFEST).is_file()).then_some(directory)
}

/// The names of the rubrics that stand in a framework's directory without being part of it.
pub(super) fn rubrics_beside(directory: &Path, loaded: &Loaded) -> Vec<String> {
    let entries = std::fs::read_dir(directory).into_iter().flatten().flatten();
    let files = entries.map(|entry| entry.path()).filter(|path| Form::of(path) == Some(Form::Toml));
    let rubrics = files.filter(|path| {
        let name = path.file_name().map(|name| name.to_string_lossy());
        if loaded.documents.iter().any(|document| name.as_deref() == Some(&document.name)) {
            return false;
        }
        let file = SourceFile::read(path, codes::UNREADABLE);
        file.is_ok_and(|file| kind_of(file) == Kind::Rubric)
    });
    let mut names: Vec<String> =
        rubrics.filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned())).collect();
    names.sort();
    names
}
