use std::borrow::Cow;

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

/// A text that no spreadsheet takes for a formula: one that begins with `=`, `+`, `-`, `@`, a tab or a carriage
/// return gets an apostrophe before it, and so does one that only has apostrophes before such a sign.
///
/// Who takes one apostrophe away from a text of apostrophes and such a sign gets back exactly what was written.
pub fn guarded(text: &str) -> Cow<'_, str> {
    if text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn what_is_guarded_can_be_told_from_what_is_not() {
        assert_eq!(guarded("=1+1"), "'=1+1");
        assert_eq!(guarded("'=1+1"), "''=1+1");
        assert_eq!(guarded("-"), "'-");
        assert_eq!(guarded("\t@"), "'\t@");
        assert_eq!(guarded("'s-Hertogenbosch"), "'s-Hertogenbosch");
        assert_eq!(guarded("a=b"), "a=b");
        assert_eq!(guarded(""), "");
    }
}
