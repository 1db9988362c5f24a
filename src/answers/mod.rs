//! Answer sheets: read against a framework from TOML, JSON or a table, written back without losing anything.

mod columns;
mod draft;
mod lock;
mod read;
mod sheet;
pub mod write;

pub use columns::{Column, HeaderKey};
pub use draft::{Draft, DraftError};
pub use read::{
    Columns, CsvStart, Form, Opened, QUESTIONS, RESULT_HEAD, Reading, SetAnswer, SheetAt, SheetRecord,
    csv_start, is_questions, is_result, nameless, no_sheets, nobody, open, own_result, read_again,
    read_change, read_file, read_record, read_row, read_table, records, row_document,
};
pub use sheet::{Answer, AnswerSheet, Reply};

pub(crate) use read::SheetReader;
