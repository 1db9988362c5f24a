use jiff::civil::Date;

use crate::framework::{ChoiceIx, CriterionIx, FactIx};

/// What stands in a cell of a table of answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    /// Nothing.
    Empty,
    /// A text.
    Text(String),
    /// A day.
    Date(Date),
    /// The one choice of a fact.
    Choice(FactIx, ChoiceIx),
    /// A level of a criterion.
    Level(CriterionIx, u8),
}

impl Cell {
    /// A text, or nothing.
    pub(super) fn of(text: Option<&String>) -> Self {
        text.map_or(Self::Empty, |text| Self::Text(text.clone()))
    }
}
