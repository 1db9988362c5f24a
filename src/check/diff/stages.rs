use super::Impact;
use super::pair::{RETIRED, VersionPair};
use crate::framework::{Framework, Noun, Rubric, RubricIx, Source, Stage, StageIx, Text};
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
    let before = |tag: &String| old.languages().iter().position(|other| other == tag);
    pair.order(Impact::Compatible, "languages", new.languages().iter().filter_map(before));
    pair.words("framework.title", old.title(), new.title());
    pair.words("framework.disclaimer", old.disclaimer(), new.disclaimer());
    rubrics(pair);
    stages(pair);
    bands(pair);
    let sources = (old.sources(), new.sources());
    pair.items(sources, |source| &source.id, "sources.", [Impact::Words; 2], source);
    let before = |source: &Source| old.sources().iter().position(|other| other.id == source.id);
    pair.order(Impact::Words, "sources", new.sources().iter().filter_map(before));
    retired(pair);
    words(pair);
    let allowed = (old.allowed(), new.allowed());
    pair.items(
        allowed,
        |one| &one.code,
        "check.allow.",
        [Impact::Words; 2],
        |pair, path, before, after| {
            pair.note(&format!("{path}.reason"), Some(&before.reason), Some(&after.reason));
        },
    );
}

fn rubrics(pair: &mut VersionPair<'_>) {
    let (old, new) = (pair.old, pair.new);
    let both = [Impact::Compatible; 2];
    pair.items(
        (old.rubrics(), new.rubrics()),
        |one| &one.id,
        "rubrics.",
        both,
        |pair, _, before, after| {
            pair.words(&format!("{}.title", after.id), &before.title, &after.title);
            pair.words(&format!("{}.advice", after.id), &before.advice, &after.advice);
        },
    );
    let before = |rubric: &Rubric| old.find_rubric(&rubric.id).map(RubricIx::get);
    pair.order(Impact::Compatible, "rubrics", new.rubrics().iter().filter_map(before));
}

fn words(pair: &mut VersionPair<'_>) {
    let [old, new] = [pair.old, pair.new].map(Framework::words);
    for (key, nouns) in [("subject", [&old.subject, &new.subject]), ("effort", [&old.effort, &new.effort])] {
        for (number, of) in [("one", (|noun| &noun.one) as fn(&Noun) -> &Text), ("many", |noun| &noun.many)] {
            let [before, after] = nouns.map(|noun| noun.as_ref().map(of));
            pair.words(&format!("words.{key}.{number}"), before, after);
        }
    }
}

fn source(pair: &mut VersionPair<'_>, path: &str, before: &Source, after: &Source) {
    pair.words(&format!("{path}.title"), &before.title, &after.title);
    pair.note(&format!("{path}.url"), before.url.as_ref(), after.url.as_ref());
    pair.note(&format!("{path}.as_of"), before.as_of, after.as_of);
    pair.notes(&format!("{path}.passages"), &before.passages, &after.passages);
}

/// Ids that were newly retired or no longer are, except for those that the older version has itself.
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

/// Whether a criterion, fact or choice has or had this id.
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
            pair.words(&format!("{id}.title"), &before.title, &after.title);
            pair.words(&format!("{id}.point"), &before.point, &after.point);
            let means = [before, after].map(|stage| stage.ready_means.as_ref());
            pair.words(&format!("{id}.ready_means"), means[0], means[1]);
        },
    );
    let before = |stage: &Stage| old.find_stage(&stage.id).map(StageIx::get);
    pair.order(Impact::Breaking, "stages", new.stages().iter().filter_map(before));
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
            pair.words(&format!("{path}.label"), &before.label, &after.label);
        },
    );
}
