//! Compiles the description of a case from its `case.toml`: resolves names and collects all problems.

use std::sync::Arc;

use super::model::{CaseHead, CaseOrigin, CaseSource, Framework, Judge};
use super::raw::{Name, RawCase, RawJudge, RawReasons};
use crate::source::{Code, Diagnostic, Severity, SourceFile, Span, Table, Value, codes};
use crate::text::{nearest, say};

/// Reads everything about a case but its ratings; `None` if it cannot be used. Errors and warnings go to `sink`.
pub(crate) fn read_case_head(
    table: Table<'_>,
    file: &Arc<SourceFile>,
    framework: &Framework,
    sink: &mut Vec<Diagnostic>,
) -> Option<CaseHead> {
    let mut found = Vec::new();
    let raw = RawCase::read_from(table, file, &framework.languages, &mut found);
    for problem in &mut found {
        problem.code = code_of_case(problem.code);
    }
    let mut reader = HeadReader { framework, file, found };
    let head = reader.head(raw, table);
    let is_sound = !reader.found.iter().any(Diagnostic::is_error);
    sink.append(&mut reader.found);
    head.filter(|_| is_sound)
}

/// Cases are read like files of a framework, but their errors have codes of their own.
fn code_of_case(code: Code) -> Code {
    match code {
        codes::UNKNOWN_KEY | codes::TOP_LEVEL_KEY => codes::CASE_UNKNOWN_KEY,
        codes::MISSING_KEY => codes::CASE_PART_MISSING,
        _ if code.severity != Severity::Error => code,
        _ => codes::CASE_VALUE,
    }
}

struct HeadReader<'a> {
    framework: &'a Framework,
    file: &'a Arc<SourceFile>,
    found: Vec<Diagnostic>,
}

impl HeadReader<'_> {
    fn report(&mut self, diagnostic: Diagnostic, span: Span) {
        self.found.push(diagnostic.at(self.file, span));
    }

    fn head(&mut self, raw: RawCase, table: Table<'_>) -> Option<CaseHead> {
        if table.lacks("judge") {
            let message = say!("this case has no `[[judge]]`", "この事例に `[[judge]]` がありません");
            let help = say!(
                "say who has settled for every stage whether it is ready",
                "段階ごとの準備ができているかどうかを判断した人を書いてください。"
            );
            self.report(Diagnostic::new(codes::CASE_PART_MISSING, message).help(help).key("judge"), 0..0);
        }
        if raw.origin == Some(CaseOrigin::Public) && table.lacks("source") {
            let message = say!("a public case needs a source", "公開情報による事例には出典が必要です");
            let help = say!(
                "add a `[[source]]` with its title, url and as_of, or set `origin = \"invented\"`",
                "`[[source]]` に title、url、as_of を書くか、`origin = \"invented\"` にしてください。"
            );
            let span = table.get("origin").map_or(0..0, Value::span);
            let problem = Diagnostic::new(codes::CASE_WITHOUT_SOURCE, message).help(help).key("origin");
            self.report(problem, span);
        }
        let judges: Vec<Option<Judge>> = raw.judge.into_iter().map(|judge| self.judge(judge)).collect();
        let source = |raw: super::raw::RawCaseSource| {
            Some(CaseSource { title: raw.title?, url: raw.url?.it, as_of: raw.as_of? })
        };
        Some(CaseHead {
            id: raw.id?.it,
            title: raw.title?,
            origin: raw.origin?,
            as_of: raw.as_of?,
            set_aside: raw.set_aside,
            sources: raw.source.into_iter().map(source).collect::<Option<_>>()?,
            judges: judges.into_iter().collect::<Option<_>>()?,
        })
    }

    fn judge(&mut self, raw: RawJudge) -> Option<Judge> {
        let stages = raw.stages.map(|given| self.judgements(&given, raw.span.clone()));
        let because = raw.because.map(|given| self.reasons(given));
        Some(Judge { name: raw.name?.it, stages: stages??, because: because? })
    }

    /// A judge's verdict on every stage. Missing stages are reported; wrong values already have been.
    fn judgements(&mut self, given: &[(Name, Option<bool>)], judge: Span) -> Option<Vec<bool>> {
        let mut stages = vec![None; self.framework.stages.len()];
        for (name, ready) in given {
            if let Some(position) = self.stage(name) {
                stages[position] = Some(*ready);
            }
        }
        let missing: Vec<String> = (self.framework.stages.iter().zip(&stages))
            .filter(|(_, said)| said.is_none())
            .map(|(stage, _)| format!("`{}`", stage.id))
            .collect();
        if !missing.is_empty() {
            let (en, ja) = (missing.join(", "), missing.join("、"));
            let message = say!("this judge says nothing of {en}", "この判断に {ja} がありません");
            let help = say!(
                "add it to `stages`: true if ready for it, else false",
                "準備ができていれば true、そうでなければ false を `stages` に書いてください。"
            );
            let span = given.last().map_or(judge, |(name, _)| name.span.clone());
            self.report(Diagnostic::new(codes::CASE_STAGE_MISSING, message).help(help).key("stages"), span);
        }
        stages.into_iter().map(Option::flatten).collect()
    }

    fn reasons(&mut self, given: RawReasons) -> Vec<Option<String>> {
        let mut because = vec![None; self.framework.stages.len()];
        match given {
            RawReasons::One(text) => because.fill(Some(text)),
            RawReasons::ByStage(texts) => {
                for (name, text) in texts {
                    if let Some(position) = self.stage(&name) {
                        because[position] = text;
                    }
                }
            }
        }
        because
    }

    fn stage(&mut self, Name { it: id, span }: &Name) -> Option<usize> {
        let found = self.framework.find_stage(id);
        if found.is_none() {
            let message = say!("there is no stage `{id}`", "`{id}` という段階はありません");
            let known = self.framework.stages.iter().map(|stage| stage.id.as_str());
            let near = nearest(id, known);
            let problem = Diagnostic::new(codes::CASE_UNKNOWN_STAGE, message).did_you_mean(near);
            self.report(problem, span.clone());
        }
        found.map(super::StageIx::get)
    }
}
