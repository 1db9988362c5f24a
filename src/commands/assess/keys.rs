//! The meaning of keys.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    Char(char),
    Enter,
    Tab,
    BackTab,
    Esc,
    Up,
    Down,
    Left,
    Right,
    WordLeft,
    WordRight,
    Home,
    End,
    PageUp,
    PageDown,
    Backspace,
    Delete,
    /// Ctrl-W: the previous word.
    EraseWord,
    /// Ctrl-U: everything before.
    EraseBefore,
    /// Ctrl-K: everything after.
    EraseBehind,
    /// Ctrl-C.
    Interrupt,
    /// Ctrl-Z.
    Suspend,
}

/// The meaning of a key; `None` if it has none here.
pub(super) fn key(event: KeyEvent) -> Option<Key> {
    let control = event.modifiers.contains(KeyModifiers::CONTROL);
    let alt = event.modifiers.contains(KeyModifiers::ALT);
    Some(match event.code {
        // On Windows AltGr, which types characters, is reported as both; elsewhere both mean Esc followed by a key.
        KeyCode::Char(c) if control && !(alt && cfg!(windows)) => return controlled(c.to_ascii_lowercase()),
        KeyCode::Char(c) if control == alt => Key::Char(c),
        KeyCode::Char('b') => Key::WordLeft,
        KeyCode::Char('f') => Key::WordRight,
        KeyCode::Tab => Key::Tab,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left if control || alt => Key::WordLeft,
        KeyCode::Right if control || alt => Key::WordRight,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::Backspace if control || alt => Key::EraseWord,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        _ => return None,
    })
}

fn controlled(c: char) -> Option<Key> {
    Some(match c {
        'a' => Key::Home,
        'b' => Key::Left,
        'c' => Key::Interrupt,
        'd' => Key::Delete,
        'e' => Key::End,
        'f' => Key::Right,
        'h' => Key::Backspace,
        'j' | 'm' => Key::Enter,
        'k' => Key::EraseBehind,
        'n' => Key::Down,
        'p' => Key::Up,
        'u' => Key::EraseBefore,
        'w' => Key::EraseWord,
        'z' => Key::Suspend,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modifiers_change_what_a_key_means() {
        let pressed = |c, modifiers| key(KeyEvent::new(KeyCode::Char(c), modifiers));
        assert_eq!(pressed('Ａ', KeyModifiers::SHIFT), Some(Key::Char('Ａ')));
        assert_eq!(pressed('c', KeyModifiers::CONTROL), Some(Key::Interrupt));
        let both = pressed('c', KeyModifiers::CONTROL | KeyModifiers::ALT);
        assert_eq!(both, Some(if cfg!(windows) { Key::Char('c') } else { Key::Interrupt }));
        assert_eq!(pressed('d', KeyModifiers::ALT), None, "no letter of an action");
        assert_eq!(pressed('x', KeyModifiers::CONTROL), None);
    }
}
