//! Many sheets at once: the input is cut into stretches, threads read and score them, and their results are delivered
//! in the order of the input. Reading, scoring and writing work as for a single sheet.

mod feed;
mod outcome;
mod repeated;
mod stretch;
mod worker;

pub use feed::{Job, Refusal};
pub use outcome::{Outcome, Problems};
pub use repeated::{KnownCompanies, NamedCompany};
pub use worker::{Line, ResultForm, Settings};

use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread;

use rayon::prelude::*;

use self::feed::Feed;
use self::worker::Worker;
use crate::framework::Framework;

/// How many pieces are in progress for each thread: with more than one, no thread waits long for the slowest.
const PIECES_PER_THREAD: usize = 2;

/// Scores all sheets of some jobs with several threads. `hand_on` gets the outcomes in the order of the input; its
/// first error ends the run.
///
/// Memory is bounded by the number of threads, regardless of the length of the input. Lines from a pipe are handled as
/// they arrive, without waiting for more, and so are rows once the header of their table is known.
pub fn score<E: Send + From<rayon::ThreadPoolBuildError>>(
    framework: &Framework,
    settings: Settings,
    threads: usize,
    jobs: impl Iterator<Item = Job> + Send,
    mut hand_on: impl FnMut(&mut Outcome) -> Result<(), E> + Send,
) -> Result<(), E> {
    let threads = threads.max(1);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
    let at_once = PIECES_PER_THREAD * threads;
    // Workers circulate: the feed fills them, the pool runs them, their outcomes are delivered, and they are free
    // again.
    let (to_free, free) = channel::<Worker<'_>>();
    let (to_filled, filled) = channel();
    // The channels end with this closure, even after an error: that is what ends the feed.
    thread::scope(move |scope| {
        scope.spawn(move || {
            let mut feed = Feed::new(framework, settings.result_size(framework), jobs);
            let mut hired = 0;
            // Only as many workers are created as there is work for.
            let mut worker = || match free.try_recv() {
                Err(TryRecvError::Empty) if hired < 2 * at_once => {
                    hired += 1;
                    Some(Worker::new(framework, settings))
                }
                Err(TryRecvError::Empty) => free.recv().ok(),
                found => found.ok(),
            };
            while let Some(mut worker) = worker()
                && feed.take(&mut worker.piece)
                && to_filled.send(worker).is_ok()
            {}
        });
        let mut done: Vec<Worker<'_>> = Vec::new();
        loop {
            let mut next = receive(&filled, at_once, done.is_empty());
            if next.is_empty() && done.is_empty() {
                return Ok(());
            }
            let work = || next.par_iter_mut().for_each(Worker::work);
            let mut hand_on_all = || done.iter_mut().try_for_each(|worker| hand_on(&mut worker.outcome));
            pool.install(|| rayon::join(work, &mut hand_on_all)).1?;
            for worker in std::mem::replace(&mut done, next) {
                let _ = to_free.send(worker);
            }
        }
    })
}

/// The workers that are filled by now, at most `most`; if it may wait, at least one unless there are no more.
fn receive<'f>(filled: &Receiver<Worker<'f>>, most: usize, may_wait: bool) -> Vec<Worker<'f>> {
    let mut received = Vec::with_capacity(most);
    if may_wait {
        received.extend(filled.recv());
    }
    while received.len() < most {
        match filled.try_recv() {
            Ok(worker) => received.push(worker),
            Err(TryRecvError::Empty | TryRecvError::Disconnected) => break,
        }
    }
    received
}
