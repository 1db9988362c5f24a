//! A TOML key that is set twice: where it is set first, and how to merge both.

use std::sync::Arc;

use super::super::super::{Diagnostic, Place, SourceFile, Span, codes};
use super::super::SyntaxCodes;
use crate::text::{Bilingual, say};

/// The finding that the key at a place is set already.
pub(super) fn set_twice(file: &Arc<SourceFile>, codes: SyntaxCodes, span: Span) -> Diagnostic {
    let text = file.text.as_str();
    let message = say!("this key is set twice", "同じキーが2回書かれています");
    let (first, help) = if let Some(name) = header_at(text, span.start) {
        let first = first_header(text, name, span.start);
        let is_header = first.as_ref().is_some_and(|first| header_at(text, first.start).is_some());
        let first = first.or_else(|| first_key_of(text, name, span.start));
        (first, one_header(text, name, is_header, codes))
    } else {
        (first_key(text, &span), say!("keep one of them", "どちらか一方だけを残してください。"))
    };
    let first = first.map(|span| Place { file: Arc::clone(file), span });
    Diagnostic::new(codes.duplicate, message)
        .help(help)
        .at(file, span)
        .label(first, say!("first here", "1つ目"))
}

/// The name in the header at a place, if there is one.
pub(super) fn header_at(text: &str, at: usize) -> Option<&str> {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    header(text[start..].lines().next()?)
}

/// The name in a line, if it is a header.
fn header(line: &str) -> Option<&str> {
    let name = line.trim().strip_prefix('[')?.split(']').next()?;
    Some(name.trim_matches(['[', ' ']))
}

/// How to merge repeated headers.
fn one_header(text: &str, name: &str, is_header: bool, codes: SyntaxCodes) -> Bilingual {
    let is_list = |line: &str| line.trim_start().starts_with("[[") && header(line) == Some(name);
    if text.lines().any(is_list) {
        return say!(
            "write every header of a list in two brackets: `[[{name}]]`",
            "リストの見出しは、すべて `[[{name}]]` のように二重の角括弧で書いてください。"
        );
    }
    let (parent, last) = name.rsplit_once('.').unwrap_or(("", name));
    if !is_header && parent.is_empty() {
        return say!(
            "put all of `{name}` below this header, and remove it further up",
            "`{name}` の内容をすべてこの見出しの下にまとめ、上の記述は削除してください。"
        );
    }
    if !is_header {
        return say!(
            "say it once: `{last} = {{ level = 2, evidence = \"…\" }}` below `[{parent}]`, without this header",
            "1か所にまとめてください。`[{parent}]` の下に `{last} = {{ level = 2, evidence = \"…\" }}` と書き、この見出しは\
             削除します。"
        );
    }
    if codes.syntax == codes::SHEET_SYNTAX {
        return say!(
            "put the lines under the first `[{name}]`, and remove this header",
            "この見出しを削除し、下の行を1つ目の `[{name}]` の下に移してください。"
        );
    }
    say!(
        "if each is an entry of a list, write every header in two brackets: `[[{name}]]`; if not, put the lines under the \
         first `[{name}]`",
        "リストの項目であれば、すべての見出しを `[[{name}]]` のように二重の角括弧で書いてください。そうでなければ、下の行を1つ目の \
         `[{name}]` の下に移してください。"
    )
}

/// The name in the first such header before a place.
fn first_header(text: &str, name: &str, before: usize) -> Option<Span> {
    let (start, line) = lines(&text[..before]).find(|(_, line)| header(line) == Some(name))?;
    let at = start + line.find(name)?;
    (at < before).then(|| at..at + name.len())
}

/// The key with the name of a header before a place: under the header of its parent, or above all headers.
fn first_key_of(text: &str, name: &str, before: usize) -> Option<Span> {
    let (parent, last) = name.rsplit_once('.').unwrap_or(("", name));
    let mut current = "";
    for (start, line) in lines(&text[..before]) {
        if let Some(own) = header(line) {
            current = own;
        } else if current == parent
            && let Some(span) = key_in(line, last)
        {
            return Some(start + span.start..start + span.end);
        }
    }
    None
}

/// The first occurrence of a key in the same table.
fn first_key(text: &str, span: &Span) -> Option<Span> {
    let key = text.get(span.clone())?;
    let table = lines(&text[..span.start]).filter(|(_, line)| header(line).is_some()).last();
    let begin = table.map_or(0, |(start, line)| start + line.len());
    let above = lines(&text[begin..span.start]).find_map(|(start, line)| {
        let own = key_in(line, key)?;
        Some(begin + start + own.start..begin + start + own.end)
    });
    // Within braces both are on one line.
    let line = text[..span.start].rfind('\n').map_or(0, |newline| newline + 1);
    let beside = || {
        let starts = text[line..span.start].match_indices(key);
        let mut starts = starts.filter(|(at, _)| {
            let (before, after) = (&text[line..line + at], &text[line + at + key.len()..span.start]);
            before.trim_end().ends_with(['{', ',']) && after.trim_start().starts_with('=')
        });
        starts.next().map(|(at, _)| line + at..line + at + key.len())
    };
    beside().or(above)
}

/// The place of a key in a line that sets it, or a key below it.
fn key_in(line: &str, key: &str) -> Option<Span> {
    let start = line.len() - line.trim_start().len();
    let rest = line[start..].strip_prefix(key)?;
    rest.trim_start().starts_with(['=', '.']).then(|| start..start + key.len())
}

fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    })
}
