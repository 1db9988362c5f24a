use jiff::civil::Date;

use super::{AnswerChange, InterviewScope, Item};
use crate::advice::conflicts;
use crate::answers::{Answer, AnswerSheet, Evidence, Proposal, Reply};
use crate::framework::{ChoiceIx, CriterionIx, FactIx, Framework};
use crate::scoring::{State, expired, states};

/// What has been answered, what is open, and what comes next. It does not ask anything itself.
#[derive(Debug)]
pub struct Machine<'f> {
    pub(super) framework: &'f Framework,
    pub(super) sheet: AnswerSheet,
    pub(super) as_of: Date,
    pub(super) scope: InterviewScope,
    /// The sheet was empty when it was opened.
    fresh: bool,
    pub(super) now: Option<Item>,
    /// What was asked in this run, in order.
    pub(super) asked: Vec<Item>,
    /// The names that were asked for, even if left blank.
    named: Vec<Item>,
    pub(super) put_off: Vec<Item>,
    /// Everything else is answered, and postponed questions are asked once more.
    pub(super) second_round: bool,
    /// What was a proposal at the start of this run.
    pub(super) proposals: Vec<Item>,
    /// Whether the proposals are being gone through at present.
    pub(super) amid_proposals: bool,
}

impl<'f> Machine<'f> {
    /// Starts or continues a sheet.
    pub fn new(framework: &'f Framework, sheet: AnswerSheet, as_of: Date, scope: InterviewScope) -> Self {
        let answered = framework.fact_indices().any(|fact| sheet.fact_is_answered(fact))
            || framework.criterion_indices().any(|c| sheet.answer(c).reply != Reply::Unanswered);
        let fresh = !answered && sheet.date.is_none();
        Self {
            framework,
            sheet,
            as_of,
            scope,
            fresh,
            now: None,
            asked: Vec::new(),
            named: Vec::new(),
            put_off: Vec::new(),
            second_round: false,
            proposals: Vec::new(),
            amid_proposals: false,
        }
    }

    /// The sheet with all answers so far.
    pub fn sheet(&self) -> &AnswerSheet {
        &self.sheet
    }

    /// Whether the sheet was empty when it was opened.
    pub(super) fn is_fresh(&self) -> bool {
        self.fresh
    }

    /// The question that is asked at present.
    pub fn present(&self) -> Option<Item> {
        self.now
    }

    /// The positions of the framework's conflicts that the answers have.
    pub(super) fn conflicts(&self) -> Vec<usize> {
        let holding = conflicts(self.framework, &self.sheet, &self.states());
        holding.into_iter().map(|(position, _)| position).collect()
    }

    /// The state of every criterion, in framework order.
    pub(super) fn states(&self) -> Vec<State> {
        states(self.framework, &self.sheet, self.as_of)
    }

    /// Whether an answer is too old to count.
    pub(super) fn is_expired(&self, criterion: CriterionIx) -> bool {
        expired(self.framework, &self.sheet, criterion, self.as_of).is_some()
    }

    /// The level proposed for a criterion that nobody has confirmed.
    pub(super) fn proposed(&self, criterion: CriterionIx) -> Option<(u8, &Proposal)> {
        let answer = self.sheet.answer(criterion);
        match (&answer.reply, &answer.proposal) {
            (Reply::Level(level), Some(proposal)) => Some((*level, proposal)),
            _ => None,
        }
    }

    /// Whether the answer is a level that is only proposed.
    pub(super) fn is_proposed(&self, item: Item) -> bool {
        matches!(item, Item::Criterion(criterion) if self.proposed(criterion).is_some())
    }

    /// Whether something is still to be asked.
    pub(super) fn is_open(&self, item: Item) -> bool {
        match item {
            Item::Subject => self.fresh && self.sheet.subject.is_none() && !self.named.contains(&item),
            Item::Respondent => self.fresh && self.sheet.respondent.is_none() && !self.named.contains(&item),
            Item::Fact(fact) => !self.sheet.fact_is_answered(fact),
            Item::Criterion(criterion) => {
                self.sheet.answer(criterion).reply == Reply::Unanswered
                    || self.is_expired(criterion)
                    || self.is_proposed(item)
            }
        }
    }

    /// The last day on which the answer to a criterion counts, if it ages.
    pub(super) fn counts_until(&self, criterion: CriterionIx) -> Option<Date> {
        let date = self.sheet.answer(criterion).date.or(self.sheet.date)?;
        let days = jiff::Span::new().try_days(self.framework[criterion].valid_days?).ok()?;
        date.checked_add(days).ok()
    }

    /// Gives the company or the respondent a name; an empty one removes it.
    pub(super) fn give_name(&mut self, item: Item, text: &str) -> Vec<AnswerChange> {
        if !self.named.contains(&item) {
            self.named.push(item);
        }
        let name = if item == Item::Subject { &mut self.sheet.subject } else { &mut self.sheet.respondent };
        if name.as_deref().unwrap_or_default() == text {
            return Vec::new();
        }
        *name = Some(text.to_owned()).filter(|text| !text.is_empty());
        let text = text.to_owned();
        self.dated(if item == Item::Subject {
            AnswerChange::Subject(text)
        } else {
            AnswerChange::Respondent(text)
        })
    }

