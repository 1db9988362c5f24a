use super::page;
use crate::check::{FrameworkCheck, Part, Rule, Run};
use crate::framework::Need;
use crate::say;
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule =
    Rule { code: codes::DUPLICATE_NEED, page: page!("P005"), run: Run::Framework(run) };

fn run(cx: &FrameworkCheck<'_>, sink: &mut Vec<Diagnostic>) {
    for (position, programme) in cx.framework.programmes().iter().enumerate() {
        for (number, need) in programme.needs.iter().enumerate() {
            let same = |other: &Need| match (need, other) {
                (Need::Stage(own, _), Need::Stage(other, _)) => own == other,
                (Need::Criterion(own, _), Need::Criterion(other, _)) => own == other,
                _ => false,
            };
            if programme.needs[..number].iter().any(same) {
                let message = say!("this is needed twice", "同じ条件が2回あります");
                let help = say!("keep the higher of the two", "高いほうだけを残してください。");
                let path = format!("needs.{number}");
                sink.push(
                    cx.at.find(codes::DUPLICATE_NEED, Part::Programme(position), &path, message).help(help),
                );
            }
        }
    }
}
