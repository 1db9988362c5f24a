use super::names::Context;
use crate::framework::model::{Gate, RubricIx};
use crate::framework::raw::RawGate;
use crate::say;
use crate::source::{Diagnostic, Place, Span, codes};

/// Resolves the gates of one rubric file.
pub(super) fn gates(
    raw: Vec<RawGate>,
    rubric: usize,
    cx: &Context<'_>,
    sink: &mut Vec<Diagnostic>,
) -> Vec<Gate> {
    let mut out = Vec::new();
    let mut named: Vec<(String, String, Span)> = Vec::new();
    for gate in raw {
        let criterion_name = gate.criterion;
        let criterion = criterion_name.as_ref().and_then(|name| cx.criterion(name, sink));
        let stage = gate.stage.as_ref().and_then(|name| cx.stage(name, sink));
        let (Some(criterion), Some(name)) = (criterion, criterion_name) else { continue };
        let at_least = gate.at_least.and_then(|level| cx.level(criterion, &level, sink));
        let id = &name.it;
        if cx.rubric_of(criterion) != RubricIx::new(rubric) {
            let message = say!(
                "the criterion `{id}` stands in another file",
                "評価項目 `{id}` は別のファイルにあります"
            );
            let help = say!(
                "move the gate beside its criterion",
                "必須条件は評価項目と同じファイルに置いてください。"
            );
            sink.push(
                Diagnostic::new(codes::GATE_ELSEWHERE, message).help(help).at(cx.file, name.span.clone()),
            );
        }
        let Some(stage_name) = gate.stage else { continue };
        let twin =
            named.iter().find(|(criterion, stage, _)| *criterion == name.it && *stage == stage_name.it);
        if let Some((_, _, first)) = twin {
            let message =
                say!("`{id}` has two gates for the same stage", "`{id}` には同じ段階の必須条件が2つあります");
            let first = Place { file: std::sync::Arc::clone(cx.file), span: first.clone() };
            let diagnostic = Diagnostic::new(codes::DUPLICATE_GATE, message).at(cx.file, name.span.clone());
            sink.push(diagnostic.label(first, say!("the first one", "最初の必須条件")));
            continue;
        }
        named.push((name.it, stage_name.it, name.span));
        let (Some(stage), Some(at_least), Some(because)) = (stage, at_least, gate.because) else { continue };
        out.push(Gate { criterion, stage, at_least, because });
    }
    out
}
