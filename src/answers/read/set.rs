use std::borrow::Cow;
use std::sync::Arc;

use super::answer::retired;
use super::table::{BETWEEN, Headings, plain};
use super::{Columns, Reading, read_row};
use crate::answers::{AnswerSheet, Column, EVIDENCE, Evidence, Reply};
use crate::framework::{ChoiceIx, CriterionIx, FactIx, Framework, Misnamed, Named, find_named};
use crate::source::{Code, Diagnostic, Row, Severity, codes};
use crate::text::{Label, folded, say};

/// One thing that is set in a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SetAnswer {
    /// Another answer to a criterion; its evidence stays.
    Reply(CriterionIx, Reply),
    /// Other evidence for a criterion.
    Evidence(CriterionIx, Vec<Evidence>),
    /// Other choices of a fact; none for "unknown".
    Fact(FactIx, Vec<ChoiceIx>),
}

/// Reads `ID=VALUE`, written as in a table of answers: `ID=2`, `ID=unknown`, `ID=na: REASON`, `ID=` for no answer,
/// `ID.evidence=TEXT`, and for facts the choices with `;` between. Instead of an id there may be what people read: the
/// title of a criterion, the question of a fact, the words of a choice. What is retired cannot be set.
pub fn read_change(text: &str, framework: &Framework) -> Result<SetAnswer, Box<Diagnostic>> {
    let Some((key, value)) = text.split_once(['=', '＝']) else { return Err(sets_nothing(text)) };
    let (key, value) = (with_id(key.trim(), framework)?, value.trim());
    let columns =
        Columns::named(&Arc::new(Row::of_cell(&key).into_owned()), &Headings::new(framework), []).columns;
    let sheet = |value: &str| read_value(value, &columns, framework);
    match columns.content(0) {
        Some(Column::Fact(fact)) => {
            let value = with_choice_ids(value, fact, framework)?;
            Ok(SetAnswer::Fact(fact, sheet(&value)?.fact(fact).to_vec()))
        }
        Some(Column::Reply(index)) => Ok(SetAnswer::Reply(index, sheet(value)?.answer(index).reply.clone())),
        Some(Column::Evidence(index)) => {
            Ok(SetAnswer::Evidence(index, sheet(value)?.answer(index).evidence.clone()))
        }
        _ => Err(sets_nothing(text)),
    }
}

fn sets_nothing(text: &str) -> Box<Diagnostic> {
    let message = say!("`{text}` sets nothing", "`{text}` では何も設定できません");
    let help = say!(
        "write ID=VALUE or ID.evidence=TEXT",
        "ID=値 または ID.evidence=根拠資料 の形で書いてください。"
    );
    Box::new(Diagnostic::new(codes::ANSWER_TYPE, message).help(help))
}

/// The key with an id, where it names a criterion or a fact by what people read of it.
fn with_id<'k>(key: &'k str, framework: &Framework) -> Result<Cow<'k, str>, Box<Diagnostic>> {
    if Column::parse(&plain(key), framework).is_some() {
        return Ok(Cow::Borrowed(key));
    }
    let (name, of_evidence) = match key.rsplit_once(['.', '．']) {
        Some((name, part)) if folded(part) == EVIDENCE => (name, true),
        _ => (key, false),
    };
    if framework.is_retired(name) {
        return Err(refusal(retired(&name, name)));
    }
    let criteria = framework.criterion_names(Column::Reply);
    let facts = framework.fact_names(Column::Fact).filter(|_| !of_evidence);
    let all: Vec<_> = criteria.chain(facts).collect();
    let kind = Label("criterion or fact", "評価項目・前提項目");
    let found = find_named(framework, kind, name, &all);
    let column = found.map_err(|wrong| refusal(misnamed(*wrong, codes::UNKNOWN_ANSWER)))?;
    Ok(Cow::Owned(match column {
        Column::Reply(index) if of_evidence => Column::Evidence(index).name(framework),
        other => other.name(framework),
    }))
}

/// The ids of choices that are written in words; what is no choice's words stays, for the reader to judge.
fn with_choice_ids<'v>(
    value: &'v str,
    fact: FactIx,
    framework: &Framework,
) -> Result<Cow<'v, str>, Box<Diagnostic>> {
    let choices = framework[fact].choices.iter();
    let all: Vec<_> =
        choices.map(|choice| Named::new(choice.id.as_str(), &choice.id, Some(&choice.label))).collect();
    let id_of = |written: &str| find_named(framework, Label("choice", "選択肢"), written, &all);
    // Words may hold what else stands between choices.
    if let Ok(id) = id_of(value) {
        return Ok(Cow::Owned(id.to_owned()));
    }
    let mut ids = Vec::new();
    for written in value.split(BETWEEN) {
        ids.push(match id_of(written) {
            Ok(id) => id,
            Err(wrong) if wrong.is_ambiguous => {
                return Err(refusal(misnamed(*wrong, codes::UNKNOWN_CHOICE)));
            }
            Err(_) => written,
        });
    }
    Ok(Cow::Owned(ids.join(";")))
}

fn misnamed(wrong: Misnamed, code: Code) -> Diagnostic {
    let diagnostic = Diagnostic { meant: wrong.meant, ..Diagnostic::new(code, wrong.message) };
    match wrong.help {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}

/// The sheet in a row with one cell.
fn read_value(value: &str, columns: &Columns, framework: &Framework) -> Result<AnswerSheet, Box<Diagnostic>> {
    let (sheet, found) = match read_row(columns, &Row::of_cell(value), framework) {
        Ok(Reading { sheet, notices }) => (sheet, notices),
        Err(reasons) => (AnswerSheet::empty(framework), reasons),
    };
    let error = found.iter().position(Diagnostic::is_error);
    // There is nowhere to keep a remark.
    let is_lost = |notice: &Diagnostic| matches!(notice.code, codes::RETIRED_ANSWER | codes::REMARK);
    let at = error.or_else(|| found.iter().position(is_lost));
    match at.and_then(|at| found.into_iter().nth(at)) {
        Some(problem) if problem.code == codes::REMARK => {
            let message = say!(
                "`{value}` has words beside the level, which are not kept here",
                "「{value}」にはレベル以外の語がありますが、ここでは残せません"
            );
            let help = say!("write the level alone", "レベルだけを書いてください。");
            Err(Box::new(Diagnostic::new(codes::ANSWER_TYPE, message).help(help)))
        }
        Some(problem) => Err(refusal(problem)),
        None => Ok(sheet),
    }
}

/// Why nothing is set: an error, also where a sheet would only lose an answer. It has no place, as there is no file.
fn refusal(problem: Diagnostic) -> Box<Diagnostic> {
    let code = Code { severity: Severity::Error, ..problem.code };
    Box::new(Diagnostic { code, place: None, labels: Vec::new(), ..problem })
}
