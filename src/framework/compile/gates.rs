use super::names::Context;
use crate::framework::model::{Gate, GateMember, RubricIx};
use crate::framework::raw::{At, Name, RawCriterionNeed, RawGate};
use crate::source::{Diagnostic, Span, codes};
use crate::text::say;

pub(super) fn gates(raw: Vec<RawGate>, rubric: RubricIx, cx: &mut Context<'_>) -> Vec<Gate> {
    let mut out = Vec::new();
    let mut named: Vec<(Name, Name)> = Vec::new();
    for gate in raw {
        let stage_ix = gate.stage.as_ref().and_then(|name| cx.stage(name));
        let is_plain = gate.any_of.is_empty();
        let only = RawCriterionNeed { criterion: gate.criterion, at_least: gate.at_least, span: gate.span };
        let raw_members = if is_plain { vec![only] } else { gate.any_of };
        let count = count(gate.count, raw_members.len(), cx);
        let members = members(&raw_members, rubric, cx);
        let Some(stage) = gate.stage else { continue };
        let first = raw_members.into_iter().next().and_then(|raw| raw.criterion);
        if let Some(criterion) = first.filter(|_| is_plain) {
            let twin = named.iter().find(|(other, at)| other.it == criterion.it && at.it == stage.it);
            if let Some((first, _)) = twin {
                let id = &criterion.it;
                let message = say!(
                    "`{id}` has two gates for the same stage",
                    "`{id}` には同じ段階の必須条件が2つあります"
                );
                let diagnostic = Diagnostic::new(codes::DUPLICATE_GATE, message);
                let first = cx.place(&first.span);
                cx.report(diagnostic.label(first, say!("the first one", "最初の必須条件")), &criterion.span);
                continue;
            }
            named.push((criterion, stage));
        }
        let (Some(members), Some(stage), Some(count)) = (members, stage_ix, count) else { continue };
        let id = gate.id.map(|id| id.it);
        out.push(Gate { id, stage, members, count, because: gate.because });
    }
    out
}

fn count(raw: Option<At<i64>>, members: usize, cx: &mut Context<'_>) -> Option<usize> {
    let Some(raw) = raw else { return Some(1) };
    let count = usize::try_from(raw.it).ok().filter(|count| *count <= members);
    if count.is_none() {
        let wanted = raw.it;
        let message = say!(
            "`count` is {wanted}, but the gate asks for {members} in all",
            "`count` は{wanted}ですが、この必須条件の評価項目は{members}件です"
        );
        let help = say!(
            "lower `count`, or add to `any_of`",
            "`count` を下げるか、`any_of` に評価項目を加えてください。"
        );
        cx.report(Diagnostic::new(codes::OUT_OF_RANGE, message).help(help), &raw.span);
    }
    count
}

/// The members of a gate; `None` if one of them is unknown.
fn members(raw: &[RawCriterionNeed], rubric: RubricIx, cx: &mut Context<'_>) -> Option<Vec<GateMember>> {
    let mut named: Vec<&Name> = Vec::new();
    let mut is_elsewhere: Option<&Name> = None;
    let mut is_here = false;
    let found: Vec<Option<GateMember>> = raw
        .iter()
        .map(|raw| {
            let name = raw.criterion.as_ref()?;
            let criterion = cx.criterion(name)?;
            let at_least = raw.at_least.as_ref().and_then(|level| cx.level(criterion, level));
            is_here |= cx.rubric_of(criterion) == rubric;
            is_elsewhere.get_or_insert(name);
            if let Some(first) = named.iter().find(|other| other.it == name.it) {
                report_twice(name, &first.span, cx);
            }
            named.push(name);
            Some(GateMember { criterion, at_least: at_least? })
        })
        .collect();
    if let Some(name) = is_elsewhere.filter(|_| !is_here) {
        let id = &name.it;
        let message =
            say!("the criterion `{id}` is in another file", "評価項目 `{id}` は別のファイルにあります");
        let help =
            say!("move the gate beside its criterion", "必須条件は評価項目と同じファイルに置いてください。");
        cx.report(Diagnostic::new(codes::GATE_ELSEWHERE, message).help(help), &name.span);
    }
    found.into_iter().collect()
}

fn report_twice(name: &Name, first: &Span, cx: &mut Context<'_>) {
    let id = &name.it;
    let message = say!("the gate asks for `{id}` twice", "この必須条件には `{id}` が2回書かれています");
    let help = say!("keep one of them", "どちらか一方だけにしてください。");
    let first = cx.place(first);
    let diagnostic = Diagnostic::new(codes::DUPLICATE_GATE, message).help(help);
    cx.report(diagnostic.label(first, say!("the first one", "最初の記述")), &name.span);
}
