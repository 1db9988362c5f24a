use super::{ChoiceIx, CriterionIx, FactIx, Text};

/// Answers that do not fit together.
#[derive(Clone, Debug)]
pub struct Conflict {
    /// The clauses, two or more; all of them must hold.
    pub when: Vec<Clause>,
    /// What does not fit.
    pub says: Text,
}

/// One part of a conflict. An open answer and a fact that is not given never hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clause {
    /// A criterion is at one of these levels.
    Levels(CriterionIx, Vec<u8>),
    /// A fact has one of these choices.
    Choices(FactIx, Vec<ChoiceIx>),
}
