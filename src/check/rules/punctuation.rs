use std::ops::Range;

use super::{MOST_OF_TEXT, is_japanese};
use crate::check::{TextAt, Texts};
use crate::source::{Code, Diagnostic};
use crate::text::say;

pub(super) fn no_question_mark(code: Code, text: &TextAt<'_>) -> Option<Diagnostic> {
    let end = text.trimmed.trim_end_matches(['"', ')', '」', '）', '”']);
    // A question mark of the wrong width counts, too: other rules report it.
    let is_marked = end.contains(['?', '？']);
    let (asks, help) = match text.language {
        "en" => (is_marked || requires(end), say!("end it with a question mark", "疑問符で終えてください。")),
        "ja" => (
            is_marked
                || end.ends_with('か')
                || end.contains("か。")
                || end.contains("か（")
                || end.contains("なければな"),
            say!("end it with か。 or ？", "「か。」または「？」で終えてください。"),
        ),
        _ => return None,
    };
    if text.key != "question" || asks || end.is_empty() {
        return None;
    }
    Some(text.find(code, say!("this question asks nothing", "質問の形になっていません"), help))
}

/// Whether a text states a requirement in the capitals of RFC 2119.
fn requires(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    words.any(|word| matches!(word, "MUST" | "SHALL" | "SHOULD" | "MAY" | "REQUIRED" | "RECOMMENDED"))
}

pub(super) fn unbalanced_brackets(code: Code, texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    for text in &texts.all {
        sink.extend(unbalanced(text.text).iter().take(MOST_OF_TEXT).map(|one| unpaired(code, text, one)));
    }
}

fn unpaired(code: Code, text: &TextAt<'_>, one: &Unpaired) -> Diagnostic {
    let Unpaired { at, bracket, opened } = *one;
    if let Some((from, open)) = opened {
        let message = say!(
            "`{open}` and `{bracket}` are brackets of two widths",
            "`{open}` と `{bracket}` は、全角と半角が食い違っています"
        );
        let help = say!("write both in the same width", "全角か半角のどちらかに揃えてください。");
        return text.find_part(code, from..at + bracket.len_utf8(), message, help);
    }
    let message = say!("`{bracket}` has no partner", "`{bracket}` に対応する括弧がありません");
    let help =
        say!("add the other bracket, or remove this one", "もう一方の括弧を補うか、取り除いてください。");
    text.find_part(code, at..at + bracket.len_utf8(), message, help)
}

fn closing(open: char) -> Option<char> {
    Some(match open {
        '(' => ')',
        '[' => ']',
        '{' => '}',
        '（' => '）',
        '「' => '」',
        '『' => '』',
        '【' => '】',
        _ => return None,
    })
}

fn closes(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '）' | '」' | '』' | '】')
}

/// An unbalanced bracket.
struct Unpaired {
    at: usize,
    bracket: char,
    /// The bracket that it would close if it had the right width.
    opened: Option<(usize, char)>,
}

/// The last open bracket that `bracket` closes. Nobody means one that is many brackets away.
fn nearest_open(open: &[(usize, char)], bracket: char) -> Option<usize> {
    let near = open.len().saturating_sub(MOST_OF_TEXT);
    open[near..].iter().rposition(|(_, last)| closing(*last) == Some(bracket)).map(|at| near + at)
}

/// The brackets without a counterpart, in the order of the text.
fn unbalanced(text: &str) -> Vec<Unpaired> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut alone = Vec::new();
    let lone = |(at, bracket)| Unpaired { at, bracket, opened: None };
    for (at, c) in text.char_indices() {
        if closing(c).is_some() {
            open.push((at, c));
        } else if closes(c) {
            // `1)` and `a)` number an item and close nothing.
            let numbers = c == ')' && at <= 2 && text[..at].ends_with(char::is_alphanumeric);
            let is_other_width = |last: char| matches!((last, c), ('(', '）') | ('（', ')'));
            match open.last() {
                None if numbers => {}
                Some((_, last)) if is_other_width(*last) => {
                    alone.push(Unpaired { at, bracket: c, opened: open.pop() });
                }
                _ => match nearest_open(&open, c) {
                    Some(own) => alone.extend(open.drain(own..).skip(1).map(lone)),
                    None => alone.push(lone((at, c))),
                },
            }
        }
    }
    alone.extend(open.into_iter().map(lone));
    alone.sort_by_key(|one| one.at);
    alone
}

/// Half-width marks that are wrong beside Japanese, and their replacements.
const MARKS: [(char, &str); 6] =
    [(',', "、"), ('.', "。"), (':', "："), (';', "；"), ('!', "！"), ('?', "？")];

pub(super) fn half_width(code: Code, texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    for text in texts.all.iter().filter(|text| text.language == "ja") {
        for HalfWidth { part, is_sure } in half_width_parts(text.text) {
            let old = &text.text[part.clone()];
            let mark = MARKS.iter().find(|(mark, _)| old.starts_with(*mark));
            let (message, help, new) = match mark {
                Some((_, full)) => (
                    say!(
                        "`{old}` beside Japanese is half as wide as its neighbors",
                        "和文の中に半角の `{old}` があります"
                    ),
                    say!("write `{full}`", "全角の `{full}` を使ってください。"),
                    (*full).to_owned(),
                ),
                None => (
                    say!(
                        "the brackets around Japanese are half as wide as it",
                        "和文が半角の括弧で囲まれています"
                    ),
                    say!("write `（` and `）`", "全角の `（` と `）` を使ってください。"),
                    format!("（{}）", &old[1..old.len() - 1]),
                ),
            };
            let found = text.find_part(code, part, message, help);
            sink.push(if is_sure { found.replacing(old, &new) } else { found });
        }
    }
}

