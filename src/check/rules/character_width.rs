use super::is_japanese;
use crate::check::{Detect, Rule, TextAt};
use crate::say;
use crate::source::Diagnostic;

/// ASCII punctuation in Japanese.
pub(super) const HALF_WIDTH: Rule = Rule::warning("T014", "half-width-punctuation", Detect::Text(half_width));
/// A full-width character where a half-width one is meant.
pub(super) const FULL_WIDTH: Rule = Rule::warning("T015", "full-width-character", Detect::Text(full_width));

/// What is wrong beside Japanese, and what to write instead.
const MARKS: [(char, &str); 8] =
    [(',', "、"), ('.', "。"), ('(', "（"), (')', "）"), (':', "："), (';', "；"), ('!', "！"), ('?', "？")];

fn half_width(text: &TextAt<'_>) -> Option<Diagnostic> {
    if text.language != "ja" {
        return None;
    }
    let (at, c, full) = first_half_width(text.text)?;
    let message =
        say!("`{c}` beside Japanese is half as wide as its neighbours", "和文の中に半角の `{c}` があります");
    let help = say!("write `{full}`", "全角の `{full}` を使ってください。");
    Some(text.find_part(HALF_WIDTH, at..at + 1, message, help).replacing(&c.to_string(), full))
}

fn first_half_width(text: &str) -> Option<(usize, char, &'static str)> {
    text.char_indices().find_map(|(at, c)| {
        let (_, full) = MARKS.iter().find(|(mark, _)| *mark == c)?;
        let after_japanese = text[..at].ends_with(is_japanese);
        let rest = &text[at + 1..];
        let wrong = match c {
            '(' if after_japanese => !rest.starts_with(|c: char| c.is_ascii_alphanumeric()),
            '(' => rest.starts_with(is_japanese),
            _ => after_japanese,
        };
        wrong.then_some((at, c, *full))
    })
}

fn full_width(text: &TextAt<'_>) -> Option<Diagnostic> {
    let english = text.language.starts_with("en");
    let wrong = |c: char| match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => true,
        '、' | '。' | '（' | '）' | '：' | '；' | '，' | '．' | '？' | '！' | '\u{3000}' => english,
        _ => false,
    };
    let (at, c) = text.text.char_indices().find(|(_, c)| wrong(*c))?;
    // Quoted Japanese in an English text keeps its own punctuation.
    if !c.is_alphanumeric() && text.text.contains(is_japanese) {
        return None;
    }
    let message = say!("`{c}` is a full-width character", "全角文字 `{c}` があります");
    let help = say!("write it half as wide", "半角で書いてください。");
    Some(text.find_part(FULL_WIDTH, at..at + c.len_utf8(), message, help))
}
