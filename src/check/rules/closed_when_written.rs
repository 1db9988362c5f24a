use super::page;
use crate::check::{FrameworkCheck, Part, Rule, Run};
use crate::say;
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule =
    Rule { code: codes::CLOSED_WHEN_WRITTEN, page: page!("P010"), run: Run::Framework(run) };

fn run(cx: &FrameworkCheck<'_>, sink: &mut Vec<Diagnostic>) {
    for (position, programme) in cx.framework.programmes().iter().enumerate() {
        let as_of = programme.as_of;
        let reversed = programme.opens.zip(programme.closes).is_some_and(|(opens, closes)| closes < opens);
        if let Some(closes) = programme.closes.filter(|closes| *closes < as_of && !reversed) {
            let message = say!(
                "it was over on {closes}, before what is said of it ({as_of})",
                "{closes} に終了しており、情報の日付（{as_of}）より前です"
            );
            let help = say!(
                "look for its next round, or put the dates right",
                "次回の有無を調べるか、日付を直してください。"
            );
            sink.push(
                cx.at
                    .find(codes::CLOSED_WHEN_WRITTEN, Part::Programme(position), "closes", message)
                    .help(help),
            );
        }
    }
}
