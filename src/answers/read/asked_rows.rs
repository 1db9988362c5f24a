//! A table with a question a row, as programs write it in JSON: as records, by its columns, or by the names of its rows.

use super::shape::{DEEPEST, MOST_KEYS, has_answers, is_rows, step};
use super::table::{Headings, names_of_rows};
use crate::answers::{Column, LEVEL};
use crate::source::{Array, Table, Value};

/// What makes a list of records of such a table: a filter for `jq`.
#[derive(Debug)]
pub(super) enum AskedRows {
    /// Each record is an object of its own, on a line or in a list.
    Each,
    All(String),
}

/// What makes a table in CSV of a list of records.
const TO_CSV: &str = "(map(keys) | add | unique) as $k | $k, \
     (.[] | [.[$k[]] | if type == \"array\" then join(\"; \") else . end]) | @csv";

impl AskedRows {
    /// The whole filter, and the options that it needs.
    pub(super) fn filter(&self) -> (String, &'static str) {
        match self {
            Self::Each => (format!("flatten | {TO_CSV}"), "-rs "),
            Self::All(records) => (format!("{records} | {TO_CSV}"), "-r "),
        }
    }

    /// What an object is, if it is such a table, or a row of one.
    pub(super) fn of(table: Table<'_>, headings: &Headings<'_>) -> Option<Self> {
        let keys: Vec<&str> = table.entries().take(MOST_KEYS).map(|entry| entry.key).collect();
        if let (Some(columns), Some(_)) =
            (array_of(table, "columns"), table.get("data").filter(|rows| is_rows(*rows)))
        {
            // Without an index it is a table like any other.
            let names: Vec<&str> = columns.items().filter_map(Value::as_text).collect();
            let index = array_of(table, "index")?.items().filter_map(Value::as_text);
            let is_asked = names_of_rows(&names).is_none() && asks(index, headings);
            return names_of_rows(&with_id(&names)).filter(|_| is_asked).map(|_| {
                let row = "[.columns, .data[$i]] | transpose | map({(.[0]): .[1]}) | add";
                Self::All(format!("[range(.data | length) as $i | ({row}) + {{id: .index[$i]}}]"))
            });
        }
        if let Some((name, answer)) = names_of_rows(&keys).filter(|_| !asks(keys.iter().copied(), headings)) {
            let (named, answered) = (table.get(name)?, table.get(answer)?);
            if named.as_text().is_some() && answered.as_table().is_none() {
                return Some(Self::Each);
            }
            let is_column = |value: Value<'_>| value.as_table().is_some() || value.as_array().is_some();
            let is_by_id =
                named.as_table().is_some_and(|rows| asks(rows.entries().map(|row| row.key), headings));
            return (is_column(named) && is_column(answered)).then(|| Self::columns(name, is_by_id));
        }
        let asked = Self::by_id(table, &keys, headings);
        asked.or_else(|| {
            let is_elsewhere = has_answers(table, headings);
            (!is_elsewhere).then(|| listed(table, headings, "").map(Self::All)).flatten()
        })
    }

    /// The columns of a table, under the keys of each the numbers or the ids of its rows.
    fn columns(one: &str, is_by_id: bool) -> Self {
        let id = if is_by_id { "{id: $i} + " } else { "" };
        Self::All(format!(
            ". as $t | {} | keys_unsorted | map(. as $i | {id}($t | map_values(.[$i])))",
            step(one)
        ))
    }

    /// The same for objects of objects, whose keys are numbers or ids.
    fn by_id(table: Table<'_>, keys: &[&str], headings: &Headings<'_>) -> Option<Self> {
        let rows: Option<Vec<Table<'_>>> =
            table.entries().take(MOST_KEYS).map(|entry| entry.value.as_table()).collect();
        let rows = rows.filter(|rows| !rows.is_empty())?;
        if let Some((_, answer)) = names_of_rows(&with_id(keys)) {
            let answers = table.get(answer)?.as_table()?;
            let ids = || answers.entries().take(MOST_KEYS).map(|entry| entry.key);
            let is_asked =
                asks(ids(), headings) && (keys.len() > 1 || ids().any(|id| is_header(id, headings)));
            return is_asked.then(|| Self::columns(answer, true));
        }
        let are_asked = asks(keys.iter().copied(), headings);
        if !are_asked && rows.iter().all(|row| is_record(*row)) {
            return Some(Self::All("[.[]]".to_owned()));
        }
        let answer = |row: &Table<'_>| {
            let keys: Vec<&str> = row.entries().take(MOST_KEYS).map(|entry| entry.key).collect();
            names_of_rows(&with_id(&keys)).map(|(_, answer)| answer == LEVEL)
        };
        let are_levels: Option<Vec<bool>> = rows.iter().map(answer).collect();
        // An answer in an object of its own is written so in a sheet too.
        let is_table = are_levels?.contains(&false) || keys.iter().any(|key| is_header(key, headings));
        (is_table && are_asked).then(|| Self::All("[to_entries[] | {id: .key} + .value]".to_owned()))
    }
}

/// The records of a list somewhere in an object, with what the object says of the whole sheet.
fn listed(table: Table<'_>, headings: &Headings<'_>, path: &str) -> Option<String> {
    table.entries().take(MOST_KEYS).find_map(|entry| {
        let path = format!("{path}{}", step(entry.key));
        if let Some(inner) = entry.value.as_table() {
            return (path.matches('.').count() < DEEPEST).then(|| listed(inner, headings, &path)).flatten();
        }
        let records = entry.value.as_array()?;
        let first = records.first().and_then(Value::as_table).filter(|first| is_record(*first))?;
        let keys: Vec<&str> = first.entries().map(|entry| entry.key).collect();
        let (name, answer) = names_of_rows(&keys)?;
        let heads = table.entries().take(MOST_KEYS).filter(|other| {
            is_header(other.key, headings)
                && other.value.as_table().is_none()
                && other.value.as_array().is_none()
        });
        let outer = path.strip_suffix(&step(entry.key)).unwrap_or_default();
        let head = |key: &str| format!("{{\"{name}\": \"{key}\", \"{answer}\": {outer}{}}}", step(key));
        let heads: Vec<String> = heads.map(|other| head(other.key)).collect();
        Some(if heads.is_empty() { path } else { format!("[{}] + {path}", heads.join(", ")) })
    })
}

/// Whether an object is a row: its id or question, and an answer that is no object.
fn is_record(row: Table<'_>) -> bool {
    let keys: Vec<&str> = row.entries().take(MOST_KEYS).map(|entry| entry.key).collect();
    let own = |(name, answer)| Some((row.get(name)?.as_text()?, row.get(answer)?));
    names_of_rows(&keys).and_then(own).is_some_and(|(_, answer)| answer.as_table().is_none())
}

fn with_id<'k>(keys: &[&'k str]) -> Vec<&'k str> {
    keys.iter().copied().chain(["id"]).collect()
}

fn array_of<'t>(table: Table<'t>, key: &str) -> Option<Array<'t>> {
    table.get(key)?.as_array()
}

fn asks<'k>(mut ids: impl Iterator<Item = &'k str>, headings: &Headings<'_>) -> bool {
    ids.any(|id| headings.asks(id))
}

fn is_header(key: &str, headings: &Headings<'_>) -> bool {
    matches!(headings.column(key), Some(Column::Header(_)))
}
