use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Rater, RatersView};
use crate::advice::{Alpha, FactOpinions, Opinions, Status};
use crate::answers::{Answer, Evidence, Reply};
use crate::framework::ChoiceIx;
use crate::report::assessment::{FORMAT, FrameworkJson, TOOL};
use crate::report::json::{InputJson, ProposalJson};
use crate::text::pretty_json;

/// What `compare --raters --format json` writes.
#[derive(Serialize, JsonSchema)]
pub(crate) struct RatersJson<'a> {
    /// The version of this format.
    format: u32,
    /// The program that wrote it, with its version.
    tool: &'static str,
    /// The framework that was used.
    framework: FrameworkJson<'a>,
    /// The raters, in the order of their sheets; all other lists about raters have the same order.
    raters: Vec<RaterJson<'a>>,
    /// Krippendorff's alpha over the levels.
    alpha: AlphaJson,
    /// How many criteria all agree on.
    agreed: usize,
    /// How many criteria are still to be settled.
    disputed: usize,
    /// How many criteria only one rater answered.
    single: usize,
    /// How many criteria nobody answered.
    open: usize,
    /// Every fact, in order.
    facts: Vec<RatersFactJson<'a>>,
    /// Every criterion, those to be settled first.
    criteria: Vec<RatersCriterionJson<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct RaterJson<'a> {
    /// What the rater is called here.
    name: &'a str,
    /// Where the answers came from.
    input: InputJson<'a>,
    /// What is assessed, as the sheet names it.
    subject: Option<&'a str>,
    /// The day of the answers.
    date: Option<Date>,
}

#[derive(Serialize, JsonSchema)]
pub(in crate::report) struct AlphaJson {
    /// Whether it is defined.
    status: Alpha,
    /// From 1 for full agreement through 0 for chance; `null` if it is not defined.
    value: Option<f64>,
    /// How many levels could be paired.
    pairable: Option<u64>,
}

#[derive(Serialize, JsonSchema)]
struct RatersFactJson<'a> {
    /// The id of the fact.
    id: &'a str,
    /// Whether the raters agree.
    status: Status,
    /// Per rater the choices; none for "unknown", `null` where it is not answered.
    answers: Vec<Option<Vec<&'a str>>>,
}

#[derive(Serialize, JsonSchema)]
struct RatersCriterionJson<'a> {
    /// The id of the criterion.
    id: &'a str,
    /// Whether the raters agree.
    status: Status,
    /// Whether all given answers are only proposals that agree, so that nobody has confirmed them.
    proposed: bool,
    /// How close the levels are, from 0 to 1; `null` unless there are two.
    agreement: Option<f64>,
    /// Per rater the answer, `null` where there is none.
    answers: Vec<Option<RatersAnswerJson<'a>>>,
}

#[derive(Serialize, JsonSchema)]
struct RatersAnswerJson<'a> {
    /// What was answered.
    state: ReplyJson,
    /// The level claimed.
    level: Option<u8>,
    /// Why it does not apply.
    reason: Option<&'a str>,
    /// The evidence that is named.
    evidence: &'a [Evidence],
    /// The note.
    note: Option<&'a str>,
    /// The day of the answer itself.
    date: Option<Date>,
    /// Who proposes the level and on what basis, as long as nobody has confirmed it.
    proposal: Option<ProposalJson<'a>>,
}

#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
enum ReplyJson {
    Level,
    Unknown,
    Unanswered,
    NotApplicable,
}

/// The agreement of raters, as pretty JSON that ends in a line break.
pub fn json<'a>(view: &RatersView<'a>) -> serde_json::Result<String> {
    let RatersView { framework, raters, agreement, .. } = *view;
    let fact = |one: &FactOpinions| {
        let fact = &framework[one.fact];
        let ids = |choices: &Vec<ChoiceIx>| choices.iter().map(|one| &*fact.choices[one.get()].id).collect();
        let answers = one.given.iter().map(|choices| choices.as_ref().map(ids)).collect();
        RatersFactJson { id: &fact.id, status: one.status, answers }
    };
    let criterion = |one: &'a Opinions| RatersCriterionJson {
        id: &framework[one.criterion].id,
        status: one.status,
        proposed: one.is_proposed(),
        agreement: one.agreement.map(decimal),
        answers: one.given.iter().map(|given| given.as_ref().map(answer)).collect(),
    };
    let raters = raters.iter().map(|Rater { name, input, sheet }| RaterJson {
        name,
        input: input.into(),
        subject: sheet.subject.as_deref(),
        date: sheet.date,
    });
    pretty_json(&RatersJson {
        format: FORMAT,
        tool: TOOL,
        framework: FrameworkJson::new(framework),
        raters: raters.collect(),
        alpha: agreement.alpha.into(),
        agreed: agreement.count(|status| status == Status::Agreed),
        disputed: agreement.count(Status::is_disputed),
        single: agreement.count(|status| status == Status::Single),
        open: agreement.count(|status| status == Status::Open),
        facts: agreement.facts.iter().map(fact).collect(),
        criteria: agreement.criteria.iter().map(criterion).collect(),
    })
}

impl From<Alpha> for AlphaJson {
    fn from(alpha: Alpha) -> Self {
        let pairable = if let Alpha::Defined { values, .. } = alpha { Some(values) } else { None };
        Self { status: alpha, value: alpha.thousandths().map(decimal), pairable }
    }
}

fn answer(answer: &Answer) -> RatersAnswerJson<'_> {
    let (state, level, reason) = match &answer.reply {
        Reply::Level(level) => (ReplyJson::Level, Some(*level), None),
        Reply::Unknown => (ReplyJson::Unknown, None, None),
        Reply::Unanswered => (ReplyJson::Unanswered, None, None),
        Reply::NotApplicable(reason) => (ReplyJson::NotApplicable, None, Some(reason.as_str())),
    };
    let (evidence, note, date) = (&answer.evidence, answer.note.as_deref(), answer.date);
    let proposal = answer.proposal.as_ref().map(ProposalJson::from);
    RatersAnswerJson { state, level, reason, evidence, note, date, proposal }
}

/// Thousandths as a number, far below where a float loses precision.
#[expect(clippy::cast_precision_loss, reason = "thousandths of a number of a few digits")]
fn decimal(thousandths: i64) -> f64 {
    thousandths as f64 / 1000.0
}
