use std::io::Read;
use std::path::PathBuf;
use std::sync::Arc;

use super::lines::{Filled, Lines, Stretch};
use crate::answers::{CsvStart, Form, csv_start};
use crate::framework::Framework;
use crate::report::Input;
use crate::say;
use crate::source::{Diagnostic, MAX_BYTES, SourceFile, codes};

/// The header of a table stands within so many bytes.
const HEAD: u64 = 1 << 20;

/// How many files with one sheet each make a piece.
const FILES: usize = 64;

/// Something to read sheets from.
pub enum Job {
    /// A file.
    File {
        /// Its path, as it is shown.
        path: PathBuf,
        /// How it is written.
        form: Form,
        /// Whether the user named it, so that a failure to read it ends the run with an error.
        named: bool,
    },
    /// Something else, such as standard input.
    Stream {
        /// What it is called.
        name: String,
        /// How it is written.
        form: Form,
        /// What has been read of it already.
        start: Vec<u8>,
        /// The rest of it.
        reader: Box<dyn Read + Send>,
    },
    /// Something that is refused without being read.
    Refused(Refusal),
}

/// Why there is no sheet.
#[derive(Debug)]
pub struct Refusal {
    /// Where it should have come from.
    pub input: Input,
    /// Why there is none.
    pub reasons: Vec<Diagnostic>,
    /// Whether it could not be read although the user named it.
    pub unreadable: bool,
}

/// A stretch of the input for one thread. The buffer for lines is kept from one to the next.
#[derive(Default)]
pub(super) struct Piece {
    pub(super) kind: Kind,
    pub(super) stretch: Stretch,
}

/// What a piece is.
#[derive(Default)]
pub(super) enum Kind {
    /// Whole lines of one file, in the buffer.
    #[default]
    Lines,
    /// Whole rows of a table, in the buffer.
    Rows(Arc<CsvStart>),
    /// What is odd about a file as a whole.
    Notices(Vec<Diagnostic>),
    /// Files with one sheet each.
    Files(Vec<(PathBuf, Form, bool)>),
    /// Something that was read whole.
    Bytes(String, Vec<u8>, Form),
    /// Something that is refused.
    Refused(Refusal),
}

/// Cuts the input into pieces, in order.
pub(super) struct Feed<'f, J: Iterator> {
    framework: &'f Framework,
    jobs: std::iter::Peekable<J>,
    lines: Option<Lines>,
    /// The header of the table that is being read.
    table: Option<Arc<CsvStart>>,
    /// The name of the file that is being read, and whether the user named it.
    name: String,
    named: bool,
}

impl<'f, J: Iterator<Item = Job>> Feed<'f, J> {
    /// The pieces of all jobs.
    pub(super) fn new(framework: &'f Framework, jobs: J) -> Self {
        let jobs = jobs.peekable();
        Self { framework, jobs, lines: None, table: None, name: String::new(), named: false }
    }

    /// Takes the next piece; false if there is none left.
    pub(super) fn take(&mut self, piece: &mut Piece) -> bool {
        loop {
            if let Some(lines) = &mut self.lines {
                match lines.fill(&mut piece.stretch) {
                    Filled::Lines => {
                        piece.kind = match &self.table {
                            Some(table) => Kind::Rows(Arc::clone(table)),
                            None => Kind::Lines,
                        };
                        if let Some(reason) = other_encoding(&piece.stretch).filter(|_| self.table.is_none())
                        {
                            self.lines = None;
                            piece.kind = Kind::Refused(self.refusal(None, reason, false));
                        }
                        return true;
                    }
                    Filled::End => self.lines = None,
                    Filled::TooLong(line) => {
                        piece.kind = Kind::Refused(self.refusal(Some(line), too_long(line), false));
                        return true;
                    }
                    Filled::Broken(error) => {
                        self.lines = None;
                        let reason = SourceFile::unreadable(&self.name, &error, codes::SHEET_UNREADABLE);
                        piece.kind = Kind::Refused(self.refusal(None, reason, true));
                        return true;
                    }
                }
                continue;
            }
            match self.jobs.next() {
                None => return false,
                Some(Job::Refused(refusal)) => piece.kind = Kind::Refused(refusal),
                Some(Job::Stream { name, form, start, reader }) => {
                    (self.name, self.named) = (name, true);
                    match self.begin(form, start, reader) {
                        Some(kind) => piece.kind = kind,
                        None => continue,
                    }
                }
                Some(Job::File { path, form: form @ (Form::Ndjson | Form::Csv), named }) => {
                    (self.name, self.named) = (path.display().to_string(), named);
                    let begun = match SourceFile::open(&path, codes::SHEET_UNREADABLE) {
                        Ok(file) => self.begin(form, Vec::new(), Box::new(file)),
                        Err(reason) => Some(Kind::Refused(self.refusal(None, reason, true))),
                    };
                    match begun {
                        Some(kind) => piece.kind = kind,
                        None => continue,
                    }
                }
                Some(Job::File { path, form, named }) => piece.kind = self.files((path, form, named)),
            }
            return true;
        }
    }

