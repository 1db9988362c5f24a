use super::page;
use crate::answers::Reply;
use crate::check::{Rule, Run, SheetCheck};
use crate::say;
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule = Rule { code: codes::NO_LEVEL, page: page!("A112"), run: Run::Sheet(run) };

fn run(cx: &SheetCheck<'_>, sink: &mut Vec<Diagnostic>) {
    for index in cx.framework.criterion_indices() {
        let answer = cx.sheet.answer(index);
        let has_more = !answer.evidence.is_empty() || answer.note.is_some() || answer.date.is_some();
        if answer.reply == Reply::Unanswered && has_more {
            let id = &cx.framework[index].id;
            let message = say!(
                "`{id}` has a note, a date or evidence, but no answer",
                "`{id}` にメモ・日付・根拠資料がありますが、回答がありません"
            );
            let help = say!("add `level`", "`level` を加えてください。");
            sink.push(cx.answer(index, Diagnostic::new(codes::NO_LEVEL, message).help(help)));
        }
    }
}
