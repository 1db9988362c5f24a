use super::page;
use crate::check::{Rule, Run, Texts};
use crate::say;
use crate::source::{Diagnostic, codes};
use crate::text::acts;

/// The rule.
pub(super) const RULE: Rule =
    Rule { code: codes::CONTROL_CHARACTER, page: page!("T016"), run: Run::Texts(run) };

fn run(texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    for text in texts.all.iter().filter(|text| text.sight.hidden) {
        let hidden = |c: char| acts(c) && !matches!(c, '\n' | '\r' | '\t');
        let Some(c) = text.text.chars().find(|c| hidden(*c)) else { continue };
        let number = format!("U+{:04X}", u32::from(c));
        let message = say!(
            "this text holds the invisible character {number}",
            "目に見えない文字 {number} が含まれています"
        );
        let help = say!("remove it", "取り除いてください。");
        sink.push(text.find(codes::CONTROL_CHARACTER, message).help(help));
    }
}
