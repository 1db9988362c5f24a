//! Two sheets of one company: what changed, and why.

mod json;
#[cfg(feature = "cli")]
mod terminal;

pub(crate) use json::ComparisonJson;
pub use json::json;
#[cfg(feature = "cli")]
pub use terminal::terminal;

use super::View;
use crate::advice::{Comparison, StageChange};
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
    /// Answers of the old sheet that the new framework cannot take over.
    pub not_carried: &'a [Diagnostic],
}

impl<'a> ComparisonView<'a> {
    /// The id of a stage, preferably in the new framework.
    pub(super) fn stage_id(&self, change: &StageChange) -> &'a str {
        let new = change.new.map(|stage| &self.new.framework[stage].id);
        let old = change.old.map(|stage| &self.old.framework[stage].id);
        new.or(old).map_or("", String::as_str)
    }
}