    /// Sets the choices of a fact; none means "unknown". Does nothing if they are the same.
    pub(super) fn give_fact(&mut self, fact: FactIx, mut choices: Vec<ChoiceIx>) -> Vec<AnswerChange> {
        // "None of these" means nothing beside another choice.
        if choices.len() > 1 {
            choices.retain(|choice| !self.framework[fact].choices[choice.get()].stands_alone());
        }
        if self.sheet.fact_is_answered(fact) && self.sheet.fact(fact) == choices {
            return Vec::new();
        }
        self.sheet.set_fact(fact, choices.clone());
        self.dated(AnswerChange::Fact(fact, choices))
    }

    /// Answers a criterion, keeping its evidence and its note. Does nothing if the answer is the same, unless it has
    /// expired.
    pub fn reply(&mut self, criterion: CriterionIx, reply: Reply) -> Vec<AnswerChange> {
        if self.sheet.answer(criterion).reply == reply && !self.is_open(Item::Criterion(criterion)) {
            return Vec::new();
        }
        self.reply_today(criterion, reply)
    }

    /// Says that an expired answer still holds today.
    pub(super) fn still_holds(&mut self, criterion: CriterionIx) -> Vec<AnswerChange> {
        self.reply_today(criterion, self.sheet.answer(criterion).reply.clone())
    }

    /// Confirms the proposed level; what the proposal cites becomes a piece of evidence.
    pub(super) fn confirm(&mut self, criterion: CriterionIx) -> Vec<AnswerChange> {
        self.as_of_today(criterion, |answer| {
            let cited = answer.proposal.take().and_then(|proposal| proposal.citation()).map(Evidence::from);
            answer.evidence.extend(cited.filter(|cited| !answer.evidence.contains(cited)));
        })
    }

    /// Removes a proposed level. The person's own note and evidence stay.
    pub(super) fn reject(&mut self, criterion: CriterionIx) -> Vec<AnswerChange> {
        self.set(criterion, |answer| {
            answer.reply = Reply::Unanswered;
            answer.proposal = None;
            if !has_own(answer) {
                *answer = Answer::default();
            }
        })
    }

    /// Whether an answer has a note or evidence of the person's own.
    pub(super) fn has_own(&self, criterion: CriterionIx) -> bool {
        has_own(self.sheet.answer(criterion))
    }

    fn reply_today(&mut self, criterion: CriterionIx, reply: Reply) -> Vec<AnswerChange> {
        self.as_of_today(criterion, |answer| {
            answer.reply = reply;
            answer.proposal = None;
        })
    }

    fn as_of_today(&mut self, criterion: CriterionIx, change: impl FnOnce(&mut Answer)) -> Vec<AnswerChange> {
        self.dated_first(|machine| {
            let date = (machine.sheet.date != Some(machine.as_of)).then_some(machine.as_of);
            machine.set(criterion, |answer| {
                change(answer);
                answer.date = date;
            })
        })
    }

    /// Replaces the evidence of an answer.
    pub(super) fn set_evidence(
        &mut self,
        criterion: CriterionIx,
        evidence: Vec<Evidence>,
    ) -> Vec<AnswerChange> {
        self.set(criterion, |answer| answer.evidence = evidence)
    }

    /// Replaces the note of an answer.
    pub(super) fn set_note(&mut self, criterion: CriterionIx, note: Option<String>) -> Vec<AnswerChange> {
        self.set(criterion, |answer| answer.note = note)
    }

    fn set(&mut self, criterion: CriterionIx, change: impl FnOnce(&mut Answer)) -> Vec<AnswerChange> {
        let old = self.sheet.answer(criterion);
        let mut answer = Answer { span: None, ..old.clone() };
        change(&mut answer);
        if answer == (Answer { span: None, ..old.clone() }) {
            return Vec::new();
        }
        self.sheet.set_answer(criterion, answer.clone());
        self.dated(AnswerChange::Answer(criterion, answer))
    }

    /// A change, preceded by the date of the sheet if it is the first one.
    fn dated(&mut self, change: AnswerChange) -> Vec<AnswerChange> {
        self.dated_first(|_| vec![change])
    }

    fn dated_first(&mut self, change: impl FnOnce(&mut Self) -> Vec<AnswerChange>) -> Vec<AnswerChange> {
        let first = self.fresh && self.sheet.date.is_none();
        if first {
            self.sheet.date = Some(self.as_of);
        }
        let mut changes = change(self);
        changes.extend(first.then_some(AnswerChange::Date(self.as_of)));
        changes
    }
}

fn has_own(answer: &Answer) -> bool {
    answer.note.is_some() || !answer.evidence.is_empty()
}
