use crate::check::{Detect, Rule, TextAt, Texts};
use crate::say;
use crate::source::Diagnostic;

/// A step that only repeats the level it leads from or to.
pub(super) const RULE: Rule = Rule::warning("T018", "next-repeats-level", Detect::Texts(run));

fn run(texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    let own = |text: &TextAt<'_>| matches!(text.key, "says" | "next");
    for same in texts.alike(|text| own(text).then_some((text.parent, text.language))) {
        let Some(level) = same.iter().find(|text| text.key == "says") else { continue };
        for text in same.iter().filter(|text| text.key == "next") {
            let message = say!("this step only repeats a level", "次の行動がレベルの文の繰り返しです");
            let help = say!("say what to do", "何をすればよいかを書いてください。");
            let diagnostic = text.find(RULE, message, help);
            sink.push(diagnostic.label(level.place(), say!("the level", "レベルの文")));
        }
    }
}
