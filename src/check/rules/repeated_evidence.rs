use std::collections::BTreeMap;

use super::page;
use crate::check::{Rule, Run, SheetCheck};
use crate::framework::CriterionIx;
use crate::say;
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule =
    Rule { code: codes::REPEATED_EVIDENCE, page: page!("A117"), run: Run::Sheet(run) };

fn run(cx: &SheetCheck<'_>, sink: &mut Vec<Diagnostic>) {
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
        sink.push(cx.answer(last, Diagnostic::new(codes::REPEATED_EVIDENCE, message).help(help)));
    }
}
