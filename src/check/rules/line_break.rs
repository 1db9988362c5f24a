use super::page;
use crate::check::{Rule, Run, Texts};
use crate::say;
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule = Rule { code: codes::LINE_BREAK, page: page!("T017"), run: Run::Texts(run) };

fn run(texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    for text in texts.all.iter().filter(|text| text.sight.hidden && text.trimmed.contains(['\n', '\r', '\t']))
    {
        let message = say!("there is a line break or tab in this text", "文の中に改行かタブがあります");
        let help = say!(
            "write it on one line; it is wrapped where it is shown",
            "1行で書いてください（表示のときに折り返されます）。"
        );
        sink.push(text.find(codes::LINE_BREAK, message).help(help));
    }
}
