//! Texts about a time after a day.

use std::borrow::Cow;

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

use super::empty_words::EmptyWords;
use super::word_list::WordList;
use crate::text::lowered;

/// What says anywhere that something is to come, where a later time stands beside it.
static COMING: WordList = WordList::new(
    " expected| scheduled| planned| awaited| awaiting| pending| upcoming| forthcoming| to be | to start| to begin| will be | will follow| to follow\
    | to come| unsigned| not signed| not yet|予定|見込|計画中|未締結|未署名",
);

/// How long something is valid.
static UNTIL: WordList =
    WordList::new("until|expir|valid|Valid|renew|Renew|next |term |有効|期限|まで|満了|更新|次回");

/// A time that a text names.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Time {
    /// Its first day; the last where the text says that something is by its end.
    day: Date,
    form: TimeForm,
}

/// How sure it is that a number is a time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum TimeForm {
    /// A day, a month or a part of a year.
    Sure,
    /// `2026-12`, which in the same year may be the number of a paper.
    Number,
    /// A year, which may be what a paper is about.
    Year,
    /// A number such as `20270501`, which is a day where nothing else is said.
    Alone,
}

/// The first time that a text names, as a day, a month, a quarter or a year, if it begins after a day, and whether all that
/// is named is of that time, such as `letter of Q1 2027`, or to come then. How long something is valid is no time of it, and
/// what has an earlier time as well is there.
pub(super) fn time_after(text: &str, day: Date) -> Option<(Date, bool)> {
    let text = &*plain(text);
    let names_nothing_else = names_only_time(text);
    // A year alone is one of these years.
    let these = day.year() - YEARS..=day.year() + YEARS;
    let counts = |time: &Time| match time.form {
        TimeForm::Sure => true,
        TimeForm::Number => names_nothing_else || time.day.year() != day.year(),
        TimeForm::Year => these.contains(&time.day.year()),
        TimeForm::Alone => names_nothing_else && !text.trim().contains(' '),
    };
    let first = times(text).filter(counts).min().filter(|first| first.day > day)?;
    let is_coming = || COMING.is_in(&format!(" {}", text.to_lowercase()));
    (!UNTIL.is_in(text)).then(|| (first.day, names_nothing_else || is_coming()))
}

/// The last time that a text may name, whatever the day is.
pub(super) fn last_time(text: &str) -> Option<Date> {
    times(&plain(text)).map(|time| time.day).max()
}

/// A text with half-width digits and plain hyphens.
fn plain(text: &str) -> Cow<'_, str> {
    let is_dash = |c: char| matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}');
    if text.is_ascii() || !text.contains(|c| is_dash(c) || ('０'..='ｚ').contains(&c)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.nfkc().map(|c| if is_dash(c) { '-' } else { c }).collect())
}

/// The times of a text.
fn times(text: &str) -> impl Iterator<Item = Time> {
    numbers(text).filter_map(|(at, digits)| {
        let (before, rest) = (text.get(..at)?, text.get(at + digits.len()..)?);
        let number: i32 = std::str::from_utf8(digits).ok()?.parse().ok()?;
        let year = i16::try_from(number).ok();
        match digits {
            [b'1', b'9', _, _] | [b'2', b'0', _, _] => time_of(before, year?, rest),
            [b'2', b'0', _, _, month @ .., _, _] if month.len() == 2 => {
                let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
                let day =
                    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
                Some(Time { day: day.ok()?, form: TimeForm::Alone })
            }
            [_] | [_, _] if before.ends_with("令和") => time_of(before, REIWA + year?, rest),
            [_] | [_, _] if is_word_end(before, "R") && rest.starts_with(['.', '/', '年']) => {
                let form = if rest.starts_with('年') { TimeForm::Sure } else { TimeForm::Alone };
                Some(Time { form, ..time_of("", REIWA + year?, rest)? })
            }
            [_, _] if is_word_end(before, "FY") => time_of(before, 2000 + year?, rest),
            _ => None,
        }
    })
}

/// The year before the era Reiwa.
const REIWA: i16 = 2018;

