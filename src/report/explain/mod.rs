//! The explanation of one company.

mod json;
#[cfg(feature = "cli")]
mod profile;
#[cfg(feature = "cli")]
mod stages;
#[cfg(feature = "cli")]
mod terminal;
#[cfg(feature = "cli")]
mod what_if;

pub(crate) use json::ExplanationJson;
pub use json::json;
#[cfg(feature = "cli")]
pub use terminal::{Scope, terminal};
#[cfg(feature = "cli")]
pub use what_if::what_if;
