use super::page;
use crate::check::{FrameworkCheck, Part, Rule, Run};
use crate::say;
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule =
    Rule { code: codes::UNUSED_PASSAGE, page: page!("R103"), run: Run::Framework(run) };

fn run(cx: &FrameworkCheck<'_>, sink: &mut Vec<Diagnostic>) {
    for (position, source) in cx.framework.sources().iter().enumerate() {
        let cited = |passage: &String| {
            super::citations(cx.framework).any(|citation| {
                citation.source.get() == position && citation.passage.as_ref() == Some(passage)
            })
        };
        for (number, passage) in source.passages.iter().enumerate().filter(|(_, passage)| !cited(passage)) {
            let id = &source.id;
            let message =
                say!("nothing cites `{id}#{passage}`", "`{id}#{passage}` はどこからも引用されていません");
            let help = say!(
                "ask about it, or take it out of `passages`",
                "この箇所に対応する質問を加えるか、`passages` から外してください。"
            );
            let part = Part::Source(super::source(position));
            let path = format!("passages.{number}");
            sink.push(cx.at.find(codes::UNUSED_PASSAGE, part, &path, message).help(help));
        }
    }
}
