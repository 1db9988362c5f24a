use std::io;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::{Settled, Settling};
use crate::answers::{Answer, Draft, DraftError, SaveError};
use crate::framework::{ChoiceIx, CriterionIx, FactIx, Framework};

/// One change to an answer sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnswerChange {
    /// The date of the sheet.
    Date(Date),
    /// The name of the company or product; an empty one removes it.
    Subject(String),
    /// Who answers; an empty one removes it.
    Respondent(String),
    /// The choices of a fact; none means "unknown".
    Fact(FactIx, Vec<ChoiceIx>),
    /// The answer to a criterion.
    Answer(CriterionIx, Answer),
}

impl AnswerChange {
    /// Makes the change in a draft.
    pub fn apply(&self, draft: &mut Draft, framework: &Framework) {
        match self {
            Self::Date(date) => draft.set_date(*date),
            Self::Subject(text) => draft.set_subject(text),
            Self::Respondent(text) => draft.set_respondent(text),
            Self::Fact(fact, choices) => draft.set_fact(framework, *fact, choices),
            Self::Answer(criterion, answer) => draft.set_answer(framework, *criterion, answer),
        }
    }
}

/// Stores answers.
pub trait Store {
    /// Takes a change without saving it yet.
    fn write(&mut self, change: &AnswerChange);

    /// Saves all changes so far, unless another program changed the file.
    fn save(&mut self) -> Result<(), SaveError>;

    /// The file.
    fn place(&self) -> PathBuf;

    /// Decides which version to continue with after another program changed the file; does not save yet.
    fn settle(&mut self, how: Settling) -> Result<Settled, DraftError>;

    /// Saves everything in another place and continues there; returns the path of the file. If a file exists there
    /// already, it fails unless `replace` is set. If it fails, the place stays as it was.
    fn move_to(&mut self, place: &Path, replace: bool) -> io::Result<PathBuf>;
}
