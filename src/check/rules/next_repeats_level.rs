use super::page;
use crate::check::{Rule, Run, Texts};
use crate::say;
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule = Rule { code: codes::NEXT_REPEATS, page: page!("T018"), run: Run::Texts(run) };

fn run(texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    for text in texts.all.iter().filter(|text| text.key == "next") {
        let words = text.text.trim();
        let same = texts.beside(text).find(|other| {
            let siblings = other.key == "says" && other.language == text.language;
            siblings && other.text.trim() == words
        });
        let Some(same) = same else { continue };
        let message = say!("this step only repeats a level", "次の行動がレベルの文の繰り返しです");
        let help = say!("say what to do", "何をすればよいかを書いてください。");
        let diagnostic = text.find(codes::NEXT_REPEATS, message).help(help);
        sink.push(diagnostic.label(same.place(), say!("the level", "レベルの文")));
    }
}
