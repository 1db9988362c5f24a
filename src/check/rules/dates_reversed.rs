use super::page;
use crate::check::{FrameworkCheck, Part, Rule, Run};
use crate::say;
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule =
    Rule { code: codes::DATES_REVERSED, page: page!("P001"), run: Run::Framework(run) };

fn run(cx: &FrameworkCheck<'_>, sink: &mut Vec<Diagnostic>) {
    for (position, programme) in cx.framework.programmes().iter().enumerate() {
        if let (Some(opens), Some(closes)) = (programme.opens, programme.closes)
            && closes < opens
        {
            let message = say!(
                "it closes on {closes}, before it opens on {opens}",
                "終了日 {closes} が開始日 {opens} より前です"
            );
            let help = say!("put the dates right", "日付を直してください。");
            let part = Part::Programme(position);
            let diagnostic = cx.at.find(codes::DATES_REVERSED, part, "closes", message).help(help);
            sink.push(match cx.at.place(part, "opens") {
                Some(place) => diagnostic.label(place, say!("it opens here", "開始日")),
                None => diagnostic,
            });
        }
    }
}
