use std::sync::Arc;

use jiff::civil::Date;

use crate::framework::{ChoiceIx, CriterionIx, FactIx, Framework};
use crate::source::{Row, SourceFile, Span};

/// One company's answers, read against a framework: every id is known, every level exists.
#[derive(Clone, Debug, Default)]
pub struct AnswerSheet {
    /// The version of the framework that it was answered against.
    pub version: Option<String>,
    /// Whom it is about.
    pub subject: Option<String>,
    /// A reference of the user's own, handed through untouched.
    pub reference: Option<String>,
    /// When it was answered.
    pub date: Option<Date>,
    /// Who answered.
    pub respondent: Option<String>,
    /// Per fact of the framework its choices; none if it is not given or unknown.
    facts: Vec<Vec<ChoiceIx>>,
    /// Per fact whether its answer is "unknown", so that it need not be asked again.
    unknown_facts: Vec<bool>,
    /// Per criterion of the framework its answer.
    answers: Vec<Answer>,
    /// The file it was read from, for the places of its answers.
    pub(super) file: Option<Arc<SourceFile>>,
    /// The header and the row it was read from, if it came from a table.
    pub(super) row: Option<(Arc<Row>, Arc<Row>)>,
}

/// The answer to one criterion.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// What was answered.
    pub reply: Reply,
    /// What proves it; never blank.
    pub evidence: Vec<String>,
    /// A remark.
    pub note: Option<String>,
    /// When it was answered, if other than the sheet.
    pub date: Option<Date>,
    /// Its place in its file.
    pub span: Option<Span>,
}

/// What was answered to a criterion.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Reply {
    /// Nothing yet.
    #[default]
    Unanswered,
    /// "We don't know."
    Unknown,
    /// A level of the criterion.
    Level(u8),
    /// "Does not apply", for this reason.
    NotApplicable(String),
}

impl AnswerSheet {
    /// A sheet without an answer.
    pub fn empty(framework: &Framework) -> Self {
        Self {
            facts: vec![Vec::new(); framework.facts().len()],
            unknown_facts: vec![false; framework.facts().len()],
            answers: vec![Answer::default(); framework.criteria().len()],
            ..Self::default()
        }
    }

    /// The choices given for a fact; none if it is not given or unknown.
    pub fn fact(&self, fact: FactIx) -> &[ChoiceIx] {
        &self.facts[fact.get()]
    }

    /// Whether a fact was answered, if only by "unknown".
    pub fn fact_is_answered(&self, fact: FactIx) -> bool {
        self.unknown_facts[fact.get()] || !self.fact(fact).is_empty()
    }

    /// Gives a fact its choices; none means "unknown".
    pub fn set_fact(&mut self, fact: FactIx, choices: Vec<ChoiceIx>) {
        self.unknown_facts[fact.get()] = choices.is_empty();
        self.facts[fact.get()] = choices;
    }

    /// The answer to a criterion.
    pub fn answer(&self, criterion: CriterionIx) -> &Answer {
        &self.answers[criterion.get()]
    }

    /// Gives a criterion an answer.
    pub fn set_answer(&mut self, criterion: CriterionIx, answer: Answer) {
        self.answers[criterion.get()] = answer;
    }

    /// Whether a criterion applies by the facts as they are given.
    pub fn applies(&self, framework: &Framework, criterion: CriterionIx) -> bool {
        framework[criterion].condition.holds(|fact| self.fact(fact))
    }

    /// The file it was read from.
    pub fn file(&self) -> Option<&Arc<SourceFile>> {
        self.file.as_ref()
    }
}

impl Answer {
    /// A bare answer.
    pub fn new(reply: Reply) -> Self {
        Self { reply, ..Self::default() }
    }
}
