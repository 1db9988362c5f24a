use crate::check::{TextAt, Texts};
use crate::source::{Code, Diagnostic};
use crate::text::say;

pub(super) fn long_title(code: Code, text: &TextAt<'_>) -> Option<Diagnostic> {
    let limit = match text.language {
        "en" => 30,
        "ja" => 16,
        _ => return None,
    };
    let length = text.trimmed.chars().count();
    if text.section != "criterion" || text.key != "title" || length <= limit {
        return None;
    }
    let message = say!(
        "this title has {length} characters; tables have room for {limit}",
        "題名が{length}文字あります（表に入るのは{limit}文字まで）"
    );
    let help =
        say!("shorten it; the question says the rest", "短くしてください（詳しくは質問文で示せます）。");
    Some(text.find(code, message, help))
}

pub(super) fn long_text(code: Code, text: &TextAt<'_>) -> Option<Diagnostic> {
    let (key, language) = (text.key, text.language);
    let limit = match key {
        "short" => 60,
        "title" | "label" => 100,
        "question" | "says" | "next" => 240,
        "why" => 800,
        "guidance" => 4000,
        _ => 400,
    };
    // A Japanese character says about as much as two Latin ones.
    let limit = if language == "ja" { limit / 2 } else { limit };
    let length = text.trimmed.chars().count();
    if length <= limit {
        return None;
    }
    let message = say!(
        "`{key}.{language}` has {length} characters, more than {limit}",
        "`{key}.{language}` が{length}文字あります（目安は{limit}文字まで）"
    );
    let help = say!("say it shorter, or in two texts", "短くするか、2つに分けてください。");
    Some(text.find(code, message, help))
}

pub(super) fn short_text(code: Code, text: &TextAt<'_>) -> Option<Diagnostic> {
    let is_short = if text.language == "ja" {
        text.trimmed.chars().count() < 5
    } else {
        text.trimmed.is_ascii() && text.trimmed.split_whitespace().count() < 2
    };
    let is_prose = matches!(text.key, "question" | "next" | "why");
    if !is_prose || !is_short || text.trimmed.is_empty() {
        return None;
    }
    let message = say!("this text says almost nothing", "内容がほとんどない文です");
    let help = say!(
        "write a whole sentence that two readers understand alike",
        "誰が読んでも同じ意味に取れる文にしてください。"
    );
    Some(text.find(code, message, help))
}

pub(super) fn placeholders(code: Code, text: &TextAt<'_>) -> Option<Diagnostic> {
    let (at, mark) = placeholder(text.text)?;
    let message = say!("`{mark}` is still to be written", "`{mark}` が残っています（未記入の文です）");
    let help = say!("write the text", "文を書き上げてください。");
    Some(text.find_part(code, at..at + mark.len(), message, help))
}

const MARKS: [&str; 14] = [
    "TODO",
    "TBD",
    "FIXME",
    "XXX",
    "xxx",
    "Lorem ipsum",
    "lorem ipsum",
    "???",
    "未定稿",
    "仮文",
    "要確認",
    "○○",
    "〇〇",
    "ここに記入",
];

/// The first placeholder in a text, and its position. Letters within a longer word don't count.
pub(super) fn placeholder(text: &str) -> Option<(usize, &'static str)> {
    let is_letter = |c: char| c.is_ascii_alphanumeric();
    // `contains` is much faster than `match_indices`, and hardly any text has a mark.
    MARKS.into_iter().filter(|mark| text.contains(mark)).find_map(|mark| {
        let inside =
            |at: usize| text[..at].ends_with(is_letter) || text[at + mark.len()..].starts_with(is_letter);
        let is_word = mark.chars().all(is_letter);
        let (at, _) = text.match_indices(mark).find(|(at, _)| !is_word || !inside(*at))?;
        Some((at, mark))
    })
}

pub(super) fn repeated_words(code: Code, texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    // In other languages a word may well repeat, as in "die, die die" or "nous nous".
    for text in texts.all.iter().filter(|text| text.language == "en") {
        let (mut last, mut at) = ("", 0);
        for word in text.text.split(' ') {
            let end = at + word.len();
            if lowercase(last).eq(lowercase(word)) && is_word(word) && !matches!(word, "that" | "had") {
                let message = say!("`{word}` is written twice in a row", "`{word}` が続けて2回あります");
                let help = say!("keep one of them", "1つにしてください。");
                sink.push(text.find_part(code, at - 1 - last.len()..end, message, help));
            }
            (last, at) = (word, end + 1);
        }
    }
}

fn lowercase(word: &str) -> impl Iterator<Item = char> {
    word.chars().flat_map(char::to_lowercase)
}

fn is_word(text: &str) -> bool {
    text.chars().nth(1).is_some() && text.chars().all(char::is_alphabetic)
}
