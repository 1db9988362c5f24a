use toml_edit::{Array, DocumentMut, InlineTable, Item, Key, RawString, Table, TableLike, Value};

use super::body::{AnswerFields, EntryIds, SheetValue, fields, goes};
use crate::answers::{ANSWERS, Answer, FACTS, LEVEL};
use crate::text::{inert, seen};

pub(super) fn empty_sheet() -> DocumentMut {
    let mut document = DocumentMut::new();
    for name in [FACTS, ANSWERS] {
        let mut table = Table::new();
        table.decor_mut().set_prefix("\n");
        document.insert(name, Item::Table(table));
    }
    document
}

/// Sets a key of the sheet itself; a new one comes before the tables.
pub(super) fn set_header(document: &mut DocumentMut, key: &str, value: &SheetValue) {
    put(document.as_table_mut(), key, to_value(value));
}

pub(super) fn set_fact(document: &mut DocumentMut, ids: &EntryIds<'_>, value: &SheetValue) {
    let Some(table) = table_of(document, FACTS) else { return };
    rename(table, ids);
    put(table, ids.id, to_value(value));
}

/// Sets an answer: in place if it is written as a table, else as the shortest form that holds it.
pub(super) fn set_answer(document: &mut DocumentMut, ids: &EntryIds<'_>, fields: &AnswerFields) {
    let Some(table) = table_of(document, ANSWERS) else { return };
    rename(table, ids);
    if let Some(existing) = table.get_mut(ids.id).and_then(Item::as_table_like_mut) {
        let keys: Vec<String> = existing.iter().map(|(key, _)| key.to_owned()).collect();
        let mut left = String::new();
        for key in keys.iter().filter(|key| goes(key)) {
            left += &take_out(existing, key);
        }
        for (key, value) in fields {
            match value {
                Some(value) => put(existing, key, to_value(value)),
                None => left += &take_out(existing, key),
            }
        }
        if existing.is_empty() {
            // Somebody's comments stay, if under an answer that says nothing.
            match table.get_mut(ids.id).and_then(Item::as_table_mut) {
                Some(own) if has_comment(own, &left) => {
                    let above = raw(own.decor().prefix());
                    own.decor_mut().set_prefix(above + &left);
                }
                _ => drop(take_out(table, ids.id)),
            }
        } else if let Some(inline) = table.get_mut(ids.id).and_then(Item::as_inline_table_mut) {
            respace(inline);
        }
        return;
    }
    match shortest(fields) {
        Some(value) => put(table, ids.id, value),
        None => {
            table.remove(ids.id);
        }
    }
}

/// Sets the spaces in a table on one line as they are in one that is new, for keys come and go.
fn respace(table: &mut InlineTable) {
    let entries = table.iter().map(|(key, value)| {
        let mut value = value.clone();
        value.decor_mut().clear();
        (key.to_owned(), value)
    });
    let mut spaced: InlineTable = entries.collect();
    *spaced.decor_mut() = table.decor().clone();
    *table = spaced;
}

/// The shortest form that holds an answer: its level alone, or else a table; `None` if it says nothing.
fn shortest(fields: &AnswerFields) -> Option<Value> {
    let mut present = fields.iter().filter_map(|(key, value)| Some((*key, value.as_ref()?)));
    if let ((LEVEL, level), None) = (present.next()?, present.next()) {
        return Some(to_value(level));
    }
    let mut inline = InlineTable::new();
    for (key, value) in fields {
        if let Some(value) = value {
            inline.insert(*key, to_value(value));
        }
    }
    Some(Value::InlineTable(inline))
}

/// An answer as TOML has it after its key; `None` if it says nothing.
pub(crate) fn answer_toml(answer: &Answer) -> Option<String> {
    shortest(&fields(answer)).map(|value| value.to_string().trim().to_owned())
}

/// A value as TOML has it after its key.
pub(in crate::answers) fn value_toml(value: &SheetValue) -> String {
    to_value(value).to_string().trim().to_owned()
}

