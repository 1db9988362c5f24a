use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Artifact, Region, Target, all, fingerprint, message_with_help};
use crate::source::{Diagnostic, Severity};
use crate::text::{Lang, pretty_json};

/// All findings as a GitLab code quality report; `working` is the directory that paths are relative to.
pub fn gitlab(targets: &[Target], working: &str, lang: Lang) -> serde_json::Result<String> {
    let mut seen = BTreeMap::new();
    let issues: Vec<Value> =
        all(targets).map(|diagnostic| issue(diagnostic, working, &mut seen, lang)).collect();
    pretty_json(&issues)
}

fn issue(diagnostic: &Diagnostic, working: &str, seen: &mut BTreeMap<String, usize>, lang: Lang) -> Value {
    let place = diagnostic.place.as_ref();
    let path = place.map(|place| Artifact::of(&place.file.name, working).path).unwrap_or_default();
    json!({
        "description": message_with_help(diagnostic, lang),
        "check_name": format!("{} {}", diagnostic.code.id, diagnostic.code.slug),
        // Fingerprints within a report must differ, even where two files have the same line.
        "fingerprint": fingerprint(diagnostic, &path, seen),
        "severity": match diagnostic.code.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Info => "info",
        },
        "location": {"path": path, "lines": {"begin": place.map_or(1, |place| Region::of(place).line)}},
    })
}
