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

    /// Whether an answer was left out because it is wrong.
    pub fn has_bad_answers(&self) -> bool {
        self.notices.iter().any(Diagnostic::is_error)
    }
}
