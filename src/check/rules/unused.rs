use std::collections::BTreeSet;

use crate::check::{FrameworkCheck, FrameworkPart};
use crate::framework::{Clause, FactIx, Framework, SourceIx};
use crate::source::{Code, Diagnostic};
use crate::text::say;

pub(super) fn facts(code: Code, cx: &FrameworkCheck<'_>, sink: &mut Vec<Diagnostic>) {
    for fact in cx.framework.fact_indices() {
        if named(cx.framework, fact).is_empty() {
            let id = &cx.framework[fact].id;
            let message =
                say!("the answer to `{id}` changes nothing", "`{id}` の回答は何にも使われていません");
            let help = say!(
                "use it in an `applies_if` or a conflict, or do not ask it",
                "`applies_if` か矛盾で使うか、質問をやめてください。"
            );
            sink.push(cx.find(code, FrameworkPart::Fact(fact), "id", message, help));
        }
    }
}

pub(super) fn sources(code: Code, cx: &FrameworkCheck<'_>, sink: &mut Vec<Diagnostic>) {
    for (position, source) in cx.framework.sources().iter().enumerate() {
        if !super::citations(cx.framework).any(|citation| citation.source.get() == position) {
            let id = &source.id;
            let message =
                say!("nothing cites the source `{id}`", "出典 `{id}` はどこからも引用されていません");
            let help = say!(
                "cite it where it says something, or remove it",
                "根拠となる箇所で引用するか、削除してください。"
            );
            let part = FrameworkPart::Source(SourceIx::new(position));
            sink.push(cx.find(code, part, "id", message, help));
        }
    }
}

pub(super) fn passages(code: Code, cx: &FrameworkCheck<'_>, sink: &mut Vec<Diagnostic>) {
    for (position, source) in cx.framework.sources().iter().enumerate() {
        let cited = |passage: &String| {
            super::citations(cx.framework).any(|citation| {
                citation.source.get() == position && citation.passage.as_ref() == Some(passage)
            })
        };
        for (number, passage) in source.passages.iter().enumerate().filter(|(_, passage)| !cited(passage)) {
            let id = &source.id;
            let message =
                say!("nothing cites `{id}#{passage}`", "`{id}#{passage}` はどこからも引用されていません");
            let help = say!(
                "ask about it, or take it out of `passages`",
                "この箇所に対応する質問を加えるか、`passages` から外してください。"
            );
            let part = FrameworkPart::Source(SourceIx::new(position));
            let path = format!("passages.{number}");
            sink.push(cx.find(code, part, &path, message, help));
        }
    }
}

pub(super) fn choices(code: Code, cx: &FrameworkCheck<'_>, sink: &mut Vec<Diagnostic>) {
    let framework = cx.framework;
    for fact in framework.fact_indices() {
        let named = named(framework, fact);
        let unnamed = (0..framework[fact].choices.len()).filter(|choice| !named.contains(choice));
        let unnamed: Vec<usize> = unnamed.collect();
        // One choice for everything else is natural, and a fact without a named choice is a finding of its own.
        if named.is_empty() || unnamed.len() < 2 || unnamed.len() * 2 <= framework[fact].choices.len() {
            continue;
        }
        let id = &framework[fact].id;
        let list: Vec<&str> =
            unnamed.iter().map(|choice| framework[fact].choices[*choice].id.as_str()).collect();
        let list = list.join(", ");
        let message = say!(
            "nothing distinguishes these choices of `{id}`: {list}",
            "`{id}` の次の選択肢は区別されていません：{list}"
        );
        let help = say!(
            "make one choice of them, unless the answer is for the reader",
            "読み手のための情報でなければ、1つにまとめてください。"
        );
        sink.push(cx.find(code, FrameworkPart::Fact(fact), "id", message, help));
    }
}

pub(super) fn level_sets(code: Code, cx: &FrameworkCheck<'_>, sink: &mut Vec<Diagnostic>) {
    for (position, id) in cx.framework.level_sets().iter().enumerate() {
        if cx.framework.criteria().iter().any(|criterion| criterion.level_set == Some(position)) {
            continue;
        }
        let message = say!(
            "no criterion uses the level set `{id}`",
            "レベルセット `{id}` はどの評価項目でも使われていません"
        );
        let help = say!(
            "name it in a criterion as `levels = \"{id}\"`, or remove it",
            "評価項目に `levels = \"{id}\"` と書くか、削除してください。"
        );
        sink.push(cx.find(code, FrameworkPart::LevelSet(position), "id", message, help));
    }
}

fn named(framework: &Framework, fact: FactIx) -> BTreeSet<usize> {
    let conditions = super::conditions(framework).flat_map(|(_, condition)| &condition.0);
    let conditions = conditions.filter(|(of, _)| *of == fact).flat_map(|(_, choices)| choices);
    let clauses = framework.conflicts().iter().flat_map(|conflict| &conflict.when);
    let clauses = clauses.filter_map(|clause| match clause {
        Clause::Choices(of, choices) if *of == fact => Some(choices),
        _ => None,
    });
    conditions.chain(clauses.flatten()).map(|choice| choice.get()).collect()
}
