use std::borrow::Borrow;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::ProposalPart;
use super::evidence::{Worth, worth};
use super::later::{last_time, time_after};
use crate::framework::{ChoiceIx, CriterionIx, FactIx, Framework};
use crate::source::{Row, SourceFile, Span};
use crate::text::fit;

/// One company's answers, read against a framework: every id is known, every level exists.
#[derive(Clone, Debug)]
pub struct AnswerSheet {
    /// The version of the framework that it was answered against.
    pub version: Option<String>,
    /// Whom it is about.
    pub subject: Option<String>,
    /// A reference of the user's own, passed through untouched.
    pub reference: Option<String>,
    /// When it was answered.
    pub date: Option<Date>,
    /// Who answered.
    pub respondent: Option<String>,
    /// Per fact of the framework its choices; empty if it is not given or unknown.
    facts: Vec<Vec<ChoiceIx>>,
    /// Per fact whether its answer is "unknown", so that it need not be asked again.
    unknown_facts: Vec<bool>,
    answers: Vec<Answer>,
    /// The file it was read from, for the places of its answers.
    pub(super) file: Option<Arc<SourceFile>>,
    /// The header and the row it was read from, if it stood in a table.
    pub(super) row: Option<(Arc<Row<'static>>, Arc<Row<'static>>)>,
    /// Texts of an earlier sheet, whose memory the next ones use.
    spare: Vec<String>,
}

/// The answer to one criterion.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// What was answered.
    pub reply: Reply,
    /// What proves it; never blank.
    pub evidence: Vec<Evidence>,
    /// A remark.
    pub note: Option<String>,
    /// When it was answered, if other than the sheet.
    pub date: Option<Date>,
    /// Who proposes it, as long as nobody has confirmed it; only where the reply is a level.
    pub proposal: Option<Proposal>,
    /// Its place in its file.
    pub span: Option<Span>,
}

impl Answer {
    /// Whether it says the same as another, wherever that stands.
    pub(crate) fn says_as(&self, other: &Self) -> bool {
        Self { span: None, ..self.clone() } == Self { span: None, ..other.clone() }
    }
}

/// A piece of evidence: its text as it was written, which is judged once.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(transparent)]
#[schemars(inline, description = "")]
pub struct Evidence {
    text: String,
    #[serde(skip)]
    worth: Worth,
    /// The last time that it may name.
    #[serde(skip)]
    last_time: Option<Date>,
}

impl Evidence {
    pub(super) fn into_text(self) -> String {
        self.text
    }

    /// Whether it names something that can prove a claim: it is not blank, not only words such as "none" or "yes", and not
    /// about what is still to come.
    pub fn proves(&self) -> bool {
        !matches!(self.worth, Worth::Nothing | Worth::ToCome)
    }

    /// Whether it can prove a claim on a day: it can at all, and is not of a time after that day.
    pub fn proves_on(&self, day: Date) -> bool {
        self.proves() && !matches!(self.time_after(day), Some((_, true)))
    }

    /// The first time that it names, if all of it that counts is after a day, and whether it is itself of that time.
    pub(crate) fn time_after(&self, day: Date) -> Option<(Date, bool)> {
        // The earliest day stands for none.
        let may_be_later = self.last_time.is_some_and(|last| last > day) && day != Date::MIN;
        may_be_later.then(|| time_after(self, day)).flatten()
    }
}

impl<T: Into<String>> From<T> for Evidence {
    fn from(text: T) -> Self {
        let text = text.into();
        Self { worth: worth(&text), last_time: last_time(&text), text }
    }
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}

impl Deref for Evidence {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

/// Equal texts are equal evidence: everything else follows from the text.
impl Borrow<str> for Evidence {
    fn borrow(&self) -> &str {
        self
    }
}

impl PartialEq<&str> for Evidence {
    fn eq(&self, other: &&str) -> bool {
        self.text == *other
    }
}

impl AsRef<str> for Evidence {
    fn as_ref(&self) -> &str {
        self
    }
}

/// How long a text of a proposal is at most where it is shown in short, in columns.
const SHORTENED: usize = 200;

/// That a level is only proposed, and by what: it counts as claimed, and as level 0 in what is proven.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Who proposes it: an assistant or a colleague; never blank.
    pub by: String,
    /// The words that it rests on; never blank.
    pub quote: Option<String>,
    /// Where these words stand; never blank.
    pub place: Option<String>,
}

impl Proposal {
    /// A part of it, if it is there.
    pub fn part(&self, part: ProposalPart) -> Option<&String> {
        match part {
            ProposalPart::By => Some(&self.by),
            ProposalPart::Quote => self.quote.as_ref(),
            ProposalPart::Place => self.place.as_ref(),
        }
    }

    /// As it is shown where little is said of each answer: long texts are cut.
    pub(crate) fn in_short(&self) -> Self {
        let cut = |text: &String| fit(text, SHORTENED);
        Self { by: cut(&self.by), quote: self.quote.as_ref().map(cut), place: self.place.as_ref().map(cut) }
    }

