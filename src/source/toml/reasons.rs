//! Why a file is not TOML, in words of both languages, and once for every mistake.
//!
//! The `toml` crate goes on after a mistake and reports what follows from it: one bracket that is not closed gives a
//! report for every line below it. Here the first report of a line counts, and a bracket is told where it was opened.

use super::super::Span;
use super::super::confusables::Confusable;
use super::words::{description, is_open_text, is_too_deep, reason};
use crate::say;
use crate::text::Bilingual;

/// One mistake.
pub(super) struct Problem {
    pub(super) span: Span,
    pub(super) what: What,
    pub(super) help: Option<Bilingual>,
}

/// What kind of mistake.
pub(super) enum What {
    /// A key that stands twice.
    Duplicate,
    /// The grammar is broken, for this reason.
    Syntax(Bilingual),
}

/// The mistakes behind what the `toml` crate reports.
pub(super) fn problems(text: &str, mut reports: Vec<(Span, String)>) -> Vec<Problem> {
    for (span, _) in &mut reports {
        span.start = floor(text, span.start);
        span.end = floor(text, span.end).max(span.start);
    }
    reports.sort_by_key(|(span, _)| span.start);
    let open = open_bracket(text, &reports);
    let mut told_until = None;
    let mut twice_from = None;
    let mut text_is_open = false;
    let mut out = Vec::new();
    for (span, report) in reports {
        let is_past = open.as_ref().is_some_and(|open| span.start >= open.at);
        if description(&report) == "duplicate key" && !is_past {
            let line = text[..span.start].rsplit('\n').next().unwrap_or_default();
            let is_header = line.trim_start().starts_with('[');
            // All keys below a header that stands twice stand twice.
            let follows = twice_from.is_some_and(|from: usize| !text[from..span.start].contains("\n["));
            twice_from = (is_header || follows).then_some(span.start);
            if follows {
                continue;
            }
            let help = is_header.then(|| {
                say!(
                    "write every header of a list in two brackets: `[[name]]`",
                    "リストの見出しは、すべて `[[name]]` のように二重の角括弧で書いてください。"
                )
            });
            out.push(Problem { span, what: What::Duplicate, help });
            continue;
        }
        if !is_past && told_until.is_some_and(|end| span.start <= end) {
            continue;
        }
        let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
        let line = text[start..].lines().next().unwrap_or_default();
        let at = (span.start - start).min(line.len());
        told_until = Some(text[start..].find('\n').map_or(text.len(), |end| start + end));
        if let Some(open) = open.as_ref().filter(|_| is_past) {
            // The bracket may be closed, inside of a text that is not.
            let is_taken = is_open_text(&report) || confusables(&report, line, at).is_some();
            let is_taken = is_taken && span.start < open.seen_at;
            let last = if is_taken { problem(&report, span, (start, line, at)) } else { open.problem() };
            if out.iter().all(|told: &Problem| told.span.start != last.span.start) {
                out.push(last);
            }
            break;
        }
        // What follows a text without an end is part of it, up to the next key.
        text_is_open = text_is_open && !begins_a_pair(line) && !line.trim_start().starts_with('[');
        if !text_is_open {
            text_is_open = is_open_text(&report);
            out.push(problem(&report, span, (start, line, at)));
        }
        if is_too_deep(&report) {
            // All that is reported after it follows from it.
            break;
        }
    }
    out
}

/// The nearest offset in a text that falls into no character.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// A report, as it stands in a line that begins at an offset, at so many bytes of the line.
fn problem(report: &str, span: Span, (start, line, at): (usize, &str, usize)) -> Problem {
    if let Some(found) = confusables(report, line, at) {
        let at = start + found.at;
        let span = at..at + found.found.len_utf8();
        return Problem { span, what: What::Syntax(found.message()), help: Some(found.help()) };
    }
    let (what, help) = reason(report, line, at);
    Problem { span, what: What::Syntax(what), help }
}

/// The character because of which something is reported at so many bytes of a line.
fn confusables(report: &str, line: &str, at: usize) -> Option<Confusable> {
    let is_near = |found: &Confusable| line.get(at..found.at).is_some_and(|between| !between.contains('"'));
    let found = Confusable::first(line).filter(is_near);
    found.or_else(|| Confusable::closing(line).filter(|_| is_open_text(report)))
}

/// A bracket that is not closed.
struct OpenBracket {
    at: usize,
    bracket: u8,
    /// The first place where something stands that does not belong inside of it.
    seen_at: usize,
}

impl OpenBracket {
    fn problem(&self) -> Problem {
        let close = if self.bracket == b'[' { ']' } else { '}' };
        Problem {
            span: self.at..self.at + 1,
            what: What::Syntax(say!("this bracket is not closed", "この括弧が閉じていません")),
            help: Some(say!("write `{close}` at its end", "終わりに `{close}` を書いてください。")),
        }
    }
}

/// In so many lines above a bracket is looked for.
const FAR: usize = 200;

/// The bracket because of which the rest of the file was taken for a part of a list or table.
fn open_bracket(text: &str, reports: &[(Span, String)]) -> Option<OpenBracket> {
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
    // Backwards to the nearest key behind which a bracket is still open.
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

/// The last bracket of a pair, and of the lines below it, that is not closed.
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
                    // ASCII has a closing bracket two behind its opening one.
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

/// Whether a line begins as `key =` does.
fn begins_a_pair(line: &str) -> bool {
    let is_key = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '"' | '\'' | ' ' | '\t');
    line.split_once('=').is_some_and(|(key, _)| !key.trim().is_empty() && key.chars().all(is_key))
}
