use crate::check::{Detect, Rule, TextAt};
use crate::say;
use crate::source::Diagnostic;

/// A question that asks nothing.
pub(super) const RULE: Rule = Rule::warning("T009", "no-question-mark", Detect::Text(run));

fn run(text: &TextAt<'_>) -> Option<Diagnostic> {
    let end = text.trimmed.trim_end_matches(['"', ')', '」', '）', '”']);
    let (asks, help) = match text.language {
        "en" => (end.contains('?'), say!("end it with a question mark", "疑問符で終えてください。")),
        "ja" => (
            end.ends_with(['か', '？']) || end.contains("か。") || end.contains("か（"),
            say!("end it with か。 or ？", "「か。」または「？」で終えてください。"),
        ),
        _ => return None,
    };
    if text.key != "question" || asks || end.is_empty() {
        return None;
    }
    Some(text.find(RULE, say!("this question asks nothing", "質問の形になっていません"), help))
}
