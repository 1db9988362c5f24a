use serde_json::{Value, json};

use super::{Region, Target, all, count};
use crate::source::{Diagnostic, Severity};
use crate::text::{Lang, pretty_json};

/// All findings as one JSON object.
pub fn json(targets: &[Target], lang: Lang) -> serde_json::Result<String> {
    pretty_json(&json!({
        "diagnostics": all(targets).map(|diagnostic| finding(diagnostic, lang)).collect::<Vec<_>>(),
        "errors": count(targets, Severity::Error),
        "warnings": count(targets, Severity::Warning),
    }))
}

pub(in crate::report) fn finding(diagnostic: &Diagnostic, lang: Lang) -> Value {
    let region = diagnostic.place.as_ref().map(Region::of);
    let at = |pick: fn(&Region) -> usize| region.as_ref().map(pick);
    json!({
        "code": diagnostic.code.id,
        "slug": diagnostic.code.slug,
        "severity": diagnostic.code.severity.id(),
        "file": diagnostic.place.as_ref().map(|place| &place.file.name),
        "line": at(|region| region.line),
        "column": at(|region| region.column),
        "end_line": at(|region| region.end_line),
        "end_column": at(|region| region.end_column),
        "message": diagnostic.message.to(lang),
        "help": diagnostic.help.as_ref().map(|help| help.to(lang)),
        "path": diagnostic.key,
    })
}
