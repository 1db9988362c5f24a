use std::sync::Arc;

use super::cases::{case_file, is_case};
use super::own_results::{is_result, is_schema, own_result, schema};
use super::table::{Headings, open_csv, open_workbook};
use super::{Columns, Form, Reading, SheetRecord, read_record, read_row};
use crate::answers::AnswerSheet;
use crate::framework::Framework;
use crate::source::{
    Diagnostic, Foreign, ItemPlace, ListItems, ListStep, Row, SourceFile, SyntaxCodes, begins_as_workbook,
    codes, is_json_list, is_shift_jis, is_utf16, lines_of, not_too_long, without_mark,
};
use crate::text::say;

/// A file of answers, taken apart into sheets that are not yet read.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The sheets, in the order of the file.
    pub found: Vec<SheetAt>,
    /// What is odd about the file as a whole, such as a column that nobody uses.
    pub notices: Vec<Diagnostic>,
}

impl Opened {
    pub(super) fn own_result(name: &str) -> Self {
        Self { found: Vec::new(), notices: vec![own_result(name)] }
    }

    pub(super) fn nothing(name: &str) -> Self {
        Self { found: Vec::new(), notices: vec![no_sheets(name)] }
    }
}

/// One sheet of a file, not yet read.
#[derive(Clone, Debug)]
pub enum SheetAt {
    /// A text of its own.
    Record(SheetRecord),
    /// A row of a table; or a whole table, where a question takes a row, with its number if there are several.
    Row(Arc<Columns>, Arc<Row<'static>>, Option<usize>),
    /// One that cannot be read, with its line, its number in a list, and the reason.
    Unfit(Option<usize>, Option<usize>, Box<Diagnostic>),
}

impl SheetAt {
    /// Its line, where the file holds several sheets; of a workbook its row.
    pub fn line(&self) -> Option<usize> {
        match self {
            Self::Record(record) => record.line,
            Self::Row(_, row, _) => (!row.is_turned()).then(|| row.line()),
            Self::Unfit(line, ..) => *line,
        }
    }

    /// Its number, from 1: in a list of JSON, or among the tables of a file in which a question takes a row.
    pub fn item(&self) -> Option<usize> {
        match self {
            Self::Record(SheetRecord { item, .. }) | Self::Unfit(_, item, _) | Self::Row(.., item) => *item,
        }
    }

