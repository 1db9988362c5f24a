use std::collections::BTreeMap;
use std::fmt::Display;

use super::{FrameworkChange, Impact};
use crate::framework::{
    ChoiceIx, Citation, Clause, Condition, Conflict, CriterionIx, FactIx, Framework, GateMember, LanguageIx,
    Need, Text,
};
use crate::text::{Bilingual, Label, say};

pub(super) const RETIRED: Label =
    Label("retired: answers to it no longer count", "廃止（これに対する回答は使いません）");

pub(super) struct VersionPair<'a> {
    pub(super) old: &'a Framework,
    pub(super) new: &'a Framework,
    pub(super) changes: Vec<FrameworkChange>,
    languages: Vec<(LanguageIx, LanguageIx)>,
}

/// Describes parts of a framework with the ids of the new one, to compare them.
#[derive(Clone, Copy)]
pub(super) struct Naming<'a> {
    framework: &'a Framework,
    new: &'a Framework,
}

impl<'a> Naming<'a> {
    fn criterion(self, criterion: CriterionIx) -> &'a str {
        let id = &self.framework[criterion].id;
        self.new.find_criterion(id).map_or(id, |new| &self.new[new].id)
    }

    fn fact(self, fact: FactIx) -> &'a str {
        let id = &self.framework[fact].id;
        self.new.find_fact(id).map_or(id, |new| &self.new[new].id)
    }

    fn choices(self, fact: FactIx, choices: &[ChoiceIx]) -> Vec<&'a str> {
        let own = &self.framework[fact];
        let new = self.new.find_fact(&own.id).map(|fact| &self.new[fact]);
        let id = |choice: &ChoiceIx| -> &'a str {
            let id = &own.choices[choice.get()].id;
            let renamed = new.and_then(|fact| Some(&fact.choices[fact.find_choice(id)?.get()].id));
            renamed.unwrap_or(id)
        };
        choices.iter().map(id).collect()
    }

    /// A condition, independent of the order in which it is written; `None` if it always holds.
    pub(super) fn condition(self, condition: &Condition) -> Option<String> {
        let clause = |(fact, choices): &(FactIx, Vec<ChoiceIx>)| {
            let mut choices = self.choices(*fact, choices);
            choices.sort_unstable();
            (self.fact(*fact), choices)
        };
        let clauses: BTreeMap<&str, Vec<&str>> = condition.0.iter().map(clause).collect();
        let written = clauses.iter().map(|(fact, choices)| format!("{fact} = {}", choices.join(", ")));
        (!clauses.is_empty()).then(|| written.collect::<Vec<_>>().join("; "))
    }

    pub(super) fn needs(self, needs: &[Need]) -> Option<String> {
        let need = |need: &Need| match need {
            Need::Stage(stage, verdict) => format!("{} {}", self.framework[*stage].id, verdict.id()),
            Need::Criterion(criterion, level) => format!("{} {level}", self.criterion(*criterion)),
        };
        (!needs.is_empty()).then(|| needs.iter().map(need).collect::<Vec<_>>().join(", "))
    }

    pub(super) fn members(self, members: &[GateMember]) -> String {
        let member = |own: &GateMember| format!("{} {}", self.criterion(own.criterion), own.at_least);
        let mut all: Vec<String> = members.iter().map(member).collect();
        all.sort_unstable();
        all.join(", ")
    }

    pub(super) fn clauses(self, conflict: &Conflict) -> String {
        let clause = |clause: &Clause| match clause {
            Clause::Levels(criterion, levels) => format!("{} {levels:?}", self.criterion(*criterion)),
            Clause::Choices(fact, choices) => {
                format!("{} {:?}", self.fact(*fact), self.choices(*fact, choices))
            }
        };
        conflict.when.iter().map(clause).collect::<Vec<_>>().join(", ")
    }

    pub(super) fn citations(self, citations: &[Citation]) -> Vec<String> {
        citations.iter().map(|citation| citation.id(self.framework)).collect()
    }
}

