use serde::Serialize;

use super::InputJson;
use super::assessment::{FORMAT, FrameworkJson, TOOL};
use crate::advice::{Alpha, Opinions, Status};
use crate::answers::{Answer, Reply};
use crate::report::RatersView;

/// What `compare --raters --format json` writes.
#[derive(Debug, Serialize)]
struct RatersJson {
    format: u32,
    tool: &'static str,
    framework: FrameworkJson,
    raters: Vec<RaterJson>,
    alpha: AlphaJson,
    agreed: usize,
    disputed: usize,
    single: usize,
    open: usize,
    facts: Vec<FactJson>,
    criteria: Vec<CriterionJson>,
}

#[derive(Debug, Serialize)]
struct RaterJson {
    name: String,
    input: InputJson,
    subject: Option<String>,
    date: Option<String>,
}

#[derive(Debug, Serialize)]
struct AlphaJson {
    status: &'static str,
    value: Option<f64>,
    /// How many levels could be paired.
    pairable: Option<u64>,
}

#[derive(Debug, Serialize)]
struct FactJson {
    id: String,
    status: &'static str,
    /// Per rater the choices; none for "unknown", `null` where it is not answered.
    answers: Vec<Option<Vec<String>>>,
}

#[derive(Debug, Serialize)]
struct CriterionJson {
    id: String,
    status: &'static str,
    agreement: Option<f64>,
    /// Per rater the answer, `null` where there is none.
    answers: Vec<Option<AnswerJson>>,
}

#[derive(Debug, Serialize)]
struct AnswerJson {
    state: &'static str,
    level: Option<u8>,
    reason: Option<String>,
    evidence: Vec<String>,
    note: Option<String>,
    date: Option<String>,
}

/// How far raters agree, as pretty JSON that ends in a line break.
pub fn raters(view: &RatersView<'_>) -> serde_json::Result<String> {
    let RatersView { framework, raters, agreement, .. } = view;
    let facts = agreement.facts.iter().map(|one| {
        let fact = &framework[one.fact];
        let ids = |choices: &Vec<_>| {
            let id = |choice: &crate::framework::ChoiceIx| fact.choices[choice.get()].id.clone();
            choices.iter().map(id).collect()
        };
        let answers = one.given.iter().map(|choices| choices.as_ref().map(ids)).collect();
        FactJson { id: fact.id.clone(), status: one.status.id(), answers }
    });
    let criterion = |one: &Opinions| CriterionJson {
        id: framework[one.criterion].id.clone(),
        status: one.status.id(),
        agreement: one.agreement.map(decimal),
        answers: one.given.iter().map(|answer| answer.as_ref().map(AnswerJson::from)).collect(),
    };
    let json = RatersJson {
        format: FORMAT,
        tool: TOOL,
        framework: FrameworkJson::new(framework),
        raters: raters
            .iter()
            .map(|rater| RaterJson {
                name: rater.name.clone(),
                input: (&rater.input).into(),
                subject: rater.sheet.subject.clone(),
                date: rater.sheet.date.map(|date| date.to_string()),
            })
            .collect(),
        alpha: AlphaJson {
            status: agreement.alpha.id(),
            value: agreement.alpha.thousandths().map(decimal),
            pairable: match agreement.alpha {
                Alpha::Defined { values, .. } => Some(values),
                _ => None,
            },
        },
        agreed: agreement.count(|status| status == Status::Agreed),
        disputed: agreement.count(Status::is_disputed),
        single: agreement.count(|status| status == Status::Single),
        open: agreement.count(|status| status == Status::Open),
        facts: facts.collect(),
        criteria: agreement.criteria.iter().map(criterion).collect(),
    };
    Ok(serde_json::to_string_pretty(&json)? + "\n")
}

impl From<&Answer> for AnswerJson {
    fn from(answer: &Answer) -> Self {
        let (state, level, reason) = match &answer.reply {
            Reply::Level(level) => ("level", Some(*level), None),
            Reply::Unknown => ("unknown", None, None),
            Reply::Unanswered => ("unanswered", None, None),
            Reply::NotApplicable(reason) => ("not-applicable", None, Some(reason.clone())),
        };
        Self {
            state,
            level,
            reason,
            evidence: answer.evidence.clone(),
            note: answer.note.clone(),
            date: answer.date.map(|date| date.to_string()),
        }
    }
}

/// Thousandths as a number; they are far from where a float would lose one.
#[expect(clippy::cast_precision_loss, reason = "thousandths of a number of a few digits")]
fn decimal(thousandths: i64) -> f64 {
    thousandths as f64 / 1000.0
}
