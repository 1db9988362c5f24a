use wide::u8x16;

use crate::source::{are, with};

/// What one quick look at a text leaves open. Nearly all texts are done with that for the rules that ask for it.
#[derive(Clone, Copy)]
pub(super) struct Sight {
    /// Whether it may hold a bracket that has a partner.
    pub(super) brackets: bool,
    /// Whether it may hold a control character, or one that is invisible.
    pub(super) hidden: bool,
    /// Whether two spaces stand side by side in it.
    pub(super) two_spaces: bool,
}

/// So many bytes are looked at in one go, each with the one behind it.
const STEP: usize = 16;

/// What stands behind the end of a text; it is nothing that is looked for.
const FILLER: u8 = b'-';

impl Sight {
    pub(super) fn of(text: &str) -> Self {
        let mut seen = Seen::default();
        let mut rest = text.as_bytes();
        while let Some(bytes) = rest.first_chunk::<{ STEP + 1 }>() {
            seen.look(bytes);
            rest = &rest[STEP..];
        }
        let mut last = [FILLER; STEP + 1];
        last[..rest.len()].copy_from_slice(rest);
        seen.look(&last);
        Self { brackets: seen.brackets.any(), hidden: seen.hidden.any(), two_spaces: seen.two_spaces.any() }
    }
}

/// The same while the look goes on, for each of the bytes side by side. It never stops early.
#[derive(Default)]
struct Seen {
    brackets: u8x16,
    hidden: u8x16,
    two_spaces: u8x16,
}

impl Seen {
    #[inline]
    fn look(&mut self, bytes: &[u8; STEP + 1]) {
        let [first @ .., _] = *bytes;
        let [_, second @ ..] = *bytes;
        let (first, second) = (u8x16::from(first), u8x16::from(second));
        let up_to = |bytes: u8x16, byte: u8| bytes.min(u8x16::splat(byte)).simd_eq(bytes);
        // `(` and `)`, `[` and `{`, `]` and `}` differ in one bit, as do `（` and `）`, which end with these bytes.
        let round = are(with(first, 1), b')') | are(first, 0xbc) & are(with(second, 1), 0x89);
        let others = are(with(first, 0x20), b'{') | are(with(first, 0x20), b'}');
        // From `「` to `】`.
        let corners = are(first, 0x80) & up_to(second - u8x16::splat(0x8c), 5);
        self.brackets |= round | others | corners;
        let control = up_to(first, 0x1f) | are(first, 0x7f) | are(first, 0xc2);
        // All from U+2000 to U+207F, from U+FEC0 to U+FEFF, and U+061C.
        let invisible = are(first, 0xe2) & up_to(second, 0x81)
            | are(first, 0xef) & are(second, 0xbb)
            | are(first, 0xd8) & are(second, 0x9c);
        self.hidden |= control | invisible;
        self.two_spaces |= are(first, b' ') & are(second, b' ');
    }
}

#[cfg(test)]
mod tests {
    use super::Sight;

    /// A character in the middle, at the beginning, at the end of texts of many lengths, which has nothing else in them.
    fn sights(text: &str) -> Vec<Sight> {
        let lengths = 0..40;
        let texts = lengths.flat_map(|length| {
            let (short, word) = ("a".repeat(length), "字a".repeat(length));
            [format!("{short}{text}"), format!("{text}{short}"), format!("{word}{text}{word}")]
        });
        texts.map(|text| Sight::of(&text)).collect()
    }

    #[test]
    fn what_is_there_is_seen() {
        for bracket in "()[]{}（）「」『』【】".chars() {
            assert!(sights(&bracket.to_string()).iter().all(|sight| sight.brackets), "{bracket}");
        }
        for hidden in ('\0'..='\u{ffff}').filter(|c| c.is_control()) {
            assert!(sights(&hidden.to_string()).iter().all(|sight| sight.hidden), "{hidden:?}");
        }
        for hidden in ('\0'..=char::MAX).filter(|c| crate::text::acts(*c)) {
            assert!(sights(&hidden.to_string()).iter().all(|sight| sight.hidden), "{hidden:?}");
        }
        for hidden in "\u{61c}\u{200b}\u{200e}\u{200f}\u{202a}\u{202e}\u{2060}\u{2069}\u{feff}".chars() {
            assert!(sights(&hidden.to_string()).iter().all(|sight| sight.hidden), "{hidden:?}");
        }
        assert!(sights("  ").iter().all(|sight| sight.two_spaces));
    }

    #[test]
    fn in_most_texts_there_is_nothing() {
        for text in ["", " ", "a b", "医療機器は、承認を受けた。", "Is it – or isn’t it?", "<a|b>"]
        {
            let nothing = |sight: &Sight| !sight.brackets && !sight.two_spaces;
            assert!(sights(text).iter().all(nothing), "{text}");
        }
        assert!(sights("医療機器は、承認を受けた。").iter().all(|sight| !sight.hidden));
    }
}
