use crate::check::{Detect, FrameworkCheck, FrameworkPart, Rule};
use crate::framework::Origin;
use crate::say;
use crate::source::Diagnostic;

/// A criterion that names an origin but cites no source.
pub(super) const CRITERION: Rule =
    Rule::warning("R109", "uncited-criterion", Detect::Framework(uncited_criteria));
/// A programme without a source.
pub(super) const PROGRAMME: Rule =
    Rule::warning("P007", "uncited-programme", Detect::Framework(uncited_programmes));

fn uncited_criteria(cx: &FrameworkCheck<'_>, sink: &mut Vec<Diagnostic>) {
    for index in cx.framework.criterion_indices() {
        let criterion = &cx.framework[index];
        let says = matches!(criterion.origin, Some(Origin::Article | Origin::Source));
        if says && criterion.sources.is_empty() {
            let id = &criterion.id;
            let message = say!(
                "`{id}` names an origin, but cites no source",
                "`{id}` は由来を示していますが、出典がありません"
            );
            let help = say!(
                "cite the source, or write `origin = \"proposal\"`",
                "出典を引用するか、`origin = \"proposal\"` としてください。"
            );
            sink.push(cx.find(CRITERION, FrameworkPart::Criterion(index), "sources", message, help));
        }
    }
}

fn uncited_programmes(cx: &FrameworkCheck<'_>, sink: &mut Vec<Diagnostic>) {
    for (part, programme) in super::programmes(cx.framework) {
        if programme.sources.is_empty() {
            let id = &programme.id;
            let message = say!("nothing says that `{id}` exists", "`{id}` の出典がありません");
            let help =
                say!("cite the source that describes it", "このプログラムを説明する出典を引用してください。");
            sink.push(cx.find(PROGRAMME, part, "sources", message, help));
        }
    }
}
