use crate::check::{Detect, Rule, Texts};
use crate::say;
use crate::source::Diagnostic;

/// A question that is none.
pub(super) const RULE: Rule = Rule::warning("T009", "no-question-mark", Detect::Texts(run));

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
            sink.push(text.find(RULE, message, help));
        }
    }
}
