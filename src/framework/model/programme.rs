use super::{Citation, Condition, CriterionIx, StageIx, Text, Verdict};
use jiff::civil::Date;

/// A source that criteria and programmes cite.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Source {
    /// Its id.
    pub id: String,
    /// Its title, as published.
    pub title: Text,
    /// Its address.
    pub url: Option<String>,
    /// Its date.
    pub as_of: Option<Date>,
    /// The points that it makes, one id each.
    pub passages: Vec<String>,
}

/// A programme: a real way in.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Programme {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: Text,
    /// What it does.
    pub does: Text,
    /// The sources of this information.
    pub sources: Vec<Citation>,
    /// The date of that information.
    pub as_of: Date,
    /// The first day to apply.
    pub opens: Option<Date>,
    /// The last day.
    pub closes: Option<Date>,
    /// Who it is for.
    pub condition: Condition,
    /// What should have been reached.
    pub needs: Vec<Need>,
    /// Size, length, cost, equity: only what a source says.
    pub terms: Option<Text>,
    /// Unconfirmed information.
    pub unverified: Option<Text>,
    /// Who to ask.
    pub ask: Option<Text>,
}

/// A requirement of a programme.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Need {
    /// A stage has at least this verdict.
    Stage(StageIx, Verdict),
    /// A criterion is at least at this level.
    Criterion(CriterionIx, u8),
}
