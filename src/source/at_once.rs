use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Does the same with every item, with the help of a second thread; what comes out is in the order of the items.
///
/// Both threads take the next item whenever they are done with one, so that a long one holds up no other. Where there
/// can be no second thread, the first does everything.
pub fn at_once<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let take = || {
        let position = next.fetch_add(1, Ordering::Relaxed);
        items.get(position).map(|item| (position, item))
    };
    let run = || {
        let mut done = Vec::new();
        while let Some((position, item)) = take() {
            done.push((position, work(item)));
        }
        done
    };
    let mut done = thread::scope(|scope| {
        let several = items.len() > 1;
        let helper = several.then(|| thread::Builder::new().spawn_scoped(scope, run));
        let mut done = run();
        if let Some(Ok(helper)) = helper {
            done.extend(helper.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        done
    });
    done.sort_unstable_by_key(|(position, _)| *position);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::at_once;

    #[test]
    fn the_order_is_that_of_the_items() {
        for length in [0_u32, 1, 2, 1_000] {
            let items: Vec<u32> = (0..length).collect();
            let doubled: Vec<u32> = items.iter().map(|item| item * 2).collect();
            assert_eq!(at_once(&items, |item| item * 2), doubled);
        }
    }
}
