//! A plan: what to do, and what it changes.

mod json;
#[cfg(feature = "cli")]
mod terminal;

pub(crate) use json::PlanJson;
pub use json::json;
#[cfg(feature = "cli")]
pub use terminal::terminal;
