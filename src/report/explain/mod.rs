//! The explanation of one company.

mod json;
mod terminal;
mod what_if;

pub(crate) use json::ExplanationJson;
pub use json::json;
pub use terminal::{Scope, terminal};
pub use what_if::what_if;
