//! Two sheets of one company: what changed, and what moved it.

mod json;
#[cfg(feature = "cli")]
mod terminal;

pub(crate) use json::ComparisonJson;
pub use json::json;
#[cfg(feature = "cli")]
pub use terminal::terminal;

use super::View;
use crate::advice::Comparison;
use crate::source::Diagnostic;

/// A comparison of two sheets, with what it was made from.
#[derive(Clone, Copy, Debug)]
pub struct ComparisonView<'a> {
    /// The old sheet under its framework.
    pub old: View<'a>,
    /// The new sheet under its framework.
    pub new: View<'a>,
    /// What changed.
    pub comparison: &'a Comparison,
    /// Answers of the old sheet that the new framework cannot take.
    pub not_carried: &'a [Diagnostic],
}
