use jiff::civil::Date;

use super::order::order;
use super::{AnswerChange, InterviewScope, Item};
use crate::advice::questions;
use crate::answers::{Answer, AnswerSheet, Reply};
use crate::framework::{ChoiceIx, CriterionIx, FactIx, Framework};
use crate::scoring::{State, expired, score, states};

/// Seconds that one question takes, reading included.
const SECONDS_PER_QUESTION: usize = 22;

/// What has been answered, what is open, and what comes next. It asks nothing itself.
#[derive(Debug)]
pub struct Machine<'f> {
    framework: &'f Framework,
    sheet: AnswerSheet,
    as_of: Date,
    scope: InterviewScope,
    /// Nothing was in the sheet when it was opened.
    fresh: bool,
    now: Option<Item>,
    visited: Vec<Item>,
    passed: Vec<Item>,
    postponed: Vec<Item>,
    /// Everything else is answered, and what was put off is asked once more.
    second_round: bool,
}

/// The place of one question among the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InterviewProgress {
    /// Its number from 1; none if it is not among those that are asked.
    pub number: Option<usize>,
    /// How many are asked.
    pub of: usize,
    /// How many are open.
    pub open: usize,
    /// The time they take, rounded up.
    pub minutes: usize,
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
            visited: Vec::new(),
            passed: Vec::new(),
            postponed: Vec::new(),
            second_round: false,
        }
    }

    /// The sheet with all answers so far.
    pub fn sheet(&self) -> &AnswerSheet {
        &self.sheet
    }

    /// Whether nothing was in the sheet when it was opened.
    pub(super) fn is_fresh(&self) -> bool {
        self.fresh
    }

    /// The state of every criterion, in framework order.
    pub fn states(&self) -> Vec<State> {
        states(self.framework, &self.sheet, self.as_of)
    }

    /// Everything that is asked, in order, by the facts as they are given.
    pub fn order(&self) -> Vec<Item> {
        self.order_in(self.scope)
    }

    /// Everything that applies, in the order of the framework, whatever the scope.
    pub fn everything(&self) -> Vec<Item> {
        self.order_in(InterviewScope::default())
    }

    fn order_in(&self, scope: InterviewScope) -> Vec<Item> {
        let head = [Item::Subject, Item::Respondent].into_iter();
        head.chain(order(self.framework, &self.sheet, scope)).collect()
    }

    /// Whether an answer is too old to count.
    pub fn is_stale(&self, criterion: CriterionIx) -> bool {
        expired(self.framework, &self.sheet, criterion, self.as_of).is_some()
    }

    /// Whether something is still to be asked.
    pub fn is_open(&self, item: Item) -> bool {
        match item {
            Item::Subject => self.fresh && self.sheet.subject.is_none() && !self.passed.contains(&item),
            Item::Respondent => self.fresh && self.sheet.respondent.is_none() && !self.passed.contains(&item),
            Item::Fact(fact) => !self.sheet.fact_is_answered(fact),
            Item::Criterion(criterion) => {
                self.sheet.answer(criterion).reply == Reply::Unanswered || self.is_stale(criterion)
            }
        }
    }

    /// What is open, in the order in which it is asked.
    pub fn open(&self) -> Vec<Item> {
        self.order().into_iter().filter(|item| self.is_open(*item)).collect()
    }

    /// Moves on to the next open question, forward and then from the start; what was put off comes last, once.
    pub fn next_open(&mut self) -> Option<Item> {
        let order = self.order();
        let from = self.now.and_then(|now| order.iter().position(|item| *item == now)).map_or(0, |at| at + 1);
        let (before, after) = order.split_at(from);
        let mut next = if self.scope.quick {
            self.most_telling(&order)
        } else {
            self.first_left(after).or_else(|| self.first_left(before))
        };
        if next.is_none() && !self.second_round {
            self.second_round = true;
            self.postponed.clear();
            next = self.first_left(&order);
        }
        if let Some(item) = next {
            self.go_to(item);
        }
        next
    }

    /// The open question whose answer settles most about the stage: facts first, as they decide what applies.
    fn most_telling(&self, order: &[Item]) -> Option<Item> {
        let first = self.first_left(order)?;
        if !matches!(first, Item::Criterion(_)) {
            return Some(first);
        }
        let assessment = score(self.framework, &self.sheet, self.as_of);
        let Some(stage) = self.scope.stage.or(assessment.next_stage) else { return Some(first) };
        let ranked: Vec<_> = questions(self.framework, &assessment, stage)
            .into_iter()
            .map(|question| Item::Criterion(question.criterion))
            .filter(|item| order.contains(item))
            .collect();
        self.first_left(&ranked).or(Some(first))
    }

    fn first_left(&self, items: &[Item]) -> Option<Item> {
        items.iter().copied().find(|item| self.is_open(*item) && !self.postponed.contains(item))
    }

    /// Moves to a question.
    pub(super) fn go_to(&mut self, item: Item) {
        if let Some(left) = self.now.replace(item)
            && left != item
        {
            self.visited.push(left);
        }
    }

    /// Moves back to the question before: the one seen last, else the one before it in order.
    pub fn back(&mut self) -> Option<Item> {
        let order = self.everything();
        while let Some(item) = self.visited.pop() {
            if order.contains(&item) && Some(item) != self.now {
                self.now = Some(item);
                return Some(item);
            }
        }
        let order = self.order();
        let at = order.iter().position(|item| Some(*item) == self.now)?;
        self.now = Some(*order.get(at.checked_sub(1)?)?);
        self.now
    }

    /// Puts the present question off: it stays open, and is asked once more at the end.
    pub(super) fn postpone(&mut self) {
        self.postponed.extend(self.now);
    }

    /// The place of a question among the others.
    pub fn progress(&self, item: Item) -> InterviewProgress {
        let order = order(self.framework, &self.sheet, self.scope);
        let open = order.iter().filter(|item| self.is_open(**item)).count();
        InterviewProgress {
            number: if self.scope.quick && self.is_open(item) {
                // There the order changes with every answer: the number is that of the answers so far.
                Some(order.len() - open + 1)
            } else {
                order.iter().position(|other| *other == item).map(|at| at + 1)
            },
            of: order.len(),
            open,
            minutes: (open * SECONDS_PER_QUESTION).div_ceil(60),
        }
    }

    /// Notes that the name of the company or the respondent was asked; blank leaves it as it was.
    pub(super) fn give_text(&mut self, item: Item, text: &str) -> Vec<AnswerChange> {
        self.passed.push(item);
        if text.is_empty() {
            return Vec::new();
        }
        let change = if item == Item::Subject {
            self.sheet.subject = Some(text.to_owned());
            AnswerChange::Subject(text.to_owned())
        } else {
            self.sheet.respondent = Some(text.to_owned());
            AnswerChange::Respondent(text.to_owned())
        };
        self.dated(change)
    }

    /// Gives a fact its choices; none means "unknown".
    pub(super) fn give_fact(&mut self, fact: FactIx, choices: Vec<ChoiceIx>) -> Vec<AnswerChange> {
        self.sheet.set_fact(fact, choices.clone());
        self.dated(AnswerChange::Fact(fact, choices))
    }

    /// Answers a criterion. Its evidence and its note stay.
    pub fn reply(&mut self, criterion: CriterionIx, reply: Reply) -> Vec<AnswerChange> {
        if self.fresh && self.sheet.date.is_none() {
            return self.dated_first(|machine| machine.reply(criterion, reply));
        }
        let date = (self.sheet.date != Some(self.as_of)).then_some(self.as_of);
        self.set(criterion, |answer| {
            answer.reply = reply;
            answer.date = date;
        })
    }

    /// Replaces the evidence of an answer.
    pub(super) fn set_evidence(
        &mut self,
        criterion: CriterionIx,
        evidence: Vec<String>,
    ) -> Vec<AnswerChange> {
        self.set(criterion, |answer| answer.evidence = evidence)
    }

    /// Replaces the note of an answer.
    pub(super) fn set_note(&mut self, criterion: CriterionIx, note: Option<String>) -> Vec<AnswerChange> {
        self.set(criterion, |answer| answer.note = note)
    }

    fn set(&mut self, criterion: CriterionIx, change: impl FnOnce(&mut Answer)) -> Vec<AnswerChange> {
        let mut answer = Answer { span: None, ..self.sheet.answer(criterion).clone() };
        change(&mut answer);
        self.sheet.set_answer(criterion, answer.clone());
        self.dated(AnswerChange::Answer(criterion, answer))
    }

    /// A change, with the date of the sheet if it is the first.
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
