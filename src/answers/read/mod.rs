//! From the bytes of a file to sheets: one record per company, each read or refused on its own.

mod answer;
mod facts;
mod no_choice;
mod open;
mod own_results;
mod record;
mod set;
mod table;

pub use open::{Opened, SheetAt, no_sheets, open, read_again};
pub use own_results::{RESULT_HEAD, is_result, own_result};
pub use record::{Reading, SheetRecord, read_record, read_table};
pub use set::{SetAnswer, read_change};
pub use table::{
    Columns, CsvStart, QUESTIONS, csv_start, is_questions, nameless, nobody, read_row, row_document,
};

pub(crate) use record::SheetReader;

use std::path::Path;
use std::sync::Arc;

use crate::framework::Framework;
use crate::source::{Diagnostic, SourceFile, codes};

/// The forms in which answers are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// One sheet as TOML.
    Toml,
    /// One sheet as JSON.
    Json,
    /// One sheet a line as JSON; blank lines are none.
    Ndjson,
    /// One sheet a row, as text with commas, semicolons or tabs.
    Csv,
    /// One sheet a row of a workbook.
    Xlsx,
}

impl Form {
    /// The form of a file by the ending of its name.
    pub fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "toml" => Some(Self::Toml),
            "json" => Some(Self::Json),
            "ndjson" | "jsonl" => Some(Self::Ndjson),
            "csv" | "tsv" => Some(Self::Csv),
            "xlsx" | "xlsm" => Some(Self::Xlsx),
            _ => None,
        }
    }

    /// The endings with which files of this form are written, first the usual one; more are read.
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Toml => &["toml"],
            Self::Json => &["json"],
            Self::Ndjson => &["ndjson", "jsonl"],
            Self::Csv => &["csv"],
            Self::Xlsx => &["xlsx"],
        }
    }
}

/// The sheets in a text, one of them unless the form has several.
pub fn records(file: SourceFile, form: Form) -> Vec<SheetRecord> {
    if form != Form::Ndjson {
        return vec![SheetRecord { file: Arc::new(file), form, line: None }];
    }
    let lines = file.text.lines().zip(file.first_line..);
    lines
        .filter(|(text, _)| !text.trim().is_empty())
        .map(|(text, number)| {
            let record = SourceFile { first_line: number, ..SourceFile::new(&file.name, text) };
            SheetRecord { file: Arc::new(record), form: Form::Json, line: Some(number) }
        })
        .collect()
}

/// Reads the one sheet in a file.
pub fn read_file(path: &Path, form: Form, framework: &Framework) -> Result<Reading, Vec<Diagnostic>> {
    let bytes = SourceFile::read_bytes(path, codes::SHEET_UNREADABLE).map_err(|problem| vec![*problem])?;
    open::read_only(&path.display().to_string(), bytes, form, framework)
}
