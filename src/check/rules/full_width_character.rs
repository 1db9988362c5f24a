use super::page;
use crate::check::{Rule, Run, Texts};
use crate::say;
use crate::source::{Diagnostic, codes, positions};

/// The rule.
pub(super) const RULE: Rule = Rule { code: codes::FULL_WIDTH, page: page!("T015"), run: Run::Texts(run) };

fn run(texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    for text in texts.all.iter().filter(|text| !text.text.is_ascii()) {
        let japanese = text.language == "ja";
        let wrong = |c: &char| match c {
            '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => true,
            '、' | '。' | '（' | '）' | '：' | '；' | '，' | '．' | '？' | '！' | '\u{3000}' => {
                !japanese && text.language.starts_with("en")
            }
            _ => false,
        };
        let found = if japanese {
            // What is wrong in Japanese begins with one byte.
            let mut begins = positions(text.text.as_bytes(), 0xef);
            begins.find_map(|at| Some((at, text.text[at..].chars().next().filter(wrong)?)))
        } else {
            text.text.char_indices().find(|(_, c)| wrong(c))
        };
        let Some((at, c)) = found else { continue };
        // Quoted Japanese in an English text keeps its own punctuation.
        if !c.is_alphanumeric() && text.text.chars().any(super::is_japanese) {
            continue;
        }
        let message = say!("`{c}` is a full-width character", "全角文字 `{c}` があります");
        let help = say!("write it half as wide", "半角で書いてください。");
        sink.push(text.find_part(codes::FULL_WIDTH, at, at + c.len_utf8(), message).help(help));
    }
}
