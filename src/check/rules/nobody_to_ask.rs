use super::page;
use crate::check::{FrameworkCheck, Part, Rule, Run};
use crate::say;
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule =
    Rule { code: codes::NOBODY_TO_ASK, page: page!("P008"), run: Run::Framework(run) };

fn run(cx: &FrameworkCheck<'_>, sink: &mut Vec<Diagnostic>) {
    for (position, programme) in cx.framework.programmes().iter().enumerate() {
        if programme.unverified.is_some() && programme.ask.is_none() {
            let id = &programme.id;
            let message = say!(
                "something of `{id}` is unverified, but nobody is named to ask",
                "`{id}` に未確認の事項がありますが、問い合わせ先がありません"
            );
            let help = say!("add `ask`: whom to ask", "`ask` に問い合わせ先を書いてください。");
            sink.push(
                cx.at.find(codes::NOBODY_TO_ASK, Part::Programme(position), "unverified", message).help(help),
            );
        }
    }
}
