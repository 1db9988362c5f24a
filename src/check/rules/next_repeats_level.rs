use super::page;
use crate::check::{Rule, Run, Texts};
use crate::say;
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule = Rule { code: codes::NEXT_REPEATS, page: page!("T018"), run: Run::Texts(run) };

fn run(texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    for same in texts.alike(|text| matches!(text.key, "says" | "next"), |text| (text.parent, text.language)) {
        let Some(level) = same.iter().find(|text| text.key == "says") else { continue };
        for text in same.iter().filter(|text| text.key == "next") {
            let message = say!("this step only repeats a level", "次の行動がレベルの文の繰り返しです");
            let help = say!("say what to do", "何をすればよいかを書いてください。");
            let diagnostic = text.find(codes::NEXT_REPEATS, message).help(help);
            sink.push(diagnostic.label(level.place(), say!("the level", "レベルの文")));
        }
    }
}
