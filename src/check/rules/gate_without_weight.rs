use crate::check::{Detect, FrameworkCheck, FrameworkPart, Rule};
use crate::say;
use crate::source::Diagnostic;

/// A gate on a stage on which its criterion has no weight.
pub(super) const RULE: Rule = Rule::warning("R105", "gate-without-weight", Detect::Framework(run));

fn run(cx: &FrameworkCheck<'_>, sink: &mut Vec<Diagnostic>) {
    for (position, gate) in cx.framework.gates().iter().enumerate() {
        let criterion = &cx.framework[gate.criterion];
        if criterion.weight(gate.stage) > 0 {
            continue;
        }
        let (id, stage) = (&criterion.id, &cx.framework[gate.stage].id);
        let message = say!(
            "`{id}` is a gate of `{stage}`, but has no weight there",
            "`{id}` は `{stage}` の必須条件ですが、この段階での重みがありません"
        );
        let help = say!(
            "give it a weight, so that the criterion is listed and explained there",
            "重みを設定してください（評価項目がこの段階に表示され、説明されるようになります）。"
        );
        let diagnostic = cx.find(RULE, FrameworkPart::Gate(position), "stage", message, help);
        sink.push(diagnostic.label(
            cx.at.place(FrameworkPart::Criterion(gate.criterion), "weight"),
            say!("its weights", "この評価項目の重み"),
        ));
    }
}
