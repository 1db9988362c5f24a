use std::borrow::Cow;

/// `text` made safe to print on one line of a terminal.
///
/// Line breaks and tabs become one space; characters that act on the terminal or reorder text are dropped, so user
/// input can neither move the cursor nor pass for something else.
pub fn clean(text: &str) -> String {
    if is_plain(text) {
        return text.trim_end().to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for (c, is_seen) in seen(text) {
        match c {
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' if out.ends_with(' ') => {}
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => out.push(' '),
            c if is_seen => out.push(c),
            _ => {}
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// As [`clean`], for places that can show several lines, such as a spreadsheet cell: tabs and line breaks stay, every
/// line break as one `\n`.
pub fn clean_lines(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut signs = seen(text).peekable();
    while let Some((c, is_seen)) = signs.next() {
        match c {
            '\r' if signs.peek().is_some_and(|(next, _)| *next == '\n') => {}
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\t' => out.push(c),
            c if is_seen => out.push(c),
            _ => {}
        }
    }
    Cow::Owned(out)
}

/// Whether a text is printable ASCII only, as most are: then there is nothing to clean.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// The characters of a text, each with whether a reader can see it or its effect: it neither acts nor is a joiner
/// without anything to join.
pub(crate) fn seen(text: &str) -> impl Iterator<Item = (char, bool)> {
    let mut before = ' ';
    text.chars().map(move |c| {
        let is_seen = !acts(c) && (c.is_ascii() || !joins(c) || can_join(before, c));
        // A line break becomes a blank.
        if is_seen || c.is_whitespace() {
            before = c;
        }
        (c, is_seen)
    })
}

/// A text without invisible characters, which mean nothing where a name, an id or a word is looked up, and without
/// variation selectors of ASCII characters.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let breaks = |c: char| matches!(c, '\n' | '\r' | '\t');
    if text.chars().all(|c| !joins(c) && (breaks(c) || !acts(c))) {
        return Cow::Borrowed(text);
    }
    let mut before = ' ';
    let kept = seen(text).filter(|(c, is_seen)| {
        let is_kept = breaks(*c) || *is_seen && !(joins(*c) && before.is_ascii());
        before = *c;
        is_kept
    });
    Cow::Owned(kept.map(|(c, _)| c).collect())
}

/// Whether a character acts on whatever shows it, or is invisible: control characters (including bidirectional ones),
/// zero-width marks, fillers, tags, byte order marks and noncharacters.
///
/// This is the only such list. Joiners (as in emoji) and variation selectors (as in Japanese names) are not on it.
pub(crate) fn acts(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_control();
    }
    c.is_control()
        || u32::from(c) & 0xfffe == 0xfffe
        || matches!(
            c,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'
                | '\u{1160}'
                | '\u{17b4}'
                | '\u{17b5}'
                | '\u{180e}'
                | '\u{200b}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{3164}'
                | '\u{fdd0}'..='\u{fdef}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff0}'..='\u{fffb}'
                | '\u{1bca0}'..='\u{1bca3}'
                | '\u{1d173}'..='\u{1d17a}'
                | '\u{e0000}'..='\u{e00ff}'
                | '\u{e01f0}'..='\u{e0fff}'
        )
}

pub(super) fn joins(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}') || is_variation(c)
}

fn is_variation(c: char) -> bool {
    matches!(c, '\u{180b}'..='\u{180d}' | '\u{180f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Whether a joining character has an effect after `before`: a variation selector after a character with variants, a
/// joiner in emoji and in scripts from Arabic to those of India. Anywhere else it is invisible.
fn can_join(before: char, c: char) -> bool {
    if is_variation(c) {
        let is_key = c == '\u{fe0f}' && matches!(before, '0'..='9' | '#' | '*');
        return is_key || !before.is_ascii() && !joins(before) && !before.is_whitespace();
    }
    let is_emoji = matches!(before, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}' | '\u{fe0f}');
    is_emoji || matches!(before, '\u{600}'..='\u{1cff}')
}

/// The ASCII form of a full-width letter, digit or sign, as typed on a Japanese keyboard; any other character
/// unchanged.
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
    use super::{clean, clean_lines, half_width, visible};

    #[test]
    fn several_lines_stay() {
        assert_eq!(clean_lines("a\r\nb\rc\td\u{1b}[2J\u{202e} \u{2028}e"), "a\nb\nc\td[2J \ne");
    }

    #[test]
    fn what_joins_stays_where_it_joins() {
        let kept = [
            "👩\u{200d}🔬",
            "❤\u{fe0f}",
            "1\u{fe0f}\u{20e3}",
            "辻\u{e0100}",
            "می\u{200c}خواهم",
            "🏳\u{fe0f}\u{200d}🌈",
        ];
        for text in kept {
            assert_eq!(clean(text), text);
        }
        let dropped =
            "a\u{200d}b\u{200c}\u{fe0f}漢\u{200d}字 \u{e0101}x🏴\u{e0067}\u{e007f}\u{fdd0}\u{1ffff}";
        assert_eq!(clean(dropped), "ab漢字 x🏴");
        assert_eq!(clean("👩\n\u{200d}🔬"), "👩 🔬");
    }

    #[test]
    fn what_nobody_sees_is_no_part_of_a_word() {
        for text in [
            "2\u{200b}",
            "\u{feff}2",
            "2\u{fe0f}",
            "\u{202a}2\u{202c}",
            "2\u{ad}",
            "2\u{e0101}",
            "2\u{e0067}",
        ] {
            assert_eq!(visible(text), "2", "{text:?}");
        }
        assert_eq!(visible("a\n b\u{200d}"), "a\n b");
        assert_eq!(visible("辻\u{e0100}"), "辻\u{e0100}");
    }

    #[test]
    fn full_width_forms_of_ascii_are_folded() {
        let folded: String = "Ａｚ０！～　，Ｎ／Ａ、日本".chars().map(half_width).collect();
        assert_eq!(folded, "Az0!~ ,N/A、日本");
    }
}
