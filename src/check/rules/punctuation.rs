use super::is_japanese;
use crate::check::TextAt;
use crate::source::{Code, Diagnostic};
use crate::text::say;

pub(super) fn no_question_mark(code: Code, text: &TextAt<'_>) -> Option<Diagnostic> {
    let end = text.trimmed.trim_end_matches(['"', ')', '」', '）', '”']);
    let (asks, help) = match text.language {
        "en" => (end.contains('?'), say!("end it with a question mark", "疑問符で終えてください。")),
        "ja" => (
            end.ends_with(['か', '？']) || end.contains("か。") || end.contains("か（"),
            say!("end it with か。 or ？", "「か。」または「？」で終えてください。"),
        ),
        _ => return None,
    };
    if text.key != "question" || asks || end.is_empty() {
        return None;
    }
    Some(text.find(code, say!("this question asks nothing", "質問の形になっていません"), help))
}

pub(super) fn unbalanced_brackets(code: Code, text: &TextAt<'_>) -> Option<Diagnostic> {
    let (at, bracket) = unbalanced(text.text)?;
    let message = say!("`{bracket}` has no partner", "`{bracket}` に対応する括弧がありません");
    let help =
        say!("add the other bracket, or remove this one", "もう一方の括弧を補うか、取り除いてください。");
    Some(text.find_part(code, at..at + bracket.len_utf8(), message, help))
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

/// The first bracket that closes nothing, or else the last one that is not closed.
fn unbalanced(text: &str) -> Option<(usize, char)> {
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, c) in text.char_indices() {
        if closing(c).is_some() {
            open.push((at, c));
        } else if matches!(c, ')' | ']' | '}' | '）' | '」' | '』' | '】') {
            // `1)` and `a)` number an item, they close nothing.
            let numbers = c == ')' && at <= 2 && text[..at].ends_with(char::is_alphanumeric);
            match open.pop() {
                Some((_, last)) if closing(last) == Some(c) => {}
                None if numbers => {}
                _ => return Some((at, c)),
            }
        }
    }
    open.pop()
}

/// What is wrong beside Japanese, and what to write instead.
const MARKS: [(char, &str); 8] =
    [(',', "、"), ('.', "。"), ('(', "（"), (')', "）"), (':', "："), (';', "；"), ('!', "！"), ('?', "？")];

pub(super) fn half_width(code: Code, text: &TextAt<'_>) -> Option<Diagnostic> {
    if text.language != "ja" {
        return None;
    }
    let (at, c, full) = first_half_width(text.text)?;
    let message =
        say!("`{c}` beside Japanese is half as wide as its neighbours", "和文の中に半角の `{c}` があります");
    let help = say!("write `{full}`", "全角の `{full}` を使ってください。");
    Some(text.find_part(code, at..at + 1, message, help).replacing(&c.to_string(), full))
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

pub(super) fn full_width(code: Code, text: &TextAt<'_>) -> Option<Diagnostic> {
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
    Some(text.find_part(code, at..at + c.len_utf8(), message, help))
}
