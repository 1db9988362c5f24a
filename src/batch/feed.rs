use std::io::{self, Read};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use memchr::memchr;

use super::stretch::{Filled, Stretch, Stretches, most_sheets};
use crate::answers::{
    CsvStart, Form, by_content, csv_header_again, csv_restart, csv_start, is_result, line_of, no_sheets,
    own_result,
};
use crate::framework::Framework;
use crate::report::Input;
use crate::source::{
    Diagnostic, ItemPlace, ListItems, ListStep, MAX_BYTES, RECOGNIZED_BY, SourceFile, SyntaxCodes, codes,
    is_json_list, is_shift_jis, is_utf16, without_mark,
};

/// How many whole files make a piece.
const FILES: usize = 64;

/// JSON files up to this size, in bytes, are read whole even if they are lists: that is faster for many small ones.
const SMALL: u64 = 1 << 20;

/// How many bytes of JSON are enough to tell whether it is a list.
const LIST_KNOWN_BY: usize = 64 << 10;

/// How many bytes are enough to tell whether something is text.
const SHOWN_BY: usize = 8;

/// Something to read sheets from.
pub enum Job {
    /// A file.
    File {
        /// Its path, as shown.
        path: PathBuf,
        /// Its format.
        form: Form,
        /// Whether the user named it, so that failing to read it ends the run with an error.
        named: bool,
    },
    /// Something else, such as standard input.
    Stream {
        /// Its name.
        name: String,
        /// Its format.
        form: Form,
        /// What has already been read of it.
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

/// A piece of the input for one thread. Its line buffer is reused.
#[derive(Default)]
pub(super) struct Piece {
    pub(super) kind: Kind,
    pub(super) stretch: Stretch,
}

#[derive(Default)]
pub(super) enum Kind {
    #[default]
    Lines,
    Rows(Arc<CsvStart>),
    /// Items of a list, each with its bytes in the stretch and its place.
    Items(Vec<(Range<usize>, ItemPlace)>),
    Notices(Vec<Diagnostic>),
    /// Files that are read whole.
    Files(Vec<(PathBuf, Form, bool)>),
    /// Something that was read whole.
    Bytes(String, Vec<u8>, Form, bool),
    Refused(Refusal),
}

/// Cuts the input into pieces, in order.
pub(super) struct Feed<'f, J: Iterator> {
    framework: &'f Framework,
    /// How many sheets a piece has at most.
    most: usize,
    jobs: std::iter::Peekable<J>,
    stretches: Option<Stretches>,
    list: Option<ListItems<Box<dyn Read + Send>>>,
    /// What followed the items of the last piece in the list.
    after_items: Option<ListStep>,
    table: Option<Arc<CsvStart>>,
    /// The name of the file that is being read, and whether the user named it.
    name: String,
    named: bool,
    /// Whether it has contained only white space so far.
    blank: bool,
}

impl<'f, J: Iterator<Item = Job>> Feed<'f, J> {
    /// `result` is about how many bytes are written for each sheet.
    pub(super) fn new(framework: &'f Framework, result: usize, jobs: J) -> Self {
        let (jobs, most) = (jobs.peekable(), most_sheets(result));
        Self {
            framework,
            most,
            jobs,
            stretches: None,
            list: None,
            after_items: None,
            table: None,
            name: String::new(),
            named: false,
            blank: true,
        }
    }

    /// Takes the next piece; false if there is none left.
    pub(super) fn take(&mut self, piece: &mut Piece) -> bool {
        loop {
            let kind = if self.stretches.is_some() {
                self.go_on(&mut piece.stretch)
            } else if self.list.is_some() {
                self.go_on_with_list(&mut piece.stretch)
            } else {
                let Some(job) = self.jobs.next() else { return false };
                self.begin_job(job)
            };
            if let Some(kind) = kind {
                piece.kind = kind;
                return true;
            }
        }
    }

    /// Continues with a file of lines or rows; none at its end.
    fn go_on(&mut self, stretch: &mut Stretch) -> Option<Kind> {
        let refused = match self.stretches.as_mut()?.fill(stretch) {
            Filled::Lines => {
                let separator = self.table.as_ref().map(|table| table.separator);
                self.blank = self.blank && is_blank(stretch, separator);
                match (self.table.clone(), other_encoding(stretch)) {
                    (Some(table), _) => return Some(self.rows(table, stretch)),
                    (None, None) => return Some(Kind::Lines),
                    (None, Some(reason)) => {
                        self.stretches = None;
                        self.refusal(None, reason, false)
                    }
                }
            }
            Filled::End => {
                self.stretches = None;
                return self.blank.then(|| Kind::Notices(vec![no_sheets(&self.name)]));
            }
            Filled::TooLong(line) => {
                self.blank = false;
                self.refusal(Some(line), SourceFile::line_too_long(&self.name, line), false)
            }
            Filled::Broken(error) => {
                self.stretches = None;
                self.unreadable(&error)
            }
        };
        Some(Kind::Refused(refused))
    }

