//! The time between keys, which tells typing, holding a key down and pasting apart.

use std::time::{Duration, Instant};

use super::keys::Key;

/// Nobody types two keys as fast as a terminal without bracketed paste sends them.
pub(super) const BURST: Duration = Duration::from_millis(15);

/// A key that is held down repeats this fast; nobody presses one twice within this time.
const AGAIN: Duration = Duration::from_millis(100);

#[derive(Debug, Default)]
pub(super) struct Pace {
    last: Option<(Instant, Option<Key>)>,
    /// Whether the last key followed faster than anybody types.
    pub(super) in_burst: bool,
    /// Whether the last key is held down.
    pub(super) held: bool,
}

impl Pace {
    pub(super) fn note(&mut self, key: Option<Key>, now: Instant) {
        let last = self.last.replace((now, key));
        self.in_burst = last.is_some_and(|(last, _)| now - last < BURST);
        self.held = last.is_some_and(|(last, before)| before == key && now - last < AGAIN);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paste_a_held_key_and_a_hand_are_told_apart() {
        let mut pace = Pace::default();
        let mut now = Instant::now();
        let told = [('d', 0), ('d', 600), ('d', 33), ('n', 33), ('d', 33), ('x', 1), ('d', 1), ('d', 250)]
            .map(|(key, after)| {
                now += Duration::from_millis(after);
                pace.note(Some(Key::Char(key)), now);
                (pace.in_burst, pace.held)
            });
        let (hand, held, paste) = ((false, false), (false, true), (true, false));
        assert_eq!(told, [hand, hand, held, hand, hand, paste, paste, hand]);
    }
}
