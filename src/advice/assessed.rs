use std::sync::Arc;

use jiff::civil::Date;

use super::notices::NoticeBook;
use crate::answers::{ANSWERS, AnswerSheet, FACTS, Reading};
use crate::framework::{CriterionIx, Framework};
use crate::scoring::{Assessment, Expired, Scale, expired};
use crate::source::Diagnostic;

/// A sheet with everything that follows from it on one day.
#[derive(Clone, Debug)]
pub struct Assessed {
    /// The sheet.
    pub sheet: AnswerSheet,
    /// Its assessment.
    pub assessment: Assessment,
    /// What was ignored or looks odd in it: first in the order of the file, then in framework order.
    pub notices: Vec<Arc<Diagnostic>>,
    /// The day.
    pub as_of: Date,
    /// How many of the notices come from reading the sheet.
    from_reading: usize,
}

impl Assessed {
    /// Scores a sheet that has been read.
    pub fn new(framework: &Framework, reading: Reading, as_of: Date) -> Self {
        let mut assessed = Self::empty(framework, as_of);
        assessed.sheet = reading.sheet;
        Assessor::new(framework, as_of).assess(&mut assessed, reading.notices);
        assessed
    }

    /// An empty sheet, not scored yet.
    pub(crate) fn empty(framework: &Framework, as_of: Date) -> Self {
        let (sheet, assessment) = (AnswerSheet::empty(framework), Assessment::default());
        Self { sheet, assessment, notices: Vec::new(), as_of, from_reading: 0 }
    }

    /// The same company on the same day with changed answers, scored again; notices from reading those answers are
    /// dropped.
    #[must_use]
    pub fn with_sheet(&self, framework: &Framework, sheet: AnswerSheet) -> Self {
        let read = self.notices[..self.from_reading].iter();
        let kept = read.filter(|notice| !is_about_change(framework, &self.sheet, &sheet, notice));
        let notices = kept.map(|notice| Diagnostic::clone(notice)).collect();
        Self::new(framework, Reading { sheet, notices }, self.as_of)
    }

    /// What a table shows of it: who it is, the verdicts and numbers, and the notices, but no answers.
    pub(crate) fn brief(&self) -> Self {
        let (sheet, notices) = (self.sheet.without_answers(), self.notices.clone());
        let (as_of, from_reading) = (self.as_of, self.from_reading);
        Self { sheet, assessment: self.assessment.brief(), notices, as_of, from_reading }
    }

    /// The same without anything that identifies the company: another name, no reference, respondent, place or note,
    /// and `withheld` in place of all evidence and reasons. Everything else stays.
    #[must_use]
    pub fn anonymous(&self, name: &str, withheld: &str) -> Self {
        let notices = self.notices[self.from_reading..].to_vec();
        let sheet = self.sheet.anonymous(name, withheld, self.as_of);
        Self { sheet, assessment: self.assessment.clone(), notices, as_of: self.as_of, from_reading: 0 }
    }

    /// The answer to a criterion, if it has expired.
    pub fn expired(&self, framework: &Framework, criterion: CriterionIx) -> Option<Expired> {
        expired(framework, &self.sheet, criterion, self.as_of)
    }

    /// The notices that must accompany every result: wrong answers that were left out, and answers whose interpretation
    /// is in doubt.
    pub fn told_answers(&self) -> impl Iterator<Item = &Diagnostic> {
        self.notices.iter().map(Arc::as_ref).filter(|notice| notice.is_told())
    }

    /// Whether a wrong answer was left out.
    pub fn has_bad_answers(&self) -> bool {
        self.notices.iter().any(|notice| notice.is_error())
    }
}

/// Scores sheets on a day, computing what they have in common only once.
#[derive(Debug)]
pub(crate) struct Assessor<'f> {
    scale: Scale<'f>,
    notices: NoticeBook<'f>,
}

impl<'f> Assessor<'f> {
    pub(crate) fn new(framework: &'f Framework, as_of: Date) -> Self {
        Self { scale: Scale::new(framework), notices: NoticeBook::new(framework, as_of) }
    }

    /// Scores the sheet in `assessed` and replaces its result; `read` holds the notices from reading it.
    pub(crate) fn assess(&mut self, assessed: &mut Assessed, read: impl IntoIterator<Item = Diagnostic>) {
        self.scale.score(&assessed.sheet, assessed.as_of, &mut assessed.assessment);
        assessed.notices.clear();
        assessed.notices.extend(read.into_iter().map(Arc::new));
        assessed.from_reading = assessed.notices.len();
        self.notices.add(&assessed.sheet, &assessed.assessment.states, &mut assessed.notices);
    }
}

/// Whether a notice concerns a fact or a criterion that the two sheets answer differently.
fn is_about_change(framework: &Framework, old: &AnswerSheet, new: &AnswerSheet, notice: &Diagnostic) -> bool {
    let mut parts = notice.key.as_deref().unwrap_or_default().split('.');
    match (parts.next(), parts.next()) {
        (Some(ANSWERS), Some(id)) => {
            framework.find_criterion(id).is_some_and(|index| old.answer(index) != new.answer(index))
        }
        (Some(FACTS), Some(id)) => {
            framework.find_fact(id).is_some_and(|index| old.fact(index) != new.fact(index))
        }
        _ => false,
    }
}