    /// Continues with a list; none at its end.
    fn go_on_with_list(&mut self, stretch: &mut Stretch) -> Option<Kind> {
        if let Some(step) = self.after_items.take() {
            return self.end_of_list(step);
        }
        let list = self.list.as_mut()?;
        let mut items = Vec::new();
        stretch.begin(&self.name);
        let step = loop {
            let start = stretch.bytes().len();
            match stretch.add(|bytes| list.next(bytes, items.is_empty())) {
                ListStep::Item(place) => items.push((start..stretch.bytes().len(), place)),
                step => break step,
            }
            if stretch.is_full(items.len(), self.most) {
                break ListStep::Pause;
            }
        };
        self.blank &= items.is_empty();
        if !items.is_empty() {
            self.after_items = Some(step).filter(|step| !matches!(step, ListStep::Pause));
            return Some(Kind::Items(items));
        }
        self.end_of_list(step)
    }

    /// What a step other than an item results in; none at the end.
    fn end_of_list(&mut self, step: ListStep) -> Option<Kind> {
        let refused = match step {
            ListStep::Item(_) | ListStep::Pause => return None,
            ListStep::TooLong(ItemPlace { line, number, .. }) => {
                let reason = SourceFile::line_too_long(&self.name, line);
                let refusal = self.refusal(Some(line), reason, false);
                Refusal { input: Input { item: Some(number), ..refusal.input }, ..refusal }
            }
            ListStep::Broken(reason) => self.refusal(line_of(&reason), reason, false),
            ListStep::Unreadable(error) => self.unreadable(&error),
            ListStep::End => {
                self.list = None;
                return self.blank.then(|| Kind::Notices(vec![no_sheets(&self.name)]));
            }
        };
        self.blank = false;
        Some(Kind::Refused(refused))
    }

    /// The rows of a stretch, up to the next header, if any; a header is read when a stretch begins with it.
    fn rows(&mut self, table: Arc<CsvStart>, stretch: &mut Stretch) -> Kind {
        let (bytes, first_line) = (stretch.bytes(), stretch.first_line);
        let Some((at, line)) = csv_header_again(&table, &self.name, bytes, first_line, self.framework) else {
            return Kind::Rows(table);
        };
        let (at, line, kind) = if at > 0 {
            (at, line, Kind::Rows(table))
        } else {
            match csv_restart(&table, &self.name, bytes, line, self.framework) {
                Some(Ok(mut start)) => {
                    let ((at, line), notices) = (start.body, std::mem::take(&mut start.notices));
                    self.table = Some(Arc::new(start));
                    (at, line, Kind::Notices(notices))
                }
                Some(Err(_)) | None => return Kind::Rows(table),
            }
        };
        if let Some(stretches) = &mut self.stretches {
            stretches.take_back(stretch, at, line);
        }
        kind
    }

    /// Begins a job; returns a piece if there already is one.
    fn begin_job(&mut self, job: Job) -> Option<Kind> {
        match job {
            Job::Refused(refusal) => Some(Kind::Refused(refusal)),
            Job::Stream { name, form, start, reader } => {
                (self.name, self.named) = (name, true);
                self.begin(form, start, reader)
            }
            Job::File { path, form, named } if is_read_whole(&path, form) => {
                Some(self.files((path, form, named)))
            }
            Job::File { path, form, named } => {
                (self.name, self.named) = (path.display().to_string(), named);
                match SourceFile::open(&path, codes::SHEET_UNREADABLE) {
                    Ok(file) => self.begin(form, Vec::new(), Box::new(file)),
                    Err(reason) => Some(Kind::Refused(self.refusal(None, reason, true))),
                }
            }
        }
    }

    /// Begins to read something in this format; returns a piece if there already is one.
    fn begin(
        &mut self,
        mut form: Form,
        mut start: Vec<u8>,
        mut reader: Box<dyn Read + Send>,
    ) -> Option<Kind> {
        self.blank = true;
        if form.is_streamed() {
            // Anything that is not text is recognizable at once.
            let missing = SHOWN_BY.saturating_sub(start.len());
            if let Err(error) = reader.by_ref().take(missing as u64).read_to_end(&mut start) {
                return Some(Kind::Refused(self.unreadable(&error)));
            }
            form = by_content(&start, form);
        }
        if form == Form::Json {
            let missing = LIST_KNOWN_BY.saturating_sub(start.len());
            if let Err(error) = reader.by_ref().take(missing as u64).read_to_end(&mut start) {
                return Some(Kind::Refused(self.unreadable(&error)));
            }
            form = by_content(&start, form);
        }
        match form {
            Form::Ndjson | Form::Csv if is_result(&start, form) => {
                Some(Kind::Notices(vec![own_result(&self.name)]))
            }
            Form::Ndjson => {
                self.table = None;
                self.stretches =
                    Some(Stretches::of_lines(self.name.clone(), start, reader).of_at_most(self.most));
                None
            }
            Form::Csv => self.begin_table(start, reader),
            Form::Json if is_json_list(&start) => {
                self.list = Some(ListItems::new(self.name.clone(), SyntaxCodes::SHEET, start, reader));
                None
            }
            Form::Toml | Form::Json | Form::Xlsx | Form::Ods => Some(self.whole(form, start, reader)),
        }
    }