impl<'a> VersionPair<'a> {
    pub(super) fn new(old: &'a Framework, new: &'a Framework) -> Self {
        let place = |tag: &String| new.languages().iter().position(|other| other == tag);
        let pair = |(was, tag)| Some((LanguageIx::new(was), LanguageIx::new(place(tag)?)));
        let languages = old.languages().iter().enumerate().filter_map(pair).collect();
        Self { old, new, changes: Vec::new(), languages }
    }

    pub(super) fn push(&mut self, kind: Impact, path: impl Into<String>, text: Bilingual) {
        self.changes.push(FrameworkChange { kind, path: path.into(), text, old: None, new: None });
    }

    pub(super) fn value(
        &mut self,
        kind: Impact,
        path: impl Into<String>,
        [old, new]: [Option<String>; 2],
        text: impl FnOnce(&str, &str) -> Bilingual,
    ) {
        if old != new {
            let text = text(old.as_deref().unwrap_or("-"), new.as_deref().unwrap_or("-"));
            self.changes.push(FrameworkChange { kind, path: path.into(), text, old, new });
        }
    }

    pub(super) fn came_or_went(&mut self, kind: Impact, path: &str, came: bool) {
        let text = if came { say!("added", "追加") } else { say!("removed", "削除") };
        self.push(kind, path, text);
    }

    /// Reports that the new framework lacks something, at a path that ends in its id; `otherwise` is the impact unless
    /// the id is retired.
    pub(super) fn gone(&mut self, path: &str, id: &str, otherwise: Bilingual) {
        let is_retired = self.new.is_retired(id);
        self.push(Impact::Breaking, path, if is_retired { RETIRED.into() } else { otherwise });
    }

    /// Reports a changed number; `worse` says whether its new value can lower a verdict.
    pub(super) fn number<T: Display>(&mut self, path: &str, old: &T, new: &T, worse: bool) {
        self.option(path, Some(old), Some(new), worse);
    }

    pub(super) fn option<T: Display>(&mut self, path: &str, old: Option<T>, new: Option<T>, worse: bool) {
        let kind = if worse { Impact::Breaking } else { Impact::Compatible };
        let values = [old, new].map(|value| value.map(|value| value.to_string()));
        self.value(kind, path, values, |old, new| say!("{new}, was {old}", "{old} → {new}"));
    }

    /// Reports a changed text, for each language of both frameworks.
    pub(super) fn words<'t, T: Into<Option<&'t Text>>>(&mut self, path: &str, old: T, new: T) {
        self.words_as(path, [old.into(), new.into()], &say!("other words", "文言の変更"));
    }

    pub(super) fn words_as(&mut self, path: &str, [old, new]: [Option<&Text>; 2], text: &Bilingual) {
        for (was, is) in self.languages.clone() {
            let values = [old.map(|text| text.to(was)), new.map(|text| text.to(is))];
            let path = format!("{path}.{}", self.new.languages()[is.get()]);
            self.value(Impact::Words, path, values.map(|value| value.map(str::to_owned)), |_, _| {
                text.clone()
            });
        }
    }

    /// Reports a changed value without language, such as an address.
    pub(super) fn note<T: Display>(&mut self, path: &str, old: Option<T>, new: Option<T>) {
        let values = [old, new].map(|value| value.map(|value| value.to_string()));
        self.value(Impact::Words, path, values, |_, _| say!("other entry", "記載の変更"));
    }

    /// As [`Self::note`], for a list such as citations.
    pub(super) fn notes(&mut self, path: &str, old: &[String], new: &[String]) {
        let [old, new] = [old, new].map(|all| (!all.is_empty()).then(|| all.join(", ")));
        self.note(path, old, new);
    }

    pub(super) fn same_words<'t, T: Into<Option<&'t Text>>>(&self, old: T, new: T) -> bool {
        match (old.into(), new.into()) {
            (Some(old), Some(new)) => self.languages.iter().all(|(was, is)| old.to(*was) == new.to(*is)),
            (old, new) => old.is_none() == new.is_none(),
        }
    }