/// The table of a name, made at the end of the file if it is not there.
fn table_of<'a>(document: &'a mut DocumentMut, name: &str) -> Option<&'a mut dyn TableLike> {
    document.entry(name).or_insert_with(|| Item::Table(Table::new())).as_table_like_mut()
}

/// Sets a key; the comments around a value that was there stay.
fn put(table: &mut dyn TableLike, key: &str, mut value: Value) {
    if let Some(existing) = table.get_mut(key) {
        if let Some(old) = existing.as_value() {
            *value.decor_mut() = old.decor().clone();
        }
        *existing = Item::Value(value);
    } else {
        table.insert(key, Item::Value(value));
    }
}

fn raw(text: Option<&RawString>) -> String {
    text.and_then(RawString::as_str).unwrap_or_default().to_owned()
}

fn has_comment(own: &Table, more: &str) -> bool {
    let decor = own.decor();
    [raw(decor.prefix()).as_str(), &raw(decor.suffix()), more].iter().any(|text| text.contains('#'))
}

/// Removes a key; the comments around it go on to the key after it, or to the one before if it is the last. Those that no
/// key is left for are handed back.
fn take_out(table: &mut dyn TableLike, key: &str) -> String {
    let keys: Vec<String> = table.iter().map(|(key, _)| key.to_owned()).collect();
    let Some(at) = keys.iter().position(|own| own == key) else { return String::new() };
    let above = raw(table.key(key).and_then(|key| key.leaf_decor().prefix()));
    let behind = raw(table.get(key).and_then(Item::as_value).and_then(|value| value.decor().suffix()));
    table.remove(key);
    let mut comments = if above.contains('#') { above } else { String::new() };
    if behind.contains('#') {
        comments.push_str(behind.trim());
        comments.push('\n');
    }
    let heir = keys.get(at + 1).or_else(|| keys.get(at.checked_sub(1)?));
    if comments.is_empty() {
        return comments;
    }
    match heir.and_then(|heir| table.key_mut(heir)) {
        Some(mut heir) => {
            let own = raw(heir.leaf_decor().prefix());
            heir.leaf_decor_mut().set_prefix(comments + &own);
            String::new()
        }
        None => comments,
    }
}

/// Gives an entry under an old id its new one, with the comments before it.
fn rename(table: &mut dyn TableLike, ids: &EntryIds<'_>) {
    for old in ids.old {
        let Some(decor) = table.key(old).map(|key: &Key| key.leaf_decor().clone()) else { continue };
        let Some(item) = table.remove(old) else { continue };
        if table.contains_key(ids.id) {
            continue;
        }
        table.insert(ids.id, item);
        if let Some(mut key) = table.key_mut(ids.id) {
            *key.leaf_decor_mut() = decor;
        }
    }
}

fn to_value(value: &SheetValue) -> Value {
    match value {
        SheetValue::Text(text) => to_text(text),
        SheetValue::Texts(texts) => Value::Array(texts.iter().map(|text| to_text(text)).collect::<Array>()),
        SheetValue::Integer(number) => Value::from(*number),
        SheetValue::Date(date) => {
            let text = date.to_string();
            match text.parse::<toml_edit::Datetime>() {
                Ok(date) => Value::from(date),
                Err(_) => Value::from(text),
            }
        }
    }
}

/// A text; what would act where the sheet is shown, or be a command in a log, is written as `\u` and its number.
fn to_text(text: &str) -> Value {
    if inert(text) == text && seen(text).all(|(c, is_seen)| is_seen || matches!(c, '\n' | '\t')) {
        return Value::from(text);
    }
    let mut quoted = String::from("\"");
    let mut before = ' ';
    for (c, is_seen) in seen(text) {
        match c {
            '\n' => quoted.push_str("\\n"),
            '"' | '\\' => quoted.extend(['\\', c]),
            c if !is_seen || (c == '#' && before == '#') => {
                quoted.extend(format!("\\U{:08X}", u32::from(c)).chars());
            }
            c => quoted.push(c),
        }
        before = c;
    }
    quoted.push('"');
    quoted.parse().unwrap_or_else(|_| Value::from(text))
}
