use jiff::civil::Date;

use super::notices::notices;
use crate::answers::{AnswerSheet, Reading};
use crate::framework::Framework;
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

    /// The same company on the same day with a changed sheet: scored anew, and without what was said when the
    /// answers that are changed were read.
    #[must_use]
    pub fn with_sheet(&self, framework: &Framework, sheet: AnswerSheet) -> Self {
        let made_here = notices(framework, &self.sheet, &self.assessment.states, self.as_of).len();
        let mut read = self.notices[..self.notices.len() - made_here].to_vec();
        read.retain(|notice| !is_about_change(framework, &self.sheet, &sheet, notice));
        Self::new(framework, Reading { sheet, notices: read }, self.as_of)
    }

    /// Whether an answer was left out because it is wrong.
    pub fn has_bad_answers(&self) -> bool {
        self.notices.iter().any(Diagnostic::is_error)
    }
}

/// Whether a notice is about a fact or a criterion that two sheets answer differently.
fn is_about_change(
    framework: &Framework,
    one: &AnswerSheet,
    other: &AnswerSheet,
    notice: &Diagnostic,
) -> bool {
    let mut parts = notice.key.as_deref().unwrap_or_default().split('.');
    match (parts.next(), parts.next()) {
        (Some("answers"), Some(id)) => {
            framework.find_criterion(id).is_some_and(|index| one.answer(index) != other.answer(index))
        }
        (Some("facts"), Some(id)) => {
            framework.find_fact(id).is_some_and(|index| one.fact(index) != other.fact(index))
        }
        _ => false,
    }
}
