use super::page;
use crate::check::{Rule, Run, Texts};
use crate::say;
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule = Rule { code: codes::OUTER_SPACE, page: page!("T010"), run: Run::Texts(run) };

fn run(texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    for text in
        texts.all.iter().filter(|text| text.trimmed.len() < text.text.len() && !text.trimmed.is_empty())
    {
        let message = say!("this text begins or ends with a space", "文の先頭か末尾に空白があります");
        let help = say!("remove it", "取り除いてください。");
        let written = format!("\"{}\"", text.text);
        let diagnostic = text.find(codes::OUTER_SPACE, message).help(help);
        sink.push(diagnostic.replacing(&written, text.trimmed));
    }
}
