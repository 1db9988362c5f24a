use crate::check::{Detect, Rule, SheetCheck};
use crate::say;
use crate::source::Diagnostic;

/// A sheet that does not say whom it is about.
pub(super) const RULE: Rule = Rule::info("A114", "no-subject", Detect::Sheet(run));

fn run(cx: &SheetCheck<'_>, sink: &mut Vec<Diagnostic>) {
    if cx.sheet.subject.is_none() {
        let message =
            say!("this sheet does not say whom it is about", "誰についての回答シートかがわかりません");
        let help = say!("add `subject`, the name of the company", "`subject` に企業名を書いてください。");
        let diagnostic = Diagnostic::new(RULE.code, message).help(help).key("subject");
        sink.push(match cx.sheet.file() {
            Some(file) => diagnostic.at(file, 0..0),
            None => diagnostic,
        });
    }
}
