//! Differences between two versions of a framework, the version bump that they call for, and their effect on sheets.

mod criteria;
mod facts;
mod pair;
mod programmes;
mod sheets;
mod stages;

pub use sheets::{SheetChange, VerdictCause, VerdictChange, sheet_change};

use self::pair::VersionPair;
use crate::framework::{Framework, version_numbers};
use crate::text::{Bilingual, ids};

/// How much a change matters to owners of answer sheets, from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Impact {
    /// Words only: reading and scoring do not change.
    Words,
    /// Old sheets are read as before, and no verdict can get worse.
    Compatible,
    /// An answer is read differently or not at all, a verdict can get worse, or a language is removed.
    Breaking,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FrameworkChange {
    /// How much it matters.
    pub kind: Impact,
    /// What changed, by the ids of the new framework, such as `coding.weight.scaling` or `coding.level.2.says.en`.
    pub path: String,
    /// How.
    pub text: Bilingual,
    /// The former value or text; `None` if there was none, or if something was added, removed or moved as a whole.
    pub old: Option<String>,
    /// The new value or text, likewise.
    pub new: Option<String>,
}

ids! { Impact {
    Self::Words => "words",
    Self::Compatible => "compatible",
    Self::Breaking => "breaking",
} }

impl Impact {
    /// The version bump that it calls for.
    pub fn step(self) -> VersionStep {
        match self {
            Self::Words => VersionStep::Patch,
            Self::Compatible => VersionStep::Minor,
            Self::Breaking => VersionStep::Major,
        }
    }
}

/// All changes between two frameworks, breaking ones first, then in framework order.
pub fn changes(old: &Framework, new: &Framework) -> Vec<FrameworkChange> {
    let mut pair = VersionPair::new(old, new);
    stages::compare(&mut pair);
    facts::compare(&mut pair);
    criteria::compare(&mut pair);
    programmes::compare(&mut pair);
    let mut changes = pair.changes;
    changes.sort_by_key(|change| std::cmp::Reverse(change.kind));
    changes
}

/// A version bump, from the smallest to the largest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum VersionStep {
    /// The version is the same.
    None,
    /// The last number rises.
    Patch,
    /// The middle number rises.
    Minor,
    /// The first number rises.
    Major,
}

ids! { VersionStep {
    Self::None => "none",
    Self::Patch => "patch",
    Self::Minor => "minor",
    Self::Major => "major",
} }

/// The bump between two versions such as `1.2.0` or `1.2`; `None` if it goes backwards or a version has another format.
pub fn step(old: &str, new: &str) -> Option<VersionStep> {
    if old == new {
        return Some(VersionStep::None);
    }
    let (old, new) = (version_numbers(old)?, version_numbers(new)?);
    if new <= old {
        return None;
    }
    Some(match (old[0] == new[0], old[1] == new[1]) {
        (false, _) => VersionStep::Major,
        (true, false) => VersionStep::Minor,
        (true, true) => VersionStep::Patch,
    })
}
