use super::is_japanese;
use crate::check::{Detect, Rule, Texts};
use crate::say;
use crate::source::Diagnostic;

/// A full-width character where a half-width one is meant.
pub(super) const RULE: Rule = Rule::warning("T015", "full-width-character", Detect::Texts(run));

fn run(texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    for text in &texts.all {
        let english = text.language.starts_with("en");
        let wrong = |c: char| match c {
            '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => true,
            '、' | '。' | '（' | '）' | '：' | '；' | '，' | '．' | '？' | '！' | '\u{3000}' => {
                english
            }
            _ => false,
        };
        let Some((at, c)) = text.text.char_indices().find(|(_, c)| wrong(*c)) else { continue };
        // Quoted Japanese in an English text keeps its own punctuation.
        if !c.is_alphanumeric() && text.text.contains(is_japanese) {
            continue;
        }
        let message = say!("`{c}` is a full-width character", "全角文字 `{c}` があります");
        let help = say!("write it half as wide", "半角で書いてください。");
        sink.push(text.find_part(RULE, at..at + c.len_utf8(), message, help));
    }
}