    /// Compares two lists by id: first what was removed, then, in the new order, what was added or is in both.
    pub(super) fn items<T>(
        &mut self,
        (old, new): (&[T], &[T]),
        id: impl Fn(&T) -> &str,
        prefix: &str,
        [removed, added]: [Impact; 2],
        both: impl Fn(&mut Self, &str, &T, &T),
    ) {
        for gone in old.iter().map(&id).filter(|gone| new.iter().all(|now| id(now) != *gone)) {
            self.came_or_went(removed, &format!("{prefix}{gone}"), false);
        }
        for now in new {
            let path = format!("{prefix}{}", id(now));
            match old.iter().find(|before| id(before) == id(now)) {
                Some(before) => both(self, &path, before, now),
                None => self.came_or_went(added, &path, true),
            }
        }
    }

    pub(super) fn merged(&mut self, old: &str, id: &str) {
        let text = say!("merged into {id}: one answer for two", "{id} に統合（2つの回答が1つになります）");
        self.push(Impact::Breaking, old, text);
    }

    pub(super) fn renamed(&mut self, what: Label, old: &str, new: &str) {
        if old != new {
            let Label(en, ja) = what;
            self.push(Impact::Compatible, new, say!("{en} renamed, was {old}", "{ja}の改名（旧 {old}）"));
        }
    }

    /// Reports changes of former names, by which old sheets are read.
    pub(super) fn former(
        &mut self,
        path: &str,
        [(old_id, old), (id, new)]: [(&String, &Vec<String>); 2],
        knows: impl Fn(&Framework, &str) -> bool,
    ) {
        let frameworks = (self.old, self.new);
        for name in old.iter().filter(|name| *name != id && !new.contains(name)) {
            let path = format!("{path}.renamed_from.{name}");
            if knows(frameworks.1, name) {
                let text =
                    say!("answers to it count elsewhere", "これに対する回答は別の項目のものになります");
                self.push(Impact::Breaking, path, text);
            } else {
                let text =
                    say!("removed: answers to it are errors", "削除（これに対する回答は誤りになります）");
                self.gone(&path, name, text);
            }
        }
        let is_new = |name: &&String| *name != old_id && !old.contains(name) && !knows(frameworks.0, name);
        for name in new.iter().filter(is_new) {
            let text = say!("added: answers to it are read", "追加（これに対する回答も読みます）");
            self.push(Impact::Breaking, format!("{path}.renamed_from.{name}"), text);
        }
    }

    /// Reports that items of both frameworks are in another order, given their former positions.
    pub(super) fn order(
        &mut self,
        kind: Impact,
        path: impl Into<String>,
        before: impl Iterator<Item = usize>,
    ) {
        if !before.is_sorted() {
            self.push(kind, path, say!("in another order", "順序の変更"));
        }
    }

    /// The new criterion that takes the answers of an old one.
    pub(super) fn criterion(&self, old: CriterionIx) -> Option<CriterionIx> {
        self.new.find_criterion(&self.old[old].id)
    }

    /// The old criteria whose answers a new one takes, first the one with the same id.
    pub(super) fn origin(&self, new: CriterionIx) -> Option<CriterionIx> {
        let mut all: Vec<_> =
            self.old.criterion_indices().filter(|old| self.criterion(*old) == Some(new)).collect();
        all.sort_by_key(|old| self.old[*old].id != self.new[new].id);
        all.first().copied()
    }

    pub(super) fn fact(&self, old: FactIx) -> Option<FactIx> {
        self.new.find_fact(&self.old[old].id)
    }

    pub(super) fn before(&self) -> Naming<'a> {
        Naming { framework: self.old, new: self.new }
    }

    pub(super) fn after(&self) -> Naming<'a> {
        Naming { framework: self.new, new: self.new }
    }
}
