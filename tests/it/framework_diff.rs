//! Nothing that a framework's files can say changes without `framework diff` saying so.

use std::collections::BTreeSet;
use std::fs;

use outside_in::check::diff::changes;
use outside_in::framework::Framework;
use outside_in::schema::{SchemaKind, schema};
use serde_json::{Value, json};

use crate::oracle::Files;
use crate::process::root;
use crate::random::load;
use crate::schema::{json_of, toml_of};

const KINDS: [(&str, SchemaKind); 4] = [
    ("framework.toml", SchemaKind::Framework),
    ("menu.toml", SchemaKind::Rubric),
    ("service.toml", SchemaKind::Rubric),
    ("programmes.toml", SchemaKind::Programmes),
];

/// What `framework diff` does not list, by the end of its path without positions, and why.
const UNTOLD: &[(&str, &str)] = &[
    ("framework.toml/version", "the page begins with both versions, and judges the step"),
    ("framework.toml/format", "it has one value, and says the same when left out"),
    ("/retired", "ids are gone, in whatever order they went"),
    ("/renamed_from", "old names are names, in whatever order they were"),
    ("/check/allow", "each code is allowed for itself"),
    ("/level_set", "criteria name the set that they share"),
    ("/any_of", "of several criteria any counts, in whatever order"),
    ("/applies_if/heat", "of several choices any counts, in whatever order"),
];

fn documents() -> Vec<(&'static str, Value)> {
    let folder = root().join("tests/fixtures/every-key");
    KINDS.map(|(name, _)| (name, json_of(&fs::read_to_string(folder.join(name)).expect("a file")))).into()
}

