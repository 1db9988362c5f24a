use crate::framework::{CriterionIx, FactIx, StageIx};

/// One thing that is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// The name of the company or product.
    Subject,
    /// Who answers.
    Respondent,
    /// A fact.
    Fact(FactIx),
    /// A criterion.
    Criterion(CriterionIx),
}

/// How much is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// Only what this stage needs.
    pub stage: Option<StageIx>,
    /// Only the gates and the heaviest criteria, these first.
    pub quick: bool,
}
