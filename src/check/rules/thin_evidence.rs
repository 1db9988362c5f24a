use super::placeholder_text::placeholder;
use crate::answers::Reply;
use crate::check::{Detect, Rule, SheetCheck};
use crate::say;
use crate::source::Diagnostic;
use crate::text::width;

/// Evidence that nobody could look up.
pub(super) const EVIDENCE: Rule = Rule::warning("A111", "thin-evidence", Detect::Sheet(thin_evidence));
/// "Does not apply" with a reason that says nothing.
pub(super) const REASON: Rule = Rule::warning("A115", "thin-reason", Detect::Sheet(thin_reasons));

fn thin_evidence(cx: &SheetCheck<'_>, sink: &mut Vec<Diagnostic>) {
    for index in cx.framework.criterion_indices() {
        for evidence in &cx.sheet.answer(index).evidence {
            if placeholder(evidence).is_none() && is_thin(evidence) {
                let id = &cx.framework[index].id;
                let evidence = evidence.trim();
                let message = say!(
                    "`{evidence}` is no evidence for `{id}` that one could look up",
                    "`{evidence}` では `{id}` の根拠資料を確認できません"
                );
                let help = say!(
                    "name the document, who wrote it, and its date",
                    "文書名、作成者、日付を書いてください。"
                );
                sink.push(cx.find(EVIDENCE, index, message, help));
            }
        }
    }
}

fn thin_reasons(cx: &SheetCheck<'_>, sink: &mut Vec<Diagnostic>) {
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
            sink.push(cx.find(REASON, index, message, help));
        }
    }
}

/// Words that claim and show nothing.
const EMPTY: [&str; 16] = [
    "yes",
    "ok",
    "okay",
    "done",
    "true",
    "none",
    "n/a",
    "available",
    "exists",
    "confirmed",
    "evidence",
    "あり",
    "あります",
    "対応済み",
    "確認済み",
    "資料あり",
];

/// Whether a text is too short to name anything, or one of the words that name nothing.
fn is_thin(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['.', '。', '!']);
    width(text) < 6 || EMPTY.contains(&text.to_lowercase().as_str())
}
