use std::ops::Range;
use std::path::Path;

use jiff::civil::Date;

use super::feed::{Kind, Piece, Refusal};
use super::outcome::Outcome;
use super::repeated::NamedCompany;
use crate::advice::{Assessed, Assessor};
use crate::answers::{
    AnswerSheet, CsvStart, Form, Opened, SheetAt, SheetReader, line_of, nameless, no_company, open,
};
use crate::framework::{Framework, StageIx};
use crate::report::assessment::{Fragments, csv, write_assessment, write_item};
use crate::report::json::write_refusal;
use crate::report::{Input, View};
use crate::source::{
    CsvRows, Diagnostic, ItemPlace, SourceFile, TextSource, codes, lines_of, texts_of_rows, without_mark,
};
use crate::text::Lang;

/// What to produce for every sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResultForm {
    /// A line of JSON, even for a sheet that is refused.
    Ndjson,
    /// A row; the header is [`crate::report::assessment::csv::header`].
    Csv {
        /// Whether the greatest losses are written too.
        losses: bool,
    },
    /// The items of a [`crate::report::json::ScoresDocument`]; refusals are kept for its end.
    Json,
    /// The sheet and its results are kept, for output that needs all of them together.
    Kept,
    /// Only what a table shows is kept: who it is, the verdicts and numbers, how many notices.
    Brief,
}

impl ResultForm {
    fn keeps(self) -> bool {
        matches!(self, Self::Kept | Self::Brief)
    }

    /// Whether each sheet is a line of its own, refused or not, so that nothing is kept.
    fn is_by_line(self) -> bool {
        matches!(self, Self::Ndjson | Self::Csv { .. })
    }
}

/// How to score many sheets.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// The day.
    pub as_of: Date,
    /// The language of messages.
    pub lang: Lang,
    /// The format of the result.
    pub form: ResultForm,
    /// The stage that every company must have reached.
    pub require: Option<StageIx>,
    /// Whether criteria are written too.
    pub detail: bool,
}

impl Settings {
    /// About how many bytes are written or kept for each sheet.
    pub(super) fn result_size(&self, framework: &Framework) -> usize {
        let (criteria, stages) = (framework.criteria().len(), framework.stages().len());
        let parts = if self.form.is_by_line() && !self.detail { 0 } else { stages + 1 };
        1_000 + criteria * (60 + 150 * parts)
    }

    /// Adds a sheet's part of the result; nothing if sheets are kept.
    pub fn write(
        &self,
        framework: &Framework,
        input: &Input,
        sheet: Result<&Assessed, &[Diagnostic]>,
        fragments: &mut Fragments<'_>,
        out: &mut Vec<u8>,
    ) {
        let view = |assessed| View { framework, assessed, lang: self.lang };
        match (self.form, sheet) {
            (ResultForm::Ndjson, Ok(assessed)) => {
                write_assessment(&view(assessed), input, self.detail, fragments, out);
            }
            (ResultForm::Ndjson, Err([reason, ..])) => write_refusal(input, reason, self.lang, out),
            (ResultForm::Csv { losses }, Ok(assessed)) => csv::write_row(&view(assessed), losses, out),
            (ResultForm::Json, Ok(assessed)) => write_item(&view(assessed), input, self.detail, out),
            (ResultForm::Ndjson | ResultForm::Csv { .. } | ResultForm::Json, Err(_))
            | (ResultForm::Kept | ResultForm::Brief, _) => {}
        }
    }
}

/// A sheet of the input.
#[derive(Clone, Debug)]
pub enum Line {
    /// It was scored.
    Scored(Input, Box<Assessed>),
    /// It was refused for these reasons.
    Refused(Input, Vec<Diagnostic>),
}

impl Line {
    /// Where the sheet came from.
    pub fn input(&self) -> &Input {
        match self {
            Self::Scored(input, _) | Self::Refused(input, _) => input,
        }
    }

    /// Where a sheet that was refused came from, and the first reason.
    pub fn refusal(&self) -> Option<(&Input, &Diagnostic)> {
        match self {
            Self::Scored(..) => None,
            Self::Refused(input, reasons) => Some((input, reasons.first()?)),
        }
    }
}

/// Scores one piece of the input after another, reusing its memory.
pub(super) struct Worker<'f> {
    pub(super) piece: Piece,
    pub(super) outcome: Outcome,
    scorer: Scorer<'f>,
}

