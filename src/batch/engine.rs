use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;
use simdutf8::basic::from_utf8;

use super::feed::{Kind, Piece, Refusal};
use super::lines::Stretch;
use super::outcome::Outcome;
use super::scan::{self, Day, Head, Plan, Scanner};
use super::tables::Tables;
use super::tally::Tally;
use super::write::{Csv, Ndjson};
use crate::advice::Assessed;
use crate::answers::{CsvStart, Form, Opened, Reading, SheetRecord, open, read_record};
use crate::framework::{Framework, StageIx};
use crate::report::assessment::{AssessmentJson, csv};
use crate::report::json::RefusalJson;
use crate::report::{Input, View};
use crate::source::{Diagnostic, SourceFile, codes, without_mark};
use crate::text::Lang;

/// A form in which results are written one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResultForm {
    /// A line of JSON for each sheet, also for one that is refused.
    Ndjson,
    /// A row for each company; the header is [`crate::report::assessment::csv::header`].
    Csv {
        /// Whether the greatest losses are written out too.
        losses: bool,
    },
}

/// How to score many sheets.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// The day.
    pub as_of: Date,
    /// The language of messages.
    pub lang: Lang,
    /// The form of the result.
    pub form: ResultForm,
    /// The stage that every company must have reached.
    pub require: Option<StageIx>,
    /// Whether criteria are written out too.
    pub detail: bool,
    /// Whether quick readers may be used; without them the result is the same.
    pub quick: bool,
}

/// Scores sheets into lines of JSON.
#[derive(Debug)]
pub(super) struct Engine<'f> {
    pub(super) framework: &'f Framework,
    settings: Settings,
    pub(super) quick: Option<Quick<'f>>,
}

#[derive(Debug)]
pub(super) struct Quick<'f> {
    pub(super) tables: Tables<'f>,
    day: Day,
    writer: Writer,
}

#[derive(Debug)]
enum Writer {
    Ndjson(Box<Ndjson>),
    Csv(Box<Csv>),
}

/// What one thread needs for itself.
pub(super) struct Hand<'e, 'f> {
    pub(super) engine: &'e Engine<'f>,
    pub(super) tally: Option<Tally>,
    /// The bytes of a file.
    buffer: Vec<u8>,
    /// The table that is being read, and how to read it quickly.
    pub(super) plan: Option<(Arc<CsvStart>, Option<Plan>)>,
}

/// Longer files are not read quickly.
const LONGEST_FILE: usize = 1 << 20;

impl<'f> Engine<'f> {
    /// Prepares for sheets of a framework.
    pub(super) fn new(framework: &'f Framework, settings: Settings) -> serde_json::Result<Self> {
        let Settings { as_of, lang, form, quick, detail, .. } = settings;
        let tables = Some(framework).filter(|_| quick && !detail).and_then(Tables::new);
        let quick = tables.map(|tables| {
            let writer = match form {
                ResultForm::Ndjson => {
                    Some(Writer::Ndjson(Ndjson::new(&tables, &as_of.to_string(), lang)?.into()))
                }
                ResultForm::Csv { losses } => Csv::new(&tables, losses).map(|csv| Writer::Csv(csv.into())),
            };
            Ok(writer.map(|writer| Quick { tables, day: Day::new(as_of), writer }))
        });
        Ok(Self { framework, settings, quick: quick.transpose()?.flatten() })
    }

    /// A hand for one thread.
    pub(super) fn hand(&self) -> Hand<'_, 'f> {
        Hand {
            engine: self,
            tally: self.quick.as_ref().map(|quick| Tally::new(&quick.tables)),
            buffer: Vec::new(),
            plan: None,
        }
    }
}

impl Hand<'_, '_> {
    /// Scores every line of a stretch that is not blank.
    fn lines(&mut self, stretch: &Stretch, out: &mut Outcome) {
        let mut input = Input { path: stretch.name.clone(), line: Some(stretch.first_line) };
        let mut bytes = stretch.bytes();
        if stretch.begins_file() {
            bytes = without_mark(bytes);
        }
        let all = from_utf8(bytes).ok();
        let mut start = 0;
        let ends = memchr::memchr_iter(b'\n', bytes).chain((!bytes.ends_with(b"\n")).then_some(bytes.len()));
        for (end, number) in ends.zip(stretch.first_line..) {
            input.line = Some(number);
            let text = match all {
                Some(all) => all.get(start..end),
                None => std::str::from_utf8(&bytes[start..end]).ok(),
            };
            match text {
                Some(text) => self.line(text.strip_suffix('\r').unwrap_or(text), &input, out),
                None => self.refuse(&input, vec![*SourceFile::not_utf8(&input.path, number)], out),
            }
            start = end + 1;
        }
    }

    /// Scores a piece of the input.
    pub(super) fn piece(&mut self, piece: &mut Piece, out: &mut Outcome) {
        out.clear();
        match std::mem::take(&mut piece.kind) {
            Kind::Lines => self.lines(&piece.stretch, out),
            Kind::Rows(table) => self.rows(&table, &piece.stretch, out),
            Kind::Notices(notices) => out.problems.extend(notices),
            Kind::Files(files) => {
                for (path, form, named) in files {
                    self.file(&path, form, named, out);
                }
            }
            Kind::Bytes(name, bytes, form) => self.opened(&name, bytes, form, true, out),
            Kind::Refused(Refusal { input, reasons, unreadable }) => {
                out.unreadable |= unreadable;
                self.refuse(&input, reasons, out);
            }
        }
    }

