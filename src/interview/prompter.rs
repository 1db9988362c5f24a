use std::io;

use super::words;
use crate::answers::AnswerSheet;
use crate::text::Label;

/// Asks a person. All texts it receives are clean and unwrapped.
pub trait Prompter {
    /// Shows something to read, and returns when it has been read.
    fn tell(&mut self, page: &InfoPage) -> Result<(), Stop>;

    /// Shows a question and returns the choice.
    fn choose(&mut self, screen: &Screen) -> Result<Picked, Stop>;

    /// Lets a text be written or edited; the result is clean.
    fn text(&mut self, ask: &TextAsk) -> Result<Typed, Stop>;

    /// Asks a one-line question that is answered with yes or no.
    fn confirm(&mut self, question: &str) -> Result<bool, Stop>;

    /// Shows the result of a sheet until the person leaves it. If it is shown after the questionnaire, returns at once.
    fn result(&mut self, sheet: &AnswerSheet) -> Result<AfterResult, Stop>;
}

/// Where to go after the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AfterResult {
    /// Out of the questionnaire.
    Leave,
    /// Back to the review.
    Review,
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
    /// What to type for it, where choices are typed.
    pub key: String,
    /// Its words.
    pub text: String,
    /// A heading above it.
    pub heading: Option<String>,
}

impl ScreenChoice {
    /// The choice of a number.
    pub fn numbered(number: usize, text: String) -> Self {
        Self { key: number.to_string(), text, heading: None }
    }

    /// Choices that are numbered from 1.
    pub fn list(texts: impl IntoIterator<Item = String>) -> Vec<Self> {
        (1..).zip(texts).map(|(number, text)| Self::numbered(number, text)).collect()
    }
}

/// A question with its choices.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Screen {
    /// The section, and how many questions are left.
    pub progress: String,
    /// What has just happened.
    pub notice: Option<String>,
    /// The heading of what begins here.
    pub heading: Option<String>,
    /// The question.
    pub question: String,
    /// What helps to decide on the answer, the most important first: if space is short, the last is cut first.
    pub about: Vec<About>,
    /// The choices.
    pub choices: Vec<ScreenChoice>,
    /// Whether several choices may be taken.
    pub many: bool,
    /// Choices that cannot be combined with others.
    pub alone: Vec<usize>,
    /// The choices of the present answer.
    pub present: Vec<usize>,
    /// The choice marked from the start, so that Enter takes it. A new question has none.
    pub marked: Option<usize>,
    /// What can be done instead of choosing.
    pub actions: Vec<ScreenAction>,
    /// The action that is the present answer.
    pub present_action: Option<ScreenAction>,
}

/// A text that helps to answer a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// What kind of help it is.
    pub kind: AboutKind,
    /// Its words.
    pub text: String,
}

/// The kind of help that a text beside a question gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AboutKind {
    /// Which level is proposed, by whom and citing what: it is what has to be decided.
    Proposal,
    /// Which stage cannot be ready without it.
    Gate,
    /// What was answered, noted and proven before, and how long it counts.
    Before,
    /// Why it is asked, and what its words mean.
    Meaning,
    /// Where it comes from.
    Source,
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// A finished text; empty if nothing is left of it.
    Done(String),
    /// The person went back with Esc: the text so far.
    Back(String),
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
#[non_exhaustive]
pub enum ScreenAction {
    /// "We don't know."
    Unknown,
    /// "Does not apply."
    NotApplicable,
    /// Leave it open for now.
    Later,
    /// To the question before.
    Back,
    /// To the next question.
    Forward,
    /// Write a note.
    Note,
    /// Change the evidence.
    Evidence,
    /// The expired answer still holds.
    StillHolds,
    /// The proposed level is right.
    Confirm,
    /// The proposed level is wrong, or nobody can say.
    Reject,
    /// Read more about the question.
    Help,
    /// See all questions, and go to one.
    Overview,
    /// See what is open, unproven, contradictory or expired, and finish.
    Review,
    /// Save and leave.
    Leave,
    /// Leave when there is nothing to save.
    Quit,
    /// End the questionnaire and see the result.
    Finish,
}

/// A text to be written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextAsk {
    /// The section, and how many questions are left.
    pub progress: String,
    /// What is asked.
    pub question: String,
    /// What helps to answer.
    pub about: Vec<String>,
    /// The label of the field.
    pub label: String,
    /// The present text, to be edited.
    pub initial: String,
    /// Whether the text may have several lines.
    pub lines: bool,
}

impl ScreenAction {
    /// Its name.
    pub fn word(self) -> Label {
        self.key_and_word().1
    }

    /// What to type for it, in every language.
    pub fn key(self) -> char {
        self.key_and_word().0
    }

    fn key_and_word(self) -> (char, Label) {
        match self {
            Self::Unknown => ('d', words::UNKNOWN),
            Self::NotApplicable => ('n', words::NOT_APPLICABLE),
            Self::Later => ('l', words::LATER),
            Self::Back => ('b', words::BACK),
            Self::Forward => ('f', words::FORWARD),
            Self::Note => ('m', words::NOTE),
            Self::Evidence => ('e', words::EVIDENCE),
            Self::StillHolds => ('y', words::STILL_HOLDS),
            Self::Confirm => ('a', words::CONFIRM),
            Self::Reject => ('x', words::REJECT),
            Self::Help => ('?', words::HELP),
            Self::Overview => ('o', words::OVERVIEW),
            Self::Review => ('v', words::REVIEW),
            Self::Leave => ('s', words::LEAVE),
            Self::Quit => ('q', words::QUIT),
            Self::Finish => ('r', words::FINISH),
        }
    }
}
