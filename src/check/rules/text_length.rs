use crate::check::{Detect, Rule, Texts};
use crate::say;
use crate::source::Diagnostic;

/// A criterion's title that does not fit into tables.
pub(super) const TITLE_TOO_LONG: Rule = Rule::warning("T002", "title-too-long", Detect::Texts(long_titles));
/// A text that nobody reads to its end.
pub(super) const TEXT_TOO_LONG: Rule = Rule::warning("T003", "text-too-long", Detect::Texts(long_texts));
/// A question or level of one word.
pub(super) const TEXT_TOO_SHORT: Rule = Rule::warning("T004", "text-too-short", Detect::Texts(short_texts));

fn long_titles(texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    for text in texts.all.iter().filter(|text| text.section == "criterion" && text.key == "title") {
        let limit = if text.language == "ja" { 16 } else { 30 };
        let length = text.trimmed.chars().count();
        if length > limit {
            let message = say!(
                "this title has {length} characters; tables have room for {limit}",
                "題名が{length}文字あります（表に入るのは{limit}文字まで）"
            );
            let help = say!(
                "shorten it; the question tells the rest",
                "短くしてください（詳しくは質問文で示せます）。"
            );
            sink.push(text.find(TITLE_TOO_LONG, message, help));
        }
    }
}

fn long_texts(texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    for text in &texts.all {
        let limit = match text.key {
            "title" | "label" => 100,
            "question" | "says" | "next" => 240,
            "why" => 800,
            _ => 400,
        };
        // A Japanese character says about as much as two of an alphabet.
        let limit = if text.language == "ja" { limit / 2 } else { limit };
        let length = text.trimmed.chars().count();
        if length > limit {
            let (key, language) = (text.key, text.language);
            let message = say!(
                "`{key}.{language}` has {length} characters, more than {limit}",
                "`{key}.{language}` が{length}文字あります（目安は{limit}文字まで）"
            );
            let help = say!("say it shorter, or in two texts", "短くするか、2つに分けてください。");
            sink.push(text.find(TEXT_TOO_LONG, message, help));
        }
    }
}

fn short_texts(texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    for text in texts.all.iter().filter(|text| matches!(text.key, "question" | "says" | "next" | "why")) {
        let trimmed = text.trimmed;
        let short = if text.language == "ja" {
            trimmed.chars().count() < 5
        } else {
            trimmed.split_whitespace().count() < 2 && trimmed.is_ascii()
        };
        if short && !trimmed.is_empty() {
            let message = say!("this text says almost nothing", "内容がほとんどない文です");
            let help = say!(
                "write a whole sentence that two readers understand alike",
                "誰が読んでも同じ意味に取れる文にしてください。"
            );
            sink.push(text.find(TEXT_TOO_SHORT, message, help));
        }
    }
}
