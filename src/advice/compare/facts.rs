use crate::answers::AnswerSheet;
use crate::framework::{ChoiceIx, FactIx, Framework};

/// A fact that is given otherwise than before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactChange {
    /// The fact, in the new framework.
    pub fact: FactIx,
    /// The choices of before, in the order of the framework; none if it was not given.
    pub old: Vec<ChoiceIx>,
    /// The choices of now.
    pub new: Vec<ChoiceIx>,
}

/// The facts that changed; the order of choices is none.
pub(super) fn changes(framework: &Framework, old: &AnswerSheet, new: &AnswerSheet) -> Vec<FactChange> {
    let sorted = |sheet: &AnswerSheet, fact: FactIx| {
        let mut choices = sheet.fact(fact).to_vec();
        choices.sort_unstable();
        choices
    };
    framework
        .fact_indices()
        .map(|fact| FactChange { fact, old: sorted(old, fact), new: sorted(new, fact) })
        .filter(|change| change.old != change.new)
        .collect()
}
