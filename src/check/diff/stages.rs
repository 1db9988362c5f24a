use super::Impact;
use super::pair::VersionPair;
use crate::say;

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
    for tag in old.languages().iter().filter(|tag| !new.languages().contains(tag)) {
        pair.came_or_went(Impact::Breaking, &format!("languages.{tag}"), false);
    }
    for tag in new.languages().iter().filter(|tag| !old.languages().contains(tag)) {
        pair.came_or_went(Impact::Compatible, &format!("languages.{tag}"), true);
    }
    let rubrics: Vec<_> = new
        .rubrics()
        .iter()
        .filter_map(|rubric| Some((old.rubrics().iter().find(|other| other.id == rubric.id)?, rubric)))
        .collect();
    let same_disclaimer = pair.same_optional_words(old.disclaimer(), new.disclaimer());
    let same_title = pair.same_words(old.title(), new.title());
    pair.other_words("framework", !same_disclaimer || !same_title);
    for (before, after) in rubrics {
        pair.words(&after.id, [(&before.title, &after.title), (&before.advice, &after.advice)]);
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
    for stage in old.stages().iter().filter(|stage| new.find_stage(&stage.id).is_none()) {
        pair.came_or_went(Impact::Breaking, &stage.id, false);
    }
    let mut kept = Vec::new();
    for stage in new.stages() {
        let Some(index) = old.find_stage(&stage.id) else {
            pair.came_or_went(Impact::Breaking, &stage.id, true);
            continue;
        };
        kept.push(index);
        let before = &old[index];
        let worse = stage.ready_at > before.ready_at;
        pair.number(&format!("{}.ready_at", stage.id), &before.ready_at, &stage.ready_at, worse);
        pair.words(&stage.id, [(&before.title, &stage.title), (&before.point, &stage.point)]);
    }
    if !kept.is_sorted() {
        pair.push(Impact::Breaking, "stages", say!("in another order", "順序の変更"));
    }
}

fn bands(pair: &mut VersionPair<'_>) {
    let (old, new) = (pair.old, pair.new);
    for band in old.bands().iter().filter(|band| new.bands().iter().all(|other| other.id != band.id)) {
        pair.came_or_went(Impact::Compatible, &format!("band.{}", band.id), false);
    }
    for band in new.bands() {
        let path = format!("band.{}", band.id);
        match old.bands().iter().find(|other| other.id == band.id) {
            Some(before) => {
                pair.number(&format!("{path}.from"), &before.from, &band.from, false);
                pair.words(&path, [(&before.label, &band.label)]);
            }
            None => pair.came_or_went(Impact::Compatible, &path, true),
        }
    }
}
