//! What comes from outside: files, places in them, documents, and what is wrong with them as data.

pub mod codes;
mod diagnostic;
mod document;
mod fields;
mod file;
mod json;
mod save;
mod toml;

pub use diagnostic::{Code, Diagnostic, Label, Place, Severity};
pub use document::{Entry, Span, Table, Value, ValueKind};
pub use fields::{Fields, is_id};
pub use file::{MAX_BYTES, SourceFile};
pub use json::parse_json;
pub use save::{create_file, replace_file};
pub use toml::{SyntaxCodes, parse_toml};
