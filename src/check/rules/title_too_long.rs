use super::page;
use crate::check::{Rule, Run, Texts};
use crate::say;
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule = Rule { code: codes::TITLE_TOO_LONG, page: page!("T002"), run: Run::Texts(run) };

fn run(texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    for text in texts.all.iter().filter(|text| text.section == "criterion" && text.key == "title") {
        let limit = if text.language == "ja" { 16 } else { 30 };
        let length = text.trimmed.chars().count();
        if length > limit {
            let message = say!(
                "this title has {length} characters; tables have room for {limit}",
                "題名が{length}文字あります（表に入るのは{limit}文字まで）"
            );
            let help = say!(
                "shorten it; the question tells the rest",
                "短くしてください（詳しくは質問文で示せます）。"
            );
            sink.push(text.find(codes::TITLE_TOO_LONG, message).help(help));
        }
    }
}
