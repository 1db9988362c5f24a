use super::page;
use crate::check::{Rule, Run, Texts};
use crate::say;
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule = Rule { code: codes::COPIED_TEXT, page: page!("T007"), run: Run::Texts(run) };

fn run(texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    for same in
        texts.alike(|text| matches!(text.key, "why" | "proof" | "because"), |text| (text.key, text.language))
    {
        for text in &same[1..] {
            let message = say!("this text is a copy of another one", "ほかの箇所と同じ文です");
            let help = say!("say what is special here", "この項目に固有の内容を書いてください。");
            let diagnostic = text.find(codes::COPIED_TEXT, message).help(help);
            sink.push(diagnostic.label(same[0].place(), say!("the same text", "同じ文")));
        }
    }
}
