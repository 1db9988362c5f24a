use super::{Citation, Condition, CriterionIx, StageIx, Text, Verdict};
use jiff::civil::Date;

/// Something that criteria and programmes cite.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Source {
    /// Its id.
    pub id: String,
    /// Its title, as it is published.
    pub title: Text,
    /// Its address.
    pub url: Option<String>,
    /// When it said so.
    pub as_of: Option<Date>,
    /// The points that it makes, one id each.
    pub passages: Vec<String>,
}

/// A real way in.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Programme {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: Text,
    /// What it does.
    pub does: Text,
    /// What says so.
    pub sources: Vec<Citation>,
    /// When they said so.
    pub as_of: Date,
    /// The first day on which one can take part.
    pub opens: Option<Date>,
    /// The last day.
    pub closes: Option<Date>,
    /// Whom it is for.
    pub condition: Condition,
    /// What one should have reached.
    pub needs: Vec<Need>,
    /// Size, length, cost, equity: only what a source says.
    pub terms: Option<Text>,
    /// What nobody could confirm.
    pub unverified: Option<Text>,
    /// Whom to ask.
    pub ask: Option<Text>,
}

/// One thing that one should have reached for a programme.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Need {
    /// A stage has at least this verdict.
    Stage(StageIx, Verdict),
    /// A criterion is at least at this level.
    Criterion(CriterionIx, u8),
}