/// A mark, or brackets with their content, of half width beside Japanese.
struct HalfWidth {
    part: Range<usize>,
    /// Whether it is certainly wrong: no abbreviation, no list with spaces, nothing that is half Latin.
    is_sure: bool,
}

fn half_width_parts(text: &str) -> Vec<HalfWidth> {
    let (mut parts, mut open) = (Vec::new(), Vec::new());
    if text.is_ascii() {
        return parts;
    }
    let is_balanced = unbalanced(text).is_empty();
    for (at, c) in text.char_indices() {
        let found = if closing(c).is_some() {
            open.push((at, c));
            None
        } else if closes(c) {
            let from = open.pop().filter(|(_, last)| (*last, c) == ('(', ')')).map(|(from, _)| from);
            from.and_then(|from| {
                let is_sure = brackets(text, from, at)? && is_balanced;
                let is_text = !is_literal(&text[..from]) && !is_literal(&text[..at]);
                is_text.then_some(HalfWidth { part: from..at + 1, is_sure })
            })
        } else {
            let is_sure = mark(text, at, c).filter(|_| !is_literal(&text[..at]));
            is_sure.map(|is_sure| HalfWidth { part: at..at + 1, is_sure })
        };
        parts.extend(found);
    }
    parts
}

/// Whether what follows this is part of an address or of a name in backticks.
fn is_literal(before: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || is_wide(c)).next().unwrap_or_default();
    ["://", "www.", "@"].iter().any(|sign| word.contains(sign)) || before.matches('`').count() % 2 == 1
}

/// Whether brackets at these positions are half-width around Japanese, and whether that is certainly wrong.
fn brackets(text: &str, from: usize, to: usize) -> Option<bool> {
    let (before, inner, after) = (&text[..from], &text[from + 1..to], &text[to + 1..]);
    let at_edge = inner.starts_with(is_japanese) || inner.ends_with(is_japanese);
    let is_wrong = inner.contains(is_japanese) && (at_edge || before.ends_with(is_japanese));
    let fits = |c: char| is_japanese(c) || is_wide(c);
    let is_free = before.is_empty() || before.ends_with(fits);
    let is_followed = |c: char| fits(c) || c == ')' || MARKS.iter().any(|(mark, _)| *mark == c);
    is_wrong.then_some(is_free && (after.is_empty() || after.starts_with(is_followed)))
}

/// Whether a mark is half-width after Japanese, and whether that is certainly wrong.
fn mark(text: &str, at: usize, c: char) -> Option<bool> {
    MARKS.iter().find(|(mark, _)| *mark == c)?;
    let (mut before, mut after) = (&text[..at], &text[at + 1..]);
    if matches!(c, '!' | '?') {
        before = before.trim_end_matches(['!', '?', '！', '？']);
        after = after.trim_start_matches(['!', '?', '！', '？']);
    }
    if !before.ends_with(is_japanese) {
        return None;
    }
    let (next, ends_verb) = (after.chars().next(), before.ends_with(|c| ('ぁ'..='ん').contains(&c)));
    let ends = next.is_none_or(|c| matches!(c, '\n' | ')' | '」' | '』' | '）'));
    let (is_sure, is_wrong) = match (c, next) {
        // Except after the end of a verb it may be an abbreviation.
        ('.', _) if ends => (ends_verb, true),
        ('.', Some(c)) if is_japanese(c) => (false, ends_verb),
        (_, _) if ends => (true, true),
        (_, Some(c)) if is_japanese(c) || is_wide(c) => (c != '.', true),
        (_, Some(' ')) => (false, c != '.'),
        // A name, an address, a time.
        (',' | ';' | '!', Some(c)) => (false, c.is_ascii_alphanumeric()),
        _ => (false, false),
    };
    // A text that uses full-width commas and stops means those.
    let is_other = matches!(c, ',' | '.') && text.contains(['，', '．']);
    is_wrong.then_some(is_sure && !is_other)
}

/// Full-width punctuation and brackets.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{3004}' | '\u{3006}'..='\u{301f}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff1f}')
}

pub(super) fn full_width(code: Code, texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    for text in &texts.all {
        let english = text.language.starts_with("en");
        // Quoted Japanese in an English text keeps its own punctuation.
        let has_japanese = text.text.contains(is_japanese);
        let wrong = |c: char| match c {
            '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => true,
            '、' | '。' | '（' | '）' | '：' | '；' | '，' | '．' | '？' | '！' | '\u{3000}' => {
                english && !has_japanese
            }
            _ => false,
        };
        let (mut start, mut told) = (0, 0);
        for part in text.text.split_inclusive(|c| !wrong(c)) {
            let run = part.trim_end_matches(|c| !wrong(c));
            if !run.is_empty() && told < MOST_OF_TEXT {
                told += 1;
                let message = match run.chars().count() {
                    1 => say!("`{run}` is a full-width character", "全角文字 `{run}` があります"),
                    _ => say!("`{run}` are full-width characters", "全角文字 `{run}` があります"),
                };
                let help = say!("write it half as wide", "半角で書いてください。");
                sink.push(text.find_part(code, start..start + run.len(), message, help));
            }
            start += part.len();
        }
    }
}
