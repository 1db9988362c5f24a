use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Artifact, Region, Target, all, fingerprint, message_with_help};
use crate::check::RULES;
use crate::source::{Diagnostic, Place};
use crate::text::{Lang, pretty_json};

/// The base of relative paths, by the name that GitHub and others know.
const ROOT: &str = "%SRCROOT%";

const LONGEST_DESCRIPTION: usize = 1024;

/// All findings as SARIF 2.1.0, with every rule and its help; `working` is the directory that paths are relative to.
pub fn sarif(targets: &[Target], working: &str, lang: Lang) -> serde_json::Result<String> {
    let mut seen = BTreeMap::new();
    let results: Vec<Value> =
        all(targets).map(|diagnostic| result(diagnostic, working, &mut seen, lang)).collect();
    let root = lang.of("The directory in which the program ran.", "プログラムを実行したディレクトリ。");
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
            // Its location stays private; whoever imports the log knows it.
            "originalUriBaseIds": {ROOT: {"description": {"text": root}}},
            "results": results,
        }],
    });
    pretty_json(&log)
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
            "fullDescription": {"text": begin(text)},
            "help": {"text": page.to_text(lang, usize::MAX), "markdown": page.markdown},
            "defaultConfiguration": {"level": rule.code.severity.word()},
        })
    };
    RULES.iter().map(rule).collect()
}

/// As much of a text as GitHub accepts in a description.
fn begin(text: &str) -> &str {
    text.char_indices().nth(LONGEST_DESCRIPTION).map_or(text, |(end, _)| &text[..end])
}

fn result(diagnostic: &Diagnostic, working: &str, seen: &mut BTreeMap<String, usize>, lang: Lang) -> Value {
    let key = diagnostic.key.as_deref();
    let locations: Vec<Value> = diagnostic.place.iter().map(|place| location(place, working, key)).collect();
    let related = diagnostic.labels.iter().map(|label| {
        let mut value = location(&label.place, working, None);
        value["message"] = json!({"text": label.text.to(lang)});
        value
    });
    let related: Vec<Value> = related.collect();
    let mut result = json!({
        "ruleId": diagnostic.code.id,
        "level": diagnostic.code.severity.word(),
        "message": {"text": message_with_help(diagnostic, lang)},
        "locations": locations,
        "partialFingerprints": {"outsideIn/v1": fingerprint(diagnostic, "", seen)},
    });
    if let Some(index) = RULES.iter().position(|rule| rule.code.id == diagnostic.code.id) {
        result["ruleIndex"] = json!(index);
    }
    if !related.is_empty() {
        result["relatedLocations"] = json!(related);
    }
    result
}

fn location(place: &Place, working: &str, key: Option<&str>) -> Value {
    let artifact = Artifact::of(&place.file.name, working);
    let Region { line, column, end_line, end_column } = Region::of(place);
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": {"uri": artifact.uri()},
            "region": {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column},
        },
    });
    if artifact.is_below {
        location["physicalLocation"]["artifactLocation"]["uriBaseId"] = json!(ROOT);
    }
    if let Some(key) = key {
        location["logicalLocations"] = json!([{"fullyQualifiedName": key}]);
    }
    location
}
