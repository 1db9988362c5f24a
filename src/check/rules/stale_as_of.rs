use jiff::civil::Date;

use super::page;
use crate::check::{FrameworkCheck, Part, Rule, Run};
use crate::say;
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule = Rule { code: codes::STALE_AS_OF, page: page!("P003"), run: Run::Dated(run) };

fn run(cx: &FrameworkCheck<'_>, day: Date, sink: &mut Vec<Diagnostic>) {
    for (position, programme) in cx.framework.programmes().iter().enumerate() {
        let days = day.since(programme.as_of).map_or(0, |age| age.get_days());
        // A programme that is closed anyway is another finding.
        if days > 548 && programme.closes.is_none_or(|closes| closes >= day) {
            let id = &programme.id;
            let message =
                say!("what is said of `{id}` is {days} days old", "`{id}` の情報は{days}日前のものです");
            let help = say!("look it up again and set `as_of`", "改めて確認し、`as_of` を更新してください。");
            sink.push(cx.at.find(codes::STALE_AS_OF, Part::Programme(position), "as_of", message).help(help));
        }
    }
}
