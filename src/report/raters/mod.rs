//! Sheets of several raters: their agreement, and the merged sheet.

mod alpha;
mod json;
mod merged;
#[cfg(feature = "cli")]
mod terminal;

pub(in crate::report) use alpha::{alpha_words, decimal};
pub(in crate::report) use json::AlphaJson;
pub(crate) use json::RatersJson;
pub use json::json;
pub use merged::merged_sheet;
#[cfg(feature = "cli")]
pub use terminal::terminal;

use super::{Input, words};
use crate::advice::Agreement;
use crate::answers::{Answer, AnswerSheet, Reply};
use crate::framework::Framework;
use crate::scoring::State;
use crate::text::{Lang, say};

/// One of several raters.
#[derive(Clone, Debug)]
pub struct Rater {
    /// A unique name.
    pub name: String,
    /// Where the sheet came from.
    pub input: Input,
    /// The sheet.
    pub sheet: AnswerSheet,
}

/// The agreement of raters, and who they are.
#[derive(Clone, Copy, Debug)]
pub struct RatersView<'a> {
    /// The framework.
    pub framework: &'a Framework,
    /// The raters, in the order in which they were given.
    pub raters: &'a [Rater],
    /// Their agreement.
    pub agreement: &'a Agreement,
    /// The language of the interface.
    pub lang: Lang,
}

fn reply(answer: &Answer, lang: Lang) -> String {
    match &answer.reply {
        Reply::Level(level) if answer.proposal.is_some() => words::proposed(*level).into_text(lang),
        Reply::Level(level) => say!("level {level}", "レベル{level}").into_text(lang),
        Reply::NotApplicable(reason) => {
            say!("does not apply: {reason}", "該当しない：{reason}").into_text(lang)
        }
        Reply::Unknown | Reply::Unanswered => words::state(State::Unknown).to(lang).to_owned(),
    }
}
