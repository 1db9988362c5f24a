use crate::check::{Detect, Rule, Texts};
use crate::say;
use crate::source::Diagnostic;

/// A text in another language than its key says.
pub(super) const RULE: Rule = Rule::warning("T020", "wrong-language", Detect::Texts(run));

fn run(texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    for text in &texts.all {
        let wrong = match text.language {
            "ja" => !text.text.contains(super::is_japanese) && text.text.split_whitespace().nth(3).is_some(),
            "en" => !text.text.is_ascii() && is_mostly_japanese(text.text),
            _ => false,
        };
        // The same text in both languages is another finding.
        let same = || texts.siblings(text).any(|other| other.trimmed == text.trimmed);
        if wrong && !same() {
            let language = text.language;
            let message =
                say!("this text is not written in `{language}`", "この文は `{language}` で書かれていません");
            let help = say!("write it in the language of its key", "キーが示す言語で書いてください。");
            sink.push(text.find(RULE, message, help));
        }
    }
}

fn is_mostly_japanese(text: &str) -> bool {
    let japanese = text.chars().filter(|c| super::is_japanese(*c)).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    letters > 4 && japanese * 2 > letters
}
