use crate::check::{FrameworkCheck, FrameworkPart};
use crate::framework::{Need, Verdict};
use crate::source::{Code, Diagnostic};
use crate::text::say;

pub(super) fn duplicate_needs(code: Code, cx: &FrameworkCheck<'_>, sink: &mut Vec<Diagnostic>) {
    for (part, programme) in super::programmes(cx.framework) {
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
                sink.push(cx.find(code, part, &path, message, help));
            }
        }
    }
}

pub(super) fn always_met(code: Code, cx: &FrameworkCheck<'_>, sink: &mut Vec<Diagnostic>) {
    for (part, programme) in super::programmes(cx.framework) {
        for (number, need) in programme.needs.iter().enumerate() {
            let Need::Stage(_, Verdict::NotAssessed) = need else { continue };
            let message = say!("everybody meets this need", "この条件は必ず満たされます");
            let help =
                say!("ask for a higher verdict, or remove it", "より高い判定を求めるか、削除してください。");
            let path = format!("needs.{number}.verdict");
            sink.push(cx.find(code, part, &path, message, help));
        }
    }
}

pub(super) fn never_applies(code: Code, cx: &FrameworkCheck<'_>, sink: &mut Vec<Diagnostic>) {
    let framework = cx.framework;
    for (part, programme) in super::programmes(framework) {
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
            let diagnostic = cx.find(code, part, &path, message, help);
            sink.push(diagnostic.label(
                cx.at.place(FrameworkPart::Criterion(*criterion), "applies_if"),
                say!("when the criterion applies", "評価項目の適用条件"),
            ));
        }
    }
}
