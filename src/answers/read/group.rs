//! What the objects in a flat record are: groups of questions, answers, or something of its own that is not reached into.

use std::collections::{BTreeMap, BTreeSet};

use super::Columns;
use super::flat::Leaf;
use super::table::Headings;
use crate::answers::{ANSWERS, Column, FACTS};
use crate::framework::CriterionIx;
use crate::source::{Diagnostic, codes};
use crate::text::say;

/// What a leaf of a record is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// It has a key of its own, perhaps in groups of questions.
    Own,
    /// It is in the answer to a criterion, or to a fact, whose key is at this depth.
    Inside(usize, Column),
    /// It is in an object, whose key is at this depth, that has keys of a sheet itself, or is named as something else.
    Apart(usize),
    /// It is a key of the sheet, or below one, in a place where none is.
    Stray,
}

/// The place of a key: of a leaf, and its depth on the way to it.
pub(super) type KeyAt = (usize, usize);

/// The roles of all leaves of a record.
pub(super) struct Roles {
    pub(super) all: Vec<Role>,
    meanings: Vec<Option<Column>>,
}

impl Roles {
    pub(super) fn of(leaves: &[Leaf<'_>], headings: &Headings<'_>) -> Self {
        let mut known = BTreeMap::new();
        for key in leaves.iter().filter(|leaf| leaf.path.len() > 1).flat_map(|leaf| &leaf.path) {
            known.entry(*key).or_insert_with(|| headings.column(key));
        }
        let column = |key: &str| known.get(key).copied().flatten();
        let otherwise = |key: &str| headings.is_otherwise(key);
        let mut all: Vec<Role> = leaves.iter().map(|leaf| role(&leaf.path, column, otherwise)).collect();
        let apart: BTreeSet<&[&str]> = leaves
            .iter()
            .zip(&all)
            .filter_map(|(leaf, role)| match role {
                Role::Apart(depth) => Some(&leaf.path[..=*depth]),
                _ => None,
            })
            .collect();
        for (leaf, role) in leaves.iter().zip(&mut all).filter(|_| !apart.is_empty()) {
            let outermost = (0..leaf.path.len() - 1).find(|depth| apart.contains(&leaf.path[..=*depth]));
            if let Some(depth) = outermost {
                *role = Role::Apart(depth);
            }
        }
        let is_content = |column: &Column| !matches!(column, Column::Header(_));
        let meaning = |leaf: &Leaf<'_>| leaf.path.iter().rev().find_map(|key| column(key).filter(is_content));
        let meanings = leaves.iter().map(meaning).collect();
        Self { all, meanings }
    }

    /// Leaves out the objects that are no groups of questions after all: with an answer in them, none of which is used.
    pub(super) fn no_groups(&mut self, leaves: &[Leaf<'_>], columns: &Columns) {
        let is_used = |at: &usize| columns.content(*at).is_some();
        let paths = (0..leaves.len()).filter(is_used).map(|at| &leaves[at].path);
        let used: BTreeSet<&[&str]> =
            paths.flat_map(|path| (1..path.len()).map(|length| &path[..length])).collect();
        for (at, leaf) in leaves.iter().enumerate().filter(|(at, _)| !is_used(at)) {
            if self.all[at] == Role::Own && self.meanings[at].is_some() {
                let mut depths = (0..leaf.path.len() - 1).filter(|depth| leaf.path[*depth] != FACTS);
                let outermost = depths.find(|depth| !used.contains(&leaf.path[..=*depth]));
                self.all[at] = outermost.map_or(Role::Own, Role::Apart);
            }
        }
    }

    /// The findings about objects and keys that are not used: an error where an answer is given nowhere else.
    pub(super) fn unused(&self, leaves: &[Leaf<'_>], columns: &Columns) -> Vec<(KeyAt, Diagnostic)> {
        let mut found: Vec<(KeyAt, Diagnostic)> = Vec::new();
        let used: Vec<Column> = (0..leaves.len()).filter_map(|column| columns.content(column)).collect();
        let mut at = 0;
        while let Some(leaf) = leaves.get(at) {
            let role = self.all[at];
            let depth = match role {
                Role::Apart(depth) | Role::Inside(depth, Column::Fact(_)) => depth,
                _ => leaf.path.len() - 1,
            };
            let same =
                leaves[at..].iter().take_while(|other| other.path.starts_with(&leaf.path[..=depth])).count();
            let name = leaf.path[..=depth].join(".");
            let inner = at..at + same;
            let diagnostic = match role {
                Role::Apart(_) => {
                    let lost =
                        inner.clone().find_map(|at| self.meanings[at].filter(|own| !used.contains(own)));
                    Some(apart(&name, lost.is_some()).key(name))
                }
                Role::Stray => Some(stray(&name).key(name)),
                Role::Inside(_, Column::Fact(_)) if inner.clone().all(|at| columns.content(at).is_none()) => {
                    Some(no_choice(&name).key(name))
                }
                _ => None,
            };
            found.extend(diagnostic.map(|diagnostic| ((at, depth), diagnostic)));
            at += same;
        }
        found
    }

    /// The objects that are in place of answers.
    pub(super) fn answers(&self, leaves: &[Leaf<'_>]) -> Vec<(KeyAt, CriterionIx)> {
        let mut found: Vec<(KeyAt, CriterionIx)> = Vec::new();
        for (at, (leaf, role)) in leaves.iter().zip(&self.all).enumerate() {
            let Role::Inside(depth, Column::Reply(criterion)) = *role else { continue };
            let is_new = found.last().is_none_or(|((last, own), _)| {
                *own != depth || leaves[*last].path[..=depth] != leaf.path[..=depth]
            });
            if is_new {
                found.push(((at, depth), criterion));
            }
        }
        found
    }
}

fn role(path: &[&str], column: impl Fn(&str) -> Option<Column>, is_otherwise: impl Fn(&str) -> bool) -> Role {
    let Some((last, objects)) = path.split_last().filter(|(_, objects)| !objects.is_empty()) else {
        return Role::Own;
    };
    let means = column(last);
    for (depth, key) in objects.iter().enumerate() {
        if [ANSWERS, FACTS].contains(key) {
            if depth > 0 {
                return Role::Apart(depth - 1);
            }
            continue;
        }
        match column(key) {
            // A group of questions may be called as one of them is.
            Some(Column::Reply(_) | Column::Fact(_))
                if matches!(means, Some(Column::Reply(_) | Column::Fact(_))) => {}
            Some(own @ (Column::Reply(_) | Column::Fact(_))) => return Role::Inside(depth, own),
            Some(Column::Header(_)) => return Role::Stray,
            None if is_otherwise(key)
                && (means.is_some() || objects[depth + 1..].iter().any(|key| column(key).is_some())) =>
            {
                return Role::Apart(depth);
            }
            _ => {}
        }
    }
    match means {
        Some(Column::Header(_)) if objects == [FACTS] => Role::Stray,
        Some(Column::Header(_)) => Role::Apart(objects.len() - 1),
        _ => Role::Own,
    }
}

/// The finding that an object, or a list of objects, is not used; an error where answers are lost with it.
pub(super) fn apart(name: &str, is_lost: bool) -> Diagnostic {
    let (code, message) = if is_lost {
        let message = say!(
            "the answers in `{name}` were not used: it is no group of questions",
            "`{name}` は質問のグループではないため、中の回答は使いませんでした"
        );
        (codes::UNREAD_COLUMN, message)
    } else {
        let message = say!(
            "`{name}` was not used: it is no group of questions",
            "`{name}` は質問のグループではないため、使いませんでした"
        );
        (codes::UNUSED_KEY, message)
    };
    Diagnostic::new(code, message).help(say!(
        "what is of this sheet belongs beside its other keys (`subject`, `date`); an earlier sheet belongs into a file of its own",
        "この回答シートの項目（`subject` や `date` など）はオブジェクトの外に書き、過去の回答は別のファイルに分けてください。"
    ))
}

fn stray(name: &str) -> Diagnostic {
    let message = say!("`{name}` was not used", "`{name}` は使えない項目のため、無視しました");
    Diagnostic::new(codes::UNUSED_KEY, message).help(say!(
        "a key of the sheet stands beside its answers, with a text or a number",
        "回答シートの項目は、回答と同じ階層に文字列か数値で書いてください。"
    ))
}

fn no_choice(name: &str) -> Diagnostic {
    let message = say!(
        "`{name}` must be a choice or a list of choices, not an object",
        "`{name}` には選択肢かそのリストが必要ですが、オブジェクトです"
    );
    Diagnostic::new(codes::ANSWER_TYPE, message)
        .help(say!("write the id of the choice alone", "選択肢の id だけを書いてください。"))
}
