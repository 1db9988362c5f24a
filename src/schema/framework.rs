//! The schema of a framework's files, from the keys that their readers declare.

use serde_json::{Map, Value, json};

use super::{DAY, answers, described, no_other_key};
use crate::framework::{DeclaredKey, Holds, ID, MAX_LEVEL, NOT_BLANK, TableKeys};

/// Draft 7 with everything inline, for TOML editors: taplo, which most of them use, knows no later draft, shows no
/// description beside a `$ref`, and finds no definition below the root.
pub(super) fn file(title: &str, file: &'static TableKeys) -> Value {
    let mut schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": title,
        "description": sentence(file.about),
        "type": "object",
        "additionalProperties": no_other_key()
    });
    if let (Value::Object(all), Value::Object(own)) = (&mut schema, table(file)) {
        all.extend(own);
    }
    schema
}

/// The text of a doc comment of one or more lines.
fn sentence(about: &str) -> &str {
    about.trim_start()
}

fn table(table: &'static TableKeys) -> Value {
    let property =
        |key: &DeclaredKey| (key.name.to_owned(), described(sentence(key.about), value(&key.holds)));
    let properties: Map<String, Value> = table.keys.iter().map(property).collect();
    let required: Vec<&str> = table.keys.iter().filter(|key| key.is_required).map(|key| key.name).collect();
    let mut schema = json!({
        "type": "object",
        "properties": properties,
        "additionalProperties": no_other_key(),
        "required": required
    });
    if let Some(keys) = table.one_of {
        schema["oneOf"] = keys.map(|key| json!({ "required": [key] })).into();
    }
    for (needed, with) in table.needing {
        schema["dependencies"][with] = json!([needed]);
    }
    described(sentence(table.about), schema)
}

fn value(holds: &Holds) -> Value {
    match holds {
        Holds::Name(pattern) => name(pattern),
        Holds::Names(pattern, at_least) => list(&name(pattern), *at_least, usize::MAX),
        Holds::Text | Holds::Paragraphs => text(),
        Holds::Title => {
            json!({ "anyOf": [described("The text in every language.", name(NOT_BLANK)), text()] })
        }
        Holds::Whole(low, high) => whole(*low, *high),
        Holds::Range(low, high) => json!({ "anyOf": [whole(*low, *high), list(&whole(*low, *high), 2, 2)] }),
        Holds::Truth => json!({ "type": "boolean" }),
        Holds::Day => json!({ "type": "string", "format": "date", "pattern": DAY }),
        Holds::OneOf(words) => json!({ "type": "string", "enum": words() }),
        Holds::Condition => by_id(&choices("Choices of this fact; one of them must be given."), 1),
        Holds::Weights(low, high) => {
            by_id(&described("How much the criterion weighs on this stage.", whole(*low, *high)), 1)
        }
        Holds::Clauses => {
            let levels = list(&whole(0, MAX_LEVEL), 1, usize::MAX);
            let levels = described("Levels of this criterion.", levels);
            by_id(&json!({ "anyOf": [levels, choices("Choices of this fact.")] }), 2)
        }
        Holds::Truths => {
            let about = "Whether it is ready for this stage.";
            by_id(&described(about, json!({ "type": "boolean" })), 1)
        }
        Holds::Reasons => {
            let by_stage = by_id(&described("The reason for this stage.", name(NOT_BLANK)), 1);
            json!({ "anyOf": [name(NOT_BLANK), by_stage] })
        }
        Holds::Sheets => list(&answers::rating(), 0, usize::MAX),
        Holds::Table(inner) => table(inner),
        Holds::Texts => list(&text(), 1, usize::MAX),
        Holds::Tables(inner, at_least, at_most) => list(&table(inner), *at_least, *at_most),
        Holds::Either(about, at_least, kinds) => {
            let kinds: Vec<Value> = kinds.iter().map(|kind| table(kind)).collect();
            list(&described(about, json!({ "anyOf": kinds })), *at_least, usize::MAX)
        }
    }
}

fn text() -> Value {
    json!({
        "type": "object",
        "properties": {
            "en": described("The text in English.", name(NOT_BLANK)),
            "ja": described("The text in Japanese.", name(NOT_BLANK))
        },
        "additionalProperties": described("The text in another language of the framework.", name(NOT_BLANK)),
        "minProperties": 1
    })
}

fn name(pattern: &str) -> Value {
    json!({ "type": "string", "pattern": pattern })
}

fn whole(low: i64, high: i64) -> Value {
    json!({ "type": "integer", "minimum": low, "maximum": high })
}

fn choices(about: &str) -> Value {
    described(about, list(&name(ID), 1, usize::MAX))
}

fn list(items: &Value, at_least: usize, at_most: usize) -> Value {
    let mut schema = json!({ "type": "array", "items": items });
    if at_least > 0 {
        schema["minItems"] = json!(at_least);
    }
    if at_most < usize::MAX {
        schema["maxItems"] = json!(at_most);
    }
    schema
}

pub(super) fn by_id(value: &Value, at_least: usize) -> Value {
    let mut schema = json!({
        "type": "object",
        "propertyNames": { "pattern": ID },
        "additionalProperties": value
    });
    if at_least > 0 {
        schema["minProperties"] = json!(at_least);
    }
    schema
}
