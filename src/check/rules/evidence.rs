use std::collections::BTreeMap;

use super::placeholder_text::placeholder;
use crate::answers::Reply;
use crate::check::{Detect, Rule, SheetCheck};
use crate::framework::CriterionIx;
use crate::say;
use crate::source::Diagnostic;
use crate::text::width;

/// Evidence that nobody could look up.
pub(super) const THIN_EVIDENCE: Rule = Rule::warning("A111", "thin-evidence", Detect::Sheet(thin_evidence));
/// "Does not apply" with a reason that says nothing.
pub(super) const THIN_REASON: Rule = Rule::warning("A115", "thin-reason", Detect::Sheet(thin_reasons));
/// Evidence that does not exist yet.
pub(super) const EVIDENCE_TO_COME: Rule =
    Rule::warning("A116", "evidence-to-come", Detect::Sheet(evidence_to_come));
/// One piece of evidence for many claims.
pub(super) const REPEATED_EVIDENCE: Rule =
    Rule::info("A117", "repeated-evidence", Detect::Sheet(repeated_evidence));

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
                sink.push(cx.find(THIN_EVIDENCE, index, message, help));
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
            sink.push(cx.find(THIN_REASON, index, message, help));
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

fn evidence_to_come(cx: &SheetCheck<'_>, sink: &mut Vec<Diagnostic>) {
    for index in cx.framework.criterion_indices() {
        for evidence in &cx.sheet.answer(index).evidence {
            let lower = evidence.to_lowercase();
            let mark = placeholder(evidence).map(|(_, mark)| mark);
            let Some(mark) = mark.or_else(|| LATER.into_iter().find(|mark| lower.contains(mark))) else {
                continue;
            };
            let id = &cx.framework[index].id;
            let message = say!(
                "the evidence of `{id}` does not exist yet (`{mark}`)",
                "`{id}` の根拠資料はまだ存在しません（`{mark}`）"
            );
            let help = say!(
                "name it when it exists; until then leave it out",
                "存在するようになってから書いてください。"
            );
            sink.push(cx.find(EVIDENCE_TO_COME, index, message, help));
        }
    }
}

/// Words for what is not there yet.
const LATER: [&str; 8] =
    ["to follow", "to come", "coming soon", "will be sent", "not yet", "作成中", "準備中", "後日"];

fn repeated_evidence(cx: &SheetCheck<'_>, sink: &mut Vec<Diagnostic>) {
    let mut uses: BTreeMap<&str, Vec<CriterionIx>> = BTreeMap::new();
    for index in cx.framework.criterion_indices() {
        for evidence in &cx.sheet.answer(index).evidence {
            uses.entry(evidence.trim()).or_default().push(index);
        }
    }
    for (evidence, criteria) in uses.iter().filter(|(_, criteria)| criteria.len() > 3) {
        let count = criteria.len();
        let message = say!(
            "`{evidence}` is to prove {count} claims",
            "`{evidence}` が{count}件の根拠資料になっています"
        );
        let help = say!(
            "say for each which part of it proves it",
            "それぞれ、どの部分が根拠になるかを書いてください。"
        );
        let last = criteria[count - 1];
        sink.push(cx.find(REPEATED_EVIDENCE, last, message, help));
    }
}
