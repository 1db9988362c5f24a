use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use jiff::civil::{Date, date};
use outside_in::answers::{
    AnswerSheet, Draft, DraftError, Form, Reading, SaveError, SheetRecord, read_file, read_record,
};
use outside_in::framework::{Framework, load_directory};
use outside_in::interview::{AnswerChange, Settled, Settling, Store, settle};
use outside_in::source::{Diagnostic, SourceFile};
use tempfile::TempDir;

use crate::oracle::Files;

pub(crate) const TODAY: Date = date(2026, 11, 22);

pub(crate) fn small_directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small")
}

pub(crate) fn small() -> Framework {
    let loaded = load_directory(&small_directory());
    loaded.framework.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics))
}

/// The built-in framework, loaded once for all tests.
pub(crate) fn built_in() -> &'static Framework {
    static BUILT_IN: LazyLock<Framework> = LazyLock::new(outside_in::framework::built_in_framework);
    &BUILT_IN
}

/// The files of the built-in framework by name.
pub(crate) fn built_in_texts() -> Files {
    let files = outside_in::framework::built_in_files().iter();
    files.map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

/// A new folder with these files.
pub(crate) fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder for the test");
    for (name, content) in files {
        std::fs::write(folder.path().join(name), content).expect("a file for the test");
    }
    folder
}

/// A program of ours as a user starts it: in English, without colour, on a fixed day.
pub(crate) fn program() -> &'static str {
    env!("CARGO_BIN_EXE_outside-in")
}

pub(crate) fn read(path: &Path, framework: &Framework) -> AnswerSheet {
    let Reading { sheet, notices } = read_file(path, Form::Toml, framework).expect("a sheet");
    assert!(notices.iter().all(|notice| !notice.is_error()), "{notices:#?}");
    sheet
}

/// Reads a text as one sheet, or says why it is refused.
pub(crate) fn try_read(text: &str, form: Form, framework: &Framework) -> Result<Reading, Vec<Diagnostic>> {
    let file = Arc::new(SourceFile::new("sheet", text));
    read_record(&SheetRecord { file, form, line: None, item: None }, framework)
}

/// Reads a text as a sheet that is not refused.
pub(crate) fn read_text(text: &str, form: Form, framework: &Framework) -> Reading {
    try_read(text, form, framework).unwrap_or_else(|reasons| panic!("{reasons:#?}\n{text}"))
}

/// A store on a real file that counts how often it saved, and can be made to fail.
pub(crate) struct FileStore<'f> {
    pub(crate) draft: Draft,
    pub(crate) framework: &'f Framework,
    pub(crate) changes: Vec<AnswerChange>,
    pub(crate) saved: usize,
    pub(crate) failures: usize,
}

impl<'f> FileStore<'f> {
    pub(crate) fn open(path: &Path, framework: &'f Framework) -> (Self, AnswerSheet) {
        let (draft, reading) = Draft::open(path, framework).expect("a draft");
        (Self { draft, framework, changes: Vec::new(), saved: 0, failures: 0 }, reading.sheet)
    }
}

impl Store for FileStore<'_> {
    fn write(&mut self, change: &AnswerChange) {
        change.apply(&mut self.draft, self.framework);
        self.changes.push(change.clone());
    }

    fn place(&self) -> PathBuf {
        self.draft.path().to_owned()
    }

    fn settle(&mut self, how: Settling) -> Result<Settled, DraftError> {
        settle(&mut self.draft, self.framework, &self.changes, how)
    }

    fn save(&mut self) -> Result<(), SaveError> {
        if self.failures > 0 {
            self.failures -= 1;
            return Err(io::Error::other("disk full").into());
        }
        self.saved += 1;
        self.draft.save()
    }

    fn move_to(&mut self, place: &Path, replace: bool) -> io::Result<PathBuf> {
        self.draft.move_to(place, replace)
    }
}

/// Replaces the first of a text in a file of a framework; the text must be there.
pub(crate) fn edit(folder: &TempDir, file: &str, from: &str, to: &str) {
    let path = folder.path().join(file);
    let text = std::fs::read_to_string(&path).expect("a file of the framework");
    assert!(text.contains(from), "{file} has {from}");
    std::fs::write(path, text.replacen(from, to, 1)).expect("the edit is written");
}
