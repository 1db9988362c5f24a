use crate::check::Texts;
use crate::source::{Code, Diagnostic, Value};
use crate::text::{is_language_tag, say};

pub(super) fn untranslated(code: Code, texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    for text in &texts.all {
        let first = texts.siblings(text).next().filter(|first| first.span.start < text.span.start);
        let Some(first) = first.filter(|first| first.trimmed == text.trimmed) else { continue };
        // Names are the same in every language; sentences are not.
        let is_sentence = text.text.split_whitespace().count() > 3 || text.text.contains(super::is_japanese);
        if is_sentence {
            let (own, other) = (text.language, first.language);
            let message = say!(
                "the text in `{own}` is the same as in `{other}`",
                "`{own}` の文が `{other}` と同じです"
            );
            let help = say!("translate it", "翻訳してください。");
            let diagnostic = text.find(code, message, help);
            sink.push(diagnostic.label(first.place(), say!("the same text", "同じ文")));
        }
    }
}

pub(super) fn wrong(code: Code, texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    for text in &texts.all {
        let wrong = match text.language {
            "ja" => !text.text.contains(super::is_japanese) && text.text.split_whitespace().nth(3).is_some(),
            "en" => !text.text.is_ascii() && is_mostly_japanese(text.text),
            _ => false,
        };
        // Identical text in both languages is a finding of its own.
        let same = || texts.siblings(text).any(|other| other.trimmed == text.trimmed);
        if wrong && !same() {
            let language = text.language;
            let message =
                say!("this text is not written in `{language}`", "この文は `{language}` で書かれていません");
            let help = say!("write it in the language of its key", "キーが示す言語で書いてください。");
            sink.push(text.find(code, message, help));
        }
    }
}

fn is_mostly_japanese(text: &str) -> bool {
    let japanese = text.chars().filter(|c| super::is_japanese(*c)).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    letters > 4 && japanese * 2 > letters
}

pub(super) fn tags(code: Code, texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    for document in texts.documents {
        let languages = document.table().and_then(|table| table.get("languages"));
        let Some(items) = languages.and_then(Value::as_array) else { continue };
        for item in items.items() {
            let Some(tag) = item.as_text().filter(|tag| !is_language_tag(tag)) else { continue };
            let message = say!("`{tag}` is not a language tag", "`{tag}` は言語タグではありません");
            let help = say!(
                "use a tag such as `en`, `ja` or `pt-BR`",
                "`en`、`ja`、`pt-BR` のようなタグを使ってください。"
            );
            let diagnostic = Diagnostic::new(code, message).help(help);
            sink.push(diagnostic.at(&document.file, item.span()));
        }
    }
}
