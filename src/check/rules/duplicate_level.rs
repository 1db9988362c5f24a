use super::page;
use crate::check::{Rule, Run, Texts};
use crate::say;
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule =
    Rule { code: codes::DUPLICATE_LEVEL, page: page!("T006"), run: Run::Texts(run) };

fn run(texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    for same in
        texts.alike(|text| text.section == "level" && text.key == "says", |text| (text.parent, text.language))
    {
        for text in &same[1..] {
            let message = say!("two levels of this criterion say the same", "同じ内容のレベルが2つあります");
            let help = say!(
                "say what the higher one has that the lower one lacks",
                "上のレベルで何が加わるのかを書いてください。"
            );
            let diagnostic = text.find(codes::DUPLICATE_LEVEL, message).help(help);
            sink.push(diagnostic.label(same[0].place(), say!("the same text", "同じ文")));
        }
    }
}
