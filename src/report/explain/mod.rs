//! The explanation of one company.

mod json;
pub(super) mod terminal;

pub(crate) use json::ExplanationJson;
pub use json::json;
pub use terminal::{Scope, terminal, what_if};
