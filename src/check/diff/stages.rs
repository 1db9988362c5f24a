use super::Impact;
use super::pair::VersionPair;
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
    let sources = |framework: &crate::framework::Framework| {
        let line = |s: &crate::framework::Source| {
            format!("{} {} {:?} {:?} {:?}", s.id, s.title, s.url, s.as_of, s.passages)
        };
        framework.sources().iter().map(line).collect::<Vec<_>>()
    };
    pair.other_words("sources", sources(old) != sources(new));
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
            pair.words(id, [(&before.title, &after.title), (&before.point, &after.point)]);
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
