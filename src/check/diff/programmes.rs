use super::Impact;
use super::pair::{Naming, VersionPair};
use crate::framework::{Conflict, Programme};
use crate::text::say;

/// Programmes and conflicts. Neither bears on a verdict.
pub(super) fn compare(pair: &mut VersionPair<'_>) {
    let programmes = (pair.old.programmes(), pair.new.programmes());
    pair.items(programmes, |one| &one.id, "programmes.", [Impact::Compatible; 2], programme);
    conflicts(pair);
}

fn programme(pair: &mut VersionPair<'_>, path: &str, before: &Programme, after: &Programme) {
    let (old, new) = (pair.before(), pair.after());
    let same_condition = old.condition(&before.condition) == new.condition(&after.condition);
    let same_dates = (before.opens, before.closes, before.as_of) == (after.opens, after.closes, after.as_of);
    if !same_condition || !same_dates || old.needs(&before.needs) != new.needs(&after.needs) {
        pair.push(Impact::Compatible, path, say!("other conditions or dates", "条件または日付の変更"));
    }
    let same = pair.same_words(&before.title, &after.title)
        && pair.same_words(&before.does, &after.does)
        && pair.same_words(before.terms.as_ref(), after.terms.as_ref())
        && pair.same_words(before.unverified.as_ref(), after.unverified.as_ref())
        && pair.same_words(before.ask.as_ref(), after.ask.as_ref())
        && old.citations(&before.sources) == new.citations(&after.sources);
    pair.other_words(path, !same);
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
    for (conflict, written) in new.conflicts().iter().zip(&after) {
        let path = format!("conflict {written}");
        match before.iter().position(|other| other == written) {
            Some(position) => pair.words(&path, [(&old.conflicts()[position].says, &conflict.says)]),
            None => pair.came_or_went(Impact::Compatible, &path, true),
        }
    }
}
