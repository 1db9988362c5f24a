//! The explanation of one company.

#[cfg(feature = "cli")]
mod all;
#[cfg(feature = "cli")]
mod brief;
mod json;
#[cfg(feature = "cli")]
mod obstacles;
#[cfg(feature = "cli")]
mod stages;
#[cfg(feature = "cli")]
mod steps;
#[cfg(feature = "cli")]
mod summary;
#[cfg(feature = "cli")]
mod tables;
#[cfg(feature = "cli")]
mod terminal;
#[cfg(feature = "cli")]
mod what_if;

pub(crate) use json::ExplanationJson;
pub use json::json;
#[cfg(feature = "cli")]
pub use summary::summary;
#[cfg(feature = "cli")]
pub use terminal::{Extent, terminal};
#[cfg(feature = "cli")]
pub use what_if::what_if;
