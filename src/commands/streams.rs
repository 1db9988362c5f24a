//! Whether standard output was closed when the program started.

use std::sync::atomic::{AtomicBool, Ordering};

static CLOSED: AtomicBool = AtomicBool::new(false);

/// Whether nobody can have what is written to standard output.
pub(super) fn stdout_was_closed() -> bool {
    CLOSED.load(Ordering::Relaxed)
}

/// Runs before the standard library opens a closed stream anew, on the null device, and cannot be told from `>/dev/null`.
#[cfg(unix)]
#[ctor::ctor]
fn look() {
    let is_closed = rustix::io::fcntl_getfd(rustix::stdio::stdout()).is_err();
    CLOSED.store(is_closed, Ordering::Relaxed);
}
