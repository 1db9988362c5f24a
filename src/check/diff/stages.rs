use super::Impact;
use super::pair::{RETIRED, VersionPair};
use crate::framework::{Framework, Source};
use crate::text::say;

pub(super) fn compare(pair: &mut VersionPair<'_>) {
    let (old, new) = (pair.old, pair.new);
    if old.id() != new.id() {
        let (before, after) = (old.id(), new.id());
        let text = say!(
            "{after}, was {before}: old sheets are refused",
            "{before} → {after}（以前の回答シートは受け付けられません）"
        );
        pair.push(Impact::Breaking, "id", text);
    }
    let languages = (old.languages(), new.languages());
    pair.items(languages, |tag| tag, "languages.", [Impact::Breaking, Impact::Compatible], |_, _, _, _| {});
    let same_disclaimer = pair.same_words(old.disclaimer(), new.disclaimer());
    let same_title = pair.same_words(old.title(), new.title());
    pair.other_words("framework", !same_disclaimer || !same_title);
    for after in new.rubrics() {
        if let Some(before) = old.rubrics().iter().find(|before| before.id == after.id) {
            pair.words(&after.id, [(&before.title, &after.title), (&before.advice, &after.advice)]);
        }
    }
    stages(pair);
    bands(pair);
    let same_source = |(before, after): (&Source, &Source)| {
        let own = |one: &Source| (one.id.clone(), one.url.clone(), one.as_of, one.passages.clone());
        own(before) == own(after) && pair.same_words(&before.title, &after.title)
    };
    let (before, after) = (old.sources(), new.sources());
    let same_sources = before.len() == after.len() && before.iter().zip(after).all(same_source);
    pair.other_words("sources", !same_sources);
    retired(pair);
}

/// Ids that are retired or no longer so, apart from what the older version has itself.
fn retired(pair: &mut VersionPair<'_>) {
    let (old, new) = (pair.old, pair.new);
    for id in old.retired().iter().filter(|id| !new.is_retired(id) && !is_there(new, id)) {
        let text = say!(
            "no longer retired: answers to it are errors",
            "廃止の取り消し（これに対する回答は誤りになります）"
        );
        pair.push(Impact::Breaking, id, text);
    }
    for id in new.retired().iter().filter(|id| !old.is_retired(id) && !is_there(old, id)) {
        pair.push(Impact::Compatible, id, RETIRED.into());
    }
}

/// Whether some criterion, fact or choice has an id, or had it before.
fn is_there(framework: &Framework, id: &str) -> bool {
    let is_choice = framework.facts().iter().any(|fact| fact.find_choice(id).is_some());
    is_choice || framework.find_criterion(id).is_some() || framework.find_fact(id).is_some()
}

fn stages(pair: &mut VersionPair<'_>) {
    let (old, new) = (pair.old, pair.new);
    let both = [Impact::Breaking; 2];
    pair.items(
        (old.stages(), new.stages()),
        |stage| &stage.id,
        "",
        both,
        |pair, id, before, after| {
            let worse = after.ready_at > before.ready_at;
            pair.number(&format!("{id}.ready_at"), &before.ready_at, &after.ready_at, worse);
            let same = pair.same_words(&before.title, &after.title)
                && pair.same_words(&before.point, &after.point)
                && pair.same_words(before.ready_means.as_ref(), after.ready_means.as_ref());
            pair.other_words(id, !same);
        },
    );
    if !new.stages().iter().filter_map(|stage| old.find_stage(&stage.id)).is_sorted() {
        pair.push(Impact::Breaking, "stages", say!("in another order", "順序の変更"));
    }
}

fn bands(pair: &mut VersionPair<'_>) {
    let bands = (pair.old.bands(), pair.new.bands());
    pair.items(
        bands,
        |band| &band.id,
        "band.",
        [Impact::Compatible; 2],
        |pair, path, before, after| {
            pair.number(&format!("{path}.from"), &before.from, &after.from, false);
            pair.words(path, [(&before.label, &after.label)]);
        },
    );
}
