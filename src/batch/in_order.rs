use std::collections::{BTreeMap, VecDeque};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// So many more results than threads may be under way. A thread that the system keeps from running for a while, or that
/// hands on, does so not keep the others waiting at once.
const SPARE: usize = 1;

/// Works on pieces with several threads and hands the results on in the order of the pieces.
///
/// Each thread again and again takes the next piece, works on it, and leaves the result; who finds that it is the turn
/// of what is left hands that on. There are a few results, no more, and a piece is taken for one that is free, so that
/// memory does not grow with the input. Pieces and results are used again; `take` gives `false` when there is nothing
/// left. The first error of `hand_on` stops everything.
pub(super) fn in_order<P: Default, R: Default + Send, E: Send, W: FnMut(&mut P, &mut R)>(
    threads: usize,
    take: impl FnMut(&mut P) -> bool + Send,
    work: impl Fn() -> W + Sync,
    hand_on: impl FnMut(&mut R) -> Result<(), E> + Send,
) -> Result<(), E> {
    let source = Mutex::new(Source { take, taken: 0 });
    let free = std::iter::repeat_with(R::default).take(threads.max(1) + SPARE).collect();
    let turn = Turn { next: 0, left: BTreeMap::new(), free, handing_on: false, over: false };
    let (turn, moved, sink) = (Mutex::new(turn), Condvar::new(), Mutex::new((hand_on, None)));
    let run = || {
        let _end = End { turn: &turn, moved: &moved };
        let (mut piece, mut work) = (P::default(), work());
        loop {
            let (number, mut result) = {
                // Whoever takes the next piece has a result for it, so that the one whose turn it is always has one.
                let mut source = lock(&source);
                let Some(result) = Turn::wait_for_free(&turn, &moved) else { return };
                if !(source.take)(&mut piece) {
                    return;
                }
                source.taken += 1;
                (source.taken - 1, result)
            };
            work(&mut piece, &mut result);
            let mut now = lock(&turn);
            now.left.insert(number, result);
            if now.handing_on {
                continue;
            }
            now.handing_on = true;
            while let Some(mut result) = now.due() {
                drop(now);
                let mut sink = lock(&sink);
                let handed_on = (sink.0)(&mut result);
                now = lock(&turn);
                now.next += 1;
                now.free.push_back(result);
                if let Err(error) = handed_on {
                    sink.1.get_or_insert(error);
                    now.over = true;
                }
                moved.notify_all();
            }
            now.handing_on = false;
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(run);
        }
        run();
    });
    let (_, error) = sink.into_inner().unwrap_or_else(PoisonError::into_inner);
    error.map_or(Ok(()), Err)
}

struct Source<T> {
    take: T,
    taken: usize,
}

struct Turn<R> {
    /// The number of the result that is handed on next.
    next: usize,
    /// Results whose turn has not come, by their number.
    left: BTreeMap<usize, R>,
    /// Results that no piece has.
    free: VecDeque<R>,
    /// Whether a thread is handing on, which then goes on with what the others leave.
    handing_on: bool,
    /// Whether all threads are to stop.
    over: bool,
}

impl<R> Turn<R> {
    /// Waits for a free result; none if all threads are to stop.
    fn wait_for_free(turn: &Mutex<Self>, moved: &Condvar) -> Option<R> {
        let mut now = lock(turn);
        loop {
            if now.over {
                return None;
            }
            if let Some(result) = now.free.pop_front() {
                return Some(result);
            }
            now = moved.wait(now).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Takes the result whose turn it is, if it has been left.
    fn due(&mut self) -> Option<R> {
        if self.over { None } else { self.left.remove(&self.next) }
    }
}

/// Stops the other threads if one of them panics: they would wait for its turn for ever.
struct End<'a, R> {
    turn: &'a Mutex<Turn<R>>,
    moved: &'a Condvar,
}

impl<R> Drop for End<'_, R> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            lock(self.turn).over = true;
            self.moved.notify_all();
        }
    }
}

/// Locks; what a panicking thread left behind is only read to stop.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::in_order;

    fn squares(threads: usize, stop_at: Option<u64>) -> (Vec<u64>, Result<(), u64>) {
        let mut number = 0;
        let mut out = Vec::new();
        let result = in_order(
            threads,
            |piece: &mut u64| {
                *piece = number;
                number += 1;
                number <= 1000
            },
            || {
                |piece: &mut u64, result: &mut u64| {
                    // Uneven work, so that threads overtake each other.
                    let noise = (0..(*piece % 7) * 1000).fold(0, |sum, n| std::hint::black_box(sum + n));
                    *result = *piece * *piece + noise - noise;
                }
            },
            |result| {
                if Some(*result) == stop_at {
                    return Err(*result);
                }
                out.push(*result);
                Ok(())
            },
        );
        (out, result)
    }

    #[test]
    fn results_come_in_the_order_of_pieces() {
        for threads in [1, 2, 3, 8] {
            let (out, result) = squares(threads, None);
            assert_eq!(result, Ok(()));
            assert!(out.iter().copied().eq((0..1000).map(|n| n * n)), "{threads} threads");
        }
    }

    #[test]
    fn the_first_error_stops_everything() {
        for threads in [1, 2, 8] {
            let (out, result) = squares(threads, Some(400));
            assert_eq!((out.len(), result), (20, Err(400)));
        }
    }

    #[test]
    fn a_panic_does_not_make_the_others_wait() {
        let ran = std::panic::catch_unwind(|| {
            let mut left = 100;
            in_order::<u8, u8, (), _>(
                4,
                move |_| {
                    left -= 1;
                    left > 0
                },
                || |_: &mut u8, _: &mut u8| panic!("a bug"),
                |_| Ok(()),
            )
        });
        assert!(ran.is_err());
    }
}
