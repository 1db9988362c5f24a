use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::sync::Arc;

use super::{RULES, find_rule};
use crate::framework::{Framework, FrameworkFile};
use crate::source::{
    Array, Code, Diagnostic, Entry, Severity, SourceFile, Span, Table, Value, ValueKind, codes,
};
use crate::text::{Bilingual, nearest, say};

/// One code in a comment `# allow(R003): reason`.
struct Allow {
    code: Code,
    span: Span,
    line: usize,
    statement: RangeInclusive<usize>,
    used: bool,
}

/// Removes the findings that comments silence and returns how many. Reports malformed comments, and unused ones of
/// codes that `ran`.
pub(super) fn silence(
    file: &Arc<SourceFile>,
    table: Option<Table<'_>>,
    ran: &BTreeSet<&'static str>,
    found: &mut Vec<Diagnostic>,
) -> usize {
    // Most files have none, and computing lines takes time.
    if !file.text.contains("allow(") {
        return 0;
    }
    let mut problems = Vec::new();
    let mut allows = comments(file, table, &mut problems);
    let before = found.len();
    found.retain(|diagnostic| {
        let place = diagnostic.place.as_ref().filter(|place| Arc::ptr_eq(&place.file, file));
        let Some(start) = place.map(|place| place.span.start) else { return true };
        let mut own = allows.iter_mut().filter(|allow| allow.code.id == diagnostic.code.id).peekable();
        // Computing the line takes time.
        let line = own.peek().map(|_| file.position(start).0);
        let silencing =
            line.and_then(|line| own.find(|one| one.line == line || one.statement.contains(&line)));
        silencing.map(|allow| allow.used = true).is_none()
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
    let mut extents = Extents::default();
    if let Some(table) = table {
        extents.table(file, table);
    }
    let mut allows: Vec<Allow> = Vec::new();
    let mut start = 0;
    let lines: Vec<&str> = file.text.split_inclusive('\n').collect();
    for (index, line) in lines.iter().enumerate() {
        let at = line.match_indices('#').map(|(at, _)| at).find(|at| {
            let rest = line[at + 1..].trim_start();
            rest.starts_with("allow(") && !extents.strings.iter().any(|span| span.contains(&(start + at)))
        });
        if let Some(at) = at {
            let alone = line[..at].trim().is_empty();
            // A comment on a line of its own is about the next line that is not itself such a comment.
            let is_comment = |line: &&str| line.trim_start().starts_with('#');
            let below = lines[index + 1..].iter().take_while(|line| is_comment(line)).count();
            let here = file.first_line + index;
            let first = if alone { here + 1 + below } else { here };
            let ends =
                extents.statements.iter().filter(|lines| *lines.start() == first).map(|lines| *lines.end());
            let statement = first..=ends.max().unwrap_or(first);
            for named in named_codes(file, start + at, line[at..].trim_end()) {
                let statement = statement.clone();
                match named {
                    Ok((code, span)) => allows.push(Allow { code, span, line: here, statement, used: false }),
                    Err(problem) => problems.push(*problem),
                }
            }
        }
        start += line.len();
    }
    allows
}

/// The codes that the comment at byte `start` allows, each with its place, or what is wrong with it.
fn named_codes(
    file: &Arc<SourceFile>,
    start: usize,
    comment: &str,
) -> Vec<Result<(Code, Span), Box<Diagnostic>>> {
    let bad = |message: Bilingual, span: Span| Diagnostic::new(codes::BAD_ALLOW, message).at(file, span);
    let open = comment.find('(').map_or(0, |at| at + 1);
    let (names, behind) = match comment[open..].split_once(')') {
        Some((names, behind)) => (names, Some(behind.trim_start())),
        None => (comment[open..].split([':', '：']).next().unwrap_or_default(), None),
    };
    let malformed = |message: Bilingual| {
        let names = Some(names.trim()).filter(|names| !names.is_empty()).unwrap_or("T003");
        let help =
            say!("write it as `# allow({names}): why`", "`# allow({names}): 理由` の形で書いてください。");
        vec![Err(Box::new(bad(message, start..start + comment.len()).help(help)))]
    };
    let Some(behind) = behind else {
        return malformed(say!("this `allow` has no closing bracket", "この `allow` の括弧が閉じていません"));
    };
    let reason = behind.strip_prefix([':', '：']).unwrap_or_default();
    if reason.trim().is_empty() {
        return malformed(say!("this `allow` gives no reason", "この `allow` に理由がありません"));
    }
    let mut at = start + open;
    let code = |name: &str| {
        let from = at + (name.len() - name.trim_start().len());
        at += name.len() + 1;
        let name = name.trim();
        let span = from..from + name.len();
        match allowable(name) {
            Ok(code) => Ok((code, span)),
            Err(problem) => Err(Box::new(problem.at(file, span))),
        }
    };
    names.split(',').map(code).collect()
}

/// The code with this name, if its findings can be allowed.
fn allowable(name: &str) -> Result<Code, Box<Diagnostic>> {
    match find_rule(name).map(|rule| rule.code) {
        Some(code) if code.severity == Severity::Error => {
            let message =
                say!("{name} is an error and cannot be allowed", "{name} はエラーのため許可できません");
            let help = say!("fix what it reports", "指摘された箇所を直してください。");
            Err(Box::new(Diagnostic::new(codes::BAD_ALLOW, message).help(help)))
        }
        Some(code) => Ok(code),
        None => {
            let message = say!("there is no rule `{name}`", "`{name}` という規則はありません");
            let known = RULES.iter().flat_map(|rule| [rule.code.id, rule.code.slug]);
            Err(Box::new(Diagnostic::new(codes::BAD_ALLOW, message).did_you_mean(nearest(name, known))))
        }
    }
}

/// Removes the findings that `[check] allow` of a framework switches off and returns how many. Reports codes that
/// cannot be allowed, and those that `ran` without a finding.
pub(super) fn switch_off(
    manifest: &FrameworkFile,
    ran: &BTreeSet<&'static str>,
    found: &mut Vec<Diagnostic>,
) -> usize {
    let check = manifest.table().and_then(|table| table.get("check")?.as_table());
    let list = check.and_then(|check| check.get("allow")?.as_array());
    let before = found.len();
    let mut problems = Vec::new();
    for value in list.into_iter().flat_map(Array::items).filter_map(|item| item.as_table()?.get("code")) {
        let Some(name) = value.as_text() else { continue };
        let problem = match allowable(name) {
            Err(problem) => *problem,
            Ok(code) => {
                let all = found.len();
                found.retain(|diagnostic| diagnostic.code != code);
                if found.len() < all || !ran.contains(code.id) {
                    continue;
                }
                let id = code.id;
                let message = say!("there is no {id} to allow", "許可の対象となる {id} の指摘がありません");
                let help = say!("remove this entry", "この項目を削除してください。");
                Diagnostic::new(codes::UNUSED_ALLOW, message).help(help)
            }
        };
        problems.push(problem.at(&manifest.file, value.span()));
    }
    let silenced = before - found.len();
    found.append(&mut problems);
    silenced
}

/// As [`switch_off`] for a file that belongs to a framework, without reporting anything about the list itself.
pub(super) fn without_allowed(framework: &Framework, found: &mut Vec<Diagnostic>) -> usize {
    let before = found.len();
    let allowed = framework.allowed().iter().filter_map(|one| allowable(&one.code).ok());
    let allowed: Vec<Code> = allowed.collect();
    found.retain(|diagnostic| !allowed.contains(&diagnostic.code));
    before - found.len()
}

#[derive(Default)]
struct Extents {
    /// The spans of all strings, in which `#` does not begin a comment.
    strings: Vec<Span>,
    /// The lines of every multi-line statement: a key with its value, or one entry of a list.
    statements: Vec<RangeInclusive<usize>>,
}

impl Extents {
    fn table(&mut self, file: &SourceFile, table: Table<'_>) {
        for Entry { key_span, value, .. } in table.entries() {
            // Content under a header or behind dotted keys has statements of its own.
            if value.span().start > key_span.start {
                self.statement(file, key_span.start..value.span().end);
            }
            self.value(file, value);
        }
    }

    fn value(&mut self, file: &SourceFile, value: Value<'_>) {
        match value.kind() {
            ValueKind::Text(_) => self.strings.push(value.span()),
            ValueKind::Table(table) => self.table(file, table),
            ValueKind::Array(items) => items.items().for_each(|item| {
                self.statement(file, item.span());
                self.value(file, item);
            }),
            _ => {}
        }
    }

    fn statement(&mut self, file: &SourceFile, span: Span) {
        if file.text.get(span.clone()).is_some_and(|text| text.contains('\n')) {
            self.statements.push(file.position(span.start).0..=file.position(span.end.saturating_sub(1)).0);
        }
    }
}
