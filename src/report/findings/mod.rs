//! Findings about files, for people and for programs.

mod artifact;
#[cfg(feature = "cli")]
mod excerpt;
mod github;
mod gitlab;
#[cfg(feature = "cli")]
mod human;
mod json;
mod junit;
mod sarif;

pub use artifact::plain_path;
pub use github::github;
pub use gitlab::gitlab;
#[cfg(feature = "cli")]
pub use human::human;
pub(super) use json::finding;
pub use json::json;
pub(super) use junit::case;
pub use junit::junit;
pub use sarif::sarif;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use artifact::Artifact;
use sha2::{Digest, Sha256};

use crate::source::{Code, Diagnostic, Place, Severity, Span};
use crate::text::{Bilingual, Lang, grouped, say};

/// The findings about one framework or file.
#[derive(Clone, Debug)]
pub struct Target {
    /// Its path, as the user gave it.
    pub name: String,
    /// The findings.
    pub diagnostics: Vec<Diagnostic>,
}

/// The number of findings of a severity.
pub fn count(targets: &[Target], severity: Severity) -> usize {
    let of_severity = all(targets).filter(|diagnostic| diagnostic.code.severity == severity);
    of_severity.map(|diagnostic| diagnostic.stands_for).sum()
}

fn all(targets: &[Target]) -> impl Iterator<Item = &Diagnostic> {
    targets.iter().flat_map(|target| &target.diagnostics)
}

fn message_with_help(diagnostic: &Diagnostic, lang: Lang) -> String {
    let help = diagnostic.help.iter().map(|help| format!("\n{}", help.to(lang)));
    std::iter::once(diagnostic.message.to(lang).to_owned()).chain(help).collect()
}

/// Identifies a finding by file, code, key and the text of its line, so that lines above it may come and go; equal ones
/// are numbered.
fn fingerprint(diagnostic: &Diagnostic, path: &str, seen: &mut BTreeMap<String, usize>) -> String {
    let place = diagnostic.place.as_ref().filter(|place| place.span != (0..0));
    let line = place.map_or("", |place| {
        let text = &place.file.text;
        let (start, end) = line_of(text, whole(text, &place.span).start);
        text[start..end].trim()
    });
    let key = diagnostic.key.as_deref().unwrap_or_default();
    let digest = Sha256::digest(format!("{path}\0{}\0{key}\0{line}", diagnostic.code.id));
    let hex = format!("{digest:x}")[..32].to_owned();
    let number = seen.entry(hex.clone()).or_default();
    *number += 1;
    format!("{hex}:{number}")
}

/// The number of findings per code, the most frequent first; a code may be given several times.
pub fn by_code(found: impl IntoIterator<Item = (Code, usize)>) -> Vec<(Code, usize)> {
    let mut counts: BTreeMap<&str, (Code, usize)> = BTreeMap::new();
    for (code, count) in found {
        counts.entry(code.id).or_insert((code, 0)).1 += count;
    }
    let mut counts: Vec<(Code, usize)> = counts.into_values().filter(|(_, count)| *count > 0).collect();
    counts.sort_by_key(|(_, count)| Reverse(*count));
    counts
}

/// How many more findings there are, and of which codes.
pub fn summary(rest: impl IntoIterator<Item = (Code, usize)>) -> Option<Bilingual> {
    let counts = by_code(rest);
    let all: usize = counts.iter().map(|(_, count)| count).sum();
    if all == 0 {
        return None;
    }
    let codes = || counts.iter().map(|(Code { id, slug, .. }, count)| (grouped(*count), id, slug));
    let en = Lang::En.list(codes().map(|(count, code, slug)| format!("{count} × {code} {slug}")));
    let ja = Lang::Ja.list(codes().map(|(count, code, slug)| format!("{code} {slug} {count}件")));
    let all = grouped(all);
    Some(say!("and {all} more: {en}", "ほかに{all}件：{ja}"))
}

/// Lines and columns of a place, from 1: its beginning, and the end, exclusive.
struct Region {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

impl Region {
    fn of(place: &Place) -> Self {
        let (line, column) = place.file.position(place.span.start);
        let (end_line, end_column) = place.file.position(place.span.end);
        Self { line, column, end_line, end_column }
    }
}

fn whole(text: &str, span: &Span) -> Span {
    let mut start = span.start.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = span.end.clamp(start, text.len());
    while !text.is_char_boundary(end) {
        end += 1;
    }
    start..end
}

/// The bytes of the line around a place, without its line break.
fn line_of(text: &str, at: usize) -> (usize, usize) {
    let from = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let to = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
    let to = if text[from..to].ends_with('\r') { to - 1 } else { to };
    (from, to.max(at))
}
