//! An answer sheet that is being written: every change goes into the text as the user left it, so that
//! comments, order and keys that mean nothing to us stay.

mod json;
mod save;
mod toml;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use super::lock::SheetLock;
use super::read::{Form, Reading, SheetRecord, read_record};
use super::sheet::{Answer, AnswerSheet, Reply};
use crate::framework::{ChoiceIx, CriterionIx, FactIx, Framework};
use crate::source::{Diagnostic, SourceFile, codes, replace_file};

/// A sheet that is locked for writing.
#[derive(Debug)]
pub struct Draft {
    path: PathBuf,
    body: Body,
    layout: save::Layout,
    _lock: SheetLock,
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

#[derive(Debug)]
enum Body {
    Toml(Box<toml_edit::DocumentMut>),
    Json(serde_json::Map<String, serde_json::Value>),
}

/// A value as both forms can write it.
#[derive(Clone, Debug)]
enum Written {
    Text(String),
    Texts(Vec<String>),
    Integer(i64),
    Date(Date),
}

/// The ids under which an entry may already stand: its own and its old ones.
struct EntryIds<'a> {
    id: &'a str,
    old: &'a [String],
}

impl Draft {
    /// Opens a sheet to write to it, or begins one where there is no file.
    pub fn open(path: &Path, framework: &Framework) -> Result<(Self, Reading), DraftError> {
        // The file behind a link is replaced, not the link.
        let path = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let form = if Form::of(&path) == Some(Form::Json) { Form::Json } else { Form::Toml };
        let lock = SheetLock::acquire(&path).map_err(DraftError::Io)?.ok_or(DraftError::InUse)?;
        if !path.exists() {
            // Without a table of answers it could not be opened again before the first answer.
            let body = match form {
                Form::Toml => Body::Toml(Box::new(toml::empty_sheet())),
                _ => Body::Json(json::empty_sheet()),
            };
            let mut draft = Self { path, body, layout: save::Layout::default(), _lock: lock };
            draft.set("framework", &Written::Text(framework.id().to_owned()));
            draft.set("version", &Written::Text(framework.version().to_owned()));
            return Ok((draft, Reading { sheet: AnswerSheet::empty(framework), notices: Vec::new() }));
        }
        let refuse = |problem: Box<Diagnostic>| DraftError::Refused(vec![*problem]);
        let file = Arc::new(SourceFile::read(&path, codes::SHEET_UNREADABLE).map_err(refuse)?);
        let record = SheetRecord { file: Arc::clone(&file), form, line: None };
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
        Ok((Self { path, body, layout: save::Layout::of(&file), _lock: lock }, reading))
    }

    /// The file that it is saved to.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Sets the name of the company or product.
    pub fn set_subject(&mut self, subject: &str) {
        self.set("subject", &Written::Text(subject.to_owned()));
    }

    /// Sets who answers.
    pub fn set_respondent(&mut self, respondent: &str) {
        self.set("respondent", &Written::Text(respondent.to_owned()));
    }

    /// Sets the date of the sheet.
    pub fn set_date(&mut self, date: Date) {
        self.set("date", &Written::Date(date));
    }

    /// Writes the choices of a fact; none stands for "unknown".
    pub fn set_fact(&mut self, framework: &Framework, fact: FactIx, choices: &[ChoiceIx]) {
        use crate::framework::Choose;
        let fact = &framework[fact];
        let mut ids = choices.iter().map(|choice| fact.choices[choice.get()].id.clone());
        let written = match fact.choose {
            _ if choices.is_empty() => Written::Text("unknown".to_owned()),
            Choose::One => Written::Text(ids.next().unwrap_or_default()),
            Choose::Many => Written::Texts(ids.collect()),
        };
        let ids = EntryIds { id: &fact.id, old: &fact.renamed_from };
        match &mut self.body {
            Body::Toml(document) => toml::set_entry(document, "facts", &ids, &written),
            Body::Json(map) => json::set_entry(map, "facts", &ids, &written),
        }
    }

    /// Writes the answer to a criterion. An answer that says nothing at all is removed.
    pub fn set_answer(&mut self, framework: &Framework, criterion: CriterionIx, answer: &Answer) {
        let criterion = &framework[criterion];
        let ids = EntryIds { id: &criterion.id, old: &criterion.renamed_from };
        let fields = fields(answer);
        match &mut self.body {
            Body::Toml(document) => toml::set_answer(document, &ids, &fields),
            Body::Json(map) => json::set_answer(map, &ids, &fields),
        }
    }

    /// Replaces the file with what is here. It is either the old one or the new one, never half of it.
    pub fn save(&self) -> io::Result<()> {
        replace_file(&self.path, self.layout.apply(&self.to_text()).as_bytes())
    }

    /// The text of the sheet.
    pub fn to_text(&self) -> String {
        match &self.body {
            Body::Toml(document) => document.to_string(),
            Body::Json(map) => serde_json::to_string_pretty(map).map(|text| text + "\n").unwrap_or_default(),
        }
    }

    fn set(&mut self, key: &str, value: &Written) {
        match &mut self.body {
            Body::Toml(document) => toml::set_header(document, key, value),
            Body::Json(map) => json::set_header(map, key, value),
        }
    }
}

/// The keys of an answer in their order, `None` where the answer has no such key.
type AnswerFields = [(&'static str, Option<Written>); 5];

fn fields(answer: &Answer) -> AnswerFields {
    let level = match &answer.reply {
        Reply::Level(level) => Some(Written::Integer(i64::from(*level))),
        Reply::Unknown => Some(Written::Text("unknown".to_owned())),
        Reply::Unanswered | Reply::NotApplicable(_) => None,
    };
    let reason = match &answer.reply {
        Reply::NotApplicable(reason) => Some(Written::Text(reason.clone())),
        _ => None,
    };
    let evidence = (!answer.evidence.is_empty()).then(|| Written::Texts(answer.evidence.clone()));
    [
        ("level", level),
        ("not_applicable", reason),
        ("evidence", evidence),
        ("note", answer.note.clone().map(Written::Text)),
        ("date", answer.date.map(Written::Date)),
    ]
}
