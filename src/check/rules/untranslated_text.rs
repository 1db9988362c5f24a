use super::page;
use crate::check::{Rule, Run, Texts};
use crate::say;
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule = Rule { code: codes::UNTRANSLATED, page: page!("T008"), run: Run::Texts(run) };

fn run(texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    for text in &texts.all {
        let first = texts.siblings(text).next().filter(|first| first.span.start < text.span.start);
        let Some(first) = first.filter(|first| first.trimmed == text.trimmed) else { continue };
        // Names are the same in every language; sentences are not.
        let is_sentence =
            text.text.split_whitespace().count() > 3 || text.text.chars().any(super::is_japanese);
        if is_sentence {
            let (own, other) = (text.language, first.language);
            let message = say!(
                "the text in `{own}` is the same as in `{other}`",
                "`{own}` の文が `{other}` と同じです"
            );
            let diagnostic = text.find(codes::UNTRANSLATED, message);
            let help = say!("translate it", "翻訳してください。");
            sink.push(diagnostic.help(help).label(first.place(), say!("the same text", "同じ文")));
        }
    }
}
