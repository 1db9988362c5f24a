use super::page;
use crate::check::{FrameworkCheck, Part, Rule, Run};
use crate::say;
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule =
    Rule { code: codes::UNUSED_SOURCE, page: page!("R102"), run: Run::Framework(run) };

fn run(cx: &FrameworkCheck<'_>, sink: &mut Vec<Diagnostic>) {
    for (position, source) in cx.framework.sources().iter().enumerate() {
        if !super::citations(cx.framework).any(|citation| citation.source.get() == position) {
            let id = &source.id;
            let message =
                say!("nothing cites the source `{id}`", "出典 `{id}` はどこからも引用されていません");
            let help = say!(
                "cite it where it says something, or remove it",
                "根拠となる箇所で引用するか、削除してください。"
            );
            let part = Part::Source(super::source(position));
            sink.push(cx.at.find(codes::UNUSED_SOURCE, part, "id", message).help(help));
        }
    }
}
