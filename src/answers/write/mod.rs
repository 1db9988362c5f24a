//! Sheets in every form in which they are read: filled or empty, one or many.

mod cell;
mod columns;
mod csv;
mod guide;
mod json;
mod lost;
mod name;
mod questionnaire;
mod toml;
mod xlsx;

pub use columns::columns;
pub use csv::csv;
pub use json::{json, ndjson};
pub use lost::lost;
pub use name::FileNames;
pub use questionnaire::questionnaire;
pub use toml::toml;
pub use xlsx::{LONGEST_CELL, MOST_COMPANIES, xlsx};
