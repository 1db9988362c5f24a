use super::Impact;
use super::pair::VersionPair;
use crate::framework::{Criterion, Framework, Level, Origin};
use crate::text::{Label, say};

pub(super) fn compare(pair: &mut VersionPair<'_>) {
    let (old, new) = (pair.old, pair.new);
    for index in old.criterion_indices() {
        if pair.criterion(index).is_none() {
            let text = say!("removed: answers to it are errors", "削除（これに対する回答は誤りになります）");
            let id = &old[index].id;
            pair.gone(id, id, text);
        }
    }
    for index in old.criterion_indices() {
        if let Some(now) = pair.criterion(index).filter(|now| pair.origin(*now) != Some(index)) {
            pair.merged(&old[index].id, &new[now].id);
        }
    }
    for index in new.criterion_indices() {
        if let Some(before) = pair.origin(index) {
            criterion(pair, &old[before], &new[index]);
        } else {
            let text = say!("added: open on every old sheet", "追加（以前の回答シートでは未回答になります）");
            pair.push(Impact::Breaking, &new[index].id, text);
        }
    }
    gates(pair);
}

fn criterion(pair: &mut VersionPair<'_>, before: &Criterion, after: &Criterion) {
    let (id, old, new) = (&after.id, pair.before(), pair.after());
    pair.renamed(Label("criterion", "評価項目"), &before.id, id);
    weights(pair, before, after);
    let conditions = [old.condition(&before.condition), new.condition(&after.condition)];
    pair.value(Impact::Breaking, format!("{id}.applies_if"), conditions, |old, new| {
        say!("applies otherwise: {new}, was {old}", "適用条件の変更：{old} → {new}")
    });
    if before.may_not_apply != after.may_not_apply {
        let path = format!("{id}.may_not_apply");
        pair.number(&path, &before.may_not_apply, &after.may_not_apply, before.may_not_apply);
    }
    let met = |criterion: &Criterion| criterion.met_if_not_applicable.then_some("met");
    pair.option(&format!("{id}.not_applicable"), met(before), met(after), true);
    let from = |criterion: &Criterion| criterion.evidence_from.unwrap_or(u8::MAX);
    let (path, worse) = (format!("{id}.evidence_from"), from(after) < from(before));
    pair.option(&path, before.evidence_from, after.evidence_from, worse);
    // An answer that counts again is no longer open, so a longer time can lower a verdict too.
    pair.option(&format!("{id}.valid_days"), before.valid_days, after.valid_days, true);
    let (was, is) = (&pair.old[before.rubric].id, &pair.new[after.rubric].id);
    if was != is {
        let text = say!("in rubric {is}, was {was}", "ルーブリックの移動（{was} → {is}）");
        pair.push(Impact::Compatible, format!("{id}.rubric"), text);
    }
    levels(pair, before, after);

    pair.words(&format!("{id}.title"), before.title.as_ref(), after.title.as_ref());
    pair.words(&format!("{id}.question"), &before.question, &after.question);
    pair.words(&format!("{id}.guidance"), before.guidance.as_ref(), after.guidance.as_ref());
    for position in 0..before.checks.len().max(after.checks.len()) {
        let path = format!("{id}.checks.{position}");
        pair.words(&path, before.checks.get(position), after.checks.get(position));
    }
    pair.words(&format!("{id}.why"), before.why.as_ref(), after.why.as_ref());
    pair.words(&format!("{id}.proof"), before.proof.as_ref(), after.proof.as_ref());
    pair.note(&format!("{id}.origin"), before.origin.map(Origin::id), after.origin.map(Origin::id));
    pair.notes(&format!("{id}.sources"), &old.citations(&before.sources), &new.citations(&after.sources));
}

fn weights(pair: &mut VersionPair<'_>, before: &Criterion, after: &Criterion) {
    let (old, new) = (pair.old, pair.new);
    let weight = |framework: &Framework, criterion: &Criterion, stage: &str| {
        framework.find_stage(stage).map(|stage| criterion.weight(stage)).filter(|weight| *weight > 0)
    };
    // A stage that came or went is reported as such; its weights go without saying.
    for stage in new.stages().iter().filter(|stage| old.find_stage(&stage.id).is_some()) {
        let path = format!("{}.weight.{}", after.id, stage.id);
        // More weight here is less weight elsewhere: any change can lower some company's verdict.
        pair.option(&path, weight(old, before, &stage.id), weight(new, after, &stage.id), true);
    }
}

fn levels(pair: &mut VersionPair<'_>, before: &Criterion, after: &Criterion) {
    let (old, new) = (&before.levels, &after.levels);
    let id = &after.id;
    if old.len() != new.len() {
        pair.number(&format!("{id}.levels"), &old.len(), &new.len(), true);
        return;
    }
    if moved(pair, old, new) {
        let text = say!(
            "levels in another order: old answers mean something else",
            "レベルの順序の変更（以前の回答の意味が変わります）"
        );
        pair.push(Impact::Breaking, format!("{id}.levels"), text);
    }
    for (position, (before, after)) in old.iter().zip(new).enumerate() {
        let path = format!("{id}.level.{position}");
        let worse = after.value < before.value;
        pair.number(&format!("{path}.value"), &before.value, &after.value, worse);
        pair.option(&format!("{path}.effort"), before.effort, after.effort, false);
        pair.number(&format!("{path}.lead_weeks"), &before.lead_weeks, &after.lead_weeks, false);
        let text = say!(
            "other words: make sure that the level still means the same",
            "文言の変更（レベルの意味が変わっていないか確認してください）"
        );
        pair.words_as(&format!("{path}.says"), [Some(&before.says), Some(&after.says)], &text);
        pair.words(&format!("{path}.short"), before.short.as_ref(), after.short.as_ref());
        pair.words(&format!("{path}.proof"), before.proof.as_ref(), after.proof.as_ref());
        pair.words(&format!("{path}.next"), before.next.as_ref(), after.next.as_ref());
    }
}

/// Whether some level says what another one said before.
fn moved(pair: &VersionPair<'_>, old: &[Level], new: &[Level]) -> bool {
    new.iter().enumerate().any(|(position, after)| {
        let stays = pair.same_words(&old[position].says, &after.says);
        !stays && old.iter().any(|before| pair.same_words(&before.says, &after.says))
    })
}

fn gates(pair: &mut VersionPair<'_>) {
    let (old, new) = (pair.old, pair.new);
    for gate in old.gates() {
        let stage = &old[gate.stage].id;
        let (Some(criterion), Some(now)) = (pair.criterion(gate.criterion), new.find_stage(stage)) else {
            continue;
        };
        let path = format!("{stage}.gates.{}", new[criterion].id);
        match new.gates_of(now).find(|other| other.criterion == criterion) {
            Some(after) => {
                let worse = after.at_least > gate.at_least;
                pair.number(&path, &gate.at_least, &after.at_least, worse);
                pair.words(&format!("{path}.because"), gate.because.as_ref(), after.because.as_ref());
            }
            None => pair.came_or_went(Impact::Compatible, &path, false),
        }
    }
    for gate in new.gates() {
        let stage = &new[gate.stage].id;
        let there = old.find_stage(stage).is_some_and(|before| {
            old.gates_of(before).any(|other| pair.criterion(other.criterion) == Some(gate.criterion))
        });
        let path = format!("{stage}.gates.{}", new[gate.criterion].id);
        if !there {
            pair.came_or_went(Impact::Breaking, &path, true);
        }
    }
}