    /// Reads the sheet; the reasons why it is refused are the error.
    pub fn read(&self, framework: &Framework) -> Result<Reading, Vec<Diagnostic>> {
        match self {
            Self::Record(record) => read_record(record, framework),
            Self::Row(columns, row, _) => read_row(columns, row, framework),
            Self::Unfit(.., problem) => Err(vec![Diagnostic::clone(problem)]),
        }
    }
}

/// Takes the bytes of a file apart. The whole file is refused if it is no text of its form, or if it is a table without
/// a header that can be used; the reasons are then the error.
pub fn open(
    name: &str,
    bytes: Vec<u8>,
    form: Form,
    framework: &Framework,
) -> Result<Opened, Vec<Diagnostic>> {
    let code = codes::SHEET_UNREADABLE;
    if is_result(&bytes, form) {
        return Ok(Opened::own_result(name));
    }
    if is_schema(&bytes, form) {
        return Ok(Opened { found: Vec::new(), notices: vec![schema(name)] });
    }
    if is_case(&bytes, form) {
        return Ok(Opened { found: Vec::new(), notices: vec![case_file(name)] });
    }
    let form = by_content(&bytes, form);
    match form {
        Form::Xlsx | Form::Ods => open_workbook(name, bytes, framework),
        Form::Csv => table(name, bytes, framework),
        Form::Ndjson if !is_utf16(&bytes) => {
            not_too_long(name, &bytes, code).map_err(|problem| vec![*problem])?;
            let found = lines(name, &bytes);
            Ok(if found.is_empty() { Opened::nothing(name) } else { Opened { found, notices: Vec::new() } })
        }
        Form::Json if is_json_list(&bytes) => {
            not_too_long(name, &bytes, code).map_err(|problem| vec![*problem])?;
            let found = items(name, bytes);
            Ok(if found.is_empty() { Opened::nothing(name) } else { Opened { found, notices: Vec::new() } })
        }
        Form::Toml | Form::Json | Form::Ndjson => match SourceFile::decode(name.to_owned(), bytes, code) {
            Ok(file) => {
                let record = SheetRecord { file: Arc::new(file), form, line: None, item: None };
                Ok(Opened { found: vec![SheetAt::Record(record)], notices: Vec::new() })
            }
            Err(problem) => Err(vec![*problem]),
        },
    }
}

/// The form in which bytes are written, where their beginning shows that they are not in the one that their name says:
/// people rename files, and programs give tables the endings of workbooks and lines that of JSON.
pub(crate) fn by_content(bytes: &[u8], form: Form) -> Form {
    let is_workbook = matches!(form, Form::Xlsx | Form::Ods);
    if begins_as_workbook(bytes) {
        return if is_workbook { form } else { Form::Xlsx };
    }
    let is_text = is_utf16(bytes) || !bytes.contains(&0);
    if is_workbook
        && is_text
        && !bytes.is_empty()
        && !bytes.starts_with(b"PK")
        && Foreign::of_bytes(bytes).is_none()
    {
        return Form::Csv;
    }
    match form {
        Form::Ndjson if begins_as_value(bytes) => Form::Json,
        Form::Csv if is_json_list(bytes) => Form::Json,
        Form::Csv if is_json_object(bytes) && is_lines(bytes) => Form::Ndjson,
        Form::Csv if is_json_object(bytes) => Form::Json,
        Form::Json if is_lines(bytes) => Form::Ndjson,
        _ => form,
    }
}

/// Whether bytes begin as one JSON value over several lines does, or as a list: no line is a sheet then.
fn begins_as_value(bytes: &[u8]) -> bool {
    let text = without_mark(bytes).trim_ascii_start();
    let first = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
    is_json_list(bytes) || matches!(first.trim_ascii_end(), b"{" | b"[") && first.len() < text.len()
}

/// Whether bytes begin as an object of JSON does, and as no heading of a table.
fn is_json_object(bytes: &[u8]) -> bool {
    let text = without_mark(bytes).trim_ascii_start();
    text.strip_prefix(b"{").is_some_and(|rest| rest.trim_ascii_start().starts_with(b"\""))
}

/// Whether bytes begin with two lines of which each is an object of JSON.
fn is_lines(bytes: &[u8]) -> bool {
    let lines = without_mark(bytes).split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    let mut lines = lines.filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default();
    first.starts_with(b"{")
        && first.ends_with(b"}")
        && lines.next().is_some_and(|next| next.starts_with(b"{"))
}

/// The warning that a file which may hold many sheets holds none.
pub(crate) fn no_sheets(name: &str) -> Diagnostic {
    let message = say!(
        "{name} holds no answers: it is empty, or has nothing but headings and questions",
        "{name} に回答がありません（空のファイルか、見出しと質問文だけです）"
    );
    Diagnostic::new(codes::NO_SHEETS, message)
}

fn table(name: &str, bytes: Vec<u8>, framework: &Framework) -> Result<Opened, Vec<Diagnostic>> {
    let notice = is_shift_jis(&bytes).then(|| SourceFile::read_as_shift_jis(name));
    let bytes = SourceFile::table_bytes(name, bytes, codes::SHEET_UNREADABLE);
    let mut opened = open_csv(name, &bytes.map_err(|problem| vec![*problem])?, framework)?;
    opened.notices.extend(notice);
    Ok(opened)
}

/// The sheets on the lines of a file. A line that is not UTF-8 text, or too long, is refused alone.
fn lines(name: &str, bytes: &[u8]) -> Vec<SheetAt> {
    let sheets = lines_of(name, without_mark(bytes), 1).map(|(number, line)| match line {
        Ok(text) => {
            let file = Arc::new(SourceFile { first_line: number, ..SourceFile::new(name, text) });
            SheetAt::Record(SheetRecord { file, form: Form::Json, line: Some(number), item: None })
        }
        Err(problem) => SheetAt::Unfit(Some(number), None, problem),
    });
    sheets.collect()
}

/// The sheets in a list of JSON. One that is not UTF-8 text, or too long, is refused alone.
fn items(name: &str, bytes: Vec<u8>) -> Vec<SheetAt> {
    let mut items = ListItems::new(name.to_owned(), SyntaxCodes::SHEET, bytes, std::io::empty());
    let mut found = Vec::new();
    loop {
        let mut bytes = Vec::new();
        let unfit = |place: ItemPlace, problem| SheetAt::Unfit(Some(place.line), Some(place.number), problem);
        found.push(match items.next(&mut bytes, true) {
            ListStep::Item(place) => match String::from_utf8(bytes) {
                Ok(text) => SheetAt::Record(item(name, place, text)),
                Err(_) => unfit(place, SourceFile::not_utf8(name, place.line)),
            },
            ListStep::TooLong(place) => unfit(place, SourceFile::line_too_long(name, place.line)),
            ListStep::Broken(problem) => SheetAt::Unfit(line_of(&problem), None, problem),
            ListStep::End | ListStep::Pause | ListStep::Unreadable(_) => return found,
        });
    }
}

fn item(name: &str, place: ItemPlace, text: String) -> SheetRecord {
    let ItemPlace { line: first_line, column: first_column, number } = place;
    let file = Arc::new(SourceFile { first_line, first_column, ..SourceFile::new(name, text) });
    SheetRecord { file, form: Form::Json, line: Some(first_line), item: Some(number) }
}

/// The line of the text that a finding is about.
pub(crate) fn line_of(problem: &Diagnostic) -> Option<usize> {
    problem.place.as_ref().map(|place| place.file.first_line)
}

/// Reads a sheet again against another framework, from the text that it was read from.
pub fn read_again(sheet: &AnswerSheet, framework: &Framework) -> Result<Reading, Vec<Diagnostic>> {
    if let Some((header, row)) = &sheet.row {
        let (columns, _) = Columns::new(header, &Headings::new(framework), [])?;
        return read_row(&Arc::new(columns), row, framework);
    }
    let file = sheet.file().cloned().unwrap_or_else(|| Arc::new(SourceFile::new("-", "")));
    let form = if file.text.trim_start().starts_with('{') { Form::Json } else { Form::Toml };
    read_record(&SheetRecord { file, form, line: None, item: None }, framework)
}

/// Reads the one sheet in bytes that are in memory, as [`read_file`](super::read_file) does; findings call them `name`.
pub fn read_bytes(
    name: &str,
    bytes: impl Into<Vec<u8>>,
    form: Form,
    framework: &Framework,
) -> Result<Reading, Vec<Diagnostic>> {
    let Opened { found, mut notices } = open(name, bytes.into(), form, framework)?;
    let [one] = found.as_slice() else { return Err(vec![not_one(name, found.len())]) };
    let mut reading = one.read(framework)?;
    notices.append(&mut reading.notices);
    Ok(Reading { notices, ..reading })
}

fn not_one(name: &str, count: usize) -> Diagnostic {
    let message = say!(
        "{name} holds {count} answer sheets, not one",
        "{name} には回答シートが{count}件あります（1件である必要があります）"
    );
    Diagnostic::new(codes::SHEET_UNREADABLE, message)
}
