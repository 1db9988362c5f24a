use super::Impact;
use super::pair::{Naming, VersionPair};
use crate::framework::{Conflict, Framework, Programme};

/// Compares programmes and conflicts, neither of which affects a verdict.
pub(super) fn compare(pair: &mut VersionPair<'_>) {
    let programmes = (pair.old.programmes(), pair.new.programmes());
    pair.items(programmes, |one| &one.id, "programmes.", [Impact::Compatible; 2], programme);
    let before = |new: &Programme| pair.old.programmes().iter().position(|old| old.id == new.id);
    let before: Vec<usize> = pair.new.programmes().iter().filter_map(before).collect();
    pair.order(Impact::Words, "programmes", before.into_iter());
    conflicts(pair);
}

fn programme(pair: &mut VersionPair<'_>, path: &str, before: &Programme, after: &Programme) {
    let (old, new) = (pair.before(), pair.after());
    let conditions = (old.condition(&before.condition), new.condition(&after.condition));
    pair.option(&format!("{path}.applies_if"), conditions.0, conditions.1, false);
    pair.option(&format!("{path}.needs"), old.needs(&before.needs), new.needs(&after.needs), false);
    pair.option(&format!("{path}.opens"), before.opens, after.opens, false);
    pair.option(&format!("{path}.closes"), before.closes, after.closes, false);
    pair.number(&format!("{path}.as_of"), &before.as_of, &after.as_of, false);
    pair.words(&format!("{path}.title"), &before.title, &after.title);
    pair.words(&format!("{path}.does"), &before.does, &after.does);
    pair.words(&format!("{path}.terms"), before.terms.as_ref(), after.terms.as_ref());
    pair.words(&format!("{path}.unverified"), before.unverified.as_ref(), after.unverified.as_ref());
    pair.words(&format!("{path}.ask"), before.ask.as_ref(), after.ask.as_ref());
    pair.notes(&format!("{path}.sources"), &old.citations(&before.sources), &new.citations(&after.sources));
}

fn conflicts(pair: &mut VersionPair<'_>) {
    let (old, new) = (pair.old, pair.new);
    let written = |naming: Naming<'_>, conflicts: &[Conflict]| -> Vec<String> {
        conflicts.iter().map(|conflict| naming.clauses(conflict)).collect()
    };
    let before = written(pair.before(), old.conflicts());
    let after = written(pair.after(), new.conflicts());
    for gone in before.iter().filter(|conflict| !after.contains(conflict)) {
        pair.came_or_went(Impact::Compatible, &format!("conflict {gone}"), false);
    }
    let places: Vec<usize> =
        after.iter().filter_map(|new| before.iter().position(|old| old == new)).collect();
    // Conflicts follow their rubrics, whose order is reported as such.
    let ids = |framework: &Framework| {
        framework.rubrics().iter().map(|rubric| rubric.id.clone()).collect::<Vec<_>>()
    };
    if ids(old) == ids(new) {
        pair.order(Impact::Words, "conflicts", places.into_iter());
    }
    for (conflict, written) in new.conflicts().iter().zip(&after) {
        let path = format!("conflict {written}");
        match before.iter().position(|other| other == written) {
            Some(at) => pair.words(&format!("{path}.says"), &old.conflicts()[at].says, &conflict.says),
            None => pair.came_or_went(Impact::Compatible, &path, true),
        }
    }
}
