//! Rules about answer sheets.

use std::collections::BTreeMap;

use super::wording::placeholder;
use crate::answers::{Reply, is_thin};
use crate::check::SheetCheck;
use crate::framework::CriterionIx;
use crate::scoring::State;
use crate::source::{Code, Diagnostic};
use crate::text::say;

pub(super) fn thin_reasons(code: Code, cx: &SheetCheck<'_>, sink: &mut Vec<Diagnostic>) {
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
            sink.push(cx.find(code, index, message, help));
        }
    }
}

pub(super) fn repeated_evidence(code: Code, cx: &SheetCheck<'_>, sink: &mut Vec<Diagnostic>) {
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
        sink.push(cx.find(code, last, message, help));
    }
}

pub(super) fn unproven_claims(code: Code, cx: &SheetCheck<'_>, sink: &mut Vec<Diagnostic>) {
    for index in cx.framework.criterion_indices() {
        let State::Level { claimed, proven, proposed: false } = cx.states[index.get()] else { continue };
        if proven < claimed {
            let id = &cx.framework[index].id;
            let message = say!(
                "`{id}` claims level {claimed}; without evidence {proven} counts as proven",
                "`{id}` はレベル{claimed}としていますが、根拠資料がないためレベル{proven}までが実証済みです"
            );
            let help = say!(
                "name the evidence: `evidence = [\"…\"]`",
                "`evidence = [\"…\"]` に根拠資料を書いてください。"
            );
            sink.push(cx.find(code, index, message, help));
        }
    }
}

pub(super) fn undated_answers(code: Code, cx: &SheetCheck<'_>, sink: &mut Vec<Diagnostic>) {
    if cx.sheet.date.is_some() {
        return;
    }
    let undated = cx.framework.criterion_indices().find(|index| {
        let answer = cx.sheet.answer(*index);
        let answered = !matches!(answer.reply, Reply::Unanswered | Reply::Unknown);
        answered && answer.date.is_none() && cx.framework[*index].valid_days.is_some()
    });
    let Some(index) = undated else { return };
    let id = &cx.framework[index].id;
    let message = say!(
        "the answer to `{id}` ought to age, but neither it nor the sheet has a date",
        "`{id}` の回答には有効期間がありますが、回答にもシートにも日付がありません"
    );
    let help = say!("add `date` to the sheet", "シートに `date` を加えてください。");
    sink.push(cx.find(code, index, message, help));
}

pub(super) fn no_subject(code: Code, cx: &SheetCheck<'_>, sink: &mut Vec<Diagnostic>) {
    if cx.sheet.subject.is_none() {
        let message =
            say!("this sheet does not say whom it is about", "誰についての回答シートかがわかりません");
        let help = say!(
            "add `subject`, the name of what it is about",
            "`subject` に評価の対象の名称を書いてください。"
        );
        let diagnostic = Diagnostic::new(code, message).help(help).key("subject");
        sink.push(match cx.sheet.file() {
            Some(file) => diagnostic.at(file, 0..0),
            None => diagnostic,
        });
    }
}
