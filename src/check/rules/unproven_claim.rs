use super::page;
use crate::check::{Rule, Run, SheetCheck};
use crate::say;
use crate::scoring::State;
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule = Rule { code: codes::UNPROVEN_CLAIM, page: page!("A110"), run: Run::Sheet(run) };

fn run(cx: &SheetCheck<'_>, sink: &mut Vec<Diagnostic>) {
    for index in cx.framework.criterion_indices() {
        let State::Level { claimed, proven } = cx.states[index.get()] else { continue };
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
            sink.push(cx.answer(index, Diagnostic::new(codes::UNPROVEN_CLAIM, message).help(help)));
        }
    }
}
