use jiff::civil::Date;

use super::notices::notices;
use crate::answers::{Answer, AnswerSheet, Reading};
use crate::framework::{CriterionIx, Framework};
use crate::scoring::{Assessment, score};
use crate::source::Diagnostic;

/// A sheet with everything that follows from it on one day.
#[derive(Clone, Debug)]
pub struct Assessed {
    /// The sheet.
    pub sheet: AnswerSheet,
    /// Its assessment.
    pub assessment: Assessment,
    /// What was not used of it or is odd: first as it stands in the file, then in framework order.
    pub notices: Vec<Diagnostic>,
    /// The day.
    pub as_of: Date,
}

impl Assessed {
    /// Scores what was read.
    pub fn new(framework: &Framework, reading: Reading, as_of: Date) -> Self {
        let Reading { sheet, notices: mut all } = reading;
        let assessment = score(framework, &sheet, as_of);
        all.extend(notices(framework, &sheet, &assessment.states, as_of));
        Self { sheet, assessment, notices: all, as_of }
    }

    /// The same company on the same day with other answers to some criteria: scored anew, and without the notices
    /// about what stood there before.
    #[must_use]
    pub fn with_answers(&self, framework: &Framework, answers: Vec<(CriterionIx, Answer)>) -> Self {
        let made_here = notices(framework, &self.sheet, &self.assessment.states, self.as_of).len();
        let mut read = self.notices[..self.notices.len() - made_here].to_vec();
        read.retain(|notice| {
            let id = notice.key.as_deref().and_then(|key| key.strip_prefix("answers."));
            let about = id.and_then(|id| framework.find_criterion(id.split('.').next().unwrap_or(id)));
            !answers.iter().any(|(criterion, _)| about == Some(*criterion))
        });
        let mut sheet = self.sheet.clone();
        for (criterion, answer) in answers {
            sheet.set_answer(criterion, answer);
        }
        Self::new(framework, Reading { sheet, notices: read }, self.as_of)
    }

    /// Whether an answer was left out because it is wrong.
    pub fn has_bad_answers(&self) -> bool {
        self.notices.iter().any(Diagnostic::is_error)
    }
}
