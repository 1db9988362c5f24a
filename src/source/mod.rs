//! What comes from outside: files, places in them, documents, and problems with them as data.

mod cause;
pub mod codes;
mod confusables;
mod csv;
mod diagnostic;
mod document;
mod encoding;
mod fields;
mod file;
mod foreign;
mod json;
mod new_directory;
#[cfg(not(feature = "xlsx"))]
mod no_workbook;
mod other_form;
mod reasons;
mod row;
mod save;
mod tally;
mod text_source;
mod toml;
mod unfinished;
#[cfg(feature = "xlsx")]
mod workbook;

pub use cause::{cause, unreadable};
pub(crate) use csv::{CsvRows, SEPARATORS, line_breaks, separator_of, texts_of_rows, whole_rows};
pub use diagnostic::{Annotation, Code, Diagnostic, Place, Severity};
pub use document::{Array, Document, Entry, Span, Table, Value, ValueKind};
pub(crate) use document::{Characters, Open, Textual};
pub(crate) use encoding::{RECOGNIZED_BY, is_shift_jis};
pub use fields::is_id;
pub(crate) use fields::{Fields, day_of};
pub use file::{MAX_BYTES, MAX_LINE, SourceFile, is_utf16};
pub(crate) use file::{not_too_long, without_mark};
pub use foreign::Foreign;
pub(crate) use foreign::begins_as_workbook;
pub use json::parse_json;
pub(crate) use json::{ItemPlace, ListItems, ListStep, is_json_list, listed, read_json};
#[cfg(not(feature = "xlsx"))]
pub(crate) use no_workbook::NoWorkbook as Workbook;
pub(crate) use row::{CellCursor, ReadRow, RowPlaces, SheetRows, some_of};

pub use new_directory::NewDirectory;
pub use row::{Cell, CellKind, Row, column_letters};
pub(crate) use save::check_writable;
pub use save::{Replacement, free_name};
pub use tally::LISTED;
pub(crate) use tally::Tally;
pub(crate) use text_source::{TextSource, lines_of};
pub use toml::{SyntaxCodes, parse_toml};
pub use unfinished::{abandon_unfinished, parent_of};
pub(crate) use unfinished::{is_at, locks, sweep};
#[cfg(feature = "xlsx")]
pub(crate) use workbook::Workbook;
