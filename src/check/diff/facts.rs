use super::Impact;
use super::pair::VersionPair;
use crate::framework::{Choose, Fact, FactIx};
use crate::text::{Label, say};

pub(super) fn compare(pair: &mut VersionPair<'_>) {
    let (old, new) = (pair.old, pair.new);
    for index in old.fact_indices() {
        if pair.fact(index).is_none() {
            let id = &old[index].id;
            pair.gone(id, id, say!("removed", "削除"));
        }
    }
    for index in old.fact_indices() {
        let Some(now) = pair.fact(index) else { continue };
        let rivals = old.fact_indices().filter(|other| *other != index && pair.fact(*other) == Some(now));
        if old[index].id != new[now].id && rivals.count() > 0 {
            pair.merged(&old[index].id, &new[now].id);
        }
    }
    for index in new.fact_indices() {
        let after = &new[index];
        let before = old.fact_indices().filter(|old| pair.fact(*old) == Some(index));
        match before.map(|index| &old[index]).max_by_key(|before| before.id == after.id) {
            Some(before) => fact(pair, before, after),
            // Its effects show in the conditions.
            None => pair.came_or_went(Impact::Compatible, &after.id, true),
        }
    }
    let before = |new: FactIx| old.fact_indices().find(|old| pair.fact(*old) == Some(new));
    let before: Vec<FactIx> = new.fact_indices().filter_map(before).collect();
    pair.order(Impact::Compatible, "facts", before.into_iter().map(FactIx::get));
}

fn fact(pair: &mut VersionPair<'_>, before: &Fact, after: &Fact) {
    let id = &after.id;
    pair.renamed(Label("fact", "前提項目"), &before.id, id);
    let names = [(&before.id, &before.renamed_from), (&after.id, &after.renamed_from)];
    pair.former(id, names, |framework, name| framework.find_fact(name).is_some());
    match (before.choose, after.choose) {
        (Choose::Many, Choose::One) => {
            let text = say!("one choice only, was many", "複数選択から単一選択に変更");
            pair.push(Impact::Breaking, format!("{id}.choose"), text);
        }
        (Choose::One, Choose::Many) => {
            let text = say!("many choices, was one", "単一選択から複数選択に変更");
            pair.push(Impact::Compatible, format!("{id}.choose"), text);
        }
        _ => {}
    }
    let mut taken = Vec::new();
    for choice in &before.choices {
        let path = format!("{id}.{}", choice.id);
        let Some(found) = after.find_choice(&choice.id) else {
            pair.gone(&path, &choice.id, say!("removed", "削除"));
            continue;
        };
        taken.push(found.get());
        let now = &after.choices[found.get()];
        let names = [(&choice.id, &choice.renamed_from), (&now.id, &now.renamed_from)];
        pair.former(&format!("{id}.{}", now.id), names, |framework, name| {
            framework.facts().iter().any(|fact| fact.id == *id && fact.find_choice(name).is_some())
        });
        if now.id != choice.id {
            pair.renamed(Label("choice", "選択肢"), &path, &format!("{id}.{}", now.id));
        }
        pair.words(&format!("{id}.{}.label", now.id), &choice.label, &now.label);
    }
    pair.order(Impact::Compatible, format!("{id}.choices"), taken.iter().copied());
    for (position, choice) in after.choices.iter().enumerate() {
        if !taken.contains(&position) {
            pair.came_or_went(Impact::Compatible, &format!("{id}.{}", choice.id), true);
        }
    }
    pair.words(&format!("{id}.question"), &before.question, &after.question);
    pair.words(&format!("{id}.guidance"), before.guidance.as_ref(), after.guidance.as_ref());
}
