//! Why a file is not TOML, once for every mistake.
//!
//! The `toml` crate continues after a mistake and also reports its consequences: one unclosed bracket gives a report
//! for every line below it. Here the first report of a line counts, and a bracket is reported where it was opened.

mod twice;

use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::confusables::Confusable;
use super::super::other_form::json_not_toml;
use super::super::reasons::{description, is_open_text, is_too_deep, reason};
use super::super::{Diagnostic, Place, SourceFile, Span, Tally};
use super::SyntaxCodes;
use crate::text::{Bilingual, say};
use twice::header_at;

/// Where the syntax error is, what it is, and what to do.
type Mistake = (Span, Bilingual, Option<Bilingual>);

/// Reports the mistakes behind the errors of the `toml` crate.
pub(super) fn report(
    file: &Arc<SourceFile>,
    codes: SyntaxCodes,
    errors: &[::toml::de::Error],
    sink: &mut Vec<Diagnostic>,
) {
    let text = file.text.as_str();
    if !errors.is_empty()
        && let Some(other) = json_not_toml(file, codes)
    {
        return sink.push(other);
    }
    let place = |error: &::toml::de::Error| {
        let span = error.span().unwrap_or(0..0);
        let start = floor(text, span.start);
        start..floor(text, span.end).max(start)
    };
    let mut reports: Vec<_> = errors.iter().map(|error| (place(error), error.message())).collect();
    reports.sort_by_key(|(span, _)| span.start);
    let open = open_bracket(text, &reports);
    let (mut reported_until, mut twice_from) = (None, None);
    let mut text_is_open = false;
    let mut headers = BTreeSet::new();
    let mut tally = Tally::default();
    let before = sink.len();
    let syntax = |(span, Bilingual { en, ja }, help): Mistake| {
        let message = say!("this is not TOML: {en}", "TOML として読めません（{ja}）");
        Diagnostic::new(codes.syntax, message).help(help).at(file, span)
    };
    for (span, report) in reports {
        let is_past = open.as_ref().is_some_and(|open| span.start >= open.at);
        if description(report) == "duplicate key" && !is_past {
            let header = header_at(text, span.start);
            // All keys below a repeated header are repeated as well.
            let follows = twice_from.is_some_and(|from: usize| !text[from..span.start].contains("\n["));
            twice_from = (header.is_some() || follows).then_some(span.start);
            // One header that is not that of a list makes every other of its name a problem.
            if follows || header.is_some_and(|name| !headers.insert(name)) {
                continue;
            }
            if tally.admits(codes.duplicate, || Some(Place { file: Arc::clone(file), span: span.clone() })) {
                sink.push(twice::set_twice(file, codes, span));
            }
            continue;
        }
        if !is_past && reported_until.is_some_and(|end| span.start <= end) {
            continue;
        }
        let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
        let line = text[start..].lines().next().unwrap_or_default();
        let at = (span.start - start).min(line.len());
        reported_until = Some(text[start..].find('\n').map_or(text.len(), |end| start + end));
        if let Some(open) = open.as_ref().filter(|_| is_past) {
            // The bracket may be closed within an unclosed string.
            let is_taken = is_open_text(report) || confusable(report, line, at).is_some();
            let is_taken = is_taken && span.start < open.seen_at;
            let last = if is_taken { mistake(report, span, (start, line, at)) } else { open.mistake() };
            let mut places = sink[before..].iter().filter_map(|problem| problem.place.as_ref());
            if places.all(|place| place.span.start != last.0.start) {
                sink.push(syntax(last));
            }
            break;
        }
        // What follows an unclosed string belongs to it, up to the next key.
        text_is_open = text_is_open && !begins_a_pair(line) && !line.trim_start().starts_with('[');
        if !text_is_open {
            text_is_open = is_open_text(report);
            if tally.admits(codes.syntax, || Some(Place { file: Arc::clone(file), span: span.clone() })) {
                sink.push(syntax(mistake(report, span, (start, line, at))));
            }
        }
        if is_too_deep(report) {
            // Everything reported after it is a consequence.
            break;
        }
    }
    sink.extend(tally.rest());
}

