use std::io::Read;
use std::path::PathBuf;

use super::lines::{Filled, Lines, Stretch};
use crate::answers::Form;
use crate::report::Input;
use crate::say;
use crate::source::{Diagnostic, MAX_BYTES, SourceFile, codes};

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
    /// Files with one sheet each.
    Files(Vec<(PathBuf, Form, bool)>),
    /// Something that was read whole.
    Bytes(String, Vec<u8>, Form),
    /// Something that is refused.
    Refused(Refusal),
}

/// Cuts the input into pieces, in order.
pub(super) struct Feed<J: Iterator> {
    jobs: std::iter::Peekable<J>,
    lines: Option<Lines>,
    /// The name of the file that is being read, and whether the user named it.
    name: String,
    named: bool,
}

impl<J: Iterator<Item = Job>> Feed<J> {
    /// The pieces of all jobs.
    pub(super) fn new(jobs: J) -> Self {
        Self { jobs: jobs.peekable(), lines: None, name: String::new(), named: false }
    }

    /// Takes the next piece; false if there is none left.
    pub(super) fn take(&mut self, piece: &mut Piece) -> bool {
        loop {
            if let Some(lines) = &mut self.lines {
                match lines.fill(&mut piece.stretch) {
                    Filled::Lines => {
                        piece.kind = Kind::Lines;
                        if let Some(reason) = other_encoding(&piece.stretch) {
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
                Some(Job::Stream { name, form: Form::Ndjson, start, reader }) => {
                    self.lines = Some(Lines::new(name.clone(), start, reader));
                    (self.name, self.named) = (name, true);
                    continue;
                }
                Some(Job::Stream { name, form, start, reader }) => {
                    (self.name, self.named) = (name, true);
                    piece.kind = self.whole(form, start, reader);
                }
                Some(Job::File { path, form: Form::Ndjson, named }) => {
                    self.name = path.display().to_string();
                    self.named = named;
                    match SourceFile::open(&path, codes::SHEET_UNREADABLE) {
                        Ok(file) => {
                            self.lines = Some(Lines::new(self.name.clone(), Vec::new(), Box::new(file)));
                            continue;
                        }
                        Err(reason) => piece.kind = Kind::Refused(self.refusal(None, reason, true)),
                    }
                }
                Some(Job::File { path, form, named }) => piece.kind = self.files((path, form, named)),
            }
            return true;
        }
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
            let next =
                self.jobs.next_if(|job| matches!(job, Job::File { form, .. } if *form != Form::Ndjson));
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
    let start = stretch.bytes().get(..2).filter(|_| stretch.first_line == 1)?;
    let utf16 = [b"\xff\xfe", b"\xfe\xff"].contains(&start.try_into().ok()?);
    utf16.then(|| SourceFile::decode(stretch.name.clone(), start.to_vec(), codes::SHEET_UNREADABLE).err())?
}
