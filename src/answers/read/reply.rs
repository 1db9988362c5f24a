use std::borrow::Cow;
use std::collections::BTreeMap;

use super::said::{does_not_apply, is_unknown};
use super::table::plain;
use crate::framework::{Criterion, Text};
use crate::text::{squeezed, unguarded};

/// The separators of a level, or an id, and its words.
pub(super) const COLONS: [char; 2] = [':', '：'];

/// What else may stand after a level, or after "does not apply", before words.
const BEFORE_WORDS: [char; 11] = ['(', '（', '-', '–', '—', '―', '−', ')', '）', '、', ','];

/// What opens and what needs a blank before it, lest `2-3` be a level.
const DASHES: [char; 5] = ['-', '–', '—', '―', '−'];

/// The words before the number of a level.
const LEVEL: [&str; 5] = ["レベル", "level", "lvl", "lv.", "lv"];

/// The texts of a criterion's levels, as they are compared, each with its level; nothing if several share it.
#[derive(Clone, Debug, Default)]
pub(super) struct LevelTexts(BTreeMap<String, Option<u8>>);

impl LevelTexts {
    pub(super) fn of(criterion: &Criterion) -> Self {
        let mut texts: BTreeMap<String, Option<u8>> = BTreeMap::new();
        for (level, own) in (0..).zip(&criterion.levels) {
            for text in own.says.all().chain(own.short.iter().flat_map(Text::all)) {
                let key = squeezed(text);
                if !key.is_empty() {
                    texts
                        .entry(key)
                        .and_modify(|known| *known = known.filter(|one| *one == level))
                        .or_insert(Some(level));
                }
            }
        }
        Self(texts)
    }

    /// The one level that has this text.
    pub(super) fn level(&self, text: &str) -> Option<u8> {
        *self.0.get(&squeezed(text))?
    }

    /// The level whose text is nearest to this one, if it is near enough to be meant.
    pub(super) fn near(&self, text: &str) -> Option<u8> {
        let near = crate::text::nearest(&squeezed(text), self.0.keys().map(String::as_str))
            .filter(|near| near.sure)?;
        *self.0.get(&*near.name)?
    }
}

/// What a text says under a criterion.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Spoken<'t> {
    /// A level, which may be out of range.
    Level(i64),
    /// A number that is no level, as it is written.
    Number(Cow<'t, str>),
    Unknown,
    /// "Does not apply", for this reason.
    NotApplicable(&'t str),
    /// Something else.
    Other,
}

/// What a text says: `2`, `2: its words`, `2 – its words`, `level 2`, the words of a level alone, `unknown`, `na: REASON`,
/// and the same in other words.
pub(super) fn said<'t>(text: &'t str, texts: impl FnOnce() -> Option<&'t LevelTexts>) -> Spoken<'t> {
    let text = unguarded(text.trim());
    if is_unknown(text) {
        return Spoken::Unknown;
    }
    let (head, words) = text.split_once(COLONS).unwrap_or((text, ""));
    if let Some(number) = number_in(head) {
        return number;
    }
    if is_unknown(head) {
        return Spoken::Unknown;
    }
    if head.len() < text.len() && does_not_apply(head) {
        return Spoken::NotApplicable(words.trim());
    }
    if let Some((head, words)) = before_words(text) {
        let is_counted = words.starts_with(|c: char| c.is_numeric());
        match number_in(head) {
            Some(number) if !words.is_empty() && !is_counted => return number,
            _ if words.is_empty() => {}
            _ if does_not_apply(head) => return Spoken::NotApplicable(words),
            _ if is_unknown(head) => return Spoken::Unknown,
            _ => {}
        }
    }
    let Some(texts) = texts() else { return Spoken::Other };
    if let Some(level) = texts.level(text) {
        return Spoken::Level(level.into());
    }
    // A level, and its very words after it.
    let (number, rest) = text.split_at(text.find(|c: char| !c.is_numeric()).unwrap_or(text.len()));
    match (number_in(number), texts.level(rest)) {
        (Some(Spoken::Level(number)), Some(level)) if number == i64::from(level) => Spoken::Level(number),
        _ => Spoken::Other,
    }
}

/// The number that a text is, also with "level" before it.
fn number_in(text: &str) -> Option<Spoken<'static>> {
    let text = plain(text);
    let bare = LEVEL.iter().find_map(|word| text.strip_prefix(word)).map_or(&*text, str::trim_start);
    number(bare)
}

/// A number in plain digits: whole, also as `2.0`, or not.
pub(super) fn number(text: &str) -> Option<Spoken<'static>> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    let whole = &text[..text.len() - digits.len() + whole.len()];
    match whole.parse() {
        Ok(number) if fraction.bytes().all(|digit| digit == b'0') => Some(Spoken::Level(number)),
        _ => Some(Spoken::Number(Cow::Owned(text.to_owned()))),
    }
}

/// The part before a dash, a bracket or a comma, and the words after it.
fn before_words(text: &str) -> Option<(&str, &str)> {
    let is_one = |(at, c): &(usize, char)| {
        *at > 0
            && BEFORE_WORDS.contains(c)
            && (!DASHES.contains(c) || text[..*at].ends_with(char::is_whitespace))
            || *c == '.' && text[at + 1..].starts_with(char::is_whitespace)
    };
    let (at, sign) = text.char_indices().find(is_one)?;
    let (head, words) = (text[..at].trim(), text[at + sign.len_utf8()..].trim());
    let words =
        if matches!(sign, '(' | '（') { words.strip_suffix([')', '）']).unwrap_or(words) } else { words };
    Some((head, words.trim()))
}
