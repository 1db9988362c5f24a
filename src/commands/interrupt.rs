use std::sync::Once;

use outside_in::source::abandon_unfinished;

/// The exit code of a command that was ended with Ctrl-C or a signal.
pub(crate) const INTERRUPTED: u8 = 130;

/// From now on Ctrl-C, and the signal to end, remove what is only half written before the program ends.
pub(crate) fn watch() {
    static WATCHED: Once = Once::new();
    WATCHED.call_once(|| {
        // Who ignores one of these signals, as `nohup` does, keeps ignoring it: then nothing is watched.
        let _ = ctrlc::try_set_handler(end);
    });
}

#[expect(clippy::exit, reason = "a signal ends the program from another thread")]
fn end() {
    abandon_unfinished();
    std::process::exit(INTERRUPTED.into());
}
