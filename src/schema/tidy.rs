//! Makes derived schemas readable: they say some things redundantly, others not at all, and in an odd order.

use serde_json::{Map, Value};

/// The keys that come first, as a person would read them.
const FIRST: [&str; 4] = ["$schema", "title", "description", "type"];

/// Drops formats such as `uint8`, joins the lines of descriptions, and puts explanatory keys before constraints.
pub(super) fn readable(schema: &mut Value) {
    everywhere(schema, &mut |keys| {
        let format = keys.get("format").and_then(Value::as_str).unwrap_or_default();
        if ["int", "uint", "double", "float"].iter().any(|start| format.starts_with(start)) {
            keys.shift_remove("format");
        }
        if let Some(Value::String(text)) = keys.get_mut("description") {
            *text = text.replace('\n', " ");
        }
        let mut ordered = Map::new();
        for key in FIRST {
            ordered.extend(keys.shift_remove_entry(key));
        }
        ordered.append(keys);
        *keys = ordered;
    });
}

pub(super) fn closed(schema: &mut Value) {
    everywhere(schema, &mut |keys| {
        if let Some(position) = keys.keys().position(|key| key == "properties")
            && !keys.contains_key("additionalProperties")
        {
            keys.shift_insert(position, "additionalProperties".to_owned(), Value::Bool(false));
        }
    });
}

/// Changes a schema and every schema in it, but not the table of its properties, whose keys are names.
fn everywhere(schema: &mut Value, change: &mut impl FnMut(&mut Map<String, Value>)) {
    let Value::Object(keys) = schema else { return };
    change(keys);
    for (key, inner) in keys {
        match (key.as_str(), inner) {
            ("properties" | "definitions", Value::Object(named)) => {
                for (_, schema) in named {
                    everywhere(schema, change);
                }
            }
            ("anyOf" | "allOf" | "oneOf", Value::Array(schemas)) => {
                for schema in schemas {
                    everywhere(schema, change);
                }
            }
            ("items" | "additionalProperties" | "propertyNames" | "not", schema) => {
                everywhere(schema, change);
            }
            _ => {}
        }
    }
}
