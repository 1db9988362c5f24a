use super::page;
use crate::check::{FrameworkCheck, Part, Rule, Run};
use crate::framework::{Need, Verdict};
use crate::say;
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule =
    Rule { code: codes::NEED_ALWAYS_MET, page: page!("P006"), run: Run::Framework(run) };

fn run(cx: &FrameworkCheck<'_>, sink: &mut Vec<Diagnostic>) {
    for (position, programme) in cx.framework.programmes().iter().enumerate() {
        for (number, need) in programme.needs.iter().enumerate() {
            let Need::Stage(_, Verdict::NotAssessed) = need else { continue };
            let message = say!("everybody meets this need", "この条件は必ず満たされます");
            let help =
                say!("ask for a higher verdict, or remove it", "より高い判定を求めるか、削除してください。");
            let path = format!("needs.{number}.verdict");
            sink.push(
                cx.at.find(codes::NEED_ALWAYS_MET, Part::Programme(position), &path, message).help(help),
            );
        }
    }
}
