use schemars::JsonSchema;
use serde::Serialize;

use super::RatersView;
use crate::advice::{Alpha, Opinions, Status};
use crate::answers::{Answer, Reply};
use crate::report::assessment::{FORMAT, FrameworkJson, TOOL};
use crate::report::json::InputJson;
use crate::report::names::{AgreementName, AlphaName, Day, ReplyName};

/// What `compare --raters --format json` writes.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(crate) struct RatersJson {
    /// The version of this form.
    format: u32,
    /// The program that wrote it, with its version.
    tool: &'static str,
    /// The framework that was used.
    framework: FrameworkJson,
    /// The raters, in the order of their sheets; all other lists about raters have the same order.
    raters: Vec<RaterJson>,
    /// Krippendorff's alpha over the levels.
    alpha: AlphaJson,
    /// How many criteria all agree on.
    agreed: usize,
    /// How many criteria must be settled.
    disputed: usize,
    /// How many criteria only one rater answered.
    single: usize,
    /// How many criteria nobody answered.
    open: usize,
    /// Every fact, in order.
    facts: Vec<FactJson>,
    /// Every criterion, what must be settled first.
    criteria: Vec<CriterionJson>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct RaterJson {
    /// What the rater is called here.
    name: String,
    /// Where the answers came from.
    input: InputJson,
    /// The company, as the sheet names it.
    subject: Option<String>,
    /// The day of the answers.
    #[schemars(with = "Option<Day>")]
    date: Option<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct AlphaJson {
    /// Whether it is defined.
    #[schemars(with = "AlphaName")]
    status: &'static str,
    /// From 1 for full agreement over 0 for chance to less; `null` if it is not defined.
    value: Option<f64>,
    /// How many levels could be paired.
    pairable: Option<u64>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "RatersFactJson")]
struct FactJson {
    /// The id of the fact.
    id: String,
    /// Whether the raters agree.
    #[schemars(with = "AgreementName")]
    status: &'static str,
    /// Per rater the choices; none for "unknown", `null` where it is not answered.
    answers: Vec<Option<Vec<String>>>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "RatersCriterionJson")]
struct CriterionJson {
    /// The id of the criterion.
    id: String,
    /// Whether the raters agree.
    #[schemars(with = "AgreementName")]
    status: &'static str,
    /// How near the levels are, from 0 to 1; `null` where there are no two.
    agreement: Option<f64>,
    /// Per rater the answer, `null` where there is none.
    answers: Vec<Option<AnswerJson>>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "RatersAnswerJson")]
struct AnswerJson {
    /// What was answered.
    #[schemars(with = "ReplyName")]
    state: &'static str,
    /// The level claimed.
    level: Option<u8>,
    /// Why it does not apply.
    reason: Option<String>,
    /// The evidence that is named.
    evidence: Vec<String>,
    /// The note.
    note: Option<String>,
    /// The day of the answer itself.
    #[schemars(with = "Option<Day>")]
    date: Option<String>,
}

/// How far raters agree, as pretty JSON that ends in a line break.
pub fn json(view: &RatersView<'_>) -> serde_json::Result<String> {
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
