use crate::check::{Detect, Rule, SheetCheck};
use crate::say;
use crate::scoring::State;
use crate::source::Diagnostic;

/// A claim that needs evidence and has none.
pub(super) const RULE: Rule = Rule::info("A110", "unproven-claim", Detect::Sheet(run));

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
            sink.push(cx.find(RULE, index, message, help));
        }
    }
}