struct Scorer<'f> {
    framework: &'f Framework,
    settings: Settings,
    reader: SheetReader<'f>,
    assessor: Assessor<'f>,
    fragments: Fragments<'f>,
    assessed: Assessed,
    notices: Vec<Diagnostic>,
}

impl<'f> Worker<'f> {
    pub(super) fn new(framework: &'f Framework, settings: Settings) -> Self {
        let reader = SheetReader::new(framework).without_source();
        let assessor = Assessor::new(framework, settings.as_of);
        let assessed = Assessed::empty(framework, settings.as_of);
        let fragments = Fragments::new(framework, settings.lang);
        let notices = Vec::new();
        let scorer = Scorer { framework, settings, reader, assessor, fragments, assessed, notices };
        Self { piece: Piece::default(), outcome: Outcome::default(), scorer }
    }

    pub(super) fn work(&mut self) {
        let (scorer, out) = (&mut self.scorer, &mut self.outcome);
        out.clear();
        let stretch = &self.piece.stretch;
        let (name, first_line) = (stretch.name.as_str(), stretch.first_line);
        match std::mem::take(&mut self.piece.kind) {
            Kind::Lines => {
                let bytes = stretch.bytes();
                let bytes = if stretch.begins_file() { without_mark(bytes) } else { bytes };
                scorer.lines(name, bytes, first_line, out);
            }
            Kind::Rows(table) => scorer.rows(&table, name, stretch.bytes(), first_line, out),
            Kind::Items(items) => scorer.items(name, stretch.bytes(), &items, out),
            Kind::Notices(notices) => out.of_file(notices),
            Kind::Files(files) => {
                for (path, form, named) in files {
                    scorer.file(&path, form, named, out);
                }
            }
            Kind::Bytes(name, bytes, form, named) => scorer.opened(&name, bytes, form, named, out),
            Kind::Refused(Refusal { input, reasons, unreadable }) => {
                out.unreadable |= unreadable;
                scorer.refuse(input, reasons, out);
            }
        }
    }
}

