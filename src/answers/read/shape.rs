//! What an object of JSON is that is no sheet: tables, lists, and several companies in one object, as programs and services
//! write them.

use std::ffi::OsStr;
use std::path::Path;

use super::asked_rows::AskedRows;
use super::table::Headings;
use crate::answers::{ANSWERS, Column, HeaderKey};
use crate::source::{Array, Diagnostic, Entry, SourceFile, Table, TextSource, Value, ValueKind, codes};
use crate::text::{Bilingual, Lang, say};

/// How deep sheets are looked for.
pub(super) const DEEPEST: usize = 4;

/// Among how many keys of an object.
pub(super) const MOST_KEYS: usize = 1_000;

/// How many keys are named.
const NAMED: usize = 3;

/// How programs write many sheets, or one inside of something else. Paths are written as `jq` has them.
#[derive(Debug)]
pub(super) enum Shape {
    /// A table with a question a row.
    Asked(AskedRows),
    /// The values of so many companies under each key, of which this is one.
    Columns(String, usize),
    /// The names of columns beside lists of rows.
    Split,
    /// Lists of cells under this path.
    Rows(String),
    /// A list of sheets, each perhaps under a key of its own.
    List(String, String),
    /// A list in which nothing is.
    Empty(String),
    /// One sheet.
    Inside(String),
    /// Objects with answers, in the one under this path; some of their keys, whether there is anything else, and whether they
    /// say their names.
    Keyed(String, Vec<String>, bool, bool),
}

impl Shape {
    /// What an object seems to be that is no sheet.
    pub(super) fn of(table: Table<'_>, headings: &Headings<'_>) -> Option<Self> {
        if let Some(asked) = AskedRows::of(table, headings) {
            return Some(Self::Asked(asked));
        }
        let is_list = |key| table.get(key).is_some_and(|value| value.as_array().is_some());
        if is_list("columns") && table.get("data").is_some_and(is_rows) {
            return Some(Self::Split);
        }
        Self::columns(table, headings)
            .or_else(|| listed(table, headings, ""))
            .or_else(|| inside(table, headings, String::new()))
    }

