use crate::check::{Detect, Rule, TextAt};
use crate::say;
use crate::source::Diagnostic;

/// A criterion's title that does not fit into tables.
pub(super) const TITLE_TOO_LONG: Rule = Rule::warning("T002", "title-too-long", Detect::Text(long_title));
/// A text that nobody reads to its end.
pub(super) const TEXT_TOO_LONG: Rule = Rule::warning("T003", "text-too-long", Detect::Text(long_text));
/// A question or level of one word.
pub(super) const TEXT_TOO_SHORT: Rule = Rule::warning("T004", "text-too-short", Detect::Text(short_text));

fn long_title(text: &TextAt<'_>) -> Option<Diagnostic> {
    let limit = if text.language == "ja" { 16 } else { 30 };
    let length = text.trimmed.chars().count();
    if text.section != "criterion" || text.key != "title" || length <= limit {
        return None;
    }
    let message = say!(
        "this title has {length} characters; tables have room for {limit}",
        "題名が{length}文字あります（表に入るのは{limit}文字まで）"
    );
    let help =
        say!("shorten it; the question tells the rest", "短くしてください（詳しくは質問文で示せます）。");
    Some(text.find(TITLE_TOO_LONG, message, help))
}

fn long_text(text: &TextAt<'_>) -> Option<Diagnostic> {
    let (key, language) = (text.key, text.language);
    let limit = match key {
        "title" | "label" => 100,
        "question" | "says" | "next" => 240,
        "why" => 800,
        _ => 400,
    };
    // A Japanese character says about as much as two of an alphabet.
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
    Some(text.find(TEXT_TOO_LONG, message, help))
}

fn short_text(text: &TextAt<'_>) -> Option<Diagnostic> {
    let is_short = if text.language == "ja" {
        text.trimmed.chars().count() < 5
    } else {
        text.trimmed.is_ascii() && text.trimmed.split_whitespace().count() < 2
    };
    let is_prose = matches!(text.key, "question" | "says" | "next" | "why");
    if !is_prose || !is_short || text.trimmed.is_empty() {
        return None;
    }
    let message = say!("this text says almost nothing", "内容がほとんどない文です");
    let help = say!(
        "write a whole sentence that two readers understand alike",
        "誰が読んでも同じ意味に取れる文にしてください。"
    );
    Some(text.find(TEXT_TOO_SHORT, message, help))
}
