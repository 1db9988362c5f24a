//! What is still open of a sheet, with all that one needs to answer it.

mod answer;
mod json;
mod texts;

pub(crate) use json::QuestionsJson;
pub use json::json;
