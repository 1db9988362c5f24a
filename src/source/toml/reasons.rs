//! Why a file is not TOML, in words of both languages, and once for every mistake.
//!
//! The `toml` crate goes on after a mistake and reports what follows from it: one bracket that is not closed gives a
//! report for every line below it. Here the first report of a line counts, and a bracket is told where it was opened.

use super::super::Span;
use super::super::lookalike::Lookalike;
use crate::say;
use crate::text::Say;

/// One mistake.
pub(super) struct Problem {
    pub(super) span: Span,
    pub(super) what: What,
    pub(super) help: Option<Say>,
}

/// What kind of mistake.
pub(super) enum What {
    /// A key that stands twice.
    Duplicate,
    /// The grammar is broken, for this reason.
    Syntax(Say),
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
            let is_taken = is_open_text(&report) || lookalike(&report, line, at).is_some();
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
    }
    out
}

/// The nearest offset in a text that falls into no character.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// What a report says, without what the parser would have expected.
fn description(report: &str) -> &str {
    report.split(", expected ").next().unwrap_or_default()
}

fn is_open_text(report: &str) -> bool {
    report.starts_with("invalid") && report.contains("string, expected `") && !report.contains("visible")
}

/// A report, as it stands in a line that begins at an offset, at so many bytes of the line.
fn problem(report: &str, span: Span, (start, line, at): (usize, &str, usize)) -> Problem {
    if let Some(found) = lookalike(report, line, at) {
        let at = start + found.at;
        let span = at..at + found.found.len_utf8();
        return Problem { span, what: What::Syntax(found.message()), help: Some(found.help()) };
    }
    let (what, help) = reason(report, line, at);
    Problem { span, what: What::Syntax(what), help }
}

