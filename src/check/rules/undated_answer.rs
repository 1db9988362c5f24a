use crate::answers::Reply;
use crate::check::{Detect, Rule, SheetCheck};
use crate::say;
use crate::source::Diagnostic;

/// An answer that ought to age but has no date.
pub(super) const RULE: Rule = Rule::warning("A113", "undated-answer", Detect::Sheet(run));

fn run(cx: &SheetCheck<'_>, sink: &mut Vec<Diagnostic>) {
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
    sink.push(cx.find(RULE, index, message, help));
}
