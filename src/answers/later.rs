//! Texts about a time after a day.

use jiff::civil::Date;

use super::word_list::WordList;
use crate::text::lowered;

/// What says anywhere that something is to come, where a later time stands beside it.
static COMING: WordList = WordList::new(
    " expected| scheduled| planned| awaited| awaiting| pending| upcoming| forthcoming| to be | will be | will follow| to follow\
    | to come| unsigned| not signed| not yet|予定|見込|計画中|未締結|未署名",
);

/// Whether all that a text with a later time says is that time, such as `Q1 2027`, or that something is to come then.
pub(super) fn is_ahead(text: &str) -> bool {
    is_only_time(text) || COMING.is_in(&format!(" {}", text.to_lowercase()))
}

/// The first time that a text names, as a day, a month, a quarter or a year, if it begins after a day. How long something is
/// valid is no time of it, and what has an earlier time as well is there.
pub(super) fn time_after(text: &str, day: Date) -> Option<Date> {
    static UNTIL: WordList =
        WordList::new("until|expir|valid|Valid|renew|Renew|next |term |有効|期限|まで|満了|更新|次回");
    // A year alone is one of these years.
    let these = day.year() - YEARS..=day.year() + YEARS;
    let times = times(text).filter(|(time, is_sure)| *is_sure || these.contains(&time.year()));
    let first = times.map(|(time, _)| time).min().filter(|first| *first > day)?;
    (!UNTIL.is_in(text)).then_some(first)
}

/// The last time that a text may name, whatever the day is.
pub(super) fn last_time(text: &str) -> Option<Date> {
    times(text).map(|(time, _)| time).max()
}

/// The first days of the times whose years stand in a text, each with whether it is one by its form.
fn times(text: &str) -> impl Iterator<Item = (Date, bool)> {
    let years = numbers(text).filter(|(_, digits)| matches!(digits, [b'1', b'9', _, _] | [b'2', b'0', _, _]));
    years.filter_map(|(at, _)| time_at(text, at))
}

/// The runs of digits in a text, each with where it begins.
pub(super) fn numbers(text: &str) -> impl Iterator<Item = (usize, &[u8])> {
    let bytes = text.as_bytes();
    let mut end = 0;
    std::iter::from_fn(move || {
        let start = end + bytes[end..].iter().position(u8::is_ascii_digit)?;
        end = start + bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        Some((start, &bytes[start..end]))
    })
}

/// The first day of the time with the year that stands somewhere in a text. A year alone is no part of another word.
fn time_at(text: &str, at: usize) -> Option<(Date, bool)> {
    let (before, year, rest) = (text.get(..at)?, text.get(at..at + 4)?, text.get(at + 4..)?);
    let year: i16 = year.parse().ok()?;
    let sign = rest.chars().next().unwrap_or(' ');
    let in_figures = || {
        let separator = Some(sign).filter(|c| ['-', '/', '.', '年'].contains(c))?;
        let (month, rest) = figures(&rest[separator.len_utf8()..])?;
        let next = if separator == '年' { '月' } else { separator };
        let day = rest.strip_prefix(next).and_then(figures).map(|(day, _)| day);
        // A number may be that of a paper: `2026-12`.
        let day = day.or((separator == '年').then_some(1))?;
        Date::new(year, month, day).ok()
    };
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '#' | '/' | '.' | '_');
    let is_fiscal =
        || before.get(before.len().wrapping_sub(2)..).is_some_and(|end| end.eq_ignore_ascii_case("fy"));
    let is_joined = || {
        before.ends_with(is_word) && !is_fiscal()
            || sign.is_ascii_alphanumeric()
            || is_word(sign) && rest[1..].starts_with(|c: char| c.is_ascii_alphanumeric())
    };
    let in_words = || Date::new(year, month_in(before, rest), 1).ok().filter(|_| !is_joined());
    in_figures().map(|day| (day, true)).or_else(|| Some((in_words()?, false)))
}

/// How far a number may be from this year to be one without any other sign.
const YEARS: i16 = 10;

/// The month that stands before a year, or the first of a quarter before or after it; else the first.
fn month_in(before: &str, after: &str) -> i8 {
    let word = before.trim_end_matches([' ', ',', '.']).rsplit(|c: char| !c.is_ascii_alphanumeric()).next();
    let word = word.unwrap_or_default().to_ascii_lowercase();
    let next = after.trim_start().split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    let quarter = [word.as_str(), next].into_iter().find_map(|word| match word.as_bytes() {
        [b'q' | b'Q', number @ b'1'..=b'4'] | [number @ b'1'..=b'4', b'q' | b'Q'] => Some(number - b'1'),
        _ => None,
    });
    let month = month_named(&word).or(quarter.map(|quarter| 3 * usize::from(quarter) + 1));
    month.and_then(|month| i8::try_from(month).ok()).unwrap_or(1)
}

/// The number of the month with this English name in small letters, or with one that begins so.
pub(super) fn month_named(word: &str) -> Option<usize> {
    static MONTHS: WordList = WordList::new(
        "january|february|march|april|may|june|july|august|september|october|november|december",
    );
    let at = MONTHS.iter().position(|month| word.len() > 2 && month.starts_with(word))?;
    Some(at + 1)
}

/// What may stand beside a time without saying anything else.
static AROUND: WordList = WordList::new(
    "in|by|from|early|mid|late|end|of|the|about|around|beginning|before|after|year|fy|spring|summer\
    |autumn|fall|winter|first|second|half|quarter|q1|q2|q3|q4|1q|2q|3q|4q|h1|h2|due|planned|expected",
);
const AROUND_JA: &str = "年月日度頃初旬末中上下半期第四春夏秋冬ごろまでにの予定見込み";

/// Whether a text names nothing but a time.
pub(super) fn is_only_time(text: &str) -> bool {
    lowered(text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).all(|word| {
        word.trim_start_matches("fy").chars().all(|c| c.is_ascii_digit() || AROUND_JA.contains(c))
            || AROUND.has(word)
            || month_named(word).is_some()
    })
}

/// The number of one or two figures at the beginning of a text, and what follows.
fn figures(text: &str) -> Option<(i8, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at(length);
    Some((number.parse().ok().filter(|_| length <= 2)?, rest))
}
