use super::Impact;
use super::pair::VersionPair;
use crate::framework::{Clause, Conflict, Framework, Need, Programme};
use crate::say;

/// Programmes and conflicts. Neither bears on a verdict.
pub(super) fn compare(pair: &mut VersionPair<'_>) {
    let (old, new) = (pair.old, pair.new);
    let find = |framework: &Framework, id: &str| framework.programmes().iter().position(|p| p.id == id);
    for programme in old.programmes().iter().filter(|programme| find(new, &programme.id).is_none()) {
        pair.came_or_went(Impact::Compatible, &format!("programmes.{}", programme.id), false);
    }
    for after in new.programmes() {
        let path = format!("programmes.{}", after.id);
        match find(old, &after.id).map(|position| &old.programmes()[position]) {
            Some(before) => programme(pair, &path, before, after),
            None => pair.came_or_went(Impact::Compatible, &path, true),
        }
    }
    conflicts(pair);
}

fn programme(pair: &mut VersionPair<'_>, path: &str, before: &Programme, after: &Programme) {
    let same_condition = pair.old_condition(&before.condition) == pair.new_condition(&after.condition);
    let same_dates = (before.opens, before.closes, before.as_of) == (after.opens, after.closes, after.as_of);
    if !same_condition || !same_dates || needs_before(pair, before) != needs(pair.new, after) {
        pair.push(Impact::Compatible, path, say!("other conditions or dates", "条件または日付の変更"));
    }
    let citations = |framework: &Framework, programme: &Programme| {
        programme.sources.iter().map(|citation| citation.id(framework)).collect::<Vec<_>>()
    };
    let same = pair.same_words(&before.title, &after.title)
        && pair.same_words(&before.does, &after.does)
        && pair.same_optional_words(before.terms.as_ref(), after.terms.as_ref())
        && pair.same_optional_words(before.unverified.as_ref(), after.unverified.as_ref())
        && pair.same_optional_words(before.ask.as_ref(), after.ask.as_ref())
        && citations(pair.old, before) == citations(pair.new, after);
    pair.other_words(path, !same);
}

fn needs(framework: &Framework, programme: &Programme) -> Vec<String> {
    let need = |need: &Need| match need {
        Need::Stage(stage, verdict) => format!("{} {}", framework[*stage].id, verdict.id()),
        Need::Criterion(criterion, level) => format!("{} {level}", framework[*criterion].id),
    };
    programme.needs.iter().map(need).collect()
}

/// The needs of an old programme by new ids.
fn needs_before(pair: &VersionPair<'_>, programme: &Programme) -> Vec<String> {
    let need = |need: &Need| match need {
        Need::Stage(stage, verdict) => format!("{} {}", pair.old[*stage].id, verdict.id()),
        Need::Criterion(criterion, level) => {
            let id = pair.criterion(*criterion).map_or(&pair.old[*criterion].id, |new| &pair.new[new].id);
            format!("{id} {level}")
        }
    };
    programme.needs.iter().map(need).collect()
}

fn conflicts(pair: &mut VersionPair<'_>) {
    let (old, new) = (pair.old, pair.new);
    let before: Vec<_> = old.conflicts().iter().map(|conflict| when_before(pair, conflict)).collect();
    let after: Vec<_> = new.conflicts().iter().map(|conflict| when(new, conflict)).collect();
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

fn when(framework: &Framework, conflict: &Conflict) -> String {
    let clause = |clause: &Clause| match clause {
        Clause::Levels(criterion, levels) => format!("{} {levels:?}", framework[*criterion].id),
        Clause::Choices(fact, choices) => {
            let fact = &framework[*fact];
            let ids: Vec<_> = choices.iter().map(|choice| fact.choices[choice.get()].id.as_str()).collect();
            format!("{} {ids:?}", fact.id)
        }
    };
    conflict.when.iter().map(clause).collect::<Vec<_>>().join(", ")
}

/// A conflict of the old framework by new ids.
fn when_before(pair: &VersionPair<'_>, conflict: &Conflict) -> String {
    let clause = |clause: &Clause| match clause {
        Clause::Levels(criterion, levels) => {
            let id = pair.criterion(*criterion).map_or(&pair.old[*criterion].id, |new| &pair.new[new].id);
            format!("{id} {levels:?}")
        }
        Clause::Choices(fact, choices) => {
            let old = &pair.old[*fact];
            let new = pair.fact(*fact).map(|fact| &pair.new[fact]);
            let id = |id: &String| {
                new.and_then(|fact| Some(&fact.choices[fact.find_choice(id)?.get()].id)).unwrap_or(id).clone()
            };
            let ids: Vec<_> = choices.iter().map(|choice| id(&old.choices[choice.get()].id)).collect();
            format!("{} {ids:?}", new.map_or(&old.id, |fact| &fact.id))
        }
    };
    conflict.when.iter().map(clause).collect::<Vec<_>>().join(", ")
}
