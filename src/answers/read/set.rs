use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::{Form, SheetRecord, read_record};
use crate::answers::Reply;
use crate::framework::{ChoiceIx, CriterionIx, FactIx, Framework};
use crate::say;
use crate::source::{Diagnostic, SourceFile, codes};
use crate::text::nearest;

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

/// What follows the id of a criterion where its evidence is meant.
const EVIDENCE: &str = ".evidence";

/// Reads `ID=VALUE`, written as in a table of answers: `ID=2`, `ID=unknown`, `ID=na: REASON`, `ID=` for no answer,
/// `ID.evidence=TEXT`, and for facts the choices with `;` between.
pub fn read_change(text: &str, framework: &Framework) -> Result<SetAnswer, Box<Diagnostic>> {
    let Some((key, value)) = text.split_once('=') else {
        let message = say!("`{text}` sets nothing", "`{text}` では何も設定できません");
        let help = say!("write ID=VALUE", "ID=値 の形で書いてください。");
        return Err(Box::new(Diagnostic::new(codes::ANSWER_TYPE, message).help(help)));
    };
    let (key, value) = (key.trim(), value.trim());
    if let Some(fact) = framework.find_fact(key) {
        return set_fact(framework, key, fact, value);
    }
    let id = key.strip_suffix(EVIDENCE).unwrap_or(key);
    let Some(criterion) = framework.find_criterion(id) else { return Err(Box::new(unknown(framework, id))) };
    if id != key {
        let texts = value.split(';').map(str::trim).filter(|text| !text.is_empty());
        return Ok(SetAnswer::Evidence(criterion, texts.map(str::to_owned).collect()));
    }
    let answer = match value.strip_prefix("na:") {
        Some(reason) => json!({ "not_applicable": reason.trim() }),
        None => reply(value),
    };
    let reading = checked(framework, "answers", id, &answer)?;
    Ok(SetAnswer::Reply(criterion, reading.answer(criterion).reply.clone()))
}

/// What stands in a cell: nothing, a level, a level with its text, or a word.
fn reply(value: &str) -> Value {
    let number = value.split_once(':').map_or(value, |(number, _)| number);
    match number.trim().parse::<i64>() {
        _ if value.is_empty() => Value::Null,
        Ok(level) => json!(level),
        Err(_) => json!(value),
    }
}

fn set_fact(
    framework: &Framework,
    key: &str,
    fact: FactIx,
    value: &str,
) -> Result<SetAnswer, Box<Diagnostic>> {
    let ids: Vec<&str> = value.split(';').map(str::trim).filter(|id| !id.is_empty()).collect();
    let given = match ids.as_slice() {
        [one] => json!(one),
        ids => json!(ids),
    };
    Ok(SetAnswer::Fact(fact, checked(framework, "facts", key, &given)?.fact(fact).to_vec()))
}

/// A sheet with one entry, read as any other, so that it is judged by the same rules. What is wrong is told
/// without a place, as there is no file.
fn checked(
    framework: &Framework,
    table: &str,
    key: &str,
    value: &Value,
) -> Result<crate::answers::AnswerSheet, Box<Diagnostic>> {
    let mut sheet: Map<String, Value> = Map::new();
    sheet.insert("answers".to_owned(), json!({}));
    sheet.insert(table.to_owned(), json!({ key: value }));
    let file = Arc::new(SourceFile::new(key, Value::Object(sheet).to_string()));
    let record = SheetRecord { file, form: Form::Json, line: None };
    let without_place = |found: Diagnostic| Box::new(Diagnostic { place: None, labels: Vec::new(), ..found });
    match read_record(&record, framework) {
        Err(reasons) => {
            Err(without_place(reasons.into_iter().next().unwrap_or_else(|| unknown(framework, key))))
        }
        Ok(reading) => match reading.notices.into_iter().find(Diagnostic::is_error) {
            Some(error) => Err(without_place(error)),
            None => Ok(reading.sheet),
        },
    }
}

fn unknown(framework: &Framework, id: &str) -> Diagnostic {
    let message = say!("there is no criterion or fact `{id}`", "`{id}` という評価項目も前提項目もありません");
    let criteria = framework.criteria().iter().map(|criterion| criterion.id.as_str());
    let facts = framework.facts().iter().map(|fact| fact.id.as_str());
    Diagnostic::new(codes::UNKNOWN_ANSWER, message).did_you_mean(nearest(id, criteria.chain(facts)))
}
