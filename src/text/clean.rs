use std::borrow::Cow;

/// `text` made safe to print on one line of a terminal.
///
/// Line breaks and tabs become one space; every other control character, and the characters that reorder
/// or hide text (bidirectional controls, zero-width marks, a byte order mark), are dropped. So what
/// a user typed can neither move the cursor nor pass for something else.
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c if acts(c) => {}
            c => out.push(c),
        }
    }
    out.trim_end().to_owned()
}

/// `text` made safe for a cell of a spreadsheet: as [`clean`], but tabs and line breaks stay, every line
/// break as one `\n`.
pub(crate) fn clean_cell(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\t' => out.push(c),
            c if acts(c) => {}
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// `text` with its lines and tabs, but without characters that act on a terminal.
pub fn without_acting(text: &str) -> String {
    text.chars().filter(|c| matches!(c, '\n' | '\r' | '\t') || !acts(*c)).collect()
}

/// Whether a character acts on a terminal, or is invisible: control characters, bidirectional controls, zero-width
/// marks, a byte order mark.
pub(crate) fn acts(c: char) -> bool {
    let hides = matches!(
        c,
        '\u{061c}'
            | '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}'
    );
    hides || c.is_control()
}

/// A full-width letter, digit or sign, as a Japanese keyboard types it, in its ASCII form; any other character as it is.
pub fn half_width(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        // The full-width forms are in the order of ASCII.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::{clean_cell, half_width};

    #[test]
    fn a_cell_keeps_its_lines() {
        assert_eq!(clean_cell("a\r\nb\rc\td\u{1b}[2J\u{202e} "), "a\nb\nc\td[2J ");
    }

    #[test]
    fn full_width_forms_of_ascii_are_folded() {
        let folded: String = "Ａｚ０！～　，Ｎ／Ａ、日本".chars().map(half_width).collect();
        assert_eq!(folded, "Az0!~ ,N/A、日本");
    }
}
