//! An answer sheet that is being written. Comments, order and keys that mean nothing to us stay as the user left them.

mod body;
mod content;
mod json;
mod toml;

pub(super) use body::{Body, SheetValue};
pub(crate) use toml::answer_toml;
pub(super) use toml::value_toml;

use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use self::content::{SheetContent, is_json};
use super::columns::HeaderKey;
use super::lock::SheetLock;
use super::read::Reading;
use super::sheet::{Answer, AnswerSheet};
use crate::framework::{ChoiceIx, CriterionIx, FactIx, Framework};
use crate::source::{
    Diagnostic, Replacement, SourceFile, check_writable, codes, free_name, parent_of, sweep,
};

/// A sheet that is locked for writing.
#[derive(Debug)]
pub struct Draft {
    path: PathBuf,
    content: SheetContent,
    /// The bytes of the file as they were last read or written; `None` if there was none.
    known: Option<Vec<u8>>,
    lock: SheetLock,
}

/// Why a sheet cannot be opened for writing.
#[derive(Debug)]
pub enum DraftError {
    /// Another process has it open.
    InUse,
    /// What is there cannot be read as a sheet of this framework.
    Refused(Vec<Diagnostic>),
    /// Its directory cannot be written, or does not exist.
    Io(io::Error),
}

/// Why a sheet is not saved.
#[derive(Debug)]
pub enum SaveError {
    /// Another program changed the file since it was last read or written here.
    Changed,
    /// Another program moved or removed the file.
    Gone,
    /// The system refuses.
    Io(io::Error),
}

impl From<io::Error> for SaveError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl Draft {
    /// Opens a sheet to write to it, or begins one where there is no file.
    pub fn open(path: &Path, framework: &Framework) -> Result<(Self, Reading), DraftError> {
        let given = path;
        // The file that a link leads to is replaced, not the link.
        let path = match std::fs::canonicalize(path) {
            Ok(path) => path,
            Err(error) if path.is_symlink() => return Err(DraftError::Io(error)),
            Err(_) => path.to_owned(),
        };
        sweep(parent_of(&path));
        if let Ok(there) = path.metadata() {
            SourceFile::check_kind(given, &there, codes::SHEET_UNREADABLE).map_err(refuse)?;
            check_writable(&path, &there).map_err(DraftError::Io)?;
        }
        let lock = SheetLock::acquire(&path).map_err(DraftError::Io)?.ok_or(DraftError::InUse)?;
        if !path.exists() {
            let content = SheetContent::new(&path, framework);
            let draft = Self { path, content, known: None, lock };
            return Ok((draft, Reading { sheet: AnswerSheet::empty(framework), notices: Vec::new() }));
        }
        let bytes = SourceFile::read_bytes(&path, codes::SHEET_UNREADABLE).map_err(refuse)?;
        let (content, reading) = SheetContent::read(&path, &bytes, framework)?;
        Ok((Self { path, content, known: Some(bytes), lock }, reading))
    }

    /// The file that it is saved to.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Sets the name of the company or product; an empty one is taken away.
    pub fn set_subject(&mut self, subject: &str) {
        self.set_name(HeaderKey::Subject, subject);
    }

    /// Sets who answers; an empty name is taken away.
    pub fn set_respondent(&mut self, respondent: &str) {
        self.set_name(HeaderKey::Respondent, respondent);
    }

    fn set_name(&mut self, key: HeaderKey, name: &str) {
        match name {
            "" => self.content.body.remove(key),
            _ => self.content.body.set(key, &SheetValue::Text(name.to_owned())),
        }
    }

    /// Sets the date of the sheet.
    pub fn set_date(&mut self, date: Date) {
        self.content.body.set(HeaderKey::Date, &SheetValue::Date(date));
    }

    /// Writes the choices of a fact; none means "unknown".
    pub fn set_fact(&mut self, framework: &Framework, fact: FactIx, choices: &[ChoiceIx]) {
        self.content.body.set_fact(framework, fact, choices);
    }

    /// Writes the answer to a criterion. An answer that says nothing at all is removed.
    pub fn set_answer(&mut self, framework: &Framework, criterion: CriterionIx, answer: &Answer) {
        self.content.body.set_answer(framework, criterion, answer);
    }

    /// Replaces the file with what is here, unless another program changed it. It is either the old one or the new one,
    /// never half of it.
    pub fn save(&mut self) -> Result<(), SaveError> {
        let there = self.there()?;
        match (&self.known, &there) {
            (known, there) if known == there => {}
            (_, None) => return Err(SaveError::Gone),
            _ => return Err(SaveError::Changed),
        }
        let bytes = self.content.to_bytes();
        if self.known.as_ref() == Some(&bytes) {
            return Ok(());
        }
        match written(&self.path, &bytes)?.put(there.is_some()) {
            // It came just now.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => return Err(SaveError::Changed),
            file => self.lock.go_on_with(file?),
        }
        self.known = Some(bytes);
        Ok(())
    }

