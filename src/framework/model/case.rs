use jiff::civil::Date;

use super::{StageIx, Text};
use crate::text::ids;

/// A described company whose true state is known, without its ratings.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CaseHead {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: Text,
    /// Whether the company is invented, or its history public.
    pub origin: CaseOrigin,
    /// The day that the description is about.
    pub as_of: Date,
    /// Whether it is excluded from everything, and shown only on its own.
    pub set_aside: bool,
    /// Where a public case can be read.
    pub sources: Vec<CaseSource>,
    /// Those who have settled its true state; at least one.
    pub judges: Vec<Judge>,
}

/// The origin of a case's company.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CaseOrigin {
    /// Somebody invented it.
    Invented,
    /// It exists, and its history can be read.
    Public,
}

ids! { CaseOrigin {
    Self::Invented => "invented",
    Self::Public => "public",
} }

/// A source of a public case.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CaseSource {
    /// Its title.
    pub title: Text,
    /// Where it can be read.
    pub url: String,
    /// When it said so.
    pub as_of: Date,
}

/// Somebody who has said for every stage whether the company is ready.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Judge {
    /// Their name.
    pub name: String,
    /// Per stage of the framework whether the company is ready.
    pub stages: Vec<bool>,
    /// Per stage of the framework the reason; `None` if reasons are given for other stages only.
    pub because: Vec<Option<String>>,
}

impl CaseHead {
    /// The majority of judges on a stage; `None` for a tie.
    pub fn is_ready(&self, stage: StageIx) -> Option<bool> {
        let ready = self.judges.iter().filter(|judge| judge.stages[stage.get()]).count();
        let not = self.judges.len() - ready;
        (ready != not).then_some(ready > not)
    }
}
