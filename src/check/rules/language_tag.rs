use crate::check::{Detect, Rule, Texts};
use crate::say;
use crate::source::{Diagnostic, Value};

/// A language that is no language tag.
pub(super) const RULE: Rule = Rule::warning("T019", "language-tag", Detect::Texts(run));

fn run(texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    for document in texts.documents {
        let languages = document.table().and_then(|table| table.get("languages"));
        let Some(items) = languages.and_then(Value::as_array) else { continue };
        for item in items.items() {
            let Some(tag) = item.as_text().filter(|tag| !is_tag(tag)) else { continue };
            let message = say!("`{tag}` is not the tag of a language", "`{tag}` は言語タグではありません");
            let help = say!(
                "use a tag such as `en`, `ja` or `pt-BR`",
                "`en`、`ja`、`pt-BR` のようなタグを使ってください。"
            );
            let diagnostic = Diagnostic::new(RULE.code, message).help(help);
            sink.push(diagnostic.at(&document.file, item.span()));
        }
    }
}

fn is_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    (2..=3).contains(&first.len())
        && first.bytes().all(|b| b.is_ascii_lowercase())
        && parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}
