use super::{ChoiceIx, CriterionIx, FactIx, Text};

/// When something applies: every fact must have one of its choices. Without facts it always does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Condition(pub Vec<(FactIx, Vec<ChoiceIx>)>);

impl Condition {
    /// Whether it can still hold: a fact for which `given` has no choices never fails it.
    pub fn holds<'a>(&self, given: impl Fn(FactIx) -> &'a [ChoiceIx]) -> bool {
        self.0.iter().all(|(fact, allowed)| {
            let choices = given(*fact);
            choices.is_empty() || choices.iter().any(|choice| allowed.contains(choice))
        })
    }

    pub(crate) fn uses(&self, fact: FactIx) -> bool {
        self.0.iter().any(|(used, _)| *used == fact)
    }
}

/// Answers that do not fit together.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Conflict {
    /// The clauses, two or more; all of them must hold.
    pub when: Vec<Clause>,
    /// What does not fit.
    pub says: Text,
}

/// One part of a conflict. An open answer and a fact that is not given never hold.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Clause {
    /// A criterion is at one of these levels.
    Levels(CriterionIx, Vec<u8>),
    /// A fact has one of these choices.
    Choices(FactIx, Vec<ChoiceIx>),
}
