//! What the keys of a sheet and the columns of a table of sheets are called, for readers and writers alike.

use crate::framework::{CriterionIx, FactIx, Framework};

/// A key at the head of a sheet, before its facts and answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum HeaderKey {
    /// The id of the framework.
    Framework,
    /// The version of the framework.
    Version,
    /// The company or product.
    Subject,
    /// The user's own reference.
    Reference,
    /// When it was answered.
    Date,
    /// Who answered.
    Respondent,
}

impl HeaderKey {
    /// All of them, in the order in which files have them.
    pub const ALL: [Self; 6] =
        [Self::Framework, Self::Version, Self::Subject, Self::Reference, Self::Date, Self::Respondent];

    /// The key as it is written.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Framework => "framework",
            Self::Version => "version",
            Self::Subject => "subject",
            Self::Reference => "ref",
            Self::Date => "date",
            Self::Respondent => "respondent",
        }
    }
}

/// What a column of a table of answers holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// A key of the sheet itself, such as `subject`.
    Header(HeaderKey),
    /// The choices of a fact.
    Fact(FactIx),
    /// The reply to a criterion.
    Reply(CriterionIx),
    /// The evidence for it.
    Evidence(CriterionIx),
    /// A note on it.
    Note(CriterionIx),
    /// When this criterion was answered, if not on the date of the sheet.
    ReplyDate(CriterionIx),
    /// A part of what is said of a level that is only proposed.
    Proposal(CriterionIx, ProposalPart),
}

/// What is said of a level that somebody proposes and nobody has confirmed yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProposalPart {
    /// Who proposes it.
    By,
    /// The words that it rests on.
    Quote,
    /// Where these words stand.
    Place,
}

impl ProposalPart {
    /// All of them, in the order in which files have them.
    pub const ALL: [Self; 3] = [Self::By, Self::Quote, Self::Place];

    /// The key as it is written.
    pub const fn name(self) -> &'static str {
        match self {
            Self::By => PROPOSED_BY,
            Self::Quote => QUOTE,
            Self::Place => PLACE,
        }
    }
}

/// The tables of a sheet.
pub(crate) const FACTS: &str = "facts";
pub(crate) const ANSWERS: &str = "answers";

pub(super) const LEVEL: &str = "level";
pub(super) const NOT_APPLICABLE: &str = "not_applicable";
pub(super) const EVIDENCE: &str = "evidence";
pub(super) const NOTE: &str = "note";
pub(super) const DATE: &str = "date";
pub(super) const PROPOSED_BY: &str = "proposed_by";
pub(super) const QUOTE: &str = "quote";
pub(super) const PLACE: &str = "place";

/// What may follow the id of a criterion and a dot.
pub(super) const SUFFIXES: [&str; 6] = [EVIDENCE, NOTE, DATE, PROPOSED_BY, QUOTE, PLACE];

/// The keys of an answer that is written as a table, in their order.
pub(super) const ANSWER_KEYS: [&str; 8] =
    [LEVEL, NOT_APPLICABLE, EVIDENCE, NOTE, DATE, PROPOSED_BY, QUOTE, PLACE];

/// The word for "we don't know", of facts and of criteria.
pub(super) const UNKNOWN: &str = "unknown";

impl Column {
    /// The column of this name, and the id in it as it is written, which may be an old one.
    pub(super) fn parse<'n>(name: &'n str, framework: &Framework) -> Option<(Self, &'n str)> {
        if let Some(key) = HeaderKey::ALL.into_iter().find(|key| key.name() == name) {
            return Some((Self::Header(key), name));
        }
        if let Some(fact) = framework.find_fact(name) {
            return Some((Self::Fact(fact), name));
        }
        if let Some(criterion) = framework.find_criterion(name) {
            return Some((Self::Reply(criterion), name));
        }
        let (id, suffix) = name.rsplit_once('.')?;
        let part = ProposalPart::ALL.into_iter().find(|part| part.name() == suffix);
        let column = |criterion| match suffix {
            EVIDENCE => Some(Self::Evidence(criterion)),
            NOTE => Some(Self::Note(criterion)),
            DATE => Some(Self::ReplyDate(criterion)),
            _ => Some(Self::Proposal(criterion, part?)),
        };
        Some((column(framework.find_criterion(id)?)?, id))
    }

    /// The id in the name of a column, without what may follow it.
    pub(super) fn id(name: &str) -> &str {
        name.rsplit_once('.').filter(|(_, suffix)| SUFFIXES.contains(suffix)).map_or(name, |(id, _)| id)
    }

    /// The name of the column, as a header has it.
    pub fn name(self, framework: &Framework) -> String {
        match self {
            Self::Header(key) => key.name().to_owned(),
            Self::Fact(fact) => framework[fact].id.clone(),
            Self::Reply(criterion) => framework[criterion].id.clone(),
            Self::Evidence(criterion) => format!("{}.{EVIDENCE}", framework[criterion].id),
            Self::Note(criterion) => format!("{}.{NOTE}", framework[criterion].id),
            Self::ReplyDate(criterion) => format!("{}.{DATE}", framework[criterion].id),
            Self::Proposal(criterion, part) => format!("{}.{}", framework[criterion].id, part.name()),
        }
    }
}
