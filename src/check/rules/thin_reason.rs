use super::page;
use super::placeholder_text::placeholder;
use super::thin_evidence::is_thin;
use crate::answers::Reply;
use crate::check::{Rule, Run, SheetCheck};
use crate::say;
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule = Rule { code: codes::THIN_REASON, page: page!("A115"), run: Run::Sheet(run) };

fn run(cx: &SheetCheck<'_>, sink: &mut Vec<Diagnostic>) {
    for index in cx.framework.criterion_indices() {
        let Reply::NotApplicable(reason) = &cx.sheet.answer(index).reply else { continue };
        if placeholder(reason).is_some() || is_thin(reason) {
            let id = &cx.framework[index].id;
            let reason = reason.trim();
            let message = say!(
                "`{reason}` does not say why `{id}` does not apply",
                "`{reason}` では `{id}` が該当しない理由がわかりません"
            );
            let help =
                say!("write a sentence that a reviewer can check", "確認できる理由を文で書いてください。");
            sink.push(cx.answer(index, Diagnostic::new(codes::THIN_REASON, message).help(help)));
        }
    }
}
