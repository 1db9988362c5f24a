//! Two versions of a framework: what changed in meaning, which version step that asks for, what it does to sheets.

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

/// How much a change matters to those who hold answer sheets; the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Impact {
    /// Words only: nothing is read or scored otherwise.
    Words,
    /// Old sheets are read as before, and no verdict can get worse.
    Compatible,
    /// An answer is read otherwise or not at all, a verdict can get worse, or a language is gone.
    Breaking,
}

/// One thing that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FrameworkChange {
    /// How much it matters.
    pub kind: Impact,
    /// What changed, by the ids of the new framework, such as `coding.weight.scaling` or `coding.level.2.says.en`.
    pub path: String,
    /// How.
    pub text: Bilingual,
    /// The value or the words before; `None` if there were none, or something came, went or moved as a whole.
    pub old: Option<String>,
    /// The value or the words now, in the same way.
    pub new: Option<String>,
}

ids! { Impact {
    Self::Words => "words",
    Self::Compatible => "compatible",
    Self::Breaking => "breaking",
} }

impl Impact {
    /// The step of the version that it asks for.
    pub fn step(self) -> VersionStep {
        match self {
            Self::Words => VersionStep::Patch,
            Self::Compatible => VersionStep::Minor,
            Self::Breaking => VersionStep::Major,
        }
    }
}

/// All that changed from one framework to another, what breaks first, then in framework order.
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

/// A step from one version to the next, the smallest first.
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

/// The step between two versions such as `1.2.0` or `1.2`; `None` if it leads backwards or one is of another form.
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
