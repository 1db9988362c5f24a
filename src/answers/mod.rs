//! Answer sheets: read against a framework from TOML or JSON, written back without losing anything.

mod draft;
mod lock;
mod read;
mod sheet;

pub use draft::{Draft, DraftError, create_sheet};
pub use read::{
    Form, Reading, SetAnswer, SheetRecord, read_change, read_file, read_record, read_table, records,
};
pub use sheet::{Answer, AnswerSheet, Reply};