impl Scorer<'_> {
    fn lines(&mut self, name: &str, bytes: &[u8], first_line: usize, out: &mut Outcome) {
        let mut input = Input::whole(name.to_owned());
        for (number, line) in lines_of(name, bytes, first_line) {
            input.line = Some(number);
            match line {
                Ok(text) => self.text(&TextSource::line(name, number, text), Form::Json, &input, out),
                Err(reason) => self.refuse(input.clone(), vec![*reason], out),
            }
        }
    }

    fn items(&mut self, name: &str, bytes: &[u8], items: &[(Range<usize>, ItemPlace)], out: &mut Outcome) {
        let mut input = Input::whole(name.to_owned());
        for (span, place) in items {
            (input.line, input.item) = (Some(place.line), Some(place.number));
            match std::str::from_utf8(&bytes[span.clone()]) {
                Ok(text) => self.text(&TextSource::item(name, *place, text), Form::Json, &input, out),
                Err(_) => self.refuse(input.clone(), vec![*SourceFile::not_utf8(name, place.line)], out),
            }
        }
    }

    fn rows(&mut self, table: &CsvStart, name: &str, bytes: &[u8], first_line: usize, out: &mut Outcome) {
        if table.is_aside {
            return;
        }
        let mut input = Input::whole(name.to_owned());
        for (line, text) in texts_of_rows(bytes, table.separator, first_line) {
            let text = match text {
                Ok(text) => text,
                Err(bad) => {
                    input.line = Some(line);
                    self.refuse(input.clone(), vec![*SourceFile::not_text(name, bad)], out);
                    continue;
                }
            };
            for row in CsvRows::new(name, text, line, table.separator, codes::SHEET_SYNTAX) {
                let row = match row {
                    Ok(row) => row,
                    Err(problem) => {
                        input.line = line_of(&problem);
                        self.refuse(input.clone(), vec![*problem], out);
                        continue;
                    }
                };
                input.line = Some(row.line());
                if let Some(notice) = no_company(&table.columns, &row) {
                    out.problems.push(notice);
                    continue;
                }
                for (_, notice) in nameless(&table.columns, &row, self.framework) {
                    out.problems.push_once(name, notice);
                }
                self.sheet(&input, out, |reader, sheet, notices| {
                    reader.read_row(&table.columns, &row, sheet, notices)
                });
            }
        }
    }

    fn file(&mut self, path: &Path, form: Form, named: bool, out: &mut Outcome) {
        let name = path.display().to_string();
        match SourceFile::read_bytes(path, codes::SHEET_UNREADABLE) {
            Ok(bytes) => self.opened(&name, bytes, form, named, out),
            Err(reason) => {
                out.unreadable |= named;
                self.refuse(Input::whole(name), vec![*reason], out);
            }
        }
    }

    fn opened(&mut self, name: &str, bytes: Vec<u8>, form: Form, named: bool, out: &mut Outcome) {
        let mut input = Input::whole(name.to_owned());
        let Opened { found, notices } = match open(name, bytes, form, self.framework) {
            Ok(opened) => opened,
            Err(reasons) => {
                let is_unreadable = reasons.iter().any(|reason| reason.code == codes::SHEET_UNREADABLE);
                out.unreadable |= named && is_unreadable;
                return self.refuse(input, reasons, out);
            }
        };
        out.of_file(notices);
        for sheet in found {
            (input.line, input.item) = (sheet.line(), sheet.item());
            match sheet {
                SheetAt::Record(record) => {
                    self.text(&TextSource::File(&record.file), record.form, &input, out);
                }
                SheetAt::Row(columns, row, _) => self.sheet(&input, out, |reader, sheet, notices| {
                    reader.read_row(&columns, &row, sheet, notices)
                }),
                SheetAt::Unfit(.., problem) => self.refuse(input.clone(), vec![*problem], out),
            }
        }
    }

    fn text(&mut self, source: &TextSource<'_>, form: Form, input: &Input, out: &mut Outcome) {
        self.sheet(input, out, |reader, sheet, notices| reader.read_text(source, form, sheet, notices));
    }

    /// Reads a sheet, scores it and adds it to the outcome.
    fn sheet(
        &mut self,
        input: &Input,
        out: &mut Outcome,
        read: impl FnOnce(
            &mut SheetReader<'_>,
            &mut AnswerSheet,
            &mut Vec<Diagnostic>,
        ) -> Result<(), Vec<Diagnostic>>,
    ) {
        let Self { framework, settings, reader, assessor, fragments, assessed, notices } = self;
        notices.clear();
        if let Err(reasons) = read(reader, &mut assessed.sheet, notices) {
            return self.refuse(input.clone(), reasons, out);
        }
        assessor.assess(assessed, notices.drain(..));
        for notice in &assessed.notices {
            // What is odd about keys is mostly so in all records of a file.
            if [codes::UNUSED_KEY, codes::FORM_GROUPS].contains(&notice.code) {
                out.problems.push_once(&input.path, Diagnostic::clone(notice));
            } else if notice.is_told() {
                out.problems.push(Diagnostic::clone(notice));
            }
        }
        out.scored += 1;
        out.companies.extend(NamedCompany::of(&assessed.sheet, input));
        out.wrong += usize::from(assessed.has_bad_answers());
        if settings.require.is_some_and(|stage| assessed.assessment.reached <= stage.get()) {
            out.short += 1;
            if out.short_names.len() < Outcome::NAMED {
                out.short_names.push(input.name_of(&assessed.sheet).into_owned());
            }
        }
        if settings.form.keeps() {
            let kept = match settings.form {
                ResultForm::Brief => assessed.brief(),
                _ => std::mem::replace(assessed, Assessed::empty(framework, settings.as_of)),
            };
            out.kept.push(Line::Scored(input.clone(), Box::new(kept)));
        } else {
            settings.write(framework, input, Ok(assessed), fragments, &mut out.bytes);
        }
    }

    fn refuse(&mut self, input: Input, reasons: Vec<Diagnostic>, out: &mut Outcome) {
        out.refused += 1;
        let is_one_of_many = input.line.is_some() || input.item.is_some();
        for reason in &reasons {
            // Advice on a file of such records is given once.
            if reason.code == codes::NO_ANSWERS && reason.help.is_some() && is_one_of_many {
                out.problems.push_once(&input.path, reason.clone());
            } else {
                out.problems.push(reason.clone());
            }
        }
        if self.settings.form.is_by_line() {
            let Self { framework, settings, fragments, .. } = self;
            settings.write(framework, &input, Err(&reasons), fragments, &mut out.bytes);
        } else {
            // Only the first is written.
            out.kept.push(Line::Refused(input, reasons.into_iter().take(1).collect()));
        }
    }
}
