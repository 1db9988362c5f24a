use super::is_japanese;
use crate::check::{Detect, Rule, TextAt};
use crate::say;
use crate::source::Diagnostic;

/// A full-width character where a half-width one is meant.
pub(super) const RULE: Rule = Rule::warning("T015", "full-width-character", Detect::Text(run));

fn run(text: &TextAt<'_>) -> Option<Diagnostic> {
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
    Some(text.find_part(RULE, at..at + c.len_utf8(), message, help))
}
