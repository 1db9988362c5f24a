use super::{CriterionIx, StageIx, Text};
use crate::text::ids;

/// One of the ordered steps of intake.
#[derive(Clone, Debug)]
pub struct Stage {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: Text,
    /// What it looks at.
    pub point: Text,
    /// What a company that is ready here can do now.
    pub ready_means: Option<Text>,
    /// The percent from which it is ready, 1 to 100.
    pub ready_at: u8,
}

/// A name for scores from a percent on.
#[derive(Clone, Debug)]
pub struct Band {
    /// Its id.
    pub id: String,
    /// The lowest percent, 0 to 100.
    pub from: u8,
    /// Its name.
    pub label: Text,
}

/// A criterion that must be at least at a level for a stage, whatever the score.
#[derive(Clone, Debug)]
pub struct Gate {
    /// The criterion.
    pub criterion: CriterionIx,
    /// The stage.
    pub stage: StageIx,
    /// The lowest level that passes, from 1.
    pub at_least: u8,
    /// Why it is a gate.
    pub because: Option<Text>,
}

/// What can be said of a stage, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// No criterion is left to judge it by.
    NotAssessed,
    /// Even the best open answers would not make it ready.
    NotReady,
    /// Open answers decide.
    Open,
    /// Ready if the claims are true, but not on what is proven.
    Unproven,
    /// Ready on what is proven.
    Ready,
}

ids! { Verdict {
    Self::NotAssessed => "not-assessed",
    Self::NotReady => "not-ready",
    Self::Open => "open",
    Self::Unproven => "unproven",
    Self::Ready => "ready",
} }

impl Verdict {
    /// All of them, the worst first.
    pub const ALL: [Self; 5] = [Self::NotAssessed, Self::NotReady, Self::Open, Self::Unproven, Self::Ready];
}
