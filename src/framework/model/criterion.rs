use std::fmt::{self, Display, Formatter};
use std::iter::Sum;

use super::{Condition, Framework, LanguageIx, RubricIx, SourceIx, StageIx, Text};
use crate::text::{Label, ids};

/// One thing that is judged: a question with ordered levels.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Criterion {
    /// Its id, unique among criteria and facts.
    pub id: String,
    /// Ids under which older sheets know it.
    pub renamed_from: Vec<String>,
    /// The rubric that it belongs to.
    pub rubric: RubricIx,
    /// A short name for tables.
    pub title: Option<Text>,
    /// The question.
    pub question: Text,
    /// Why it is asked.
    pub why: Option<Text>,
    /// Further explanation, in paragraphs.
    pub guidance: Option<Text>,
    /// What to check before choosing a level.
    pub checks: Vec<Text>,
    /// What counts as evidence, unless a level says so itself.
    pub proof: Option<Text>,
    /// Who says that it matters.
    pub origin: Option<Origin>,
    /// What it cites.
    pub sources: Vec<Citation>,
    /// Its weight per stage, 1 to 100, in the order of stages; at least one.
    pub weights: Vec<(StageIx, u32)>,
    /// When it applies.
    pub condition: Condition,
    /// Whether a company may say that it does not apply.
    pub may_not_apply: bool,
    /// Whether that counts as all its points, instead of removing the criterion.
    pub met_if_not_applicable: bool,
    /// From this level on a claim counts as proven only with evidence.
    pub evidence_from: Option<u8>,
    /// After how many days an answer counts as unknown.
    pub valid_days: Option<u32>,
    /// The level set that its levels come from.
    pub level_set: Option<usize>,
    /// Its levels, 2 to 11, the lowest first.
    pub levels: Vec<Level>,
}

/// One step of a criterion.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Level {
    /// An observable fact.
    pub says: Text,
    /// The same in a few words.
    pub short: Option<Text>,
    /// What proves exactly this level.
    pub proof: Option<Text>,
    /// What to do to get to the next level; `None` on the top level.
    pub next: Option<Text>,
    /// Person-weeks to reach the next level; `None` if the framework gives none, and on the top level.
    pub effort: Option<u32>,
    /// Calendar weeks of that step that no effort shortens.
    pub lead_weeks: WeekRange,
    /// Its value in percent of the weight, 0 at the lowest level, 100 at the top, never falling.
    pub value: u8,
}

/// A range of calendar weeks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct WeekRange {
    /// The least.
    pub from: u64,
    /// The most, not below the least.
    pub to: u64,
}

impl WeekRange {
    /// Whether there is nothing to wait for.
    pub fn is_none(self) -> bool {
        self.to == 0
    }

    /// The same in months, rounded outward, so that no promised month can be missed.
    pub fn months(self) -> MonthRange {
        // 1461 days are four years, that is 48 months.
        let days = |weeks: u64| weeks.saturating_mul(7 * 48);
        MonthRange { from: days(self.from) / 1461, to: days(self.to).div_ceil(1461) }
    }
}

/// A range of calendar months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthRange {
    /// The least.
    pub from: u64,
    /// The most, not below the least.
    pub to: u64,
}

/// One wait after another.
impl Sum for WeekRange {
    fn sum<I: Iterator<Item = Self>>(waits: I) -> Self {
        waits.fold(Self::default(), |all, one| Self { from: all.from + one.from, to: all.to + one.to })
    }
}

impl From<WeekRange> for [u64; 2] {
    fn from(weeks: WeekRange) -> Self {
        [weeks.from, weeks.to]
    }
}

impl Display for WeekRange {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.from == self.to { write!(f, "{}", self.to) } else { write!(f, "{}-{}", self.from, self.to) }
    }
}

/// Who says that a criterion matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The article, or whatever else the framework is built on.
    Article,
    /// Another source.
    Source,
    /// The framework's authors.
    Proposal,
}

ids! { Origin {
    Self::Article => "article",
    Self::Source => "source",
    Self::Proposal => "proposal",
} }

impl Origin {
    /// A short description.
    pub fn word(self) -> Label {
        match self {
            Self::Article => Label("the main source", "主な資料"),
            Self::Source => Label("another source", "他の資料"),
            Self::Proposal => Label("our own proposal", "独自の提案"),
        }
    }
}

/// A source, or one passage of it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Citation {
    /// The source.
    pub source: SourceIx,
    /// The passage, if one is named.
    pub passage: Option<String>,
}

impl Citation {
    /// As written in a framework: `source` or `source#passage`.
    pub fn id(&self, framework: &Framework) -> String {
        let source = &framework[self.source].id;
        match &self.passage {
            Some(passage) => format!("{source}#{passage}"),
            None => source.clone(),
        }
    }
}

impl Criterion {
    /// Its short name in one language: the title, or else the id.
    pub fn name(&self, language: LanguageIx) -> &str {
        self.title.as_ref().map_or(&self.id, |title| title.to(language))
    }

    /// Its highest level.
    #[expect(clippy::cast_possible_truncation, reason = "there are at most 11 levels")]
    pub fn top(&self) -> u8 {
        (self.levels.len() - 1) as u8
    }

    /// One of its levels.
    pub fn level(&self, level: u8) -> &Level {
        &self.levels[usize::from(level)]
    }

    /// What counts as evidence for one of its levels.
    pub fn proof_of(&self, level: u8) -> Option<&Text> {
        self.level(level).proof.as_ref().or(self.proof.as_ref())
    }

    /// Its weight on a stage; 0 without one.
    pub fn weight(&self, stage: StageIx) -> u32 {
        self.weights.iter().find(|(of, _)| *of == stage).map_or(0, |(_, weight)| *weight)
    }

    /// Whether a claim of this level needs evidence to count as proven.
    pub fn needs_evidence(&self, level: u8) -> bool {
        self.evidence_from.is_some_and(|from| level >= from)
    }
}

impl Level {
    /// The cost of the step to the next level in a plan: its effort, or 1 if none is given.
    pub fn cost(&self) -> u32 {
        self.effort.unwrap_or(1)
    }

    /// What it says, in short if there is a short form.
    pub fn in_short(&self) -> &Text {
        self.short.as_ref().unwrap_or(&self.says)
    }
}