    /// What it rests on as a piece of evidence: `PLACE: "QUOTE"`.
    pub fn citation(&self) -> Option<String> {
        match (&self.place, &self.quote) {
            (Some(place), Some(quote)) => Some(format!("{place}: \"{quote}\"")),
            (None, Some(quote)) => Some(format!("\"{quote}\"")),
            (place, None) => place.clone(),
        }
    }
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
        let facts = framework.facts().len();
        Self {
            version: None,
            subject: None,
            reference: None,
            date: None,
            respondent: None,
            facts: vec![Vec::new(); facts],
            unknown_facts: vec![false; facts],
            answers: vec![Answer::default(); framework.criteria().len()],
            file: None,
            row: None,
            spare: Vec::new(),
        }
    }

    /// Makes it a sheet without an answer again, and keeps its memory for the next one.
    pub(super) fn clear(&mut self) {
        let heads = [&mut self.version, &mut self.subject, &mut self.reference, &mut self.respondent];
        self.spare.extend(heads.into_iter().filter_map(Option::take));
        self.date = None;
        self.facts.iter_mut().for_each(Vec::clear);
        self.unknown_facts.fill(false);
        for answer in &mut self.answers {
            if let Reply::NotApplicable(reason) = std::mem::take(&mut answer.reply) {
                self.spare.push(reason);
            }
            if !answer.evidence.is_empty() {
                self.spare.extend(answer.evidence.drain(..).map(Evidence::into_text));
            }
            if answer.note.is_some() {
                self.spare.extend(answer.note.take());
            }
            if let Some(Proposal { by, quote, place }) = answer.proposal.take() {
                self.spare.extend([Some(by), quote, place].into_iter().flatten());
            }
            (answer.date, answer.span) = (None, None);
        }
        (self.file, self.row) = (None, None);
    }

    /// A text of its own, in memory that is there already.
    pub(super) fn keep(&mut self, text: &str) -> String {
        let mut own = self.spare.pop().unwrap_or_default();
        own.clear();
        own.push_str(text);
        own
    }

    /// Adds a piece of evidence to an answer; what it is worth.
    pub(super) fn add_evidence(&mut self, criterion: CriterionIx, text: &str) -> Worth {
        let own = Evidence::from(self.keep(text));
        let Evidence { worth, .. } = own;
        self.answers[criterion.get()].evidence.push(own);
        worth
    }

    pub(super) fn add_choice(&mut self, fact: FactIx, choice: ChoiceIx) {
        let given = &mut self.facts[fact.get()];
        if !given.contains(&choice) {
            given.push(choice);
        }
    }

    /// Leaves a fact as if nobody had been asked.
    pub(super) fn clear_fact(&mut self, fact: FactIx) {
        self.facts[fact.get()].clear();
    }

    pub(super) fn answer_mut(&mut self, criterion: CriterionIx) -> &mut Answer {
        &mut self.answers[criterion.get()]
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

    /// Only what names it; there is no fact and no answer in it to ask for.
    pub(crate) fn without_answers(&self) -> Self {
        Self {
            version: None,
            subject: self.subject.clone(),
            reference: self.reference.clone(),
            date: None,
            respondent: None,
            facts: Vec::new(),
            unknown_facts: Vec::new(),
            answers: Vec::new(),
            file: None,
            row: None,
            spare: Vec::new(),
        }
    }

    /// The same facts, levels and dates without any text of the company; `withheld` stands for evidence and reasons, so
    /// that a claim stays as proven as it was.
    #[must_use]
    pub(crate) fn anonymous(&self, name: &str, withheld: &str, on: Date) -> Self {
        let answer = |answer: &Answer| {
            let reply = match &answer.reply {
                Reply::NotApplicable(_) => Reply::NotApplicable(withheld.to_owned()),
                Reply::Level(level) => Reply::Level(*level),
                Reply::Unknown => Reply::Unknown,
                Reply::Unanswered => Reply::Unanswered,
            };
            // Evidence that proves nothing proves nothing afterwards either.
            let evidence = if answer.is_backed(on) { vec![withheld.into()] } else { Vec::new() };
            let proposal = answer.proposal.as_ref();
            let proposal = proposal.map(|_| Proposal { by: withheld.to_owned(), quote: None, place: None });
            Answer { reply, evidence, note: None, date: answer.date, proposal, span: None }
        };
        Self {
            version: None,
            subject: Some(name.to_owned()),
            reference: None,
            date: self.date,
            respondent: None,
            facts: self.facts.clone(),
            unknown_facts: self.unknown_facts.clone(),
            answers: self.answers.iter().map(answer).collect(),
            file: None,
            row: None,
            spare: Vec::new(),
        }
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

    /// Whether some of its evidence can prove it on a day.
    pub fn is_backed(&self, on: Date) -> bool {
        self.evidence.iter().any(|own| own.proves_on(on))
    }
}
