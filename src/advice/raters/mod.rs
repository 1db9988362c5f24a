//! Sheets by several raters on one company: where they agree, and what has to be settled.

mod alpha;
mod merge;

pub use alpha::{Alpha, alpha};
pub use merge::{Merge, MergedAnswer, merge};

use crate::answers::{Answer, AnswerSheet, Reply};
use crate::framework::{ChoiceIx, CriterionIx, FactIx, Framework};
use crate::text::ids;

/// How well raters agree.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Agreement {
    /// On the levels of all criteria.
    pub alpha: Alpha,
    /// Every fact that one of them gives, the disputed ones first.
    pub facts: Vec<FactOpinions>,
    /// Every criterion, the most disputed first; the others follow in framework order.
    pub criteria: Vec<Opinions>,
}

/// What the raters say about one fact.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FactOpinions {
    /// The fact.
    pub fact: FactIx,
    /// Whether they agree.
    pub status: Status,
    /// For each rater the choices in framework order: empty for "unknown", none if not answered.
    pub given: Vec<Option<Vec<ChoiceIx>>>,
}

/// What the raters say about one criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Opinions {
    /// The criterion.
    pub criterion: CriterionIx,
    /// Whether they agree.
    pub status: Status,
    /// Its own agreement in thousandths, rounded down; none with fewer than two levels, or without alpha.
    pub agreement: Option<i64>,
    /// For each rater the answer; none if not answered, or if that rater's facts skip it.
    pub given: Vec<Option<Answer>>,
}

/// Compares the sheets of raters; the order of raters does not matter.
pub fn agreement(framework: &Framework, sheets: &[&AnswerSheet]) -> Agreement {
    let given: Vec<Vec<Option<Answer>>> =
        framework.criterion_indices().map(|criterion| given(framework, sheets, criterion)).collect();
    let (alpha, own) = alpha(&units_of(framework, &given));
    let mut criteria: Vec<Opinions> = framework
        .criterion_indices()
        .zip(given)
        .zip(own)
        .map(|((criterion, given), agreement)| {
            let replies = given.iter().flatten().map(|answer| &answer.reply);
            Opinions { criterion, status: status(replies, kind), agreement, given }
        })
        .collect();
    // The sort is stable: what is equal stays in framework order.
    criteria.sort_by_key(|one| (one.status.rank(), one.agreement.filter(|_| one.status.is_disputed())));
    Agreement { alpha, facts: facts(framework, sheets), criteria }
}

impl Opinions {
    /// Whether everybody who answers only proposes, so that the common answer is not confirmed.
    pub fn is_proposed(&self) -> bool {
        let mut given = self.given.iter().flatten().peekable();
        !self.status.is_disputed() && given.peek().is_some() && given.all(|answer| answer.proposal.is_some())
    }
}

impl Agreement {
    /// How many criteria have a status that passes a test.
    pub fn count(&self, wanted: impl Fn(Status) -> bool) -> usize {
        self.criteria.iter().filter(|one| wanted(one.status)).count()
    }
}

fn given(framework: &Framework, sheets: &[&AnswerSheet], criterion: CriterionIx) -> Vec<Option<Answer>> {
    let one = |sheet: &&AnswerSheet| {
        let answer = sheet.answer(criterion);
        let counts = answer.reply != Reply::Unanswered && sheet.applies(framework, criterion);
        // The answer's place and the date of its sheet mean nothing outside that sheet.
        counts.then(|| Answer { span: None, date: answer.date.or(sheet.date), ..answer.clone() })
    };
    sheets.iter().map(one).collect()
}

/// The levels that raters give to each criterion, on one scale for all criteria, so that they can be compared.
pub(crate) fn units(framework: &Framework, sheets: &[&AnswerSheet]) -> Vec<Vec<u32>> {
    let given: Vec<_> =
        framework.criterion_indices().map(|criterion| given(framework, sheets, criterion)).collect();
    units_of(framework, &given)
}

