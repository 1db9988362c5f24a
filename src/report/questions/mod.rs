//! The open questions of a sheet, with everything needed to answer them.

mod answer;
mod json;
mod texts;

pub(crate) use json::QuestionsJson;
pub use json::json;
