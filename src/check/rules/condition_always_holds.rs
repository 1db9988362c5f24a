use super::page;
use crate::check::{FrameworkCheck, Rule, Run};
use crate::say;
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule =
    Rule { code: codes::CONDITION_ALWAYS, page: page!("R106"), run: Run::Framework(run) };

fn run(cx: &FrameworkCheck<'_>, sink: &mut Vec<Diagnostic>) {
    for (part, condition) in super::conditions(cx.framework) {
        for (fact, choices) in &condition.0 {
            if choices.len() < cx.framework[*fact].choices.len() {
                continue;
            }
            let id = &cx.framework[*fact].id;
            let message = say!(
                "this lists every choice of `{id}` and always holds",
                "`{id}` の全選択肢が並んでおり、常に成り立ちます"
            );
            let help =
                say!("leave some out, or remove the condition", "選択肢を絞るか、条件を削除してください。");
            let path = format!("applies_if.{id}");
            sink.push(cx.at.find(codes::CONDITION_ALWAYS, part, &path, message).help(help));
        }
    }
}
