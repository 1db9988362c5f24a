use crate::check::{Detect, Rule, Texts};
use crate::say;
use crate::source::Diagnostic;

/// The same sentence in two languages.
pub(super) const RULE: Rule = Rule::warning("T008", "untranslated-text", Detect::Texts(run));

fn run(texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
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
            let diagnostic = text.find(RULE, message, help);
            sink.push(diagnostic.label(first.place(), say!("the same text", "同じ文")));
        }
    }
}
