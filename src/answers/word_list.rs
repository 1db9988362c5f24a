use std::sync::OnceLock;

/// A list of words, written as one text with `|` between them, and split when it is first used.
#[derive(Debug)]
pub(super) struct WordList {
    list: &'static str,
    split: OnceLock<Split>,
}

#[derive(Debug)]
struct Split {
    /// Sorted, so that words with the same first byte follow each other.
    words: Vec<&'static str>,
    /// Per byte, where the words that begin with it end.
    ends: [usize; 256],
    /// Per byte, the lengths of these words, as bits; the last is for all that are longer.
    lengths: [u64; 256],
}

impl WordList {
    pub(super) const fn new(list: &'static str) -> Self {
        Self { list, split: OnceLock::new() }
    }

    /// All its words, in the order of the list.
    pub(super) fn iter(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.list.split('|')
    }

    /// Whether it has a word.
    pub(super) fn has(&self, word: &str) -> bool {
        self.split().has(word)
    }

    /// Whether a text contains one of its words, none of which is empty.
    pub(super) fn is_in(&self, text: &str) -> bool {
        let (split, bytes) = (self.split(), text.as_bytes());
        let begins_at = |(at, first): (usize, &u8)| {
            split.with_first(*first).iter().any(|word| bytes[at..].starts_with(word.as_bytes()))
        };
        bytes.iter().enumerate().any(begins_at)
    }

    /// The words that a text contains, each as often as it does.
    pub(super) fn found_in<'t>(&self, text: &'t str) -> impl Iterator<Item = &'static str> + use<'_, 't> {
        self.found_at(text).map(|(_, word)| word)
    }

    /// The same with the places where they begin.
    pub(super) fn found_at<'t>(
        &self,
        text: &'t str,
    ) -> impl Iterator<Item = (usize, &'static str)> + use<'_, 't> {
        let bytes = text.as_bytes();
        let at = move |(at, first): (usize, &u8)| {
            self.with_first(*first)
                .iter()
                .copied()
                .filter(move |word| bytes[at..].starts_with(word.as_bytes()))
                .map(move |word| (at, word))
        };
        bytes.iter().enumerate().flat_map(at)
    }

    /// The words that a text begins with.
    pub(super) fn beginnings_of(&self, text: &str) -> impl Iterator<Item = &'static str> {
        let likely = text.bytes().next().map(|first| self.with_first(first));
        likely.into_iter().flatten().copied().filter(move |word| text.starts_with(word))
    }

    /// Whether a text begins with one of its words, in capitals or not; they are in small letters.
    pub(super) fn begins(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        let begins = |word: &&str| {
            bytes.get(..word.len()).is_some_and(|own| own.eq_ignore_ascii_case(word.as_bytes()))
        };
        let first = bytes.first().map(u8::to_ascii_lowercase);
        first.is_some_and(|first| self.with_first(first).iter().any(begins))
    }

    /// Whether a text ends with one of its words.
    pub(super) fn ends(&self, text: &str) -> bool {
        self.split().words.iter().any(|word| text.ends_with(word))
    }

    fn with_first(&self, byte: u8) -> &[&'static str] {
        self.split().with_first(byte)
    }

    fn split(&self) -> &Split {
        self.split.get_or_init(|| Split::of(self.iter()))
    }
}

/// The first words of what some lists say in ASCII, in small letters: a text in ASCII with none of them has nothing of
/// these lists, but for signs.
#[derive(Debug)]
pub(super) struct FirstWords {
    lists: &'static [&'static WordList],
    split: OnceLock<Split>,
}

