use crate::check::{Detect, FrameworkCheck, FrameworkPart, Rule};
use crate::framework::Origin;
use crate::say;
use crate::source::Diagnostic;

/// A criterion that names an origin but cites no source.
pub(super) const UNCITED_CRITERION: Rule =
    Rule::warning("R109", "uncited-criterion", Detect::Framework(uncited_criteria));
/// A programme without a source.
pub(super) const UNCITED_PROGRAMME: Rule =
    Rule::warning("P007", "uncited-programme", Detect::Framework(uncited_programmes));
/// A criterion that asks for evidence but does not say which.
pub(super) const NO_PROOF: Rule = Rule::warning("R110", "no-proof", Detect::Framework(no_proof));
/// Something unverified, and nobody to ask.
pub(super) const NOBODY_TO_ASK: Rule =
    Rule::warning("P008", "nobody-to-ask", Detect::Framework(nobody_to_ask));

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
            sink.push(cx.find(UNCITED_CRITERION, FrameworkPart::Criterion(index), "sources", message, help));
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
            sink.push(cx.find(UNCITED_PROGRAMME, part, "sources", message, help));
        }
    }
}

fn no_proof(cx: &FrameworkCheck<'_>, sink: &mut Vec<Diagnostic>) {
    for index in cx.framework.criterion_indices() {
        let criterion = &cx.framework[index];
        if criterion.evidence_from.is_some() && criterion.proof.is_none() {
            let id = &criterion.id;
            let message = say!(
                "`{id}` asks for evidence, but does not say which",
                "`{id}` は根拠資料を求めていますが、何が必要かを示していません"
            );
            let help = say!(
                "add `proof`: what would count as evidence",
                "`proof` に、根拠資料として認めるものを書いてください。"
            );
            sink.push(cx.find(NO_PROOF, FrameworkPart::Criterion(index), "evidence_from", message, help));
        }
    }
}

fn nobody_to_ask(cx: &FrameworkCheck<'_>, sink: &mut Vec<Diagnostic>) {
    for (part, programme) in super::programmes(cx.framework) {
        if programme.unverified.is_some() && programme.ask.is_none() {
            let id = &programme.id;
            let message = say!(
                "something of `{id}` is unverified, but nobody is named to ask",
                "`{id}` に未確認の事項がありますが、問い合わせ先がありません"
            );
            let help = say!("add `ask`: whom to ask", "`ask` に問い合わせ先を書いてください。");
            sink.push(cx.find(NOBODY_TO_ASK, part, "unverified", message, help));
        }
    }
}
