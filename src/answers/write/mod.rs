//! Sheets in every form in which they are read: filled or empty, one or many.

mod columns;
mod csv;
pub(crate) mod guide;
mod html;
mod name;
mod questionnaire;
mod upright;
#[cfg(feature = "xlsx")]
mod xlsx;

pub use columns::columns;
pub use csv::{csv, lost};
pub use html::{PageLanguages, html};
pub use name::FileNames;
pub use questionnaire::questionnaire;
pub use upright::upright_csv;
#[cfg(feature = "xlsx")]
pub use xlsx::{LONGEST_CELL, upright_xlsx, xlsx};

pub(crate) use super::draft::answer_toml;
#[cfg(feature = "xlsx")]
pub(crate) use xlsx::{MAX_ROWS, excel_date, for_cell};

use super::draft::{Body, SheetValue, value_toml};
use super::{AnswerSheet, Form};
use crate::framework::{ChoiceIx, FactIx, Framework};

/// How a table is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Layout {
    /// A company a row, any number of them.
    #[default]
    Companies,
    /// A question a row, of one company.
    Questions,
}

/// A sheet as TOML, with nothing but its answers in it.
pub fn toml(framework: &Framework, sheet: &AnswerSheet) -> String {
    Body::of(Form::Toml, framework, sheet).to_text()
}

/// As [`toml()`], without a table of facts where none is given.
pub fn short_toml(framework: &Framework, sheet: &AnswerSheet) -> String {
    Body::of(Form::Toml, framework, sheet).without_empty_facts().to_text()
}

/// A sheet as JSON, a key a line.
pub fn json(framework: &Framework, sheet: &AnswerSheet) -> String {
    Body::of(Form::Json, framework, sheet).to_text()
}

/// A sheet as JSON on one line, as files of many sheets have it.
pub fn ndjson(framework: &Framework, sheet: &AnswerSheet) -> String {
    Body::of(Form::Json, framework, sheet).to_line()
}

pub(crate) fn text_toml(text: &str) -> String {
    value_toml(&SheetValue::Text(text.to_owned()))
}

/// The choices of a fact as TOML has them after its key; none means "unknown".
pub(crate) fn fact_toml(framework: &Framework, fact: FactIx, choices: &[ChoiceIx]) -> String {
    value_toml(&SheetValue::of_fact(framework, fact, choices))
}
