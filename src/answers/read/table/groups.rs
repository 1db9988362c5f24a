//! Which words before names are the groups of a form: those of all questions together tell.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::columns::kind;
use super::heading::{Meaning, Sense};
use crate::answers::Column;
use crate::framework::{Framework, RubricIx};
use crate::source::{Cell, Diagnostic, Row, codes};
use crate::text::{Bilingual, Lang, say};

/// The words before names that are taken for groups, each with the first heading that has it.
#[derive(Debug)]
pub(super) struct FormGroups<'r>(BTreeMap<String, &'r Cell<'r>>);

impl<'r> FormGroups<'r> {
    /// Judges what all headings of a table mean. Words are no group if what they are before is named elsewhere too, or if
    /// a question of the same rubric is in no group at all.
    pub(super) fn of(header: &'r Row<'_>, all: &[Vec<Sense>], framework: &Framework) -> Self {
        let found = || {
            let all = header.cells().iter().zip(all);
            all.filter_map(|(cell, all)| match all.as_slice() {
                [one] => Some((cell, one)),
                _ => None,
            })
        };
        let mut groups = BTreeMap::new();
        for (cell, found) in found() {
            found.group.iter().for_each(|group| {
                groups.entry(group.clone()).or_insert(cell);
            });
        }
        if groups.is_empty() {
            return Self(groups);
        }
        let (mut named, mut bare) = (BTreeMap::<_, usize>::new(), BTreeSet::new());
        for (cell, found) in found() {
            *named.entry(key(found)).or_default() += 1;
            if !cell.text.contains(['/', '>', '[']) {
                bare.extend(rubric(found, framework));
            }
        }
        for (_, found) in found() {
            let is_elsewhere = named.get(&key(found)).is_some_and(|count| *count > 1);
            if is_elsewhere || rubric(found, framework).is_some_and(|rubric| bare.contains(&rubric)) {
                found.group.iter().for_each(|group| {
                    groups.remove(group);
                });
            }
        }
        Self(groups)
    }

    /// Whether a heading is in a group, or in none.
    pub(super) fn hold(&self, found: &Sense) -> bool {
        found.group.as_ref().is_none_or(|group| self.0.contains_key(group))
    }

    /// What was taken for a group, if anything was.
    pub(super) fn told(&self, header: &Arc<Row<'static>>) -> Option<Diagnostic> {
        let first = self.0.values().min_by_key(|cell| cell.column)?;
        let names: Vec<String> = self.0.keys().map(|group| format!("`{group}`")).collect();
        let Bilingual { en, ja } = Bilingual { en: Lang::En.list(&names), ja: Lang::Ja.list(&names) };
        let message = say!(
            "taken for groups of questions, and otherwise not looked at: {en}",
            "質問のグループ名とみなし、内容は見ていません：{ja}"
        );
        let help = say!(
            "if the answers there are not those of today, take the columns out",
            "現時点の回答でない列が含まれている場合は、その列を除いてください。"
        );
        Some(Diagnostic::new(codes::FORM_GROUPS, message).help(help).at(header.file(), first.span.clone()))
    }
}

/// What is the same of columns that mean the same.
fn key(found: &Sense) -> (&str, u8, Option<usize>) {
    match found.meaning {
        Meaning::Column(column) => (&found.id, kind(column), None),
        Meaning::Choice(_, choice) => (&found.id, 0, Some(choice.get())),
    }
}

fn rubric(found: &Sense, framework: &Framework) -> Option<RubricIx> {
    match found.meaning {
        Meaning::Column(Column::Reply(criterion)) => Some(framework[criterion].rubric),
        Meaning::Column(_) | Meaning::Choice(..) => None,
    }
}
