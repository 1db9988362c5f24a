use super::page;
use crate::check::{Rule, Run, Texts};
use crate::say;
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule = Rule { code: codes::TEXT_TOO_LONG, page: page!("T003"), run: Run::Texts(run) };

fn run(texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    for text in &texts.all {
        let limit = match text.key {
            "title" | "label" => 100,
            "question" | "says" | "next" => 240,
            "why" => 800,
            _ => 400,
        };
        // A Japanese character says about as much as two of an alphabet.
        let limit = if text.language == "ja" { limit / 2 } else { limit };
        // No text has more characters than bytes.
        if text.text.len() <= limit {
            continue;
        }
        let length = text.trimmed.chars().count();
        if length > limit {
            let (key, language) = (text.key, text.language);
            let message = say!(
                "`{key}.{language}` has {length} characters, more than {limit}",
                "`{key}.{language}` が{length}文字あります（目安は{limit}文字まで）"
            );
            let help = say!("say it shorter, or in two texts", "短くするか、2つに分けてください。");
            sink.push(text.find(codes::TEXT_TOO_LONG, message).help(help));
        }
    }
}
