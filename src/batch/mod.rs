//! Many sheets at once.
//!
//! A framework is compiled once into tables of small integers (`tables`) and ready-made pieces of the result
//! (`write`). A quick reader (`scan`) turns the bytes of a sheet into one code per criterion, scoring adds up
//! rows (`tally`), and the writer copies pieces. Whatever a quick reader does not understand at once goes
//! through the ordinary reader, scoring and report, which write the same bytes; every message comes from there.

mod codes;
mod engine;
mod feed;
mod in_order;
mod keys;
mod lines;
mod names;
mod notices;
mod outcome;
mod page;
mod rows;
mod scan;
mod tables;
mod tally;
mod write;

pub use engine::{ResultForm, Settings};
pub use feed::{Job, Refusal};
pub use outcome::{Outcome, Problems};

use crate::framework::Framework;

/// Scores all sheets of some jobs with several threads. `hand_on` gets the outcomes in the order of the input; its
/// first error ends the run.
pub fn score<E: Send + From<serde_json::Error>>(
    framework: &Framework,
    settings: Settings,
    threads: usize,
    jobs: impl Iterator<Item = Job> + Send,
    hand_on: impl FnMut(&mut Outcome) -> Result<(), E> + Send,
) -> Result<(), E> {
    let engine = engine::Engine::new(framework, settings)?;
    let mut feed = feed::Feed::new(framework, jobs);
    let work = || {
        let mut hand = engine.hand();
        move |piece: &mut feed::Piece, outcome: &mut Outcome| hand.piece(piece, outcome)
    };
    in_order::in_order(threads, |piece| feed.take(piece), work, hand_on)
}