impl FirstWords {
    pub(super) const fn of(lists: &'static [&'static WordList]) -> Self {
        Self { lists, split: OnceLock::new() }
    }

    /// Whether it has a word, in small letters.
    pub(super) fn has(&self, word: &str) -> bool {
        self.split().has(word)
    }

    /// Whether a text has one of the words, in capitals or not, or is not in ASCII.
    pub(super) fn may_be_in(&self, text: &str) -> bool {
        let split = self.split();
        let is_known = |word: &&[u8]| {
            let first = word.first().map(u8::to_ascii_lowercase);
            first.is_some_and(|first| {
                split.may_have(first, word.len())
                    && split.with_first(first).iter().any(|own| word.eq_ignore_ascii_case(own.as_bytes()))
            })
        };
        let words = text.as_bytes().split(|byte| !byte.is_ascii_alphabetic());
        !text.is_ascii() || words.into_iter().any(|word| is_known(&word))
    }

    fn split(&self) -> &Split {
        self.split.get_or_init(|| {
            let all = self.lists.iter().flat_map(|list| list.iter());
            Split::of(all.filter(|word| word.is_ascii()).map(|word| first_word(word.trim_start())))
        })
    }
}

/// What a text in ASCII begins with, up to the first character that is no letter.
pub(super) fn first_word(text: &str) -> &str {
    text.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default()
}

/// One of 64 bits for a length; the last is for all that are longer.
fn length_bit(length: usize) -> u64 {
    1 << length.min(63)
}

impl Split {
    fn of(words: impl Iterator<Item = &'static str>) -> Self {
        let mut words: Vec<&str> = words.collect();
        words.sort_unstable();
        words.dedup();
        let end = |byte: usize| {
            let begins =
                |word: &&str| word.as_bytes().first().is_none_or(|first| usize::from(*first) <= byte);
            words.partition_point(begins)
        };
        let mut lengths = [0; 256];
        for word in &words {
            if let Some(first) = word.as_bytes().first() {
                lengths[usize::from(*first)] |= length_bit(word.len());
            }
        }
        Self { ends: std::array::from_fn(end), lengths, words }
    }

    /// Whether it may have a word of this length that begins with this byte.
    fn may_have(&self, first: u8, length: usize) -> bool {
        self.lengths[usize::from(first)] & length_bit(length) != 0
    }

    fn has(&self, word: &str) -> bool {
        match word.as_bytes().first() {
            Some(first) => {
                self.may_have(*first, word.len()) && self.with_first(*first).binary_search(&word).is_ok()
            }
            None => self.words.first().is_some_and(|least| least.is_empty()),
        }
    }

    /// The words that begin with a byte.
    fn with_first(&self, byte: u8) -> &[&'static str] {
        let byte = usize::from(byte);
        let start = byte.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.words[start..self.ends[byte]]
    }
}

#[cfg(test)]
mod tests {
    use super::{FirstWords, WordList};

    #[test]
    fn a_text_without_first_words_has_nothing_of_the_lists() {
        static ONE: WordList = WordList::new("to come|none|なし|-");
        static OTHER: WordList = WordList::new("not signed|(draft)");
        static FIRST: FirstWords = FirstWords::of(&[&ONE, &OTHER]);
        for text in ["still TO be seen", "資料", "not-signed", "None"] {
            assert!(FIRST.may_be_in(text), "{text}");
        }
        for text in ["", "12-34", "nonesuch", "letter of 2026", "an_extraordinarily_long_word"] {
            assert!(!FIRST.may_be_in(text), "{text}");
        }
        assert!(FIRST.has("not") && !FIRST.has("signed"));
    }

    #[test]
    fn words_are_found_where_they_are() {
        static LIST: WordList = WordList::new("to come|none|なし|to be |\u{7f}x|なしか");
        let is = |text: &str| (LIST.has(text), LIST.is_in(text), LIST.begins(text), LIST.ends(text));
        assert_eq!(is("none"), (true, true, true, true));
        assert_eq!(is("None of it"), (false, false, true, false));
        assert_eq!(is("Still to come"), (false, true, false, true));
        assert_eq!(is("TO BE written"), (false, false, true, false));
        assert_eq!(is("資料なし"), (false, true, false, true));
        assert_eq!(is("なしか"), (true, true, true, true));
        assert_eq!(is(""), (false, false, false, false));
        assert_eq!(is("non"), (false, false, false, false));
        assert_eq!(LIST.found_in("なしか, none").collect::<Vec<_>>(), ["なし", "なしか", "none"]);
        assert!(WordList::new("a||b").has(""));
    }
}
