use super::page;
use crate::check::{Rule, Run, Texts};
use crate::say;
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule =
    Rule { code: codes::DUPLICATE_QUESTION, page: page!("T005"), run: Run::Texts(run) };

fn run(texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    for same in texts.alike(|text| text.key == "question", |text| text.language) {
        for text in &same[1..] {
            let message = say!("this question is asked twice", "同じ質問が2回あります");
            let help = say!(
                "ask it once, or say what the difference is",
                "1つにまとめるか、違いがわかるように書き分けてください。"
            );
            let diagnostic = text.find(codes::DUPLICATE_QUESTION, message).help(help);
            sink.push(diagnostic.label(same[0].place(), say!("the same text", "同じ文")));
        }
    }
}
