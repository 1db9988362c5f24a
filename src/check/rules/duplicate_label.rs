use super::page;
use crate::check::{Rule, Run, Texts};
use crate::say;
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule =
    Rule { code: codes::DUPLICATE_LABEL, page: page!("T021"), run: Run::Texts(run) };

fn run(texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    for same in texts.alike(
        |text| matches!(text.key, "label" | "title"),
        |text| (text.parent, text.section, text.key, text.language),
    ) {
        for text in &same[1..] {
            let message = say!("two of these have the same name", "同じ名前のものが2つあります");
            let help = say!("give them names that a reader can tell apart", "区別できる名前にしてください。");
            let diagnostic = text.find(codes::DUPLICATE_LABEL, message).help(help);
            sink.push(diagnostic.label(same[0].place(), say!("the same text", "同じ文")));
        }
    }
}
