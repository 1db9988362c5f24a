use std::borrow::Cow;
use std::collections::BTreeMap;

use super::beside::{Against, BesideLevel, beside, has_sign, takes_back};
use super::said::{does_not_apply, is_nothing, is_unknown};
use super::table::plain;
use crate::answers::evidence::only_claims;
use crate::answers::word_list::WordList;
use crate::framework::{Criterion, Text};
use crate::text::{Bilingual, half_width, lowered, nearest, say, squeezed, visible};

/// The separators of a level, or an id, and its words.
pub(super) const COLONS: [char; 2] = [':', '：'];

/// What else may stand after a level, or after "does not apply", before words.
const BEFORE_WORDS: [char; 11] = ['(', '（', '-', '–', '—', '―', '−', ')', '）', '、', ','];

/// What opens and what needs a blank before it, lest `2-3` be a level.
const DASHES: [char; 5] = ['-', '–', '—', '―', '−'];

/// The words before the number of a level.
pub(super) const LEVEL: [&str; 6] = ["レベル", "level", "lvl", "lv.", "lv", "l"];

/// The texts of a criterion's levels.
#[derive(Clone, Debug, Default)]
pub(super) struct LevelTexts {
    /// Each as it is compared, with the levels that have it.
    all: BTreeMap<String, Vec<u8>>,
    /// Per level all its texts in half-width small letters.
    plain: Vec<String>,
}

/// What words are among the texts of levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OfLevel<'w> {
    /// The text of this level, whole or cut off at its end, and what follows it.
    Own(&'w str),
    /// The text of another one.
    Other(u8),
    None,
}

/// A shorter text is no sure sign that the text of another level is meant where it is only a part.
const LONG: usize = 12;

impl LevelTexts {
    pub(super) fn of(criterion: &Criterion) -> Self {
        let mut texts = Self::default();
        for (level, own) in (0..).zip(&criterion.levels) {
            let mut plain_texts = String::new();
            for text in own.says.all().chain(own.short.iter().flat_map(Text::all)) {
                plain_texts += &lowered(text);
                plain_texts.push('\n');
                let key = squeezed(text);
                if !key.is_empty() {
                    let levels = texts.all.entry(key).or_default();
                    if levels.last() != Some(&level) {
                        levels.push(level);
                    }
                }
            }
            texts.plain.push(plain_texts);
        }
        texts
    }

    /// The highest level.
    pub(super) fn top(&self) -> i64 {
        i64::try_from(self.plain.len()).unwrap_or(i64::MAX) - 1
    }

    /// The texts of a level in half-width small letters; nothing if there is no such level.
    pub(super) fn plain(&self, level: i64) -> &str {
        usize::try_from(level).ok().and_then(|level| self.plain.get(level)).map_or("", String::as_str)
    }

    /// The one level that has this text.
    pub(super) fn level(&self, text: &str) -> Option<u8> {
        match self.all.get(&squeezed(text))?.as_slice() {
            [level] if !has_sign(text, |sign| self.plain(i64::from(*level)).contains(sign)) => Some(*level),
            _ => None,
        }
    }

    /// What words beside a level are among the texts of all.
    pub(super) fn of_level<'w>(&self, level: i64, words: &'w str) -> OfLevel<'w> {
        let whole = squeezed(words);
        let is_own = |levels: &[u8]| levels.iter().any(|one| i64::from(*one) == level);
        let one_of = |levels: &[u8]| match levels {
            [other] => OfLevel::Other(*other),
            _ => OfLevel::None,
        };
        if whole.is_empty() {
            return OfLevel::None;
        }
        if let Some(levels) = self.all.get(&whole) {
            return if is_own(levels) { OfLevel::Own("") } else { one_of(levels) };
        }
        let begun = || self.all.range(whole.clone()..).take_while(|(text, _)| text.starts_with(&whole));
        // So short a beginning may be a remark.
        let is_beginning =
            || whole.len() >= LONG || !whole.contains(|c: char| c.is_ascii_digit()) && !takes_back(words, "");
        if begun().any(|(_, levels)| is_own(levels)) && is_beginning() {
            return OfLevel::Own("");
        }
        let own = || self.all.iter().filter(|(_, levels)| is_own(levels)).map(|(text, _)| text.as_str());
        let mut rest = words;
        while let Some(after) =
            own().filter_map(|text| after_text(rest, text)).min_by_key(|after| after.len())
        {
            rest = after;
        }
        // The first sentence, or what stands before brackets, may be a short text.
        let first = rest.split(['。', ';', '；', '(', '（', '\n']).next().unwrap_or_default();
        let first = squeezed(first.split(". ").next().unwrap_or_default());
        let is_other = |text: &str, levels: &[u8]| {
            !is_own(levels)
                && (text == first || text.len() >= LONG && whole.contains(text))
                && !own().any(|own| own.contains(text))
        };
        if let Some((_, levels)) = self.all.iter().find(|(text, levels)| is_other(text, levels)) {
            return one_of(levels);
        }
        if rest.len() < words.len() {
            return OfLevel::Own(rest);
        }
        let mut others = begun().flat_map(|(_, levels)| levels);
        if let Some(other) = others.next()
            && whole.len() >= LONG
            && others.all(|one| one == other)
        {
            return OfLevel::Other(*other);
        }
        match self.near(words) {
            Some(near) if i64::from(near) != level => OfLevel::Other(near),
            _ => OfLevel::None,
        }
    }

    /// The level whose text is nearest to this one, if it is near enough to be meant.
    pub(super) fn near(&self, text: &str) -> Option<u8> {
        let text = squeezed(text);
        // What is much longer than all of them is near to none.
        let known = || self.all.keys().map(String::as_str).filter(|known| 2 * known.len() >= text.len());
        let near = nearest(&text, known()).filter(|near| near.sure)?;
        match self.all.get(&*near.name)?.as_slice() {
            [level] => Some(*level),
            _ => None,
        }
    }
}

