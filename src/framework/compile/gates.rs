use super::names::Context;
use crate::framework::model::{Gate, RubricIx};
use crate::framework::raw::{Name, RawGate};
use crate::source::{Diagnostic, codes};
use crate::text::say;

pub(super) fn gates(raw: Vec<RawGate>, rubric: RubricIx, cx: &mut Context<'_>) -> Vec<Gate> {
    let mut out = Vec::new();
    let mut named: Vec<(Name, Name)> = Vec::new();
    for gate in raw {
        let criterion_ix = gate.criterion.as_ref().and_then(|name| cx.criterion(name));
        let stage_ix = gate.stage.as_ref().and_then(|name| cx.stage(name));
        let (Some(criterion_ix), Some(criterion)) = (criterion_ix, gate.criterion) else { continue };
        let at_least = gate.at_least.and_then(|level| cx.level(criterion_ix, &level));
        let id = &criterion.it;
        if cx.rubric_of(criterion_ix) != rubric {
            let message =
                say!("the criterion `{id}` is in another file", "評価項目 `{id}` は別のファイルにあります");
            let help = say!(
                "move the gate beside its criterion",
                "必須条件は評価項目と同じファイルに置いてください。"
            );
            cx.report(Diagnostic::new(codes::GATE_ELSEWHERE, message).help(help), &criterion.span);
        }
        let Some(stage) = gate.stage else { continue };
        let twin = named.iter().find(|(other, at)| other.it == criterion.it && at.it == stage.it);
        if let Some((first, _)) = twin {
            let message =
                say!("`{id}` has two gates for the same stage", "`{id}` には同じ段階の必須条件が2つあります");
            let diagnostic = Diagnostic::new(codes::DUPLICATE_GATE, message);
            let first = cx.place(&first.span);
            cx.report(diagnostic.label(first, say!("the first one", "最初の必須条件")), &criterion.span);
            continue;
        }
        named.push((criterion, stage));
        let (Some(stage), Some(at_least)) = (stage_ix, at_least) else { continue };
        out.push(Gate { criterion: criterion_ix, stage, at_least, because: gate.because });
    }
    out
}
