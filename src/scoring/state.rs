use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::answers::{Answer, AnswerSheet, Reply};
use crate::framework::{Criterion, CriterionIx, Framework};
use crate::text::ids;

/// What counts of the answer to a criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// A level, as claimed and as proven; the proven one is never higher.
    Level {
        /// The level that is claimed.
        claimed: u8,
        /// The level that counts as proven.
        proven: u8,
        /// Whether it is only proposed, and proves nothing until somebody confirms it.
        proposed: bool,
    },
    /// "We don't know", or an answer that is too old.
    Unknown,
    /// No answer.
    Unanswered,
    /// The company says, with a reason, that it does not apply. Treated as if the criterion did not exist, or as if it
    /// were fully met where the framework says so; its gates are waived.
    NotApplicable,
    /// Its condition does not hold. Treated as if the criterion did not exist.
    Skipped,
}

ids! { State {
    Self::Level { .. } => "level",
    Self::Unknown => "unknown",
    Self::Unanswered => "unanswered",
    Self::NotApplicable => "not-applicable",
    Self::Skipped => "skipped",
} }

impl State {
    /// A level that is proven.
    pub fn at(level: u8) -> Self {
        Self::Level { claimed: level, proven: level, proposed: false }
    }

    /// Whether the criterion counts, given the answer to it.
    pub fn counts(self) -> bool {
        !matches!(self, Self::NotApplicable | Self::Skipped)
    }

    /// Whether it is open: it counts, but has no level.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Unknown | Self::Unanswered)
    }

    /// Whether more is claimed than proven.
    pub fn is_unproven(self) -> bool {
        self.proven() < self.level()
    }

    /// Whether it is a real claim, not a proposal, that lacks the evidence to be proven.
    pub fn lacks_evidence(self) -> bool {
        self.is_unproven() && !self.is_proposed()
    }

    /// Whether its level is only proposed, and not confirmed by anybody yet.
    pub fn is_proposed(self) -> bool {
        matches!(self, Self::Level { proposed: true, .. })
    }

    /// The level that is claimed.
    pub fn level(self) -> Option<u8> {
        match self {
            Self::Level { claimed, .. } => Some(claimed),
            _ => None,
        }
    }

    /// The level that counts as proven.
    pub fn proven(self) -> Option<u8> {
        match self {
            Self::Level { proven, .. } => Some(proven),
            _ => None,
        }
    }
}

/// The state of every criterion on a day, in framework order.
pub fn states(framework: &Framework, sheet: &AnswerSheet, as_of: Date) -> Vec<State> {
    framework.criterion_indices().map(|criterion| state(framework, sheet, criterion, as_of)).collect()
}

/// The state of one criterion on a day.
pub fn state(framework: &Framework, sheet: &AnswerSheet, index: CriterionIx, as_of: Date) -> State {
    if !sheet.applies(framework, index) {
        return State::Skipped;
    }
    let (criterion, answer) = (&framework[index], sheet.answer(index));
    match &answer.reply {
        Reply::Unanswered => State::Unanswered,
        _ if stale_since(criterion, answer, sheet.date, as_of).is_some() => State::Unknown,
        Reply::Unknown => State::Unknown,
        Reply::NotApplicable(_) => State::NotApplicable,
        Reply::Level(level) => claim(criterion, *level, answer, as_of),
    }
}

fn claim(criterion: &Criterion, claimed: u8, answer: &Answer, as_of: Date) -> State {
    let proposed = answer.proposal.is_some();
    let unproven = criterion.evidence_from.filter(|from| claimed >= *from && !answer.is_backed(as_of));
    let proven = if proposed { 0 } else { unproven.map_or(claimed, |from| from - 1) };
    State::Level { claimed, proven, proposed }
}

/// An answer that was given, but is too old to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[schemars(rename = "ExpiredJson", description = "")]
pub struct Expired {
    /// The level it had; `null` if it was "does not apply".
    pub level: Option<u8>,
    /// When it was given.
    pub date: Date,
}

/// The answer to a criterion that applies, if it has expired; the criterion's state is then unknown.
pub fn expired(
    framework: &Framework,
    sheet: &AnswerSheet,
    index: CriterionIx,
    as_of: Date,
) -> Option<Expired> {
    let answer = sheet.answer(index);
    let level = match answer.reply {
        Reply::Level(level) => Some(level),
        Reply::NotApplicable(_) => None,
        Reply::Unanswered | Reply::Unknown => return None,
    };
    let date = stale_since(&framework[index], answer, sheet.date, as_of)?;
    sheet.applies(framework, index).then_some(Expired { level, date })
}

/// The date of an answer that is older than its criterion allows; an answer without a date never expires.
fn stale_since(
    criterion: &Criterion,
    answer: &Answer,
    sheet_date: Option<Date>,
    as_of: Date,
) -> Option<Date> {
    let (valid_days, date) = (criterion.valid_days?, answer.date.or(sheet_date)?);
    (as_of.duration_since(date).as_hours() > 24 * i64::from(valid_days)).then_some(date)
}
