use super::page;
use crate::check::{Rule, Run, Texts};
use crate::say;
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule = Rule { code: codes::DOUBLE_SPACE, page: page!("T011"), run: Run::Texts(run) };

fn run(texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    for text in texts.all.iter().filter(|text| text.sight.two_spaces) {
        let start = text.text.len() - text.text.trim_start().len();
        let Some(at) = text.trimmed.find("  ").map(|at| start + at) else { continue };
        let message = say!("there are two spaces in a row", "空白が連続しています");
        let help = say!("keep one of them", "1つにしてください。");
        sink.push(text.find_part(codes::DOUBLE_SPACE, at, at + 2, message).help(help).replacing("  ", " "));
    }
}
