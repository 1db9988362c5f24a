//! The guided questionnaire: a state machine that knows no terminal, and the trait through which it asks.
//!
//! [`Machine`] knows what is open and what comes next. [`Interview`] turns that into [`Screen`]s for a [`Prompter`], such
//! as [`Plain`], and gives every answer to a [`Store`] before the next question.

mod about;
mod ask;
mod change;
mod conflict;
mod evidence;
mod fewest;
mod help;
mod machine;
mod meanwhile;
mod order;
mod overview;
mod plain;
mod prompter;
mod review;
mod run;
mod save;
mod screens;
mod walk;
mod welcome;
mod words;
mod written;

pub use change::{AnswerChange, Store};
pub use machine::Machine;
pub use meanwhile::{Settled, Settling, settle};
pub use order::{InterviewScope, Item};
pub use plain::Plain;
pub use prompter::{
    About, AboutKind, AfterResult, InfoPage, Picked, Prompter, Screen, ScreenAction, ScreenChoice, Stop,
    TextAsk, Typed,
};
pub use run::{Interview, InterviewEnd};