fn units_of(framework: &Framework, given: &[Vec<Option<Answer>>]) -> Vec<Vec<u32>> {
    let unit = |(criterion, given): (CriterionIx, &Vec<Option<Answer>>)| {
        let top = framework[criterion].top();
        given.iter().flatten().filter_map(|answer| on_common_scale(answer, top)).collect()
    };
    framework.criterion_indices().zip(given).map(unit).collect()
}

/// The top level of every criterion on the common scale: exact for every top from 1 to 10.
pub(crate) const COMMON_TOP: u32 = 2520;

fn on_common_scale(answer: &Answer, top: u8) -> Option<u32> {
    match answer.reply {
        Reply::Level(level) => Some(u32::from(level) * COMMON_TOP / u32::from(top)),
        _ => None,
    }
}

fn facts(framework: &Framework, sheets: &[&AnswerSheet]) -> Vec<FactOpinions> {
    let given = |fact: FactIx| {
        let one = |sheet: &&AnswerSheet| {
            let mut choices = sheet.fact(fact).to_vec();
            choices.sort_unstable();
            sheet.fact_is_answered(fact).then_some(choices)
        };
        sheets.iter().map(one).collect::<Vec<_>>()
    };
    let opinions = |fact: FactIx| {
        let given = given(fact);
        let kind = |choices: &Vec<ChoiceIx>| match choices.as_slice() {
            [] => OpinionKind::Unknown,
            _ => OpinionKind::Value(choices.clone()),
        };
        let status = status(given.iter().flatten(), kind);
        FactOpinions { fact, status, given }
    };
    let mut all: Vec<_> = framework.fact_indices().map(opinions).collect();
    all.retain(|one| one.status != Status::Open);
    all.sort_by_key(|one| !one.status.is_disputed());
    all
}

/// Whether the raters agree on one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Some say that it does not apply, others that it does.
    DisputedScope,
    /// They give different values.
    DisputedValue,
    /// Some give a value, others say that it is not known.
    DisputedKnowledge,
    /// Two or more answer, all the same.
    Agreed,
    /// Only one answers.
    Single,
    /// Nobody answers.
    Open,
}

ids! { Status {
    Self::Agreed => "agreed",
    Self::DisputedScope | Self::DisputedValue | Self::DisputedKnowledge => "disputed",
    Self::Single => "single",
    Self::Open => "open",
} }

impl Status {
    /// Whether it must be settled.
    pub fn is_disputed(self) -> bool {
        self.rank() < 3
    }

    /// Its place in a list; everything that is not disputed is equal.
    fn rank(self) -> u8 {
        match self {
            Self::DisputedScope => 0,
            Self::DisputedValue => 1,
            Self::DisputedKnowledge => 2,
            Self::Agreed | Self::Single | Self::Open => 3,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum OpinionKind<T> {
    Value(T),
    Unknown,
    NotApplicable,
}

fn kind(reply: &Reply) -> OpinionKind<u8> {
    match reply {
        Reply::Level(level) => OpinionKind::Value(*level),
        Reply::Unknown | Reply::Unanswered => OpinionKind::Unknown,
        Reply::NotApplicable(_) => OpinionKind::NotApplicable,
    }
}

fn status<'a, G: 'a, T: PartialEq>(
    given: impl Iterator<Item = &'a G>,
    kind: impl Fn(&'a G) -> OpinionKind<T>,
) -> Status {
    let kinds: Vec<OpinionKind<T>> = given.map(kind).collect();
    let Some((first, others)) = kinds.split_first() else { return Status::Open };
    if others.is_empty() {
        return Status::Single;
    }
    if others.iter().all(|other| other == first) {
        return Status::Agreed;
    }
    if kinds.contains(&OpinionKind::NotApplicable) {
        return Status::DisputedScope;
    }
    let mut values = kinds.iter().filter(|kind| **kind != OpinionKind::Unknown);
    let one = values.next();
    if values.all(|other| Some(other) == one) { Status::DisputedKnowledge } else { Status::DisputedValue }
}