    /// Whether the keys of an object are questions with their answers in objects, or columns with a list under each or an
    /// object by the numbers of rows.
    pub(super) fn columns(table: Table<'_>, headings: &Headings<'_>) -> Option<Self> {
        if let Some(asked) = AskedRows::of(table, headings) {
            return Some(Self::Asked(asked));
        }
        let is_numbered = |rows: Table<'_>| {
            let mut keys = rows.entries().map(|row| row.key).peekable();
            keys.peek().is_some() && keys.all(|key| key.bytes().all(|byte| byte.is_ascii_digit()))
        };
        let mut found = None;
        for Entry { key, value, .. } in table.entries().take(MOST_KEYS) {
            let Some(column) = headings.column(key) else { continue };
            let is_key = matches!(column, Column::Header(_));
            let companies = match value.kind() {
                ValueKind::Array(items) if items.len() != 1 => items.len(),
                ValueKind::Table(rows) if is_key || is_numbered(rows) => rows.entries().count(),
                ValueKind::Null | ValueKind::Table(_) => continue,
                // One value is that of one company.
                _ => return None,
            };
            if is_key || matches!(column, Column::Reply(_)) {
                found.get_or_insert_with(|| Self::Columns(step(key), companies));
            }
        }
        found
    }

    /// The refusal of an object of this shape.
    pub(super) fn refusal(&self, source: &TextSource<'_>) -> Diagnostic {
        let (message, Bilingual { en, ja }) = self.described();
        let file = source.file();
        // What is one of many is not taken out of them by a command for one.
        let is_whole =
            (file.first_line, file.first_column) == (1, 1) || matches!(self, Self::Asked(AskedRows::Each));
        let help = match self.filter().filter(|_| is_whole) {
            Some((filter, ending, options)) => {
                let command = command(file, options, &filter, ending);
                say!("{en}: `{command}`", "{ja}`{command}`")
            }
            None => say!("{en}", "{ja}"),
        };
        Diagnostic::new(codes::NO_ANSWERS, message).help(help).key(ANSWERS).at(file, 0..0)
    }

    /// What is wrong, and what to do.
    fn described(&self) -> (Bilingual, Bilingual) {
        let there = |place: &str| {
            let place = place.trim_start_matches('.');
            say!(
                "there is no `answers`: the sheets are in `{place}`",
                "`answers` がありません（回答シートは `{place}` の中にあります）"
            )
        };
        match self {
            Self::Asked(_) => (
                say!(
                    "this is a table with a question a row, and no sheet",
                    "回答シートではなく、1行に1問の表です"
                ),
                say!("make a table in CSV of it", "CSV の表にしてください："),
            ),
            Self::Columns(_, companies) => (
                say!(
                    "this is no sheet: under each key are values of companies, {companies} in all",
                    "回答シートではなく、キーごとに{companies}社分の値が並んでいます"
                ),
                say!(
                    "write an object for each company, in pandas with `orient=\"records\"`, or else so",
                    "企業ごとのオブジェクトにしてください。pandas では `orient=\"records\"` を指定します。そのほかの方法："
                ),
            ),
            Self::Split | Self::Rows(_) => (
                say!(
                    "this is a table, written as lists, and no sheet",
                    "回答シートではなく、リストで書かれた表です"
                ),
                say!("make a table in CSV of it", "CSV の表にしてください："),
            ),
            Self::List(path, inner) if inner.is_empty() => (
                there(path),
                say!(
                    "save that list alone, without what is around it",
                    "外側を除き、そのリストだけを保存してください："
                ),
            ),
            Self::List(path, inner) => (
                there(&format!("{path}[]{inner}")),
                say!("make one list of them", "1つのリストにしてください："),
            ),
            Self::Empty(path) => {
                let path = path.trim_start_matches('.');
                (
                    say!(
                        "there is no `answers`, and `{path}` is an empty list",
                        "`answers` がなく、`{path}` は空のリストです"
                    ),
                    say!("there is nothing to score in it", "採点する回答がありません。"),
                )
            }
            Self::Inside(path) => (
                there(path),
                say!(
                    "save that alone, without what is around it",
                    "外側を除き、その中身だけを保存してください："
                ),
            ),
            Self::Keyed(_, keys, ..) => {
                let (names, ja_names) = (Lang::En.list(keys), Lang::Ja.list(keys));
                (
                    say!(
                        "this is no sheet: there are answers in {names}, but no key of a sheet beside them",
                        "回答シートではありません。{ja_names} の中に回答がありますが、それらと並ぶ項目がありません"
                    ),
                    say!(
                        "if they are groups of questions to one company, write its `subject` beside them; if each is a \
                         company, make a list of them",
                        "1社への質問のグループであれば、同じ階層に `subject` を書いてください。それぞれが企業であれば、リストにしてください："
                    ),
                )
            }
        }
    }

    /// What makes sheets of it: a filter for `jq`, and the form that comes out.
    fn filter(&self) -> Option<(String, &'static str, &'static str)> {
        let (filter, ending) = match self {
            Self::Asked(asked) => {
                let (filter, options) = asked.filter();
                return Some((filter, "csv", options));
            }
            Self::Columns(key, _) => {
                (format!(". as $t | {key} | keys_unsorted | map(. as $i | $t | map_values(.[$i]))"), "json")
            }
            Self::Split => (".columns, .data[] | @csv".to_owned(), "csv"),
            Self::Rows(path) => (format!("{path}[] | @csv"), "csv"),
            Self::List(path, inner) if inner.is_empty() => (path.clone(), "json"),
            Self::List(path, inner) => (format!("[{path}[]{inner}]"), "json"),
            Self::Empty(_) => return None,
            Self::Inside(path) => (path.clone(), "json"),
            Self::Keyed(path, _, has_others, are_named) => {
                let from = if path.is_empty() { String::new() } else { format!("{path} | ") };
                let objects = if *has_others { "select(.value | type == \"object\") | " } else { "" };
                let name = if *are_named { "" } else { "{subject: .key} + " };
                (format!("{from}[to_entries[] | {objects}{name}.value]"), "json")
            }
        };
        Some((filter, ending, if ending == "csv" { "-r " } else { "" }))
    }
}

/// The command that makes another file of one.
pub(super) fn command(file: &SourceFile, options: &str, filter: &str, ending: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./".contains(c);
    let is_named = file.name != "-" && file.name.chars().all(is_plain);
    let name = if is_named { &file.name } else { "FILE" };
    // A file that is written to is empty before it is read.
    let of_its_name = format!("sheets.{ending}");
    let is_itself = Path::new(&file.name).file_name() == Some(OsStr::new(&of_its_name));
    let to = if is_itself { format!("sheets-new.{ending}") } else { of_its_name };
    format!("jq {options}'{filter}' {name} > {to}")
}

/// A key as a step of a path.
pub(super) fn step(key: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let is_word =
        key.chars().all(is_plain) && !key.starts_with(|c: char| c.is_ascii_digit()) && !key.is_empty();
    // Neither ends a text, here or in a shell.
    let key: String = key.chars().map(|c| if matches!(c, '"' | '\'' | '\\') { '?' } else { c }).collect();
    if is_word { format!(".{key}") } else { format!(".\"{key}\"") }
}

