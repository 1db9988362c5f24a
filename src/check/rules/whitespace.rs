use std::ops::Range;

use super::MOST_OF_TEXT;
use crate::check::{TextAt, Texts};
use crate::source::{Code, Diagnostic};
use crate::text::{acts, say};

pub(super) fn outer_space(code: Code, text: &TextAt<'_>) -> Option<Diagnostic> {
    // The quotation marks of paragraphs may be on lines of their own.
    let inner = if text.is_long { text.text.trim_matches(['\n', '\r']) } else { text.text };
    if text.trimmed == inner || text.trimmed.is_empty() {
        return None;
    }
    let message = say!("this text begins or ends with a space", "文の先頭か末尾に空白があります");
    let begin = text.text.len() - text.text.trim_start().len();
    let part = if begin > 0 { 0..begin } else { text.text.trim_end().len()..text.text.len() };
    let old = &text.text[part.clone()];
    let found = text.find_part(code, part, message, say!("remove it", "取り除いてください。"));
    Some(if text.is_long { found } else { found.replacing(old, "") })
}

pub(super) fn double_space(code: Code, texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    for text in texts.all.iter().filter(|text| text.trimmed.contains("  ")) {
        let mut start = 0;
        for line in text.text.split_inclusive('\n') {
            for part in double_spaces(line) {
                let message = say!("there are two spaces in a row", "空白が連続しています");
                let help = say!("keep one of them", "1つにしてください。");
                let part = start + part.start..start + part.end;
                let old = &text.text[part.clone()];
                sink.push(text.find_part(code, part, message, help).replacing(old, " "));
            }
            start += line.len();
        }
    }
}

/// Runs of spaces between words; those at the start or end of a line shape it.
fn double_spaces(line: &str) -> Vec<Range<usize>> {
    let inner = line.trim();
    let mut at = line.len() - line.trim_start().len();
    let mut parts = Vec::new();
    for word in inner.split_inclusive(' ') {
        match parts.last_mut() {
            Some(Range { end, .. }) if word == " " && *end == at => *end += 1,
            _ if word == " " => parts.push(at - 1..at + 1),
            _ => {}
        }
        at += word.len();
    }
    parts
}

pub(super) fn control_character(code: Code, texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    let wrong = |c: char| acts(c) && !matches!(c, '\n' | '\r' | '\t');
    for text in &texts.all {
        for (at, c) in text.text.char_indices().filter(|(_, c)| wrong(*c)).take(MOST_OF_TEXT) {
            let number = format!("U+{:04X}", u32::from(c));
            let message = say!(
                "this text holds the invisible character {number}",
                "目に見えない文字 {number} が含まれています"
            );
            let help = say!("remove it", "取り除いてください。");
            sink.push(text.find_part(code, at..at + c.len_utf8(), message, help));
        }
    }
}

pub(super) fn line_break(code: Code, text: &TextAt<'_>) -> Option<Diagnostic> {
    let at = text.trimmed.find(|c| c == '\t' || (matches!(c, '\n' | '\r') && !text.is_long))?;
    let at = at + text.text.len() - text.text.trim_start().len();
    let message = say!("there is a line break or tab in this text", "文の中に改行かタブがあります");
    let help = say!(
        "write it on one line; it is wrapped where it is shown",
        "1行で書いてください（表示のときに折り返されます）。"
    );
    Some(text.find_part(code, at..at + 1, message, help))
}
