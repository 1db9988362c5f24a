//! The scores of one or many companies.

pub(crate) mod cells;
pub mod csv;
mod json;
mod table;
pub mod xlsx;

pub use json::AssessmentJson;
pub(super) use json::{FORMAT, TOOL};
pub(crate) use json::{FrameworkJson, NoticeJson, head_json};
pub use table::{ScoreRow, table};