pub(super) fn is_rows(value: Value<'_>) -> bool {
    value.as_array().and_then(Array::first).is_some_and(|row| row.as_array().is_some())
}

/// Whether answers are in an object: in a table of them, or under keys of its own.
pub(super) fn has_answers(table: Table<'_>, headings: &Headings<'_>) -> bool {
    has_answers_but(table, headings, &[])
}

/// The same for answers that some columns do not have.
pub(super) fn has_answers_but(table: Table<'_>, headings: &Headings<'_>, but: &[Column]) -> bool {
    fn has(table: Table<'_>, headings: &Headings<'_>, but: &[Column], depth: usize) -> bool {
        table.entries().take(MOST_KEYS).any(|Entry { key, value, .. }| {
            let inner = value.as_table();
            (key == ANSWERS && inner.is_some() && but.is_empty())
                || matches!(headings.column(key), Some(own @ Column::Reply(_)) if !but.contains(&own))
                || depth < DEEPEST && inner.is_some_and(|inner| has(inner, headings, but, depth + 1))
        })
    }
    has(table, headings, but, 0)
}

/// A list somewhere in an object: of sheets, or of rows; else one that is empty.
fn listed(table: Table<'_>, headings: &Headings<'_>, path: &str) -> Option<Shape> {
    let mut empty = None;
    for Entry { key, value, .. } in table.entries().take(MOST_KEYS) {
        let path = format!("{path}{}", step(key));
        match value.kind() {
            ValueKind::Array(items) if items.is_empty() => {
                empty.get_or_insert(Shape::Empty(path));
            }
            ValueKind::Array(_) if is_rows(value) => return Some(Shape::Rows(path)),
            ValueKind::Array(items) => {
                let Some(first) = items.first().and_then(Value::as_table) else { continue };
                if has_answers(first, headings) {
                    return Some(Shape::List(path, sheet_in(first, headings)));
                }
            }
            ValueKind::Table(inner) if path.matches('.').count() < DEEPEST => {
                match listed(inner, headings, &path) {
                    Some(Shape::Empty(_)) | None => {}
                    found => return found,
                }
            }
            _ => {}
        }
    }
    // Only a list that nothing else can be meant by.
    empty.filter(|_| !has_answers(table, headings))
}

/// The objects under keys of one that have answers in them.
fn objects_with_answers<'t>(
    table: Table<'t>,
    headings: &Headings<'_>,
) -> impl Iterator<Item = (&'t str, Table<'t>)> {
    let objects =
        table.entries().take(MOST_KEYS).filter_map(|entry| Some((entry.key, entry.value.as_table()?)));
    objects.filter(|(_, inner)| has_answers(*inner, headings))
}

/// Whether any key of an object is one of a sheet, or means something to the framework.
fn has_keys_of_sheet(table: Table<'_>, headings: &Headings<'_>) -> bool {
    table.entries().take(MOST_KEYS).any(|entry| entry.key == ANSWERS || headings.column(entry.key).is_some())
}

/// Where in an item the sheet is: in an object that alone has answers.
fn sheet_in(item: Table<'_>, headings: &Headings<'_>) -> String {
    let mut asked = objects_with_answers(item, headings);
    match (has_keys_of_sheet(item, headings), asked.next(), asked.next()) {
        (false, Some((key, inner)), None) => step(key) + &sheet_in(inner, headings),
        _ => String::new(),
    }
}

/// The one object with a sheet in it, or several.
fn inside(table: Table<'_>, headings: &Headings<'_>, path: String) -> Option<Shape> {
    let asked: Vec<_> = objects_with_answers(table, headings).collect();
    match asked.as_slice() {
        [] => None,
        [(key, inner)] if !has_keys_of_sheet(*inner, headings) => inside(*inner, headings, path + &step(key)),
        // A company or a group of questions has no other keys of a sheet.
        [(key, inner)]
            if inner.entries().take(MOST_KEYS).any(|entry| {
                entry.key == ANSWERS || matches!(headings.column(entry.key), Some(Column::Header(_)))
            }) =>
        {
            Some(Shape::Inside(path + &step(key)))
        }
        several => {
            let keys = several.iter().take(NAMED).map(|(key, _)| format!("`{key}`")).collect();
            let has_others = table.entries().any(|entry| entry.value.as_table().is_none());
            let is_name = |key: &str| headings.column(key) == Some(Column::Header(HeaderKey::Subject));
            let is_named = |(_, inner): &(&str, Table<'_>)| inner.entries().any(|entry| is_name(entry.key));
            Some(Shape::Keyed(path, keys, has_others, several.iter().all(is_named)))
        }
    }
}