fn framework(documents: &[(&'static str, Value)]) -> Option<Framework> {
    let files: Files = documents.iter().map(|(name, value)| ((*name).to_owned(), toml_of(value))).collect();
    load(&files).framework
}

/// Every key that a schema declares, by the names around it.
fn declared(schema: &Value, path: &str, out: &mut BTreeSet<String>) {
    for (key, inner) in schema["properties"].as_object().into_iter().flatten() {
        if ["en", "ja"].contains(&key.as_str()) {
            continue;
        }
        let path = format!("{path}/{key}");
        declared(inner, &path, out);
        out.insert(path);
    }
    declared_in(&schema["items"], path, out);
    schema["anyOf"].as_array().into_iter().flatten().for_each(|one| declared_in(one, path, out));
}

fn declared_in(schema: &Value, path: &str, out: &mut BTreeSet<String>) {
    if schema.is_object() {
        declared(schema, path, out);
    }
}

fn used(value: &Value, path: &str, out: &mut BTreeSet<String>) {
    match value {
        Value::Object(table) => {
            for (key, inner) in table {
                let path = format!("{path}/{key}");
                used(inner, &path, out);
                out.insert(path);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| used(item, path, out)),
        _ => {}
    }
}

#[test]
fn the_example_uses_every_key() {
    let (mut all, mut found) = (BTreeSet::new(), BTreeSet::new());
    for ((_, document), (_, kind)) in documents().iter().zip(KINDS) {
        let prefix = format!("{kind:?}");
        declared(&schema(kind), &prefix, &mut all);
        used(document, &prefix, &mut found);
    }
    let unused: Vec<&String> = all.difference(&found).collect();
    assert!(all.len() > 60 && unused.is_empty(), "{} keys, unused: {unused:#?}", all.len());
}

/// Every place in a document, with its names alone and with the positions in lists.
fn places(value: &Value, pointer: &str, out: &mut Vec<String>) {
    let inner: Vec<(String, &Value)> = match value {
        Value::Object(table) => table.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(items) => items.iter().enumerate().map(|(at, item)| (at.to_string(), item)).collect(),
        _ => return,
    };
    for (key, value) in inner {
        let pointer = format!("{pointer}/{key}");
        places(value, &pointer, out);
        out.push(pointer);
    }
}

fn rename(value: &mut Value, old: &str, new: &str) {
    match value {
        Value::String(text) if text == old => new.clone_into(text),
        Value::String(text) if text.starts_with(&format!("{old}#")) => *text = text.replacen(old, new, 1),
        Value::Array(items) => items.iter_mut().for_each(|item| rename(item, old, new)),
        Value::Object(table) => {
            let renamed = std::mem::take(table).into_iter().map(|(key, mut value)| {
                rename(&mut value, old, new);
                (if key == old { new.to_owned() } else { key }, value)
            });
            *table = renamed.collect();
        }
        _ => {}
    }
}

/// Values that may stand in the place of another.
fn other_values(value: &Value, words: &[Value]) -> Vec<Value> {
    match value {
        Value::String(text) => {
            let mut other = vec![json!(format!("{text} x")), json!(format!("{text}-x")), json!("2026-10-03")];
            if words.contains(value) {
                other.extend(words.iter().filter(|word| *word != value).cloned());
            }
            other
        }
        Value::Number(number) => {
            let number = number.as_i64().expect("a whole number");
            [number - 1, number + 1].map(|number| json!(number)).into()
        }
        Value::Bool(truth) => vec![json!(!truth)],
        Value::Array(items) => {
            let swapped = (1..items.len()).map(|at| {
                let mut items = items.clone();
                items.swap(at - 1, at);
                json!(items)
            });
            swapped.collect()
        }
        Value::Object(_) | Value::Null => Vec::new(),
    }
}

/// The words that keys with a choice of words take.
fn words(schema: &Value, out: &mut Vec<Value>) {
    match schema {
        Value::Object(table) => {
            out.extend(table.get("enum").and_then(Value::as_array).into_iter().flatten().cloned());
            table.values().for_each(|inner| words(inner, out));
        }
        Value::Array(items) => items.iter().for_each(|inner| words(inner, out)),
        _ => {}
    }
}

fn ids(value: &Value, out: &mut Vec<Value>) {
    match value {
        Value::Object(table) => {
            out.extend(table.get("id").cloned());
            table.values().for_each(|inner| ids(inner, out));
        }
        Value::Array(items) => items.iter().for_each(|inner| ids(inner, out)),
        _ => {}
    }
}

#[test]
fn every_change_of_every_key_is_told() {
    let documents = documents();
    let old = framework(&documents).expect("the example can be used");
    assert_eq!(changes(&old, &old), []);
    let mut known = Vec::new();
    for ((_, kind), (_, document)) in KINDS.iter().zip(&documents) {
        words(&schema(*kind), &mut known);
        ids(document, &mut known);
    }
    let (mut untold, mut fixed, mut tried) = (Vec::new(), BTreeSet::new(), 0);
    let mut changed = BTreeSet::new();
    for (file, (name, document)) in documents.iter().enumerate() {
        let mut all = Vec::new();
        places(document, "", &mut all);
        for pointer in &all {
            let mut candidates = Vec::new();
            let value = document.pointer(pointer).expect("a place");
            let known: &[Value] = if pointer.ends_with("/id") { &[] } else { &known };
            for other in other_values(value, known) {
                let mut copy = documents.clone();
                *copy[file].1.pointer_mut(pointer).expect("a place") = other;
                candidates.push(copy);
            }
            let (outer, last) = pointer.rsplit_once('/').expect("a path");
            let mut without = documents.clone();
            match without[file].1.pointer_mut(outer).expect("a place") {
                Value::Object(table) => drop(table.remove(last)),
                Value::Array(items) => drop(items.remove(last.parse().expect("a position"))),
                _ => unreachable!("only tables and lists have something inside"),
            }
            candidates.push(without);
            if let Some(id) = value.as_str().filter(|_| last == "id") {
                let mut renamed = documents.clone();
                for (_, document) in &mut renamed {
                    rename(document, id, "other-name");
                }
                candidates.push(renamed);
            }
            let usable: Vec<Framework> = candidates.iter().filter_map(|copy| framework(copy)).collect();
            let place = format!("{name}{pointer}");
            let names = place.split('/').filter(|part| part.parse::<usize>().is_err());
            let names = names.collect::<Vec<_>>().join("/");
            tried += usable.len();
            fixed.insert(names.clone());
            if !usable.is_empty() {
                changed.extend(names.match_indices('/').map(|(at, _)| names[..at].to_owned()));
                changed.insert(names.clone());
            }
            if usable.iter().any(|new| changes(&old, new).is_empty()) {
                untold.push((place, names));
            }
        }
    }
    let surprises: Vec<_> =
        untold.iter().filter(|(_, names)| UNTOLD.iter().all(|(end, _)| !names.ends_with(end))).collect();
    assert!(surprises.is_empty(), "changed and not told: {surprises:#?}");
    let needless: Vec<_> =
        UNTOLD.iter().filter(|(end, _)| untold.iter().all(|(_, names)| !names.ends_with(end))).collect();
    assert!(needless.is_empty(), "told, or never changed: {needless:#?}");
    assert!(tried > 400, "{tried} changes");
    fixed.retain(|names| !changed.contains(names));
    assert_eq!(fixed, BTreeSet::new(), "keys of which no change gives a framework that can be used");
}
