//! The guided questionnaire: a state machine that knows no terminal, and the trait through which it asks.
//!
//! [`Machine`] knows what is open and what comes next. [`Interview`] turns that into [`Screen`]s for a [`Prompter`], such
//! as [`Plain`], and gives every answer to a [`Store`] before the next question.

mod ask;
mod change;
mod evidence;
mod help;
mod machine;
mod order;
mod overview;
mod plain;
mod prompter;
mod run;
mod screens;
pub mod words;

pub use change::{AnswerChange, Store};
pub use machine::{InterviewProgress, Machine};
pub use order::{InterviewScope, Item};
pub use plain::Plain;
pub use prompter::{
    About, AboutKind, InfoPage, Picked, Prompter, Screen, ScreenAction, ScreenChoice, Stop, TextAsk, Typed,
};
pub use run::{Interview, InterviewEnd};
