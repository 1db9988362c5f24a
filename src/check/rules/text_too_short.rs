use super::page;
use crate::check::{Rule, Run, Texts};
use crate::say;
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule = Rule { code: codes::TEXT_TOO_SHORT, page: page!("T004"), run: Run::Texts(run) };

fn run(texts: &Texts<'_>, sink: &mut Vec<Diagnostic>) {
    for text in texts.all.iter().filter(|text| matches!(text.key, "question" | "says" | "next" | "why")) {
        let trimmed = text.trimmed;
        let short = if text.language == "ja" {
            trimmed.chars().nth(4).is_none()
        } else {
            trimmed.split_whitespace().nth(1).is_none() && trimmed.is_ascii()
        };
        if short && !trimmed.is_empty() {
            let message = say!("this text says almost nothing", "内容がほとんどない文です");
            let help = say!(
                "write a whole sentence that two readers understand alike",
                "誰が読んでも同じ意味に取れる文にしてください。"
            );
            sink.push(text.find(codes::TEXT_TOO_SHORT, message).help(help));
        }
    }
}
