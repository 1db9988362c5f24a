use std::sync::Arc;

use super::answer::retired;
use super::{Columns, Reading, read_row};
use crate::answers::{AnswerSheet, Column, EVIDENCE, Reply};
use crate::framework::{ChoiceIx, CriterionIx, FactIx, Framework};
use crate::source::{Code, Diagnostic, Row, Severity, codes};
use crate::text::{nearest, say};

/// One thing that is set in a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SetAnswer {
    /// Another answer to a criterion; its evidence stays.
    Reply(CriterionIx, Reply),
    /// Other evidence for a criterion.
    Evidence(CriterionIx, Vec<String>),
    /// Other choices of a fact; none for "unknown".
    Fact(FactIx, Vec<ChoiceIx>),
}

/// Reads `ID=VALUE`, written as in a table of answers: `ID=2`, `ID=unknown`, `ID=na: REASON`, `ID=` for no answer,
/// `ID.evidence=TEXT`, and for facts the choices with `;` between. What is retired cannot be set.
pub fn read_change(text: &str, framework: &Framework) -> Result<SetAnswer, Box<Diagnostic>> {
    let Some((key, value)) = text.split_once('=') else {
        let message = say!("`{text}` sets nothing", "`{text}` では何も設定できません");
        let help = say!("write ID=VALUE", "ID=値 の形で書いてください。");
        return Err(Box::new(Diagnostic::new(codes::ANSWER_TYPE, message).help(help)));
    };
    let (key, value) = (key.trim(), value.trim());
    let (columns, ..) = Columns::named(Arc::new(Row::of_cell(key).into_owned()), framework);
    let sheet = || read_value(value, &columns, framework);
    match columns.content(0) {
        Some(Column::Fact(fact)) => Ok(SetAnswer::Fact(fact, sheet()?.fact(fact).to_vec())),
        Some(Column::Reply(index)) => Ok(SetAnswer::Reply(index, sheet()?.answer(index).reply.clone())),
        Some(Column::Evidence(index)) => {
            Ok(SetAnswer::Evidence(index, sheet()?.answer(index).evidence.clone()))
        }
        _ => Err(refusal(unknown(
            framework,
            key.rsplit_once('.').filter(|(_, part)| *part == EVIDENCE).map_or(key, |(id, _)| id),
        ))),
    }
}

/// The sheet in a row with one cell.
fn read_value(value: &str, columns: &Columns, framework: &Framework) -> Result<AnswerSheet, Box<Diagnostic>> {
    let (sheet, found) = match read_row(columns, &Row::of_cell(value), framework) {
        Ok(Reading { sheet, notices }) => (sheet, notices),
        Err(reasons) => (AnswerSheet::empty(framework), reasons),
    };
    let error = found.iter().position(Diagnostic::is_error);
    let at = error.or_else(|| found.iter().position(|notice| notice.code == codes::RETIRED_ANSWER));
    match at.and_then(|at| found.into_iter().nth(at)) {
        Some(problem) => Err(refusal(problem)),
        None => Ok(sheet),
    }
}

/// Why nothing is set: an error, also where a sheet would only lose an answer. It has no place, as there is no file.
fn refusal(problem: Diagnostic) -> Box<Diagnostic> {
    let code = Code { severity: Severity::Error, ..problem.code };
    Box::new(Diagnostic { code, place: None, labels: Vec::new(), ..problem })
}

fn unknown(framework: &Framework, id: &str) -> Diagnostic {
    if framework.is_retired(id) {
        return retired(&id, id);
    }
    let message = say!("there is no criterion or fact `{id}`", "`{id}` という評価項目も前提項目もありません");
    let criteria = framework.criteria().iter().map(|criterion| criterion.id.as_str());
    let facts = framework.facts().iter().map(|fact| fact.id.as_str());
    Diagnostic::new(codes::UNKNOWN_ANSWER, message).did_you_mean(nearest(id, criteria.chain(facts)))
}