/// Whether a text ends with a word, in capitals or not.
fn is_word_end(text: &str, word: &str) -> bool {
    let (start, end) = text.split_at_checked(text.len().wrapping_sub(word.len())).unwrap_or_default();
    end.eq_ignore_ascii_case(word) && !start.ends_with(|c: char| c.is_ascii_alphanumeric())
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

/// The time with this year, between what is before and after the year in a text. A year alone is no part of another word.
fn time_of(before: &str, year: i16, rest: &str) -> Option<Time> {
    let sign = rest.chars().next().unwrap_or(' ');
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '#' | '/' | '.' | '_');
    let after_year = || {
        let separator = Some(sign).filter(|c| ['-', '/', '.', '年'].contains(c))?;
        let (month, rest) = figures(&rest[separator.len_utf8()..])?;
        let next = if separator == '年' { '月' } else { separator };
        let day = rest.strip_prefix(next).and_then(figures).map(|(day, _)| day);
        if day.is_none()
            && separator != '年'
            && (before.ends_with(is_word) || rest.starts_with(|c| is_word(c) && c != '.'))
        {
            return None;
        }
        let form = if day.is_none() && separator != '年' { TimeForm::Number } else { TimeForm::Sure };
        Some(Time { day: Date::new(year, month, day.unwrap_or(1)).ok()?, form })
    };
    let before_year = || {
        let separator = before.chars().next_back().filter(|c| ['-', '/', '.'].contains(c))?;
        let mut figures = before[..before.len() - 1].rsplit(separator);
        let last = figures.next().map(|text| last_word(text, is_word))?;
        let (last, first) = (number(last)?, figures.next().and_then(|text| number(last_word(text, is_word))));
        let days = match first {
            None => [(last, 1), (last, 1)],
            Some(first) if separator == '/' => [(first, last), (last, first)],
            Some(first) => [(last, first), (last, first)],
        };
        // Whether the month is first is not sure.
        let day = days.into_iter().filter_map(|(month, day)| Date::new(year, month, day).ok()).min()?;
        Some(Time { day, form: TimeForm::Sure })
    };
    let is_joined = || {
        before.ends_with(is_word) && !is_word_end(before, "FY")
            || sign.is_ascii_alphanumeric()
            || is_word(sign)
                && rest[1..].starts_with(|c: char| c.is_ascii_alphanumeric())
                && first_of_part(next_word(rest)).is_none()
    };
    after_year().or_else(before_year).or_else(|| in_words(before, year, rest).filter(|_| !is_joined()))
}

/// The last word of a text.
fn last_word(text: &str, is_in: impl Fn(char) -> bool) -> &str {
    text.rsplit(|c: char| !is_in(c)).next().unwrap_or_default()
}

/// How far a number may be from this year to be one without any other sign.
const YEARS: i16 = 10;

/// The time that words beside a year name: a day or a month before it, a part of it, or its end.
fn in_words(before: &str, year: i16, after: &str) -> Option<Time> {
    let lower = before.to_ascii_lowercase();
    let words =
        || lower.split(|c: char| !c.is_alphanumeric()).rev().filter(|word| !["", "fy", "of"].contains(word));
    let (word, second) = (words().next().unwrap_or_default(), words().nth(1).unwrap_or_default());
    let sure =
        |month: i8, day: i8| Some(Time { day: Date::new(year, month, day).ok()?, form: TimeForm::Sure });
    let month = |word| month_named(word).and_then(|month| i8::try_from(month).ok());
    if let Some(month) = month(word) {
        return sure(month, number(second).unwrap_or(1)).or_else(|| sure(month, 1));
    }
    if let (Some(day), Some(month)) = (number(word), month(second)) {
        return sure(month, day);
    }
    if let Some(month) = [word, next_word(after)].into_iter().find_map(first_of_part) {
        return sure(month, 1);
    }
    let ends = |sign: &str| {
        let end = after.strip_prefix(sign);
        end.is_some_and(|end| end.starts_with(['末', '内', '中']) && !end.starts_with("中間"))
    };
    if ends("年度") || is_word_end(before, "FY") && ends("") {
        return Some(Time { day: Date::new(year + 1, 3, 31).ok()?, form: TimeForm::Sure });
    }
    match word {
        _ if word == "end" || ends("年") => sure(12, 31),
        "late" => sure(10, 1),
        _ => Some(Time { form: TimeForm::Year, ..sure(1, 1)? }),
    }
}

/// The first word of what follows a year.
fn next_word(after: &str) -> &str {
    let after = after.trim_start_matches([' ', '-', '/', ',']);
    after.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default()
}

/// The first month of the quarter or half that a word names, such as `q3` or `1H`.
fn first_of_part(word: &str) -> Option<i8> {
    let [one, other] = word.as_bytes() else { return None };
    let (letter, digit) = if one.is_ascii_digit() { (other, one) } else { (one, other) };
    let number = i8::try_from(digit.checked_sub(b'1')?).ok()?;
    match letter.to_ascii_lowercase() {
        b'q' if number < 4 => Some(3 * number + 1),
        b'h' if number < 2 => Some(6 * number + 1),
        _ => None,
    }
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
    |autumn|fall|winter|first|second|half|quarter|q1|q2|q3|q4|1q|2q|3q|4q|h1|h2|1h|2h|due|planned|expected",
);
const AROUND_JA: &str = "令和年月日度頃初旬末中上下半期第四春夏秋冬ごろまでにの予定見込み";

