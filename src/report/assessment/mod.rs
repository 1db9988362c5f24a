//! The scores of one or many companies.

pub mod csv;
mod fragments;
mod json;
#[cfg(feature = "cli")]
mod table;
#[cfg(feature = "xlsx")]
pub mod xlsx;

pub use fragments::Fragments;
pub use json::{AssessmentJson, write_assessment, write_item};
pub(super) use json::{FORMAT, PointsJson, SheetHeadJson, StandingJson, TOOL};
pub(crate) use json::{FrameworkJson, NoticeJson};
#[cfg(feature = "cli")]
pub use table::{ScoreRow, table};
