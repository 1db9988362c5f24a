use super::page;
use crate::check::{FrameworkCheck, Part, Rule, Run};
use crate::say;
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule =
    Rule { code: codes::UNCITED_PROGRAMME, page: page!("P007"), run: Run::Framework(run) };

fn run(cx: &FrameworkCheck<'_>, sink: &mut Vec<Diagnostic>) {
    for (position, programme) in cx.framework.programmes().iter().enumerate() {
        if programme.sources.is_empty() {
            let id = &programme.id;
            let message = say!("nothing says that `{id}` exists", "`{id}` の出典がありません");
            let help =
                say!("cite the source that describes it", "このプログラムを説明する出典を引用してください。");
            sink.push(
                cx.at
                    .find(codes::UNCITED_PROGRAMME, Part::Programme(position), "sources", message)
                    .help(help),
            );
        }
    }
}
