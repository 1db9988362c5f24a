use std::collections::BTreeSet;

use crate::check::{FrameworkCheck, FrameworkPart};
use crate::framework::Origin;
use crate::source::{Code, Diagnostic};
use crate::text::say;

pub(super) fn uncited_criteria(code: Code, cx: &FrameworkCheck<'_>, sink: &mut Vec<Diagnostic>) {
    for (part, criterion) in super::criteria(cx.framework) {
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
            sink.push(cx.find(code, part, "sources", message, help));
        }
    }
}

pub(super) fn uncited_programmes(code: Code, cx: &FrameworkCheck<'_>, sink: &mut Vec<Diagnostic>) {
    for (part, programme) in super::programmes(cx.framework) {
        if programme.sources.is_empty() {
            let id = &programme.id;
            let message = say!("nothing says that `{id}` exists", "`{id}` の出典がありません");
            let help =
                say!("cite the source that describes it", "このプログラムを説明する出典を引用してください。");
            sink.push(cx.find(code, part, "sources", message, help));
        }
    }
}

pub(super) fn no_proof(code: Code, cx: &FrameworkCheck<'_>, sink: &mut Vec<Diagnostic>) {
    for (part, criterion) in super::criteria(cx.framework) {
        let is_silent = |from: u8| (from..=criterion.top()).any(|level| criterion.proof_of(level).is_none());
        if criterion.evidence_from.is_some_and(is_silent) {
            let id = &criterion.id;
            let message = say!(
                "`{id}` asks for evidence, but does not say which",
                "`{id}` は根拠資料を求めていますが、何が必要かを示していません"
            );
            let help = say!(
                "add `proof`: what would count as evidence",
                "`proof` に、根拠資料として認めるものを書いてください。"
            );
            sink.push(cx.find(code, part, "evidence_from", message, help));
        }
    }
}

pub(super) fn nobody_to_ask(code: Code, cx: &FrameworkCheck<'_>, sink: &mut Vec<Diagnostic>) {
    for (part, programme) in super::programmes(cx.framework) {
        if programme.unverified.is_some() && programme.ask.is_none() {
            let id = &programme.id;
            let message = say!(
                "something of `{id}` is unverified, but nobody is named to ask",
                "`{id}` に未確認の事項がありますが、問い合わせ先がありません"
            );
            let help = say!("add `ask`: whom to ask", "`ask` に問い合わせ先を書いてください。");
            sink.push(cx.find(code, part, "unverified", message, help));
        }
    }
}

pub(super) fn gate_weights(code: Code, cx: &FrameworkCheck<'_>, sink: &mut Vec<Diagnostic>) {
    let framework = cx.framework;
    let asked = framework.gates().iter().enumerate();
    let asked = asked.flat_map(|(position, gate)| gate.members.iter().map(move |own| (position, gate, own)));
    for (position, gate, own) in asked {
        let criterion = &framework[own.criterion];
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
        let diagnostic = cx.find(code, FrameworkPart::Gate(position), "stage", message, help);
        sink.push(diagnostic.label(
            cx.at.place(FrameworkPart::Criterion(own.criterion), "weight"),
            say!("its weights", "この評価項目の重み"),
        ));
    }
}

pub(super) fn lone_criteria(code: Code, cx: &FrameworkCheck<'_>, sink: &mut Vec<Diagnostic>) {
    let rubrics = cx.framework.rubrics();
    for rubric in rubrics.iter().filter(|rubric| rubric.criteria.len() == 1 && rubrics.len() > 1) {
        let (index, id) = (rubric.criteria[0], &rubric.id);
        let message = say!("`{id}` has only one criterion", "`{id}` の評価項目は1つだけです");
        let help = say!(
            "one answer decides the whole rubric; ask it in parts",
            "1つの回答でルーブリック全体が決まります。質問を分けてください。"
        );
        sink.push(cx.find(code, FrameworkPart::Criterion(index), "id", message, help));
    }
}

/// If some levels state their effort, every other level below the top should.
pub(super) fn efforts(code: Code, cx: &FrameworkCheck<'_>, sink: &mut Vec<Diagnostic>) {
    if cx.framework.counts_steps() {
        return;
    }
    let mut told = BTreeSet::new();
    for (part, criterion) in super::criteria(cx.framework) {
        // Missing efforts of shared levels are reported once.
        if criterion.level_set.is_some_and(|set| !told.insert(set)) {
            continue;
        }
        let below_top = criterion.levels[..usize::from(criterion.top())].iter().enumerate();
        for (number, _) in below_top.filter(|(_, level)| level.effort.is_none()) {
            let id = &criterion.id;
            let message = say!(
                "level {number} of `{id}` gives no effort, but other levels do",
                "`{id}` のレベル{number}に工数がありません（他のレベルには記載があります）"
            );
            let help = say!(
                "add `effort`, or take it away everywhere; a plan counts 1 here",
                "`effort` を書くか、すべてのレベルから削除してください。計画では1と数えます。"
            );
            sink.push(cx.find(code, part, &format!("level.{number}"), message, help));
        }
    }
}
