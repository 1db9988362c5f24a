use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{Region, Target, all, level, line_of, message_with_help, whole};
use crate::check::RULES;
use crate::report::json::pretty;
use crate::source::{Diagnostic, Place};
use crate::text::Lang;

/// All findings as SARIF 2.1.0, with every rule and its help.
pub fn sarif(targets: &[Target], lang: Lang) -> serde_json::Result<String> {
    let mut seen = BTreeMap::new();
    let results: Vec<Value> = all(targets).map(|diagnostic| result(diagnostic, &mut seen, lang)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": env!("CARGO_PKG_NAME"),
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules(lang),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    pretty(&log)
}

fn rules(lang: Lang) -> Vec<Value> {
    let rule = |rule: &crate::check::Rule| {
        let page = rule.page();
        let text = page.text.to(lang);
        let first = text.split("\n\n").next().unwrap_or_default();
        json!({
            "id": rule.code.id,
            "name": rule.code.slug,
            "shortDescription": {"text": first},
            "fullDescription": {"text": text},
            "help": {"text": page.to_text(lang, usize::MAX), "markdown": page.markdown},
            "defaultConfiguration": {"level": level(rule.code.severity)},
        })
    };
    RULES.iter().map(rule).collect()
}

fn result(diagnostic: &Diagnostic, seen: &mut BTreeMap<String, usize>, lang: Lang) -> Value {
    let key = diagnostic.key.as_deref();
    let locations: Vec<Value> = diagnostic.place.iter().map(|place| location(place, key)).collect();
    let related = diagnostic.labels.iter().map(|label| {
        let mut value = location(&label.place, None);
        value["message"] = json!({"text": label.text.to(lang)});
        value
    });
    let related: Vec<Value> = related.collect();
    let mut result = json!({
        "ruleId": diagnostic.code.id,
        "level": level(diagnostic.code.severity),
        "message": {"text": message_with_help(diagnostic, lang)},
        "locations": locations,
        "partialFingerprints": {"outsideIn/v1": fingerprint(diagnostic, seen)},
    });
    if let Some(index) = RULES.iter().position(|rule| rule.code.id == diagnostic.code.id) {
        result["ruleIndex"] = json!(index);
    }
    if !related.is_empty() {
        result["relatedLocations"] = json!(related);
    }
    result
}

fn location(place: &Place, key: Option<&str>) -> Value {
    let Region { line, column, end_line, end_column } = Region::of(place);
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": {"uri": uri(&place.file.name)},
            "region": {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column},
        },
    });
    if let Some(key) = key {
        location["logicalLocations"] = json!([{"fullyQualifiedName": key}]);
    }
    location
}

/// From the code, the key and the line's text, so that lines above it may come or go; equal ones are counted.
fn fingerprint(diagnostic: &Diagnostic, seen: &mut BTreeMap<String, usize>) -> String {
    let place = diagnostic.place.as_ref().filter(|place| place.span != (0..0));
    let line = place.map_or("", |place| {
        let text = &place.file.text;
        let (start, end) = line_of(text, whole(text, &place.span).start);
        text[start..end].trim()
    });
    let key = diagnostic.key.as_deref().unwrap_or_default();
    let digest = Sha256::digest(format!("{}\0{key}\0{line}", diagnostic.code.id));
    let hex = format!("{digest:x}")[..32].to_owned();
    let number = seen.entry(hex.clone()).or_default();
    *number += 1;
    format!("{hex}:{number}")
}

fn uri(path: &str) -> String {
    let mut out = String::new();
    for byte in path.replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}
