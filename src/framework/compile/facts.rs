use crate::framework::model::{Choice, Fact};
use crate::framework::raw::{Name, RawFact};

/// Makes the facts; what is wrong with one was already reported where it was read.
pub(super) fn facts(raw: Vec<RawFact>) -> Option<Vec<Fact>> {
    let fact = |raw: RawFact| {
        let choices = raw.choice.into_iter().map(|choice| {
            Some(Choice { id: choice.id?.it, renamed_from: ids(choice.renamed_from), label: choice.label? })
        });
        Some(Fact {
            id: raw.id?.it,
            renamed_from: ids(raw.renamed_from),
            question: raw.question?,
            choose: raw.choose?,
            choices: choices.collect::<Option<_>>()?,
        })
    };
    raw.into_iter().map(fact).collect()
}

/// The texts of names whose places are no longer needed.
pub(super) fn ids(names: Vec<Name>) -> Vec<String> {
    names.into_iter().map(|name| name.it).collect()
}
