//! A plan: what to do, and what it changes.

mod json;
mod terminal;

pub(crate) use json::PlanJson;
pub use json::json;
pub use terminal::terminal;
