use crate::check::{Detect, FrameworkCheck, Rule};
use crate::say;
use crate::source::Diagnostic;

/// Something unverified, and nobody to ask.
pub(super) const RULE: Rule = Rule::warning("P008", "nobody-to-ask", Detect::Framework(run));

fn run(cx: &FrameworkCheck<'_>, sink: &mut Vec<Diagnostic>) {
    for (part, programme) in super::programmes(cx.framework) {
        if programme.unverified.is_some() && programme.ask.is_none() {
            let id = &programme.id;
            let message = say!(
                "something of `{id}` is unverified, but nobody is named to ask",
                "`{id}` に未確認の事項がありますが、問い合わせ先がありません"
            );
            let help = say!("add `ask`: whom to ask", "`ask` に問い合わせ先を書いてください。");
            sink.push(cx.find(RULE, part, "unverified", message, help));
        }
    }
}
