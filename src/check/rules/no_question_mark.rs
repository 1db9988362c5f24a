use super::page;
use crate::check::{Rule, Run, Texts};
use crate::say;
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule = Rule { code: codes::NO_QUESTION, page: page!("T009"), run: Run::Texts(run) };

fn run(texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    for text in texts.all.iter().filter(|text| text.key == "question") {
        let end = text.trimmed.trim_end_matches(['"', ')', '」', '）', '”']);
        let good = match text.language {
            "en" => end.contains('?'),
            "ja" => end.ends_with(['か', '？']) || end.contains("か。") || end.contains("か（"),
            _ => continue,
        };
        if !good && !end.is_empty() {
            let help = match text.language {
                "en" => say!("end it with a question mark", "疑問符で終えてください。"),
                _ => say!("end it with か。 or ？", "「か。」または「？」で終えてください。"),
            };
            let message = say!("this question asks nothing", "質問の形になっていません");
            sink.push(text.find(codes::NO_QUESTION, message).help(help));
        }
    }
}