    /// What is in the file now; `None` if there is none.
    fn there(&self) -> io::Result<Option<Vec<u8>>> {
        match self.path.metadata() {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
            Ok(there) if there.is_dir() => Err(ErrorKind::IsADirectory.into()),
            Ok(there) if !there.is_file() => Err(ErrorKind::AlreadyExists.into()),
            Ok(_) => std::fs::read(&self.path).map(Some),
        }
    }

    /// The sheet as it is here.
    pub fn sheet(&self, framework: &Framework) -> Option<AnswerSheet> {
        Some(SheetContent::read(&self.path, &self.content.to_bytes(), framework).ok()?.1.sheet)
    }

    /// The sheet as it was last read from the file or written to it.
    pub fn known_sheet(&self, framework: &Framework) -> Option<AnswerSheet> {
        Some(SheetContent::read(&self.path, self.known.as_ref()?, framework).ok()?.1.sheet)
    }

    /// Copies what another program put into the file beside it, and takes note of it: the next [`Self::save`] replaces it.
    /// Gives the path of the copy, which only its owner can read; `None` if there is no file.
    pub fn keep_theirs(&mut self) -> io::Result<Option<PathBuf>> {
        let there = self.there()?;
        let copy = there.as_ref().map(|bytes| keep(&self.path, bytes)).transpose()?;
        self.known = there;
        Ok(copy)
    }

    /// Copies what is here beside the file; gives the path of the copy, which only its owner can read.
    pub fn keep_mine(&self) -> io::Result<PathBuf> {
        keep(&self.path, &self.content.to_bytes())
    }

    /// Reads what another program put into the file.
    pub fn read_theirs(&self, framework: &Framework) -> Result<(TheirSheet, Reading), DraftError> {
        let bytes = self.there().map_err(DraftError::Io)?.ok_or(ErrorKind::NotFound.into());
        let bytes = bytes.map_err(DraftError::Io)?;
        let (content, reading) = SheetContent::read(&self.path, &bytes, framework)?;
        Ok((TheirSheet { content, bytes }, reading))
    }

    /// Goes on with what another program put into the file.
    pub fn take_theirs(&mut self, theirs: TheirSheet) -> Result<(), DraftError> {
        if !self.lock.follow(&self.path).map_err(DraftError::Io)? {
            return Err(DraftError::InUse);
        }
        (self.content, self.known) = (theirs.content, Some(theirs.bytes));
        Ok(())
    }

    /// Saves it beside its place, under a name that is free, and goes on there; gives the path.
    pub fn move_beside(&mut self) -> io::Result<PathBuf> {
        let free = free_name(&self.path);
        // Where the file is gone, its own name is free.
        self.move_to(&free, free == self.path)
    }

    /// Saves it in another place, and goes on there; gives the path of the file. In a folder the name stays, and the
    /// ending is that of its form. Where a file is already, it fails unless that is to be replaced.
    pub fn move_to(&mut self, place: &Path, replace: bool) -> io::Result<PathBuf> {
        let mut path = place.to_owned();
        if path.is_dir() {
            path.push(self.path.file_name().unwrap_or_default());
        }
        if is_json(&path) != matches!(self.content.body, Body::Json(_)) || path.extension().is_none() {
            let ending = if matches!(self.content.body, Body::Json(_)) { ".json" } else { ".toml" };
            path.as_mut_os_string().push(ending);
        }
        let path = std::fs::canonicalize(&path).unwrap_or(path);
        if path == self.path {
            if replace {
                self.known = self.there()?;
            }
            return match self.save() {
                Ok(()) => Ok(path),
                Err(SaveError::Io(error)) => Err(error),
                Err(SaveError::Changed | SaveError::Gone) => Err(ErrorKind::AlreadyExists.into()),
            };
        }
        // Dropped with an error, it lets go of the new place.
        let mut lock = SheetLock::acquire(&path)?.ok_or(ErrorKind::ResourceBusy)?;
        let bytes = self.content.to_bytes();
        lock.go_on_with(written(&path, &bytes)?.put(replace)?);
        (self.path, self.lock, self.known) = (path.clone(), lock, Some(bytes));
        Ok(path)
    }

    /// Lets go of the sheet, so that others may open it.
    pub fn let_go(&mut self) {
        self.lock.let_go();
    }

    /// The text of the sheet.
    pub fn to_text(&self) -> String {
        self.content.body.to_text()
    }
}

/// What a file is to hold, not yet in its place; a new one only its owner can read.
fn written(path: &Path, bytes: &[u8]) -> io::Result<Replacement> {
    let mut file = Replacement::begin_private(path)?;
    file.write_all(bytes)?;
    Ok(file)
}

/// Keeps bytes beside a file; gives the path.
fn keep(path: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
    loop {
        let free = free_name(path);
        match written(&free, bytes)?.finish_new() {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            kept => return kept.map(|()| free),
        }
    }
}

/// What another program put into the file of a draft.
#[derive(Debug)]
pub struct TheirSheet {
    content: SheetContent,
    bytes: Vec<u8>,
}

fn refuse(problem: Box<Diagnostic>) -> DraftError {
    DraftError::Refused(vec![*problem])
}
