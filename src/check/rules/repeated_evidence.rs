use std::collections::BTreeMap;

use crate::check::{Detect, Rule, SheetCheck};
use crate::framework::CriterionIx;
use crate::say;
use crate::source::Diagnostic;

/// One piece of evidence for many claims.
pub(super) const RULE: Rule = Rule::info("A117", "repeated-evidence", Detect::Sheet(run));

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
        sink.push(cx.find(RULE, last, message, help));
    }
}
