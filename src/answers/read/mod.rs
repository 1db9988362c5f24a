//! From the bytes of a file to sheets: one record per company, each read or refused on its own.

mod absent;
mod answer;
mod asked_rows;
mod beside;
mod cases;
mod facts;
mod flat;
mod group;
mod guidance;
mod ids;
mod no_choice;
mod no_table;
mod not_applicable;
mod open;
mod own_results;
mod proposal;
mod record;
mod reply;
mod said;
mod set;
mod shape;
mod table;
mod unknown;

pub(crate) use cases::is_case_table;
pub use cases::{CASE, Case, CaseFile, CasePaths, built_in_cases, case_paths, read_cases};
pub use open::{Opened, SheetAt, open, read_again, read_bytes};
pub(crate) use open::{by_content, line_of, no_sheets};
#[cfg(feature = "xlsx")]
pub(crate) use own_results::REPORT_COLUMNS;
pub(crate) use own_results::RESULT_COLUMNS;
pub use own_results::{RESULT_HEAD, is_result, own_result};
pub use record::{Reading, SheetRecord, read_record};
pub use set::{SetAnswer, read_change};
pub use table::{Columns, QUESTIONS};
pub(crate) use table::{
    CsvStart, csv_header_again, csv_restart, csv_start, nameless, names_within, no_company, read_row,
    row_document,
};

pub(crate) use record::{SheetReader, read_table};
pub(in crate::answers) use said::is_nothing;
pub use said::says_why;
pub(in crate::answers) use table::{PROPOSAL, PROPOSER, is_of_proposal, parts_of_proposals};

use std::path::Path;

use crate::framework::Framework;
use crate::source::{Diagnostic, SourceFile, codes};

/// The forms in which answers are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Form {
    /// One sheet as TOML.
    Toml,
    /// One sheet as JSON.
    Json,
    /// One sheet a line as JSON; blank lines are none.
    Ndjson,
    /// One sheet a row, as text with commas, semicolons or tabs.
    Csv,
    /// One sheet a row of a workbook of Excel.
    Xlsx,
    /// One sheet a row of an `OpenDocument` spreadsheet. It is read, not written.
    Ods,
}

impl Form {
    /// The form of a file by the ending of its name.
    pub fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "toml" => Some(Self::Toml),
            "json" => Some(Self::Json),
            "ndjson" | "jsonl" => Some(Self::Ndjson),
            "csv" | "tsv" => Some(Self::Csv),
            "xlsx" | "xlsm" | "xltx" | "xltm" => Some(Self::Xlsx),
            "ods" | "ots" => Some(Self::Ods),
            _ => None,
        }
    }

    /// The form of a file for which none is given: by the ending of its name, of which old ones of workbooks are given to
    /// other forms too; then what is in the file tells.
    pub fn to_read(path: &Path) -> Option<Self> {
        let is = |ending: &str| path.extension().is_some_and(|own| own.eq_ignore_ascii_case(ending));
        Self::of(path).or_else(|| ["xls", "xlt", "xlsb"].iter().any(|old| is(old)).then_some(Self::Xlsx))
    }

    /// Whether files of this form are written too.
    pub fn is_written(self) -> bool {
        self != Self::Ods
    }

    /// Whether a file of this form is read piece by piece; others are read as a whole.
    pub fn is_streamed(self) -> bool {
        matches!(self, Self::Ndjson | Self::Csv)
    }

    /// The endings with which files of this form are written, first the usual one; more are read.
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Toml => &["toml"],
            Self::Json => &["json"],
            Self::Ndjson => &["ndjson", "jsonl"],
            Self::Csv => &["csv"],
            Self::Xlsx => &["xlsx"],
            Self::Ods => &["ods"],
        }
    }
}

/// Reads the one sheet in a file. It is refused as a whole if nothing of it can be used; the reasons are then the error.
pub fn read_file(path: &Path, form: Form, framework: &Framework) -> Result<Reading, Vec<Diagnostic>> {
    let bytes = SourceFile::read_bytes(path, codes::SHEET_UNREADABLE).map_err(|problem| vec![*problem])?;
    read_bytes(&path.display().to_string(), bytes, form, framework)
}
