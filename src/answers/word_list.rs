//! Lists of words in one text, with `|` between them.

/// The items of a list.
pub(super) fn each(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.split('|')
}

/// Whether a list has a word.
pub(super) fn has(list: &'static str, word: &str) -> bool {
    each(list).any(|one| one == word)
}