/// What follows a text at the beginning of words; the text is as it is compared.
fn after_text<'w>(words: &'w str, text: &str) -> Option<&'w str> {
    let mut left = text;
    for (at, c) in words.char_indices() {
        if left.is_empty() {
            let goes_on =
                c.is_ascii_alphanumeric() && words[..at].ends_with(|c: char| c.is_ascii_alphanumeric());
            return (!goes_on).then_some(&words[at..]);
        }
        left = left.strip_prefix(&*squeezed(c.encode_utf8(&mut [0; 4])))?;
    }
    left.is_empty().then_some("")
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
    /// "We don't know", and a remark beside it.
    Unknown(Option<Cow<'t, str>>),
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
            Self::Unknown(remark) => Spoken::Unknown(remark.map(owned)),
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
    let whole = text.trim();
    let text = whole.trim_end_matches([';', '；']).trim_end();
    if is_unknown(text) {
        return Spoken::Unknown(None);
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
        return Spoken::Unknown(Some(words.trim()).filter(|words| !words.is_empty()).map(Cow::Borrowed));
    }
    if head.len() < text.len() && does_not_apply(head) {
        // A reason is kept as it is written.
        let reason = &whole[text.len() - words.len()..];
        return Spoken::NotApplicable(Cow::Borrowed(reason.trim()));
    }
    if let Some((head, sign, words)) = before_words(text) {
        let is_counted = words.starts_with(|c: char| c.is_numeric());
        match number_in(head) {
            Some(number) if !words.is_empty() && (!is_counted || matches!(sign, '(' | '（')) => {
                return with_words(number, words, texts);
            }
            _ if words.is_empty() => {}
            _ if does_not_apply(head) => return Spoken::NotApplicable(Cow::Borrowed(words)),
            _ if is_unknown(head) => return Spoken::Unknown(Some(Cow::Borrowed(words))),
            _ => {}
        }
    }
    let texts = texts();
    if let Some(level) = texts.and_then(|texts| texts.level(text)) {
        return Spoken::Level(level.into(), None);
    }
    match Leading::of(text) {
        Some(leading) => leading.said(texts),
        None => Spoken::Other,
    }
}

/// A number that a text begins with, and the words after it without a sign between.
struct Leading<'t> {
    number: Spoken<'static>,
    words: &'t str,
    /// Whether nothing can be counted by it.
    is_alone: bool,
}

/// What may follow a level in Japanese and says only that it is one.
static JUST_SO: WordList = WordList::new(
    "点|です|だ|である|pt|pts|point|points|になります|に該当|に該当する|に該当します|に該当しています|を選択|段階目|番|\u{fe0f}\u{20e3}",
);

/// What may begin a remark: nothing of that is counted by the number before it.
static NOT_COUNTED: WordList =
    WordList::new("see|as|since|because|via|after|we|our|the|this|it|already|fully");

impl<'t> Leading<'t> {
    fn of(text: &'t str) -> Option<Self> {
        if let Some(level) = text.chars().next().and_then(circled) {
            let words = text.trim_start_matches(|c| circled(c) == Some(level));
            return Some(Self { number: Spoken::Level(level, None), words, is_alone: true });
        }
        let start = text.find(char::is_numeric)?;
        let length = text[start..].find(|c: char| !c.is_numeric() && !['.', ',', '．'].contains(&c));
        let end = start + length.unwrap_or(text.len() - start);
        let digits = plain(text[start..end].trim_end_matches(['.', ',', '．'])).into_owned();
        let (head, rest) = (plain(&text[..start]), &text[end..]);
        let closing = match &*head {
            "(" => Some(')'),
            "[" => Some(']'),
            "【" => Some('】'),
            "" => None,
            word if LEVEL.contains(&word) => None,
            _ => return None,
        };
        let (rest, is_closed) = match closing {
            Some(sign) => (rest.strip_prefix(|c| half_width(c) == sign)?, true),
            // `3)`
            None if matches!(rest, ")" | "）") && head.is_empty() => ("", true),
            None => (rest, false),
        };
        let is_end = |rest: &str| rest.chars().next().is_none_or(|c| !c.is_alphanumeric());
        // Points of so many are no level.
        let is_share = |rest: &str| rest.trim_start().starts_with(['/', '／']);
        // `3点です`, `3 points`
        let after_one = |text| JUST_SO.iter().filter_map(move |word| after_unit(text, word));
        let just_so = after_one(rest).chain(after_one(rest).flat_map(after_one));
        let just_so = just_so.into_iter().find(|rest| is_end(rest) && !is_share(rest));
        Some(Self {
            number: number(&digits)?,
            words: just_so.unwrap_or(rest),
            is_alone: is_closed || just_so.is_some(),
        })
    }

