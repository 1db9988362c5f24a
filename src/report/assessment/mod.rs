//! The scores of one or many companies.

pub(crate) mod cells;
pub mod csv;
mod json;
#[cfg(feature = "cli")]
mod table;
#[cfg(feature = "xlsx")]
pub mod xlsx;

pub use json::AssessmentJson;
pub(super) use json::{FORMAT, TOOL};
pub(crate) use json::{FrameworkJson, NoticeJson, head_json};
#[cfg(feature = "cli")]
pub use table::{ScoreRow, table};
