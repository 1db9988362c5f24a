//! An answer sheet that is being written. Comments, order and keys that mean nothing to us stay as the user left them.

mod body;
mod json;
mod toml;

pub(super) use body::{Body, SheetValue};
pub(crate) use toml::answer_toml;
pub(super) use toml::value_toml;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use super::columns::{ANSWERS, HeaderKey};
use super::lock::SheetLock;
use super::read::{Form, Reading, SheetRecord, read_record};
use super::sheet::{Answer, AnswerSheet};
use crate::framework::{ChoiceIx, CriterionIx, FactIx, Framework};
use crate::source::{Diagnostic, Replacement, SourceFile, codes, replace_file};

/// A sheet that is locked for writing.
#[derive(Debug)]
pub struct Draft {
    path: PathBuf,
    body: Body,
    layout: ByteLayout,
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

impl Draft {
    /// Opens a sheet to write to it, or begins one where there is no file.
    pub fn open(path: &Path, framework: &Framework) -> Result<(Self, Reading), DraftError> {
        // The file that a link leads to is replaced, not the link.
        let path = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let form = if is_json(&path) { Form::Json } else { Form::Toml };
        let lock = SheetLock::acquire(&path).map_err(DraftError::Io)?.ok_or(DraftError::InUse)?;
        if !path.exists() {
            let mut body = Body::empty(form);
            body.set(HeaderKey::Framework, &SheetValue::Text(framework.id().to_owned()));
            body.set(HeaderKey::Version, &SheetValue::Text(framework.version().to_owned()));
            let draft = Self { path, body, layout: ByteLayout::default(), lock };
            return Ok((draft, Reading { sheet: AnswerSheet::empty(framework), notices: Vec::new() }));
        }
        let refuse = |problem: Box<Diagnostic>| DraftError::Refused(vec![*problem]);
        let file = Arc::new(SourceFile::read(&path, codes::SHEET_UNREADABLE).map_err(refuse)?);
        let record = SheetRecord { file: Arc::clone(&file), form, line: None, item: None };
        let reading = read_record(&record, framework).map_err(DraftError::Refused)?;
        let broken = |text: String| {
            let message =
                crate::say!("this cannot be rewritten: {text}", "このシートは書き換えられません（{text}）");
            DraftError::Refused(vec![Diagnostic::new(codes::SHEET_SYNTAX, message).at(&file, 0..0)])
        };
        let body = match form {
            Form::Toml => Body::Toml(Box::new(
                file.text.parse().map_err(|e: toml_edit::TomlError| broken(e.message().to_owned()))?,
            )),
            _ => Body::Json(serde_json::from_str(&file.text).map_err(|e| broken(e.to_string()))?),
        };
        if matches!(&body, Body::Json(sheet) if !sheet.contains_key(ANSWERS)) {
            return Err(DraftError::Refused(vec![flat(&file)]));
        }
        Ok((Self { path, body, layout: ByteLayout::of(&file), lock }, reading))
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
            "" => self.body.remove(key),
            _ => self.body.set(key, &SheetValue::Text(name.to_owned())),
        }
    }

    /// Sets the date of the sheet.
    pub fn set_date(&mut self, date: Date) {
        self.body.set(HeaderKey::Date, &SheetValue::Date(date));
    }

    /// Writes the choices of a fact; none means "unknown".
    pub fn set_fact(&mut self, framework: &Framework, fact: FactIx, choices: &[ChoiceIx]) {
        self.body.set_fact(framework, fact, choices);
    }

    /// Writes the answer to a criterion. An answer that says nothing at all is removed.
    pub fn set_answer(&mut self, framework: &Framework, criterion: CriterionIx, answer: &Answer) {
        self.body.set_answer(framework, criterion, answer);
    }

    /// Replaces the file with what is here. It is either the old one or the new one, never half of it.
    pub fn save(&self) -> io::Result<()> {
        replace_file(&self.path, self.layout.apply(&self.to_text()).as_bytes())
    }

    /// Saves it in another place, and goes on there; gives the path of the file. In a folder the name stays, and the
    /// ending is that of its form. Where a file is already, it fails unless that is to be replaced.
    pub fn move_to(&mut self, place: &Path, replace: bool) -> io::Result<PathBuf> {
        let mut path = place.to_owned();
        if path.is_dir() {
            path.push(self.path.file_name().unwrap_or_default());
        }
        if is_json(&path) != matches!(self.body, Body::Json(_)) || path.extension().is_none() {
            let ending = if matches!(self.body, Body::Json(_)) { ".json" } else { ".toml" };
            path.as_mut_os_string().push(ending);
        }
        let path = std::fs::canonicalize(&path).unwrap_or(path);
        if path == self.path {
            self.save()?;
            return Ok(path);
        }
        // Dropped with an error, it lets go of the new place.
        let lock = SheetLock::acquire(&path)?.ok_or(io::ErrorKind::ResourceBusy)?;
        let mut file = Replacement::begin(&path)?;
        file.write_all(self.layout.apply(&self.to_text()).as_bytes())?;
        if replace {
            file.finish()?;
        } else {
            file.finish_new()?;
        }
        (self.path, self.lock) = (path.clone(), lock);
        Ok(path)
    }

    /// The text of the sheet.
    pub fn to_text(&self) -> String {
        self.body.to_text()
    }
}

/// A record whose answers stand beside the keys of the sheet is read, but there is no place in it to write to.
fn flat(file: &Arc<SourceFile>) -> Diagnostic {
    let name = &file.name;
    let message = crate::say!(
        "this record has no `answers` to write to",
        "この形のファイルには `answers` がないため、回答を書き込めません"
    );
    let help = crate::say!(
        "make a sheet of it: `outside-in template --from {name} -o sheet.toml`",
        "`outside-in template --from {name} -o sheet.toml` で回答シートに変換してください。"
    );
    Diagnostic::new(codes::NO_ANSWERS, message).help(help).at(file, 0..0)
}

fn is_json(path: &Path) -> bool {
    Form::of(path) == Some(Form::Json)
}

#[derive(Clone, Copy, Debug, Default)]
struct ByteLayout {
    bom: bool,
    crlf: bool,
}

impl ByteLayout {
    fn of(file: &SourceFile) -> Self {
        Self { bom: file.had_bom, crlf: file.text.contains("\r\n") }
    }

    fn apply(self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() + 3);
        if self.bom {
            out.push('\u{feff}');
        }
        let plain = text.replace("\r\n", "\n");
        out.push_str(&if self.crlf { plain.replace('\n', "\r\n") } else { plain });
        out
    }
}
