use std::borrow::Cow;
use std::collections::BTreeMap;

use super::beside::{Against, BesideLevel, beside, is_planned};
use super::said::{does_not_apply, is_unknown};
use super::table::plain;
use crate::framework::{Criterion, Text};
use crate::text::{nearest, squeezed, unguarded, visible};

/// The separators of a level, or an id, and its words.
pub(super) const COLONS: [char; 2] = [':', '：'];

/// What else may stand after a level, or after "does not apply", before words.
const BEFORE_WORDS: [char; 11] = ['(', '（', '-', '–', '—', '―', '−', ')', '）', '、', ','];

/// What opens and what needs a blank before it, lest `2-3` be a level.
const DASHES: [char; 5] = ['-', '–', '—', '―', '−'];

/// The words before the number of a level.
const LEVEL: [&str; 6] = ["レベル", "level", "lvl", "lv.", "lv", "l"];

/// The texts of a criterion's levels, as they are compared, each with its level; nothing if several share it.
#[derive(Clone, Debug, Default)]
pub(super) struct LevelTexts {
    all: BTreeMap<String, Option<u8>>,
    /// The levels that are themselves about something planned.
    of_plans: Vec<u8>,
}

/// A shorter text is no sure sign that the text of another level is meant by its beginning.
const LONG: usize = 12;

impl LevelTexts {
    pub(super) fn of(criterion: &Criterion) -> Self {
        let mut texts: BTreeMap<String, Option<u8>> = BTreeMap::new();
        let mut of_plans = Vec::new();
        for (level, own) in (0..).zip(&criterion.levels) {
            for text in own.says.all().chain(own.short.iter().flat_map(Text::all)) {
                if is_planned(text) && of_plans.last() != Some(&level) {
                    of_plans.push(level);
                }
                let key = squeezed(text);
                if !key.is_empty() {
                    texts
                        .entry(key)
                        .and_modify(|known| *known = known.filter(|one| *one == level))
                        .or_insert(Some(level));
                }
            }
        }
        Self { all: texts, of_plans }
    }

    /// The one level that has this text.
    pub(super) fn level(&self, text: &str) -> Option<u8> {
        *self.all.get(&squeezed(text))?
    }

    /// The levels whose text this is: as a whole, its first sentence alone, or with its end cut off. Only the nearest of
    /// these ways counts.
    pub(super) fn levels(&self, words: &str) -> Vec<u8> {
        let whole = squeezed(words);
        let first = words.split(['。', ';', '；', '(', '（', '\n']).next().unwrap_or_default();
        let first = first.split(". ").next().unwrap_or_default();
        for key in [&whole, &squeezed(first)] {
            if let Some(level) = self.all.get(key) {
                return level.map_or_else(Vec::new, |level| vec![level]);
            }
        }
        if whole.is_empty() {
            return Vec::new();
        }
        let begun = self.all.range(whole.clone()..).take_while(|(text, _)| text.starts_with(&whole));
        let mut levels: Vec<u8> = begun.filter_map(|(_, level)| *level).collect();
        levels.sort_unstable();
        levels.dedup();
        if whole.len() < LONG && levels.len() == 1 { Vec::new() } else { levels }
    }

    /// Whether a level is itself about something planned.
    pub(super) fn is_of_plans(&self, level: u8) -> bool {
        self.of_plans.contains(&level)
    }

    /// The level whose text words resemble: this one, if they are most like it or surely like no other.
    pub(super) fn resembles(&self, words: &str, level: i64) -> Option<u8> {
        let whole = squeezed(words);
        let is_own = |at: &Option<u8>| at.is_some_and(|at| i64::from(at) == level);
        let near = nearest(&whole, self.all.keys().map(String::as_str))?;
        let other = self.all.get(&*near.name).copied()?.filter(|_| near.sure);
        let own = || self.all.iter().filter(|(_, at)| is_own(at)).map(|(text, _)| text.as_str());
        other.or_else(|| nearest(&whole, own()).and_then(|_| u8::try_from(level).ok()))
    }

    /// The level whose text is nearest to this one, if it is near enough to be meant.
    pub(super) fn near(&self, text: &str) -> Option<u8> {
        let near = nearest(&squeezed(text), self.all.keys().map(String::as_str)).filter(|near| near.sure)?;
        *self.all.get(&*near.name)?
    }
}

/// What a text says under a criterion.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Spoken<'t> {
    /// A level, which may be out of range, and a remark beside it.
    Level(i64, Option<Cow<'t, str>>),
    /// A level, and what is beside it speaks against it.
    Against(i64, Against),
    /// A number that is no level, as it is written.
    Number(Cow<'t, str>),
    Unknown,
    /// "Does not apply", for this reason.
    NotApplicable(Cow<'t, str>),
    /// Something else.
    Other,
}

impl Spoken<'_> {
    fn into_owned(self) -> Spoken<'static> {
        let owned = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
        match self {
            Self::Level(level, remark) => Spoken::Level(level, remark.map(owned)),
            Self::Against(level, against) => Spoken::Against(level, against),
            Self::Number(number) => Spoken::Number(owned(number)),
            Self::Unknown => Spoken::Unknown,
            Self::NotApplicable(reason) => Spoken::NotApplicable(owned(reason)),
            Self::Other => Spoken::Other,
        }
    }
}

