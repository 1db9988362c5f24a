use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::sync::Arc;

use super::find_rule;
use crate::say;
use crate::source::{Code, Diagnostic, Entry, Severity, SourceFile, Span, Table, Value, ValueKind, codes};
use crate::text::{Bilingual, nearest};

/// One code of a comment `# allow(R003): reason`.
struct Allow {
    code: Code,
    /// Where the code stands in the comment.
    span: Span,
    /// The lines whose findings it silences: its own, and the statement that it is about.
    lines: (usize, RangeInclusive<usize>),
    used: bool,
}

/// Takes out of `found` what comments in a file silence; gives how many. Adds what is wrong with the comments.
///
/// `ran` are the codes that were looked for: a comment about another one is not called unused.
pub(super) fn silence(
    file: &Arc<SourceFile>,
    table: Option<Table<'_>>,
    ran: &BTreeSet<&'static str>,
    found: &mut Vec<Diagnostic>,
) -> usize {
    // Most files have none; nothing else of the file is looked at then.
    if memchr::memmem::find(file.text.as_bytes(), b"allow(").is_none() {
        return 0;
    }
    let mut problems = Vec::new();
    let mut allows = comments(file, table, &mut problems);
    let before = found.len();
    found.retain(|diagnostic| {
        let Some(place) = diagnostic.place.as_ref().filter(|place| Arc::ptr_eq(&place.file, file)) else {
            return true;
        };
        let mut own = allows.iter_mut().filter(|allow| allow.code.id == diagnostic.code.id).peekable();
        if own.peek().is_none() {
            return true;
        }
        let (line, _) = file.position(place.span.start);
        match own.find(|allow| allow.lines.0 == line || allow.lines.1.contains(&line)) {
            Some(allow) => {
                allow.used = true;
                false
            }
            None => true,
        }
    });
    let silenced = before - found.len();
    for Allow { code, span, .. } in allows.iter().filter(|allow| !allow.used && ran.contains(allow.code.id)) {
        let id = code.id;
        let message =
            say!("there is no {id} here to allow", "許可の対象となる {id} の指摘がここにありません");
        let help = say!("remove the comment", "このコメントを削除してください。");
        problems.push(Diagnostic::new(codes::UNUSED_ALLOW, message).help(help).at(file, span.clone()));
    }
    found.append(&mut problems);
    silenced
}

fn comments(file: &Arc<SourceFile>, table: Option<Table<'_>>, problems: &mut Vec<Diagnostic>) -> Vec<Allow> {
    let mut strings = Vec::new();
    if let Some(table) = table {
        collect_strings(table, &mut strings);
    }
    let mut statements = Vec::new();
    if let Some(table) = table {
        collect_statements(file, table, &mut statements);
    }
    let mut allows: Vec<Allow> = Vec::new();
    let mut start = 0;
    let lines: Vec<&str> = file.text.split_inclusive('\n').collect();
    for (index, line) in lines.iter().enumerate() {
        let at = line.match_indices('#').map(|(at, _)| at).find(|at| {
            let rest = line[at + 1..].trim_start();
            rest.starts_with("allow(") && !strings.iter().any(|span| span.contains(&(start + at)))
        });
        if let Some(at) = at {
            let alone = line[..at].trim().is_empty();
            // A comment alone on its line is about the next line that is not itself such a comment.
            let is_comment = |line: &&str| line.trim_start().starts_with('#');
            let below = lines[index + 1..].iter().take_while(|line| is_comment(line)).count();
            let here = file.first_line + index;
            let first = if alone { here + 1 + below } else { here };
            let ends = statements.iter().filter(|lines| *lines.start() == first).map(|lines| *lines.end());
            let covers = (here, first..=ends.max().unwrap_or(first));
            one(file, start + at, line[at..].trim_end(), &covers, &mut allows, problems);
        }
        start += line.len();
    }
    allows
}

