use std::io;

use super::words;
use crate::text::Label;

/// Asks a person. Every text it is given is clean and unwrapped.
pub trait Prompter {
    /// Shows something to read, and returns when it has been read.
    fn tell(&mut self, page: &InfoPage) -> Result<(), Stop>;

    /// Shows a question and returns the choice.
    fn choose(&mut self, screen: &Screen) -> Result<Picked, Stop>;

    /// Asks for one line of text; what comes back is clean, and empty if nothing was given.
    fn text(&mut self, ask: &TextAsk) -> Result<String, Stop>;
}

/// Why a prompter cannot go on.
#[derive(Debug)]
pub enum Stop {
    /// Ctrl-C.
    Interrupted,
    /// There is no more input.
    Closed,
    /// The terminal cannot be used.
    Failed(io::Error),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Failed(error)
    }
}

/// Something to read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InfoPage {
    /// What it is about.
    pub title: String,
    /// Its paragraphs; an empty one is a gap.
    pub paragraphs: Vec<String>,
}

/// One choice of a [`Screen`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScreenChoice {
    /// What is typed for it, where choices are typed.
    pub key: String,
    /// Its words.
    pub text: String,
    /// A heading before it.
    pub heading: Option<String>,
}

/// A question with its choices.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Screen {
    /// The section, and how many questions are left.
    pub progress: String,
    /// What has just happened.
    pub notice: Option<String>,
    /// What begins here.
    pub heading: Option<String>,
    /// The question.
    pub question: String,
    /// Why it is asked; may be left out where there is no room.
    pub why: Option<String>,
    /// Where it comes from; may be left out where there is no room.
    pub source: Option<String>,
    /// The choices.
    pub choices: Vec<ScreenChoice>,
    /// Whether the keys of the choices mean something, as the numbers of levels do.
    pub show_keys: bool,
    /// Whether several choices may be taken.
    pub many: bool,
    /// The choices that are the present answer.
    pub present: Vec<usize>,
    /// The choice where the cursor starts, if not at the present answer.
    pub start: usize,
    /// What can be done instead of choosing.
    pub actions: Vec<ScreenAction>,
    /// The action that is the present answer.
    pub present_action: Option<ScreenAction>,
}

/// What was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Picked {
    /// These choices, one or more.
    Choices(Vec<usize>),
    /// Something else.
    Action(ScreenAction),
}

/// What can be done instead of choosing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScreenAction {
    /// "We don't know."
    Unknown,
    /// "Does not apply."
    NotApplicable,
    /// Leave it open for now.
    Later,
    /// To the question before.
    Back,
    /// Write a note.
    Note,
    /// Read more about the question.
    Help,
    /// See all questions, and go to one.
    Overview,
    /// Save and leave.
    Leave,
    /// End the questionnaire and see the result.
    Finish,
}

/// A line of text to be given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextAsk {
    /// The section, and how many questions are left.
    pub progress: String,
    /// What is asked.
    pub question: String,
    /// What helps to answer.
    pub about: Vec<String>,
    /// The label before the cursor.
    pub label: String,
}

impl ScreenAction {
    /// Its name.
    pub fn word(self) -> Label {
        self.key_and_word().1
    }

    /// What is typed for it, in every language.
    pub fn key(self) -> char {
        self.key_and_word().0
    }

    fn key_and_word(self) -> (char, Label) {
        match self {
            Self::Unknown => ('d', words::UNKNOWN),
            Self::NotApplicable => ('x', words::NOT_APPLICABLE),
            Self::Later => ('l', words::LATER),
            Self::Back => ('b', words::BACK),
            Self::Note => ('n', words::NOTE),
            Self::Help => ('?', words::HELP),
            Self::Overview => ('o', words::OVERVIEW),
            Self::Leave => ('s', words::LEAVE),
            Self::Finish => ('f', words::FINISH),
        }
    }
}