/// What a text says: `2`, `2: its words`, `2 – its words`, `level 2`, the words of a level alone, `unknown`, `na: REASON`,
/// and the same in other words. What nobody sees of it says nothing.
pub(super) fn said<'t>(text: &'t str, texts: impl FnOnce() -> Option<&'t LevelTexts>) -> Spoken<'t> {
    match visible(text) {
        Cow::Borrowed(text) => said_visibly(text, texts),
        Cow::Owned(seen) => {
            let texts = texts();
            // A reason is kept as it is written.
            match said_visibly(text, || texts) {
                Spoken::Other => said_visibly(&seen, || texts).into_owned(),
                spoken => spoken,
            }
        }
    }
}

fn said_visibly<'t, 'l>(text: &'t str, texts: impl FnOnce() -> Option<&'l LevelTexts>) -> Spoken<'t> {
    // Where several could be chosen there is a separator also after a single one.
    let text = unguarded(text.trim()).trim_end_matches([';', '；']).trim_end();
    if is_unknown(text) {
        return Spoken::Unknown;
    }
    let (head, words) = text.split_once(COLONS).unwrap_or((text, ""));
    if let Some(number) = number_in(head) {
        return with_words(number, words, texts);
    }
    if LEVEL.contains(&&*plain(head))
        && let Some(number) = number_in(words)
    {
        return number;
    }
    if is_unknown(head) {
        return Spoken::Unknown;
    }
    if head.len() < text.len() && does_not_apply(head) {
        return Spoken::NotApplicable(Cow::Borrowed(words.trim()));
    }
    if let Some((head, sign, words)) = before_words(text) {
        let is_counted = words.starts_with(|c: char| c.is_numeric());
        match number_in(head) {
            Some(number) if !words.is_empty() && (!is_counted || matches!(sign, '(' | '（')) => {
                return with_words(number, words, texts);
            }
            _ if words.is_empty() => {}
            _ if does_not_apply(head) => return Spoken::NotApplicable(Cow::Borrowed(words)),
            _ if is_unknown(head) => return Spoken::Unknown,
            _ => {}
        }
    }
    let Some(texts) = texts() else { return Spoken::Other };
    if let Some(level) = texts.level(text) {
        return Spoken::Level(level.into(), None);
    }
    // A level, and its very words after it.
    let (number, rest) = text.split_at(text.find(|c: char| !c.is_numeric()).unwrap_or(text.len()));
    match (number_in(number), texts.level(rest)) {
        (Some(Spoken::Level(number, _)), Some(level)) if number == i64::from(level) => {
            Spoken::Level(number, None)
        }
        (Some(Spoken::Level(number, _)), Some(level)) => Spoken::Against(number, Against::OtherLevel(level)),
        _ => Spoken::Other,
    }
}

/// A number with words beside it.
fn with_words<'t, 'l>(
    number: Spoken<'t>,
    words: &'t str,
    texts: impl FnOnce() -> Option<&'l LevelTexts>,
) -> Spoken<'t> {
    let words = words.trim();
    let Spoken::Level(level, _) = number else { return number };
    if words.is_empty() {
        return number;
    }
    match beside(level, words, texts()) {
        BesideLevel::Its => number,
        BesideLevel::Remark => Spoken::Level(level, Some(Cow::Borrowed(words))),
        BesideLevel::Against(against) => Spoken::Against(level, against),
    }
}

/// The number that a text is, also with "level" before it.
fn number_in(text: &str) -> Option<Spoken<'static>> {
    let text = plain(text);
    let bare = LEVEL.iter().find_map(|word| text.strip_prefix(word)).map_or(&*text, str::trim_start);
    number(bare)
}

/// A number in plain digits: whole, also as `2.0` or `2,0`, or not.
pub(super) fn number(text: &str) -> Option<Spoken<'static>> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    // After a comma three digits may be thousands.
    let by_comma = || digits.split_once(',').filter(|(_, fraction)| matches!(fraction.len(), 1 | 2));
    let (whole, fraction) = digits.split_once('.').or_else(by_comma).unwrap_or((digits, ""));
    let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    let whole = &text[..text.len() - digits.len() + whole.len()];
    match whole.parse() {
        Ok(number) if fraction.bytes().all(|digit| digit == b'0') => Some(Spoken::Level(number, None)),
        _ => Some(Spoken::Number(Cow::Owned(text.to_owned()))),
    }
}

/// The part before a dash, a bracket or a comma, this sign, and the words after it.
fn before_words(text: &str) -> Option<(&str, char, &str)> {
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
    Some((head, sign, words.trim()))
}
