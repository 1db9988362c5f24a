use jiff::civil::Date;

use super::page;
use crate::check::{FrameworkCheck, Part, Rule, Run};
use crate::say;
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule =
    Rule { code: codes::PROGRAMME_CLOSED, page: page!("P002"), run: Run::Dated(run) };

fn run(cx: &FrameworkCheck<'_>, day: Date, sink: &mut Vec<Diagnostic>) {
    for (position, programme) in cx.framework.programmes().iter().enumerate() {
        if let Some(closes) = programme.closes.filter(|closes| *closes < day) {
            let id = &programme.id;
            let message = say!("`{id}` closed on {closes}", "`{id}` は {closes} に終了しました");
            let help =
                say!("look for its next round, or remove it", "次回の有無を調べるか、削除してください。");
            sink.push(
                cx.at.find(codes::PROGRAMME_CLOSED, Part::Programme(position), "closes", message).help(help),
            );
        }
    }
}
