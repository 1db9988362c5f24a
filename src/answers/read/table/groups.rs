//! Which words before names are the groups of a form: those of all questions together tell.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::columns::kind;
use super::heading::{Meaning, Sense};
use super::heading_parts::parts;
use crate::answers::Column;
use crate::framework::{Framework, RubricIx};
use crate::source::{Cell, Diagnostic, Row, codes};
use crate::text::{Bilingual, Lang, lowered, say};

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

    /// The warning about what was taken for a group, and is no theme of the framework.
    pub(super) fn told(&self, header: &Arc<Row<'static>>, framework: &Framework) -> Option<Diagnostic> {
        let unknown: Vec<_> = self.0.iter().filter(|(group, _)| !is_theme(group, framework)).collect();
        let (_, first) = unknown.iter().min_by_key(|(_, cell)| cell.column)?;
        let names: Vec<String> = unknown.iter().map(|(group, _)| format!("`{group}`")).collect();
        let Bilingual { en, ja } = Bilingual { en: Lang::En.list(&names), ja: Lang::Ja.list(&names) };
        let message = say!(
            "taken for groups of questions to one company, and not used as names: {en}",
            "1社への質問のグループ名とみなし、名称としては使いませんでした：{ja}"
        );
        let help = say!(
            "if these are companies, persons or times, give each an answer sheet of its own",
            "企業・回答者・時点を表すものであれば、それぞれ別の回答シートに分けてください。"
        );
        Some(Diagnostic::new(codes::FORM_GROUPS, message).help(help).at(header.file(), first.span.clone()))
    }
}

/// Whether a group is called as a rubric or a stage is, at least by a word of it.
fn is_theme(group: &str, framework: &Framework) -> bool {
    const SHORTEST: usize = 4;
    let rubrics = framework.rubrics().iter().map(|own| (&own.id, &own.title));
    let stages = framework.stages().iter().map(|own| (&own.id, &own.title));
    let mut names =
        rubrics.chain(stages).flat_map(|(id, title)| title.all().chain([id.as_str()])).map(lowered);
    let group = lowered(group);
    names.any(|name| {
        let words = || parts(&name).into_iter();
        parts(&group).into_iter().any(|word| {
            if word.is_ascii() {
                word.len() >= SHORTEST && words().any(|own| own == word)
            } else {
                name.contains(word) || words().any(|own| !own.is_ascii() && word.contains(own))
            }
        })
    })
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