/// The nearest character boundary at or before an offset.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// What a report means at a byte of a line that begins at an offset of the text.
fn mistake(report: &str, span: Span, (start, line, at): (usize, &str, usize)) -> Mistake {
    if let Some(one) = confusable(report, line, at) {
        let at = start + one.at;
        return (at..at + one.found.len_utf8(), one.message(), Some(one.help()));
    }
    let (before, after) = line.split_at_checked(at).unwrap_or((line, ""));
    let (what, help) = reason(report, before, after);
    // Some reports refer to the carriage return before their place.
    let span = if before.ends_with('\r') { span.start - 1..span.start } else { span };
    (span, what, help)
}

/// The look-alike that caused a report at a byte of a line.
fn confusable(report: &str, line: &str, at: usize) -> Option<Confusable> {
    let is_near = |found: &Confusable| line.get(at..found.at).is_some_and(|between| !between.contains('"'));
    let found = Confusable::first(line).filter(is_near);
    found.or_else(|| Confusable::closing(line).filter(|_| is_open_text(report)))
}

struct OpenBracket {
    at: usize,
    bracket: u8,
    /// The first place with something that cannot be inside it.
    seen_at: usize,
}

impl OpenBracket {
    fn mistake(&self) -> Mistake {
        let close = if self.bracket == b'[' { ']' } else { '}' };
        let what = say!("this bracket is not closed", "この括弧が閉じていません");
        let help = say!("write `{close}` at its end", "終わりに `{close}` を書いてください。");
        (self.at..self.at + 1, what, Some(help))
    }
}

/// How many lines above to look for a bracket.
const FAR: usize = 200;

/// The bracket because of which the rest of the file was taken for part of a list or table.
fn open_bracket(text: &str, reports: &[(Span, &str)]) -> Option<OpenBracket> {
    let is_end = |report: &str| matches!(description(report), "unclosed array" | "unclosed inline table");
    let end = reports.iter().find(|(_, report)| is_end(report))?;
    let is_inside = |report: &str| {
        let inside = ["missing comma between", "missing key for inline table", "unexpected `=` in array"];
        inside.iter().any(|words| report.starts_with(words))
    };
    let opens_a_line = |at: usize| {
        let before = text[..at].trim_end_matches([' ', '\t']);
        before.is_empty() || before.ends_with('\n')
    };
    let first = reports.iter().find(|(span, report)| is_inside(report) && opens_a_line(span.start));
    let seen_at = first.unwrap_or(end).0.start;
    // Backwards to the nearest key with an unclosed bracket.
    let mut before = seen_at;
    for _ in 0..FAR {
        let line_end = text[..before].trim_end_matches(['\n', '\r']).len();
        let start = text[..line_end].rfind('\n').map_or(0, |at| at + 1);
        if begins_a_pair(&text[start..line_end])
            && let Some(at) = last_open(&text[start..seen_at])
        {
            return Some(OpenBracket { at: start + at, bracket: text.as_bytes()[start + at], seen_at });
        }
        before = start;
    }
    None
}

/// The last unclosed bracket of a pair and the lines below it.
fn last_open(pair: &str) -> Option<usize> {
    let mut open = Vec::new();
    let mut start = 0;
    for line in pair.split_inclusive('\n') {
        let mut quote = None;
        let mut escaped = false;
        for (at, byte) in line.bytes().enumerate() {
            match (quote, byte) {
                (Some(b'"'), _) if escaped => escaped = false,
                (Some(b'"'), b'\\') => escaped = true,
                (Some(own), _) if own == byte => quote = None,
                (None, b'"' | b'\'') => quote = Some(byte),
                (None, b'#') => break,
                (None, b'[' | b'{') => open.push((start + at, byte)),
                (None, b']' | b'}') => {
                    // In ASCII a closing bracket is two after its opening one.
                    let is_other = |(at, own): &(usize, u8)| (own + 2 != byte).then_some(*at);
                    if let Some(other) = open.pop().as_ref().and_then(is_other) {
                        return Some(other);
                    }
                }
                _ => {}
            }
        }
        start += line.len();
    }
    open.pop().map(|(at, _)| at)
}

fn begins_a_pair(line: &str) -> bool {
    let is_key = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '"' | '\'' | ' ' | '\t');
    line.split_once('=').is_some_and(|(key, _)| !key.trim().is_empty() && key.chars().all(is_key))
}
