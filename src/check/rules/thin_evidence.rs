use super::page;
use super::placeholder_text::placeholder;
use crate::check::{Rule, Run, SheetCheck};
use crate::say;
use crate::source::{Diagnostic, codes};
use crate::text::width;

/// The rule.
pub(super) const RULE: Rule = Rule { code: codes::THIN_EVIDENCE, page: page!("A111"), run: Run::Sheet(run) };

fn run(cx: &SheetCheck<'_>, sink: &mut Vec<Diagnostic>) {
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
                sink.push(cx.answer(index, Diagnostic::new(codes::THIN_EVIDENCE, message).help(help)));
            }
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
pub(in crate::check) fn is_thin(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['.', '。', '!']);
    width(text) < 6 || EMPTY.contains(&text.to_lowercase().as_str())
}