fn one(
    file: &Arc<SourceFile>,
    start: usize,
    comment: &str,
    lines: &(usize, RangeInclusive<usize>),
    allows: &mut Vec<Allow>,
    problems: &mut Vec<Diagnostic>,
) {
    let bad = |message: Bilingual, help: Bilingual, span: Span| {
        Diagnostic::new(codes::BAD_ALLOW, message).help(help).at(file, span)
    };
    let open = comment.find('(').map_or(0, |at| at + 1);
    let names = match comment[open..].split_once(')') {
        Some((names, _)) => names,
        None => comment[open..].split([':', '：']).next().unwrap_or_default(),
    };
    let names = Some(names.trim()).filter(|names| !names.is_empty()).unwrap_or("T003");
    let form =
        || say!("write it as `# allow({names}): why`", "`# allow({names}): 理由` の形で書いてください。");
    let whole = start..start + comment.len();
    let Some(close) = comment[open..].find(')').map(|at| open + at) else {
        let message = say!("this `allow` has no closing bracket", "この `allow` の括弧が閉じていません");
        problems.push(bad(message, form(), whole));
        return;
    };
    let reason = comment[close + 1..].trim_start();
    let reason = reason.strip_prefix(':').or_else(|| reason.strip_prefix('：')).unwrap_or_default();
    if reason.trim().is_empty() {
        let message = say!("this `allow` gives no reason", "この `allow` に理由がありません");
        problems.push(bad(message, form(), whole));
        return;
    }
    let mut at = open;
    for name in comment[open..close].split(',') {
        let from = start + at + (name.len() - name.trim_start().len());
        at += name.len() + 1;
        let name = name.trim();
        let span = from..from + name.len();
        match find_rule(name).map(|rule| rule.code) {
            Some(code) if code.severity == Severity::Error => {
                let message =
                    say!("{name} is an error and cannot be allowed", "{name} はエラーのため許可できません");
                let help = say!("put it right", "指摘された箇所を直してください。");
                problems.push(bad(message, help, span));
            }
            Some(code) => allows.push(Allow { code, span, lines: lines.clone(), used: false }),
            None => {
                let message = say!("there is no rule `{name}`", "`{name}` という規則はありません");
                let diagnostic = Diagnostic::new(codes::BAD_ALLOW, message).at(file, span);
                let known = super::RULES.iter().flat_map(|rule| [rule.code.id, rule.code.slug]);
                problems.push(diagnostic.did_you_mean(nearest(name, known)));
            }
        }
    }
}

fn collect_strings(table: Table<'_>, out: &mut Vec<Span>) {
    table.entries().for_each(|entry| strings_of(entry.value, out));
}

fn strings_of(value: Value<'_>, out: &mut Vec<Span>) {
    match value.kind() {
        ValueKind::Text(_) => out.push(value.span()),
        ValueKind::Array(items) => items.items().for_each(|item| strings_of(item, out)),
        ValueKind::Table(table) => collect_strings(table, out),
        _ => {}
    }
}

/// The lines of every statement that goes on over several lines: a key with its value, or one entry of a list.
fn collect_statements(file: &SourceFile, table: Table<'_>, out: &mut Vec<RangeInclusive<usize>>) {
    for Entry { key_span, value, .. } in table.entries() {
        let span = key_span.start..value.span().end;
        // What stands under a header or behind dotted keys has statements of its own.
        if value.span().start > key_span.start && has_lines(file, &span) {
            out.push(file.position(span.start).0..=file.position(span.end.saturating_sub(1)).0);
        }
        statements_in(file, value, out);
    }
}

fn statements_in(file: &SourceFile, value: Value<'_>, out: &mut Vec<RangeInclusive<usize>>) {
    match value.kind() {
        ValueKind::Table(table) => collect_statements(file, table, out),
        ValueKind::Array(items) => {
            for item in items.items() {
                let span = item.span();
                if has_lines(file, &span) {
                    out.push(file.position(span.start).0..=file.position(span.end.saturating_sub(1)).0);
                }
                statements_in(file, item, out);
            }
        }
        _ => {}
    }
}

fn has_lines(file: &SourceFile, span: &Span) -> bool {
    file.text.get(span.clone()).is_some_and(|text| text.contains('\n'))
}