    fn file(&mut self, path: &Path, form: Form, named: bool, out: &mut Outcome) {
        let mut bytes = std::mem::take(&mut self.buffer);
        let read = SourceFile::read_into(path, codes::SHEET_UNREADABLE, &mut bytes);
        let input = Input { path: path.display().to_string(), line: None };
        match read {
            Ok(()) if self.quick_sheet(&bytes, form, &input, out).is_some() => self.buffer = bytes,
            Ok(()) => self.opened(&input.path, bytes, form, named, out),
            Err(reason) => {
                out.unreadable |= named;
                self.refuse(&input, vec![*reason], out);
            }
        }
    }

    /// Scores a file with one sheet, if a quick reader understands it.
    fn quick_sheet(&mut self, bytes: &[u8], form: Form, input: &Input, out: &mut Outcome) -> Option<()> {
        let (quick, tally) = (self.engine.quick.as_ref()?, self.tally.as_mut()?);
        let scan = match form {
            Form::Toml => scan::toml,
            Form::Json => scan::json,
            Form::Ndjson | Form::Csv | Form::Xlsx => return None,
        };
        let text = from_utf8(without_mark(bytes)).ok().filter(|_| bytes.len() < LONGEST_FILE)?;
        let head = scan(&quick.scanner(), text, tally)?;
        quick.write(&head, tally, input, out)?;
        self.judge(out);
        Some(())
    }

    /// Scores all sheets in the bytes of a file through the ordinary readers.
    fn opened(&self, name: &str, bytes: Vec<u8>, form: Form, named: bool, out: &mut Outcome) {
        let mut input = Input { path: name.to_owned(), line: None };
        match open(name, bytes, form, self.engine.framework) {
            Ok(Opened { found, notices }) => {
                out.problems.extend(notices);
                for sheet in found {
                    input.line = sheet.line();
                    self.full(sheet.read(self.engine.framework), &input, out);
                }
            }
            Err(reasons) => {
                let unreadable = reasons.iter().any(|reason| reason.code == codes::SHEET_UNREADABLE);
                out.unreadable |= named && unreadable;
                self.refuse(&input, reasons, out);
            }
        }
    }

    /// Scores a line of JSON; a blank one is none.
    fn line(&mut self, text: &str, input: &Input, out: &mut Outcome) {
        if let (Some(quick), Some(tally)) = (&self.engine.quick, &mut self.tally)
            && let Some(head) = scan::json(&quick.scanner(), text, tally)
            && quick.write(&head, tally, input, out).is_some()
        {
            self.judge(out);
            return;
        }
        if text.trim().is_empty() {
            return;
        }
        let first_line = input.line.unwrap_or(1);
        let file = SourceFile { first_line, ..SourceFile::new(&input.path, text) };
        let record = SheetRecord { file: Arc::new(file), form: Form::Json, line: input.line };
        self.full(read_record(&record, self.engine.framework), input, out);
    }

    /// Counts a sheet that was scored quickly.
    pub(super) fn judge(&self, out: &mut Outcome) {
        out.scored += 1;
        out.quick += 1;
        if let (Some(stage), Some(tally)) = (self.engine.settings.require, &self.tally) {
            out.short += usize::from(tally.reached() <= stage.get());
        }
    }

    /// Scores what an ordinary reader has read.
    pub(super) fn full(&self, read: Result<Reading, Vec<Diagnostic>>, input: &Input, out: &mut Outcome) {
        let Engine { framework, settings, .. } = self.engine;
        let reading = match read {
            Ok(reading) => reading,
            Err(reasons) => return self.refuse(input, reasons, out),
        };
        let assessed = Assessed::new(framework, reading, settings.as_of);
        let view = View { framework, assessed: &assessed, lang: settings.lang };
        match settings.form {
            ResultForm::Ndjson => write_line(&AssessmentJson::new(&view, input, settings.detail), out),
            ResultForm::Csv { losses } => out.page.all(csv::row(&view, losses).as_bytes()),
        }
        out.scored += 1;
        out.short +=
            usize::from(settings.require.is_some_and(|stage| assessed.assessment.reached <= stage.get()));
        out.wrong += usize::from(assessed.has_bad_answers());
        for notice in assessed.notices {
            if notice.is_error() {
                out.problems.push(notice);
            } else if notice.code == codes::UNUSED_KEY {
                out.problems.push_once(&input.path, notice);
            }
        }
    }

    /// Refuses a sheet.
    pub(super) fn refuse(&self, input: &Input, reasons: Vec<Diagnostic>, out: &mut Outcome) {
        if let Some(reason) = reasons.first().filter(|_| self.engine.settings.form == ResultForm::Ndjson) {
            write_line(&RefusalJson::new(input, reason, self.engine.settings.lang), out);
        }
        out.refused += 1;
        out.problems.extend(reasons);
    }
}

impl<'f> Quick<'f> {
    pub(super) fn scanner(&self) -> Scanner<'_, 'f> {
        Scanner { tables: &self.tables, day: self.day }
    }

    /// Scores what was scanned and writes it; `None` leaves it to the full reader.
    pub(super) fn write(
        &self,
        head: &Head<'_>,
        tally: &mut Tally,
        input: &Input,
        out: &mut Outcome,
    ) -> Option<()> {
        tally.score(&self.tables, head.age)?;
        match &self.writer {
            Writer::Csv(csv) => {
                csv.write(&self.tables, tally, head, &mut out.page);
                Some(())
            }
            Writer::Ndjson(ndjson) => ndjson.write(&self.tables, tally, head, input, &mut out.page).ok(),
        }
    }
}

/// Writes a value as a line of JSON.
fn write_line(value: &impl serde::Serialize, out: &mut Outcome) {
    let written: serde_json::Result<()> = out.page.write(|pen| {
        serde_json::to_writer(&mut *pen, value)?;
        pen.all(b"\n");
        Ok(())
    });
    debug_assert!(written.is_ok(), "writing these types to memory cannot fail");
}