/// The character because of which something is reported at so many bytes of a line.
fn lookalike(report: &str, line: &str, at: usize) -> Option<Lookalike> {
    let is_near = |found: &Lookalike| line.get(at..found.at).is_some_and(|between| !between.contains('"'));
    let found = Lookalike::first(line).filter(is_near);
    found.or_else(|| Lookalike::closing(line).filter(|_| is_open_text(report)))
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
                (Some(_), _) => {}
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

/// A report in words of both languages, with what to do. One that is not known stays as it is.
fn reason(report: &str, line: &str, at: usize) -> (Say, Option<Say>) {
    let (before, rest) = line.split_at_checked(at).unwrap_or((line, ""));
    let value = rest.split('#').next().unwrap_or_default().trim();
    let is_word = value.starts_with(char::is_alphabetic);
    let known = match description(report) {
        "string values must be quoted" if value.is_empty() => {
            (say!("there is no value", "値がありません"), help_pair())
        }
        "string values must be quoted" if value.starts_with('(') => (
            say!("`(` means nothing here", "`(` はここでは使えません"),
            say!(
                "write a list as `[1, 2]`, and keys with values as `{{ a = 1, b = 2 }}`",
                "リストは `[1, 2]`、キーと値の組は `{{ a = 1, b = 2 }}` の形で書いてください。"
            ),
        ),
        "string values must be quoted" if words_before_key(value) == Some(1) => keys_in_list(),
        "string values must be quoted" if words_before_key(value) == Some(2) => {
            missing_comma(say!("a comma is missing behind this value", "この値の後に `,` がありません"))
        }
        "string values must be quoted" if value.starts_with(|c: char| c.is_ascii_digit()) => (
            say!("this is neither a number nor a date nor a text", "数値でも日付でも文字列でもありません"),
            say!(
                "write a number without a unit, a date as 2026-11-22, a text in quotation marks",
                "数値は単位を付けずに、日付は 2026-11-22 の形で、文字列は `\"` で囲んで書いてください。"
            ),
        ),
        "string values must be quoted" => unquoted(),
        "invalid boolean" | "invalid float" if is_word => unquoted(),
        "missing opening quote" => (
            say!("the quotation mark before this text is missing", "文字列の始めの引用符がありません"),
            say!("write `\"` before it", "始めに `\"` を書いてください。"),
        ),
        _ if is_open_text(report) => (
            say!("the quotation mark behind this text is missing", "文字列の終わりの引用符がありません"),
            say!(
                "end the text with `\"` on the line on which it begins",
                "文字列は始めと同じ行のうちに `\"` で閉じてください。"
            ),
        ),
        "missing escaped value" => (
            say!("`\\` has a meaning of its own in a text", "文字列の中の `\\` は特別な意味を持ちます"),
            say!("write `\\\\` for it", "`\\` そのものは `\\\\` と書いてください。"),
        ),
        "key with no value" | "missing assignment between key-value pairs" | "invalid unquoted key"
            if rest.trim_start().starts_with(':') =>
        {
            (
                say!("`:` means nothing here", "`:` はここでは使えません"),
                say!("write `=` between key and value", "キーと値の間には `=` を書いてください。"),
            )
        }
        "key with no value" | "missing assignment between key-value pairs" => {
            (say!("there is no `=` behind the key", "キーの後に `=` がありません"), help_pair())
        }
        "extra `=`" | "extra assignment between key-value pairs" => {
            (say!("this `=` is one too many", "`=` が余分です"), say!("remove it", "削除してください。"))
        }
        "extra comma in array" | "extra comma in inline table" => {
            (say!("this comma is one too many", "`,` が余分です"), say!("remove it", "削除してください。"))
        }
        "unexpected key or value" if before.trim_start().starts_with('[') => {
            (say!("this does not belong to the header", "見出しの後に余分な文字があります"), help_header())
        }
        "unexpected key or value" if before.trim_end().ends_with('"') => (
            say!("the text ends before this", "文字列はこの手前で終わっています"),
            say!(
                "for a quotation mark inside of a text write `\\\"`",
                "文字列の中の引用符は `\\\"` と書いてください。"
            ),
        ),
        "unexpected key or value" => (
            say!("the value ends before this", "値はこの手前で終わっています"),
            say!(
                "write one key and one value a line, and a text in quotation marks",
                "1行にはキーと値を1組だけ書き、文字列は `\"` で囲んでください。"
            ),
        ),
        "unclosed table" | "unclosed array table" => {
            (say!("this header is not closed", "見出しの括弧が閉じていません"), help_header())
        }
        "missing comma between array elements" | "missing comma between key-value pairs" => {
            missing_comma(say!("a comma is missing before this", "この手前に `,` がありません"))
        }
        "missing key for inline table element" | "invalid unquoted key" | "unquoted keys cannot be empty" => {
            (
                say!("this is not a key", "キーとして使えない文字があります"),
                say!(
                    "a key has letters without accents, digits, `-` and `_`; a remark begins with `#`",
                    "キーに使えるのは半角の英数字と `-`、`_` です。説明文の行頭には `#` を付けてください。"
                ),
            )
        }
        "unexpected `=` in array" => keys_in_list(),
        "unexpected leading zero" => (
            say!("a number does not begin with 0", "数値の先頭に 0 は付けられません"),
            say!(
                "leave the 0 out; write a date as 2026-11-22",
                "先頭の 0 を除いてください。日付は 2026-11-22 の形で書きます。"
            ),
        ),
        "invalid date" | "invalid date-time" | "invalid datetime" => (
            say!("there is no such date", "日付として正しくありません"),
            say!("write a date as 2026-11-22", "2026-11-22 の形で書いてください。"),
        ),
        words if words.starts_with("cannot extend value") => (
            say!("this key has a value already", "このキーにはすでに値があります"),
            say!(
                "write either the value or the keys below it",
                "値か、下位のキーのどちらか一方だけを書いてください。"
            ),
        ),
        _ => return (say!("{report}", "{report}"), None),
    };
    (known.0, Some(known.1))
}

/// How many words stand before the next `=`: one in `a = 1`, two in `1 b = 2`.
fn words_before_key(value: &str) -> Option<usize> {
    value.split_once('=').map(|(before, _)| before.split_whitespace().count())
}

fn keys_in_list() -> (Say, Say) {
    (
        say!("there are no keys in a list", "リストの中にキーは書けません"),
        say!(
            "write keys with values in braces: `{{ a = 1, b = 2 }}`",
            "キーと値の組は `{{ a = 1, b = 2 }}` のように波括弧で囲んでください。"
        ),
    )
}

fn missing_comma(message: Say) -> (Say, Say) {
    (message, say!("write `,` between the two", "間に `,` を書いてください。"))
}

fn unquoted() -> (Say, Say) {
    (
        say!("this text is not in quotation marks", "文字列が引用符で囲まれていません"),
        say!(
            "write it as `\"…\"`; only numbers, dates, `true` and `false` stand without",
            "`\"…\"` のように囲んでください。囲まずに書けるのは数値、日付、`true`、`false` だけです。"
        ),
    )
}

fn help_pair() -> Say {
    say!(
        "write `key = value`; a remark begins with `#`",
        "`キー = 値` の形で書いてください。説明文の行頭には `#` を付けてください。"
    )
}

fn help_header() -> Say {
    say!(
        "close a header with as many brackets as it begins with: `[name]`, `[[name]]`",
        "見出しは `[name]`、`[[name]]` のように、始めと同じ数の括弧で閉じてください。"
    )
}
