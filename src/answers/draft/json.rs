use serde_json::{Map, Value, json};

use super::body::{AnswerFields, EntryIds, SheetValue, goes};
use crate::answers::{ANSWERS, FACTS, LEVEL};

pub(super) fn empty_sheet() -> Map<String, Value> {
    [FACTS, ANSWERS].into_iter().map(|name| (name.to_owned(), json!({}))).collect()
}

/// Sets a key of the sheet itself; a new one comes before the tables.
pub(super) fn set_header(sheet: &mut Map<String, Value>, key: &str, value: &SheetValue) {
    if let Some(there) = sheet.get_mut(key) {
        *there = to_value(value);
        return;
    }
    let tables = sheet.keys().position(|name| name == FACTS || name == ANSWERS);
    sheet.shift_insert(tables.unwrap_or(sheet.len()), key.to_owned(), to_value(value));
}

pub(super) fn set_fact(sheet: &mut Map<String, Value>, ids: &EntryIds<'_>, value: &SheetValue) {
    let Some(table) = table_of(sheet, FACTS) else { return };
    rename(table, ids);
    table.insert(ids.id.to_owned(), to_value(value));
}

/// Sets an answer: in place if it is written as an object, else as the shortest form that holds it.
pub(super) fn set_answer(sheet: &mut Map<String, Value>, ids: &EntryIds<'_>, fields: &AnswerFields) {
    let Some(table) = table_of(sheet, ANSWERS) else { return };
    rename(table, ids);
    let mut object = match table.get_mut(ids.id).map(Value::take) {
        Some(Value::Object(object)) => object,
        _ => Map::new(),
    };
    object.retain(|key, _| !goes(key));
    for (key, value) in fields {
        match value {
            Some(value) => {
                object.insert((*key).to_owned(), to_value(value));
            }
            None => {
                object.shift_remove(*key);
            }
        }
    }
    let answer = match (object.len(), object.get(LEVEL)) {
        (0, _) => {
            table.shift_remove(ids.id);
            return;
        }
        (1, Some(level)) => level.clone(),
        _ => Value::Object(object),
    };
    table.insert(ids.id.to_owned(), answer);
}

fn table_of<'a>(sheet: &'a mut Map<String, Value>, name: &str) -> Option<&'a mut Map<String, Value>> {
    let table = sheet.entry(name).or_insert_with(|| json!({}));
    if table.is_null() {
        *table = json!({});
    }
    table.as_object_mut()
}

fn rename(table: &mut Map<String, Value>, ids: &EntryIds<'_>) {
    for old in ids.old {
        if let Some(value) = table.shift_remove(old)
            && table.get(ids.id).is_none_or(Value::is_null)
        {
            table.insert(ids.id.to_owned(), value);
        }
    }
}

fn to_value(value: &SheetValue) -> Value {
    match value {
        SheetValue::Text(text) => json!(text),
        SheetValue::Texts(texts) => json!(texts),
        SheetValue::Integer(number) => json!(number),
        SheetValue::Date(date) => json!(date.to_string()),
    }
}
