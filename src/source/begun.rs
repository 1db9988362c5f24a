use std::hint::black_box;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread;

/// Work that a second thread does meanwhile, unless whoever needs it comes first and does it then.
///
/// So nobody waits for a thread that has not come to the work yet, as where every core is taken, or there is but one.
pub struct Begun<R> {
    work: Work<R>,
    done: Receiver<thread::Result<R>>,
}

/// What is to be done; nothing once someone has taken it on.
type Work<R> = Arc<Mutex<Option<Task<R>>>>;

type Task<R> = Box<dyn FnOnce() -> R + Send>;

impl<R: Send + 'static> Begun<R> {
    /// Hands work to the second thread.
    pub fn new(work: impl FnOnce() -> R + Send + 'static) -> Self {
        let work: Work<R> = Arc::new(Mutex::new(Some(Box::new(work))));
        let (sender, done) = channel();
        let own = Arc::clone(&work);
        let take_on = move || {
            if let Some(work) = taken(&own) {
                // Where nobody waits any more, nobody needs to know.
                let _ = sender.send(catch_unwind(AssertUnwindSafe(work)));
            }
        };
        if let Some(helper) = helper() {
            // A thread that is gone has taken nothing on.
            let _ = helper.send(Box::new(take_on));
        }
        Self { work, done }
    }

    /// What comes of it. A panic of the work goes on here.
    pub fn end(self) -> R {
        match taken(&self.work) {
            Some(work) => work(),
            None => match self.done.recv() {
                Ok(Ok(result)) => result,
                Ok(Err(panic)) => resume_unwind(panic),
                Err(_) => unreachable!("who takes work on says what came of it"),
            },
        }
    }

    /// What comes of several, in their order.
    pub fn end_all(begun: Vec<Self>) -> Vec<R> {
        // From the back, for the second thread goes through them from the front: so both work until they meet.
        let mut done: Vec<R> = begun.into_iter().rev().map(Self::end).collect();
        done.reverse();
        done
    }
}

fn taken<R>(work: &Work<R>) -> Option<Task<R>> {
    work.lock().unwrap_or_else(PoisonError::into_inner).take()
}

/// Where the second thread takes its work from; it lives as long as the program. `None` if there can be none.
fn helper() -> Option<&'static Sender<Task<()>>> {
    static HELPER: OnceLock<Option<Sender<Task<()>>>> = OnceLock::new();
    let start = || {
        let (sender, tasks) = channel::<Task<()>>();
        let run = move || {
            ask_for_memory_once();
            for task in tasks {
                task();
            }
        };
        thread::Builder::new().spawn(run).ok().map(|_| sender)
    };
    HELPER.get_or_init(start).as_ref()
}

/// So much memory the second thread is likely to take.
const LIKELY: usize = 1 << 20;

/// Lets the allocator of glibc get memory for a thread from the system in one piece instead of page by page, for which
/// the other thread would wait each time. What large piece was given back once, it keeps the next time.
fn ask_for_memory_once() {
    for _ in 0..2 {
        drop(black_box(Vec::<u8>::with_capacity(LIKELY)));
    }
}

#[cfg(test)]
mod tests {
    use super::Begun;

    #[test]
    fn the_order_is_that_of_the_beginning() {
        for length in [0_u32, 1, 2, 1_000] {
            let begun = (0..length).map(|item| Begun::new(move || item * 2)).collect();
            let doubled: Vec<u32> = (0..length).map(|item| item * 2).collect();
            assert_eq!(Begun::end_all(begun), doubled);
        }
    }

    #[test]
    fn work_may_begin_other_work() {
        let outer = Begun::new(|| Begun::new(|| 1).end() + 1);
        assert_eq!(outer.end(), 2);
    }

    #[test]
    fn a_panic_comes_to_who_ends_the_work_and_the_thread_goes_on() {
        for _ in 0..100 {
            let broken = Begun::new(|| assert_eq!(1, 2, "on purpose"));
            assert!(std::panic::catch_unwind(move || broken.end()).is_err());
        }
        assert_eq!(Begun::new(|| 1).end(), 1);
    }
}
