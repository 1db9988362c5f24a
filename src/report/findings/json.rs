use serde::Serialize;

use super::{Region, Target, all, count};
use crate::report::json::pretty;
use crate::source::{Diagnostic, Severity};
use crate::text::Lang;

#[derive(Serialize)]
struct Findings<'a> {
    diagnostics: Vec<FindingJson<'a>>,
    errors: usize,
    warnings: usize,
}

#[derive(Serialize)]
struct FindingJson<'a> {
    code: &'a str,
    slug: &'a str,
    severity: &'a str,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    message: &'a str,
    help: Option<&'a str>,
    path: Option<&'a str>,
}

/// All findings as one JSON object.
pub fn json(targets: &[Target], lang: Lang) -> serde_json::Result<String> {
    pretty(&Findings {
        diagnostics: all(targets).map(|diagnostic| finding(diagnostic, lang)).collect(),
        errors: count(targets, Severity::Error),
        warnings: count(targets, Severity::Warning),
    })
}

fn finding(diagnostic: &Diagnostic, lang: Lang) -> FindingJson<'_> {
    let region = diagnostic.place.as_ref().map(Region::of);
    let at = |pick: fn(&Region) -> usize| region.as_ref().map(pick);
    FindingJson {
        code: diagnostic.code.id,
        slug: diagnostic.code.slug,
        severity: diagnostic.code.severity.name(),
        file: diagnostic.place.as_ref().map(|place| place.file.name.as_str()),
        line: at(|region| region.line),
        column: at(|region| region.column),
        end_line: at(|region| region.end_line),
        end_column: at(|region| region.end_column),
        message: diagnostic.message.to(lang),
        help: diagnostic.help.as_ref().map(|help| help.to(lang)),
        path: diagnostic.key.as_deref(),
    }
}
