//! What changed between two versions of a framework, for people and for programs.

mod json;
#[cfg(feature = "cli")]
mod terminal;

pub use json::json;
#[cfg(feature = "cli")]
pub use terminal::terminal;

use super::Input;
use crate::check::diff::{FrameworkChange, Impact, SheetChange, VersionStep, step};
use crate::framework::Framework;
use crate::source::Diagnostic;
use crate::text::Lang;

/// Everything about the changes between two versions.
#[derive(Clone, Copy, Debug)]
pub struct Evolution<'a> {
    /// The older framework.
    pub old: &'a Framework,
    /// The newer one.
    pub new: &'a Framework,
    /// What changed.
    pub changes: &'a [FrameworkChange],
    /// Their effect on the given sheets.
    pub sheets: &'a [SheetLine],
}

/// The effect of the changes on one sheet.
#[derive(Clone, Debug)]
pub struct SheetLine {
    /// The sheet.
    pub input: Input,
    /// The effect, or why the sheet cannot be used.
    pub change: Result<SheetChange, SheetRefusal>,
}

/// A sheet that one of the two frameworks refuses.
#[derive(Clone, Debug)]
pub struct SheetRefusal {
    /// Why.
    pub reasons: Vec<Diagnostic>,
    /// Whether only the newer one refuses it.
    pub by_new: bool,
}

impl SheetRefusal {
    fn reason(&self, lang: Lang) -> String {
        self.reasons.first().map(|reason| reason.message_with_position(lang)).unwrap_or_default()
    }
}

impl Evolution<'_> {
    /// The severest kind of change; `None` if nothing changed.
    pub fn kind(&self) -> Option<Impact> {
        self.changes.iter().map(|change| change.kind).max()
    }

    /// The version bump that the changes call for.
    pub fn asked(&self) -> VersionStep {
        self.kind().map_or(VersionStep::None, Impact::step)
    }

    /// The actual version bump; `None` if it goes backwards or cannot be determined.
    pub fn made(&self) -> Option<VersionStep> {
        step(self.old.version(), self.new.version())
    }

    /// Whether the version bump is large enough.
    pub(crate) fn step_is_enough(&self) -> bool {
        self.made().is_some_and(|made| made >= self.asked())
    }

    /// Whether the version bump is large enough and no sheet gets worse.
    pub fn passes_gate(&self) -> bool {
        self.step_is_enough() && !self.sheets.iter().any(SheetLine::is_worse)
    }

    fn changed_sheets(&self) -> usize {
        self.sheets.iter().filter(|sheet| sheet.is_change()).count()
    }

    fn worse_sheets(&self) -> usize {
        self.sheets.iter().filter(|sheet| sheet.is_worse()).count()
    }
}

impl SheetLine {
    fn is_change(&self) -> bool {
        self.change.as_ref().map_or_else(|refusal| refusal.by_new, SheetChange::is_change)
    }

    fn is_worse(&self) -> bool {
        self.change.as_ref().map_or_else(|refusal| refusal.by_new, SheetChange::is_worse)
    }
}
