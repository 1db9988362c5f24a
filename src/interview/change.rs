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
    /// The name of the company or product; an empty one takes it away.
    Subject(String),
    /// Who answers; an empty one takes it away.
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

/// Keeps answers.
pub trait Store {
    /// Takes a change, without saving it yet.
    fn write(&mut self, change: &AnswerChange);

    /// Saves everything taken so far, unless another program changed the file.
    fn save(&mut self) -> Result<(), SaveError>;

    /// The file.
    fn place(&self) -> PathBuf;

    /// Settles with which version to go on, where another program changed the file; nothing is saved yet.
    fn settle(&mut self, how: Settling) -> Result<Settled, DraftError>;

    /// Saves everything in another place, and goes on there; gives the path of the file. Where a file is already, it
    /// fails unless that is to be replaced. Where it fails, the place stays as it was.
    fn move_to(&mut self, place: &Path, replace: bool) -> io::Result<PathBuf>;
}