    /// What the number and the words say together.
    fn said(self, texts: Option<&LevelTexts>) -> Spoken<'t> {
        let Self { number, words, is_alone } = self;
        let Spoken::Level(level, _) = number else { return Spoken::Other };
        let is_apart = words.starts_with(char::is_whitespace);
        let words = words.trim();
        if is_alone {
            return with_words(number, words, || texts);
        }
        let lower = plain(words);
        let top = || texts.map(|texts| texts.top().to_string());
        let of = ["of ", "out of "].iter().find_map(|of| lower.strip_prefix(of));
        if is_apart && of.is_some_and(|of| top().is_some_and(|top| of.trim() == top)) {
            return number;
        }
        let first = words.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let is_remark = only_claims(first) || NOT_COUNTED.has(&plain(first));
        let of_words = texts.and_then(|texts| texts.level(words)).map(i64::from);
        let is_own = of_words == Some(level)
            || is_apart && texts.is_some_and(|texts| matches!(texts.of_level(level, words), OfLevel::Own(_)));
        let says_so = only_claims(words) || level == 0 && is_nothing(words);
        let is_sure = is_own || is_apart && is_remark || (is_apart || !words.is_ascii()) && says_so;
        match with_words(number, words, || texts) {
            said if is_sure => said,
            said @ Spoken::Against(..) if of_words.is_some() => said,
            _ => Spoken::Other,
        }
    }
}

/// What follows such a word; one in Latin letters may be apart, and nothing else may follow it.
fn after_unit<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    if !word.is_ascii() {
        return text.strip_prefix(word);
    }
    plain(text).strip_prefix(word).filter(|rest| matches!(*rest, "" | ".")).map(|_| "")
}

/// The level that a text begins with, and what is after it and may be counted by it or be another level.
pub(super) fn perhaps(text: &str) -> Option<(i64, &str)> {
    let Leading { number, words, .. } = Leading::of(text.trim())?;
    let Spoken::Level(level, _) = number else { return None };
    Some((level, words.trim()))
}

/// What to write where a text begins with a level, or has a number in it, and may mean something else.
pub(super) fn perhaps_meant(text: &str, top: i64) -> Bilingual {
    match perhaps(text).filter(|(level, _)| (0..=top).contains(level)) {
        Some((level, words))
            if words.strip_prefix(['/', '／']).is_some_and(|of| of.trim() == top.to_string()) =>
        {
            say!(
                "write {level} if it means {level} of {top}; otherwise one level as a plain number",
                "「{top}のうち{level}」の意味であれば {level} と、そうでなければレベルを1つだけ書いてください。"
            )
        }
        Some((level, words)) if words.starts_with(char::is_alphabetic) => say!(
            "write {level} if that is the level, and the words as its note; if something is counted, write the level that it \
             reaches, from 0 to {top}",
            "レベル{level}であれば {level} とだけ書き、残りはメモに書いてください。件数などであれば、当てはまるレベル（0〜{top}）を書いてください。"
        ),
        _ => say!(
            "write one level as a plain number, from 0 to {top}",
            "レベルを1つ、0〜{top}の数字で書いてください。"
        ),
    }
}

/// The number in a circle, or in brackets of its own, that a sign is.
fn circled(sign: char) -> Option<i64> {
    // Where rows of such signs begin, with 1.
    const ROWS: [(u32, u32); 7] =
        [(0x2460, 20), (0x2474, 20), (0x2488, 20), (0x24f5, 10), (0x2776, 10), (0x2780, 10), (0x278a, 10)];
    if matches!(sign, '⓪' | '⓿') {
        return Some(0);
    }
    let code = u32::from(sign);
    let row = ROWS.iter().find(|(first, length)| (*first..first + length).contains(&code));
    row.map(|(first, _)| i64::from(code - first + 1))
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
        BesideLevel::Remark(remark) => Spoken::Level(level, Some(Cow::Borrowed(remark))),
        BesideLevel::Against(against) => Spoken::Against(level, against),
    }
}

/// The number that a text is, also with "level" before it.
fn number_in(text: &str) -> Option<Spoken<'static>> {
    let text = plain(text);
    let bare = LEVEL.iter().find_map(|word| text.strip_prefix(word)).map_or(&*text, str::trim_start);
    number(bare).or_else(|| {
        let Leading { number, words, is_alone } = Leading::of(&text)?;
        (is_alone && words.trim().is_empty()).then_some(number)
    })
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