    /// Reads the header of a table. A table that is not in UTF-8 is read whole.
    fn begin_table(&mut self, mut start: Vec<u8>, mut reader: Box<dyn Read + Send>) -> Option<Kind> {
        let missing = RECOGNIZED_BY.saturating_sub(start.len());
        let read = match reader.by_ref().take(missing as u64).read_to_end(&mut start) {
            Ok(read) => read,
            Err(error) => return Some(Kind::Refused(self.unreadable(&error))),
        };
        let goes_on = read == missing;
        let header_is_cut = |at: usize, bytes: &[u8]| goes_on && at == bytes.len() && missing > 0;
        if is_utf16(&start) || is_shift_jis(&start) || goes_on && memchr(b'\n', &start).is_none() {
            return Some(self.whole(Form::Csv, start, reader));
        }
        let bytes = without_mark(&start);
        let mut table = match csv_start(&self.name, bytes, self.framework) {
            Ok(Some(table)) if header_is_cut(table.body.0, bytes) => {
                return Some(self.whole(Form::Csv, start, reader));
            }
            Ok(Some(table)) => table,
            Ok(None) => return Some(self.whole(Form::Csv, start, reader)),
            Err(reasons) => {
                let input = Input::whole(self.name.clone());
                return Some(Kind::Refused(Refusal { input, reasons, unreadable: false }));
            }
        };
        let (at, line) = table.body;
        let rest = bytes[at..].to_vec();
        let notices = std::mem::take(&mut table.notices);
        let rows = Stretches::of_rows(self.name.clone(), rest, reader, table.separator, line);
        self.stretches = Some(rows.of_at_most(self.most));
        self.table = Some(Arc::new(table));
        (!notices.is_empty()).then_some(Kind::Notices(notices))
    }

    fn whole(&self, form: Form, mut bytes: Vec<u8>, reader: Box<dyn Read + Send>) -> Kind {
        match reader.take(MAX_BYTES + 1).read_to_end(&mut bytes) {
            Ok(_) => Kind::Bytes(self.name.clone(), bytes, form, self.named),
            Err(error) => Kind::Refused(self.unreadable(&error)),
        }
    }

    fn files(&mut self, first: (PathBuf, Form, bool)) -> Kind {
        let mut files = vec![first];
        while files.len() < FILES {
            let is_whole =
                |job: &Job| matches!(job, Job::File { path, form, .. } if is_read_whole(path, *form));
            let next = self.jobs.next_if(is_whole);
            let Some(Job::File { path, form, named }) = next else { break };
            files.push((path, form, named));
        }
        Kind::Files(files)
    }

    /// A refusal of the file that is being read, because reading it failed.
    fn unreadable(&self, error: &io::Error) -> Refusal {
        self.refusal(None, SourceFile::unreadable(&self.name, error, codes::SHEET_UNREADABLE), true)
    }

    /// A refusal of the file that is being read, or of one of its lines.
    fn refusal(&self, line: Option<usize>, reason: Box<Diagnostic>, unreadable: bool) -> Refusal {
        let input = Input { line, ..Input::whole(self.name.clone()) };
        Refusal { input, reasons: vec![*reason], unreadable: unreadable && self.named }
    }
}

/// Whether a worker reads the file whole; false for a long JSON list and for anything that is not a regular file.
fn is_read_whole(path: &Path, form: Form) -> bool {
    match form {
        Form::Json => path.metadata().map_or(true, |data| data.is_file() && data.len() <= SMALL),
        _ => !form.is_streamed(),
    }
}

/// Whether the lines of a stretch, or the cells of its rows, are all blank.
fn is_blank(stretch: &Stretch, separator: Option<u8>) -> bool {
    let bytes = if stretch.begins_file() { without_mark(stretch.bytes()) } else { stretch.bytes() };
    let is_nothing = |c: char| {
        c.is_whitespace() || separator.is_some_and(|separator| c == char::from(separator) || c == '"')
    };
    std::str::from_utf8(bytes).is_ok_and(|text| text.chars().all(is_nothing))
}

/// The reason, if the beginning of a file shows that none of it can be read.
fn other_encoding(stretch: &Stretch) -> Option<Box<Diagnostic>> {
    let start = &stretch.bytes()[..stretch.bytes().len().min(RECOGNIZED_BY)];
    let start = Some(start).filter(|start| stretch.begins_file() && is_utf16(start))?;
    SourceFile::decode(stretch.name.clone(), start.to_vec(), codes::SHEET_UNREADABLE).err()
}
