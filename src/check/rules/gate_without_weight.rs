use super::page;
use crate::check::{FrameworkCheck, Part, Rule, Run};
use crate::say;
use crate::source::{Diagnostic, codes};

/// The rule.
pub(super) const RULE: Rule =
    Rule { code: codes::GATE_WITHOUT_WEIGHT, page: page!("R105"), run: Run::Framework(run) };

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
        let diagnostic =
            cx.at.find(codes::GATE_WITHOUT_WEIGHT, Part::Gate(position), "stage", message).help(help);
        sink.push(match cx.at.place(Part::Criterion(gate.criterion), "weight") {
            Some(place) => diagnostic.label(place, say!("its weights", "この評価項目の重み")),
            None => diagnostic,
        });
    }
}