/// What is about a later time and may be there today.
static ABOUT: WordList = WordList::new("plan|計画");

/// Whether a text names nothing but a time.
pub(super) fn is_only_time(text: &str) -> bool {
    is_only(text, is_around)
}

fn is_around(word: &str) -> bool {
    AROUND.has(word) || month_named(word).is_some()
}

/// Whether a text names nothing but a time, or a paper of that time.
fn names_only_time(text: &str) -> bool {
    let is_beside = |word: &str| matches!(word, "a" | "r" | "st" | "nd" | "rd" | "th");
    !ABOUT.is_in(&lowered(text))
        && is_only(text, |word| is_around(word) || is_beside(word) || EmptyWords::of(word).is_some())
}

/// Whether a text has only such words, in small letters, and what figures of a time consist of.
fn is_only(text: &str, is_empty: impl Fn(&str) -> bool) -> bool {
    let is_of_time = |c: char| c.is_ascii_digit() || AROUND_JA.contains(c);
    lowered(text)
        .split(|c: char| !c.is_alphanumeric())
        .all(|word| is_empty(word) || word.replace(is_of_time, " ").split_whitespace().all(&is_empty))
}

/// The number of one or two figures at the beginning of a text, and what follows.
fn figures(text: &str) -> Option<(i8, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at(length);
    Some((number.parse().ok().filter(|_| length <= 2)?, rest))
}

/// The number that a text of one or two figures is.
fn number(text: &str) -> Option<i8> {
    figures(text).filter(|(_, rest)| ["", "st", "nd", "rd", "th"].contains(rest)).map(|(number, _)| number)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{last_time, time_after};

    #[test]
    fn what_is_of_a_later_time_is_known_in_every_form() {
        for (text, later) in [
            ("letter of 2027-01-05", date(2027, 1, 5)),
            ("expected 2027-05", date(2027, 5, 1)),
            ("2027/05", date(2027, 5, 1)),
            ("2026-12", date(2026, 12, 1)),
            ("12/2027", date(2027, 12, 1)),
            ("letter 01.05.2027", date(2027, 5, 1)),
            ("letter of 12/31/2026", date(2026, 12, 31)),
            ("20270501", date(2027, 5, 1)),
            ("letter dated 1 May 2027", date(2027, 5, 1)),
            ("letter of May 1st, 2027", date(2027, 5, 1)),
            ("令和9年5月", date(2027, 5, 1)),
            ("R9.5", date(2027, 5, 1)),
            ("Q3 FY27", date(2027, 7, 1)),
            ("letter 1H 2027", date(2027, 1, 1)),
            ("2027-Q2", date(2027, 4, 1)),
            ("２０２７－０５－０１", date(2027, 5, 1)),
            ("letter 2027‑05", date(2027, 5, 1)),
            ("letter (end of 2026)", date(2026, 12, 31)),
            ("letter by 2027", date(2027, 1, 1)),
            ("契約書 2026年末", date(2026, 12, 31)),
            ("2026年度末", date(2027, 3, 31)),
            ("2026年12月締結", date(2026, 12, 1)),
            ("令和8年度中に締結", date(2027, 3, 31)),
        ] {
            assert_eq!(time_after(text, date(2026, 11, 22)), Some((later, true)), "{text}");
            assert!(last_time(text) >= Some(later), "{text}");
            assert_eq!(time_after(text, later), None, "{text}");
        }
    }

    #[test]
    fn what_may_be_there_today_is_not_later() {
        for text in [
            "budget 2027",
            "plan, March 2027",
            "contract, starts 2027-01-11",
            "FDA approval January 2027",
            "2027年1月の学会",
        ] {
            let found = time_after(text, date(2026, 11, 22));
            assert!(matches!(found, Some((_, false))), "{text}: {found:?}");
        }
        for text in [
            "K271234",
            "US 20270501",
            "NCT20270501",
            "report v2027",
            "IDE-2027",
            "IRB 2026-12",
            "protocol 2027-05-A",
            "letter of 2026-05-02, contract by 2027-03-31",
            "valid until May 2027",
            "2026年度中間報告",
            "late 2026",
            "FY2026",
        ] {
            assert_eq!(time_after(text, date(2026, 11, 22)), None, "{text}");
        }
    }
}
