/// Simple text broken as [`wrap_hanging`](super::wrap_hanging) does, without the tables of Unicode: in most of what is
/// shown in English lines end at blanks and slashes only. Nothing if that is not certain, or if a word is longer than a
/// line.
pub(super) fn wrapped(text: &str, columns: usize, first: &str, rest: &str) -> Option<Vec<String>> {
    let (bytes, columns) = (text.as_bytes(), columns.max(super::wrap::LEAST));
    let (mut lines, mut indent) = (Vec::new(), first);
    let mut room = columns.checked_sub(super::width(first))?;
    // Where the line begins, where it would end, and where the next one would begin.
    let (mut start, mut end, mut next_start) = (0, 0, 0);
    let mut before = *bytes.first().filter(|byte| is_word(**byte))?;
    for at in 1..=bytes.len() {
        let next = bytes.get(at).copied();
        if breaks(before, next)? {
            let word_end = if before == b' ' { at - 1 } else { at };
            if word_end - start > room {
                if end == start {
                    return None;
                }
                lines.push([indent, &text[start..end]].concat());
                (start, indent, room) = (next_start, rest, columns.checked_sub(super::width(rest))?);
                if word_end - start > room {
                    return None;
                }
            }
            (end, next_start) = (word_end, at);
        }
        before = next.unwrap_or_default();
    }
    lines.push([indent, &text[start..end]].concat());
    Some(lines)
}

/// Whether a line may end between two characters, or at the end of the text, by the rules of Unicode and of
/// [`wrap`](super::wrap), which keeps together what a hyphen joins; nothing if it is not known here.
fn breaks(before: u8, next: Option<u8>) -> Option<bool> {
    let Some(next) = next else { return (!matches!(before, b' ' | b'-')).then_some(true) };
    match (before, next) {
        (b' ', b'(' | b'"' | b'\'' | b'-') => Some(true),
        (b' ', _) => is_word(next).then_some(true),
        (b'(' | b'"' | b'\'', b' ') => None,
        (b'/', _) if is_word(next) => Some(!next.is_ascii_digit()),
        (b'?' | b'!' | b'%', _) if is_word(next) => None,
        (_, b' ' | b'.' | b',' | b':' | b';' | b')' | b'?' | b'!' | b'/' | b'-') => Some(false),
        (_, b'%' | b'"' | b'\'' | b'(') => is_word(before).then_some(false),
        _ => is_word(next).then_some(false),
    }
}

/// Whether a character is part of a word wherever it stands.
fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(byte, b'_' | b'=' | b'<' | b'>' | b'&' | b'#' | b'*' | b'@' | b'`')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::wrapped;
    use crate::text::wrap::broken;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn what_is_broken_quickly_is_broken_right(
            text in "([a-z0-9A-Z_=<>&#*@`.,:;()/%?!'\"-]{1,4}| |[a-z]{1,9}){1,30}",
            columns in 1_usize..40,
            first in "|- |・",
            rest in "|  ",
        ) {
            if let Some(lines) = wrapped(&text, columns, &first, &rest) {
                prop_assert_eq!(lines, broken(&text, columns, &first, &rest));
            }
        }
    }

    #[test]
    fn plain_english_is_broken_quickly() {
        let text = "A letter (signed, dated) of the company's payer, and/or 5% of 1,000 units; see example.org/a-b/c.";
        let lines = wrapped(text, 30, "- ", "  ").expect("it is simple");
        let expected = [
            "- A letter (signed, dated) of",
            "  the company's payer, and/or",
            "  5% of 1,000 units; see",
            "  example.org/a-b/c.",
        ];
        assert_eq!(lines, expected);
        for text in
            ["", " a", "a ", "a  b", "費用", "a\nb", "loooooooooooooooooooooooooooooong", "a [b]", "a \u{7}"]
        {
            assert_eq!(wrapped(text, 30, "- ", "  "), None, "{text:?}");
        }
    }
}
