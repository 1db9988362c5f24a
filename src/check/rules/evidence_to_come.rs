use super::placeholder_text::placeholder;
use crate::check::{Detect, Rule, SheetCheck};
use crate::say;
use crate::source::Diagnostic;

/// Evidence that does not exist yet.
pub(super) const RULE: Rule = Rule::warning("A116", "evidence-to-come", Detect::Sheet(run));

fn run(cx: &SheetCheck<'_>, sink: &mut Vec<Diagnostic>) {
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
            sink.push(cx.find(RULE, index, message, help));
        }
    }
}

/// Words for what is not there yet.
const LATER: [&str; 8] =
    ["to follow", "to come", "coming soon", "will be sent", "not yet", "作成中", "準備中", "後日"];
