//! Ids and titles that a table omits.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use unicode_normalization::UnicodeNormalization;

use super::ReadTable;
use super::cells::one_line;
use super::heading::CriterionColumn;
use crate::source::is_id;
use crate::text::is_japanese;

/// The maximum length of a generated id.
const LONGEST: usize = 40;

pub(super) fn title_of(file: &str) -> String {
    one_line(&Path::new(file).file_stem().unwrap_or_default().to_string_lossy())
}

/// An id made of the first words of a text; `None` for Japanese, or without letters and digits.
pub(super) fn slug(text: &str, words: usize) -> Option<String> {
    if text.contains(is_japanese) {
        return None;
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || !c.is_ascii() && c.is_alphanumeric();
    let kept = text
        .nfkd()
        .filter(|c| *c != '\'' && *c != '’' && !unicode_normalization::char::is_combining_mark(*c));
    let lowered: String = kept.collect::<String>().to_lowercase();
    let mut id = String::new();
    let parts = lowered.split(|c: char| !plain(c));
    let parts = parts.map(|part| part.chars().filter(char::is_ascii).collect::<String>());
    for part in parts.filter(|part| !part.is_empty()).take(words) {
        if !id.is_empty() && id.len() + part.len() >= LONGEST {
            break;
        }
        if !id.is_empty() {
            id.push('-');
        }
        id.extend(part.chars().take(LONGEST));
    }
    (!id.is_empty()).then_some(id)
}

/// An id as a title: `need-statement` becomes "Need statement". Anything but an id stays as it is, such as "Follow-up".
pub(super) fn readable(id: &str) -> String {
    if !is_id(&id.replace('_', "-")) {
        return id.to_owned();
    }
    let words = id.replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The ids in use, so that generated ones are unique.
pub(super) struct MadeNames {
    taken: BTreeSet<String>,
    /// The ids of criteria, by table and row.
    criteria: BTreeMap<(usize, usize), String>,
}

impl MadeNames {
    /// Starts with the ids in the table.
    pub(super) fn new(tables: &[ReadTable]) -> Self {
        let mut taken: BTreeSet<String> = crate::framework::compile::RESERVED.map(str::to_owned).into();
        for ReadTable { table, columns } in tables {
            let wanted = [CriterionColumn::Id, CriterionColumn::Rubric(None)];
            let cells =
                table.rows.iter().flat_map(|row| wanted.iter().filter_map(|name| columns.cell(row, name)));
            taken.extend(cells.map(|cell| cell.text));
            let stages = columns.all.iter().filter_map(|(_, column, _)| match column {
                CriterionColumn::Weight(stage) | CriterionColumn::Gate(stage) => Some(stage.clone()),
                _ => None,
            });
            taken.extend(stages);
        }
        Self { taken, criteria: BTreeMap::new() }
    }

    /// A unique id similar to `like`, or numbered if there is nothing to start from.
    pub(super) fn make(&mut self, like: Option<&str>, otherwise: &str) -> String {
        let base = like.unwrap_or(otherwise);
        let mut number = 1_usize;
        loop {
            let id = if number == 1 && like.is_some() { base.to_owned() } else { format!("{base}-{number}") };
            if self.taken.insert(id.clone()) {
                return id;
            }
            number += 1;
        }
    }

    pub(super) fn keep(&mut self, table: usize, line: usize, id: String) {
        self.criteria.insert((table, line), id);
    }

    pub(super) fn kept(&self, table: usize, line: usize) -> Option<&str> {
        self.criteria.get(&(table, line)).map(String::as_str)
    }
}
