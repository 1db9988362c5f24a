use super::Impact;
use super::pair::VersionPair;
use crate::framework::{Criterion, CriterionIx, Framework, Gate, GateIx, GateMember, Level, Origin};
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
    for rubric in new.rubrics() {
        let within = rubric.criteria.iter().filter_map(|criterion| pair.origin(*criterion));
        let before = within.filter(|before| old[old[*before].rubric].id == rubric.id);
        let before: Vec<usize> = before.map(CriterionIx::get).collect();
        pair.order(Impact::Compatible, format!("{}.criteria", rubric.id), before.into_iter());
    }
    gates(pair);
}

fn criterion(pair: &mut VersionPair<'_>, before: &Criterion, after: &Criterion) {
    let (id, old, new) = (&after.id, pair.before(), pair.after());
    pair.renamed(Label("criterion", "評価項目"), &before.id, id);
    let names = [(&before.id, &before.renamed_from), (&after.id, &after.renamed_from)];
    pair.former(id, names, |framework, name| framework.find_criterion(name).is_some());
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
    // An answer that counts again is no longer open, so even a longer period can lower a verdict.
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
    let [was, is] = [(pair.old, before), (pair.new, after)]
        .map(|(framework, criterion)| criterion.level_set.map(|set| &framework.level_sets()[set]));
    pair.note(&format!("{id}.levels"), was, is);
    pair.note(&format!("{id}.origin"), before.origin.map(Origin::id), after.origin.map(Origin::id));
    pair.notes(&format!("{id}.sources"), &old.citations(&before.sources), &new.citations(&after.sources));
}

fn weights(pair: &mut VersionPair<'_>, before: &Criterion, after: &Criterion) {
    let (old, new) = (pair.old, pair.new);
    let weight = |framework: &Framework, criterion: &Criterion, stage: &str| {
        framework.find_stage(stage).map(|stage| criterion.weight(stage)).filter(|weight| *weight > 0)
    };
    // A new or removed stage is reported as such; its weights follow from that.
    for stage in new.stages().iter().filter(|stage| old.find_stage(&stage.id).is_some()) {
        let path = format!("{}.weight.{}", after.id, stage.id);
        // More weight here is less weight elsewhere, so any change can lower some company's verdict.
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

/// Whether some level now has the former text of another.
fn moved(pair: &VersionPair<'_>, old: &[Level], new: &[Level]) -> bool {
    new.iter().enumerate().any(|(position, after)| {
        let stays = pair.same_words(&old[position].says, &after.says);
        !stays && old.iter().any(|before| pair.same_words(&before.says, &after.says))
    })
}

/// Whether gates of two versions are the same: by id, or without ids by the single criterion of both.
pub(super) fn is_same_gate((old, gate): (&Framework, &Gate), (new, other): (&Framework, &Gate)) -> bool {
    if let (Some(was), Some(is)) = (&gate.id, &other.id) {
        return was == is;
    }
    let now = gate.only().and_then(|only| new.find_criterion(&old[only.criterion].id));
    now.is_some() && now == other.only().map(|only| only.criterion)
}

fn gates(pair: &mut VersionPair<'_>) {
    let (old, new) = (pair.old, pair.new);
    for gate in old.gates() {
        let stage = &old[gate.stage].id;
        let Some(now) = new.find_stage(stage) else { continue };
        // A gate is removed along with its criterion.
        let members: Option<Vec<_>> = gate.members.iter().map(|own| pair.criterion(own.criterion)).collect();
        let Some(members) = members.or_else(|| gate.id.as_ref().map(|_| Vec::new())) else { continue };
        let name = || gate.id.as_ref().unwrap_or_else(|| &new[members[0]].id);
        let path = format!("{stage}.gates.{}", name());
        let same = |(_, other): &(GateIx, &Gate)| is_same_gate((old, gate), (new, other));
        match new.gates_of(now).find(same) {
            Some((_, after)) => {
                gate_numbers(pair, &path, gate, after);
                pair.words(&format!("{path}.because"), gate.because.as_ref(), after.because.as_ref());
            }
            None => pair.came_or_went(Impact::Compatible, &path, false),
        }
    }
    for gate in new.gates() {
        let stage = &new[gate.stage].id;
        let there = old.find_stage(stage).is_some_and(|before| {
            old.gates_of(before).any(|(_, other)| is_same_gate((old, other), (new, gate)))
        });
        let path = format!("{stage}.gates.{}", gate.name(new));
        if !there {
            pair.came_or_went(Impact::Breaking, &path, true);
        }
    }
    // Gates follow their rubrics, whose order is reported as such.
    let home = |framework: &Framework, gate: &Gate| -> Option<String> {
        let first = gate.members.first()?.criterion;
        Some(framework[framework[first].rubric].id.clone())
    };
    for rubric in new.rubrics() {
        let is_here = |framework: &Framework, gate: &Gate| home(framework, gate).as_ref() == Some(&rubric.id);
        let place = |gate: &Gate| {
            let stage = &new[gate.stage].id;
            old.gates().iter().position(|other| {
                old[other.stage].id == *stage
                    && is_same_gate((old, other), (new, gate))
                    && is_here(old, other)
            })
        };
        let own = new.gates().iter().filter(|gate| is_here(new, gate));
        pair.order(Impact::Words, format!("{}.gates", rubric.id), own.filter_map(place));
    }
}

/// The requirement of a gate: a level, or a number of criteria at their levels.
fn gate_numbers(pair: &mut VersionPair<'_>, path: &str, before: &Gate, after: &Gate) {
    if let (Some(was), Some(is)) = (before.only(), after.only())
        && pair.criterion(was.criterion) == Some(is.criterion)
    {
        return pair.number(path, &was.at_least, &is.at_least, is.at_least > was.at_least);
    }
    pair.number(&format!("{path}.count"), &before.count, &after.count, after.count > before.count);
    // The same criteria, none at a higher level, are as easy as before; any other change can lower a verdict.
    let eased = |own: &GateMember| {
        let now = pair.criterion(own.criterion).and_then(|now| after.member(now));
        now.is_some_and(|now| now.at_least <= own.at_least)
    };
    let is_eased = before.members.len() == after.members.len() && before.members.iter().all(eased);
    let impact = if is_eased { Impact::Compatible } else { Impact::Breaking };
    let members = [pair.before().members(&before.members), pair.after().members(&after.members)];
    pair.value(impact, format!("{path}.any_of"), members.map(Some), |old, new| {
        say!("{new}, was {old}", "{old} → {new}")
    });
}
