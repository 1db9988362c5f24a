use super::page;
use crate::check::{FrameworkCheck, Part, Rule, Run};
use crate::framework::Need;
use crate::say;
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule =
    Rule { code: codes::NEED_NEVER_APPLIES, page: page!("P009"), run: Run::Framework(run) };

fn run(cx: &FrameworkCheck<'_>, sink: &mut Vec<Diagnostic>) {
    let framework = cx.framework;
    for (position, programme) in framework.programmes().iter().enumerate() {
        for (number, need) in programme.needs.iter().enumerate() {
            let Need::Criterion(criterion, _) = need else { continue };
            let both = programme.condition.0.iter().chain(&framework[*criterion].condition.0);
            let demands: Vec<_> = both.map(|(fact, choices)| (*fact, choices.as_slice())).collect();
            if framework.fact_indices().all(|fact| super::can_meet(framework, fact, &demands)) {
                continue;
            }
            let id = &framework[*criterion].id;
            let message = say!(
                "`{id}` never applies to whom this programme is for",
                "このプログラムの対象者には `{id}` が該当しません"
            );
            let help = say!(
                "need something else, or look at both `applies_if`",
                "別の条件にするか、両方の `applies_if` を見直してください。"
            );
            let path = format!("needs.{number}");
            let diagnostic =
                cx.at.find(codes::NEED_NEVER_APPLIES, Part::Programme(position), &path, message).help(help);
            sink.push(match cx.at.place(Part::Criterion(*criterion), "applies_if") {
                Some(place) => {
                    diagnostic.label(place, say!("when the criterion applies", "評価項目の適用条件"))
                }
                None => diagnostic,
            });
        }
    }
}