    /// Begins to read something of this form; a piece if there is already one.
    fn begin(&mut self, form: Form, start: Vec<u8>, reader: Box<dyn Read + Send>) -> Option<Kind> {
        match form {
            Form::Ndjson => {
                self.table = None;
                self.lines = Some(Lines::new(self.name.clone(), start, reader));
                None
            }
            Form::Csv => self.begin_table(start, reader),
            Form::Toml | Form::Json | Form::Xlsx => Some(self.whole(form, start, reader)),
        }
    }

    /// Reads the header of a table. What is not UTF-8 text is read as a whole, for its encoding is told by all of it.
    fn begin_table(&mut self, mut start: Vec<u8>, mut reader: Box<dyn Read + Send>) -> Option<Kind> {
        let missing = HEAD.saturating_sub(start.len() as u64);
        let read = match reader.by_ref().take(missing).read_to_end(&mut start) {
            Ok(read) => read as u64,
            Err(error) => {
                let reason = SourceFile::unreadable(&self.name, &error, codes::SHEET_UNREADABLE);
                return Some(Kind::Refused(self.refusal(None, reason, true)));
            }
        };
        let bytes = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&start);
        let valid = match std::str::from_utf8(bytes) {
            Ok(text) => Some(text),
            // The last character may be cut in two.
            Err(error) if error.error_len().is_none() && read == missing => {
                std::str::from_utf8(&bytes[..error.valid_up_to()]).ok()
            }
            Err(_) => None,
        };
        let Some(text) = valid else { return Some(self.whole(Form::Csv, start, reader)) };
        let file = SourceFile::new(&self.name, text);
        let mut table = match csv_start(&file, self.framework) {
            Ok(table) => table,
            Err(reasons) => {
                let input = Input { path: self.name.clone(), line: None };
                return Some(Kind::Refused(Refusal { input, reasons, unreadable: false }));
            }
        };
        let (at, line) = table.body;
        if at == text.len() && read == missing && missing > 0 {
            // Even the header is not whole.
            return Some(self.whole(Form::Csv, start, reader));
        }
        let rest = bytes[at..].to_vec();
        let separator = u8::try_from(table.separator).unwrap_or(b',');
        let notices = std::mem::take(&mut table.notices);
        self.table = Some(Arc::new(table));
        self.lines = Some(Lines::new(self.name.clone(), rest, reader).of_table(separator, line));
        (!notices.is_empty()).then_some(Kind::Notices(notices))
    }

    /// Reads all of something.
    fn whole(&self, form: Form, mut bytes: Vec<u8>, reader: Box<dyn Read + Send>) -> Kind {
        match reader.take(MAX_BYTES + 1).read_to_end(&mut bytes) {
            Ok(_) => Kind::Bytes(self.name.clone(), bytes, form),
            Err(error) => {
                let reason = SourceFile::unreadable(&self.name, &error, codes::SHEET_UNREADABLE);
                Kind::Refused(self.refusal(None, reason, true))
            }
        }
    }

    /// Takes more files with one sheet each.
    fn files(&mut self, first: (PathBuf, Form, bool)) -> Kind {
        let mut files = vec![first];
        while files.len() < FILES {
            let alone = |form: &Form| !matches!(form, Form::Ndjson | Form::Csv);
            let next = self.jobs.next_if(|job| matches!(job, Job::File { form, .. } if alone(form)));
            let Some(Job::File { path, form, named }) = next else { break };
            files.push((path, form, named));
        }
        Kind::Files(files)
    }

    /// A refusal of the file that is being read, or of one of its lines.
    fn refusal(&self, line: Option<usize>, reason: Box<Diagnostic>, unreadable: bool) -> Refusal {
        let input = Input { path: self.name.clone(), line };
        Refusal { input, reasons: vec![*reason], unreadable: unreadable && self.named }
    }
}

fn too_long(line: usize) -> Box<Diagnostic> {
    let message =
        say!("line {line} is too long for an answer sheet", "{line}行目は回答シートとしては長すぎます");
    Box::new(Diagnostic::new(codes::SHEET_UNREADABLE, message))
}

/// Why the beginning of a file shows that none of it can be read.
fn other_encoding(stretch: &Stretch) -> Option<Box<Diagnostic>> {
    let start = stretch.bytes().get(..2).filter(|_| stretch.begins_file())?;
    let utf16 = [b"\xff\xfe", b"\xfe\xff"].contains(&start.try_into().ok()?);
    utf16.then(|| SourceFile::decode(stretch.name.clone(), start.to_vec(), codes::SHEET_UNREADABLE).err())?
}
