//! Days as people and programs write them, read alike in all forms.

use std::borrow::Cow;

use jiff::civil;

use super::cell::{CellValue, number};
use crate::answers::later::month_named;
use crate::source::{Cell, CellKind, Value, ValueKind, day_of};
use crate::text::{Bilingual, half_width, say, visible};

/// What a cell under a date holds: its text, or the number that a spreadsheet counts days by.
pub(super) fn date<'c>(cell: &'c Cell<'_>) -> CellValue<'c> {
    match cell.kind {
        CellKind::Number if !is_day(&cell.text) => {
            number(&cell.text).unwrap_or_else(|| CellValue::Float(Cow::Borrowed(&cell.text)))
        }
        _ => CellValue::Text(Cow::Borrowed(&cell.text)),
    }
}

/// Whether a text is a day.
pub(super) fn is_day(text: &str) -> bool {
    written(text).is_some()
}

/// The day that a value names, with hyphens; it may not exist.
pub(in crate::answers::read) fn day_in(value: Value<'_>) -> Option<String> {
    match value.kind() {
        ValueKind::Date(text) | ValueKind::Text(text) => written(text),
        ValueKind::Integer(number) => written(&number.to_string()),
        _ => None,
    }
}

/// The day in a text with hyphens, also written with slashes, dots or 年月日, in a year of Reiwa (令和), as eight digits,
/// with the name of its month, with the year last where month and day cannot be confused, and with a time after it.
fn written(text: &str) -> Option<String> {
    let text = visible(text);
    let text = text.trim();
    if day_of(text).is_some() {
        return Some(text.to_owned());
    }
    let text = joined(text.chars().map(half_width).collect());
    let is_day_at = |time: &str| time.trim().is_empty() || is_time(time);
    if let Some((day, time)) = with_name(&text) {
        return is_day_at(time).then_some(day);
    }
    let (day, time) = text.split_once([' ', 'T', 't']).unwrap_or((&text, ""));
    if let Some(days) = year_last(day) {
        let one = match days {
            [Some(one), Some(other)] if one != other => None,
            [one, other] => one.or(other),
        };
        return one.filter(|_| is_day_at(time));
    }
    let day = day.strip_suffix('日').unwrap_or(day);
    let of_era = of_reiwa(day);
    let day = of_era.as_deref().unwrap_or(day);
    let compact = eight_digits(day);
    let parts: Vec<&str> = match &compact {
        Some(parts) => parts.to_vec(),
        None => day.split(['-', '/', '.', '年', '月']).collect(),
    };
    let [year, month, day] = parts.as_slice() else { return None };
    let is_day = year.len() == 4 && (1..=2).contains(&month.len()) && (1..=2).contains(&day.len());
    let digits = |part: &&str| part.bytes().all(|b| b.is_ascii_digit());
    let known = (is_day && parts.iter().all(digits)).then(|| format!("{year}-{month:0>2}-{day:0>2}"))?;
    let is_known = of_era.is_none() || known.as_str() >= REIWA;
    (is_known && is_day_at(time)).then_some(known)
}

/// What three numbers mean of which the last is a year: with the month first, and with the day first.
fn year_last(day: &str) -> Option<[Option<String>; 2]> {
    let parts: Vec<&str> = day.split(['-', '/', '.']).collect();
    let [one, two, year] = parts.as_slice() else { return None };
    let is_short =
        |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    let day = |month: &str, day: &str| {
        Some(format!("{year}-{month:0>2}-{day:0>2}")).filter(|day| day_of(day).is_some())
    };
    (is_short(one) && is_short(two) && is_year).then(|| [day(one, two), day(two, one)])
}

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The day that a text begins with whose month has its name, and what follows: `Nov 22, 2026`, `22nd of November 2026`.
fn with_name(text: &str) -> Option<(String, &str)> {
    let (mut year, mut month, mut day, mut rest) = (None, None, None, text);
    while year.is_none() || month.is_none() || day.is_none() {
        rest = rest.trim_start_matches([' ', ',', '.', '-', '/']);
        let (word, after) =
            rest.split_at(rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len()));
        let word = word.to_ascii_lowercase();
        let number = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(&word);
        let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        match month_named(&word) {
            Some(named) if month.is_none() => month = Some(named),
            None if is_number && word.len() == 4 && year.is_none() && number == word => year = Some(word),
            None if is_number && number.len() < 3 && day.is_none() => day = Some(number.to_owned()),
            None if word == "of"
                || year.is_none() && month.is_none() && day.is_none() && is_weekday(&word) => {}
            _ => return None,
        }
        rest = after;
    }
    Some((format!("{}-{:0>2}-{:0>2}", year?, month?, day?), rest.strip_prefix(',').unwrap_or(rest)))
}

const REIWA: &str = "2019-05-01";

/// `20261120` in its parts; a number that is no day of this or the last century is something else.
fn eight_digits(day: &str) -> Option<[&str; 3]> {
    let is_compact = day.len() == 8 && day.bytes().all(|byte| byte.is_ascii_digit());
    let parts = is_compact.then(|| [&day[..4], &day[4..6], &day[6..]])?;
    let is_near = ["19", "20"].contains(&&day[..2]) && day_of(&parts.join("-")).is_some();
    is_near.then_some(parts)
}

/// A day without its day of the week in brackets, and without the blanks after its era, its year and its month.
fn joined(written: String) -> String {
    let written = match written.split_once('(').and_then(|(day, rest)| Some((day, rest.split_once(')')?))) {
        Some((day, (inside, rest))) if is_weekday(inside) => format!("{}{rest}", day.trim_end()),
        _ => written,
    };
    if !written.contains(['年', '月', '日', '和']) {
        return written;
    }
    let mut out = String::with_capacity(written.len());
    let mut chars = written.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or_default();
        let joins = |c: char| matches!(c, '年' | '月' | '和');
        if c == ' ' && (out.ends_with(joins) || matches!(next, '年' | '月' | '日')) {
            continue;
        }
        out.push(c);
    }
    out
}

/// Whether a text is a day of the week: `月`, `月曜日`, `月・祝`, `Mon`.
fn is_weekday(text: &str) -> bool {
    let text = text.trim().to_ascii_lowercase();
    let name = ["・祝", "祝", "曜日", "曜"].iter().find_map(|end| text.strip_suffix(end)).unwrap_or(&text);
    ["日", "月", "火", "水", "木", "金", "土"].contains(&name)
        || WEEKDAYS.iter().any(|weekday| name.len() > 2 && weekday.starts_with(name.trim_end_matches('.')))
}

/// A day of the era Reiwa with the year of the common era: `令和8年11月1` as `2026年11月1`, `R8.11.1` as `2026.11.1`.
fn of_reiwa(day: &str) -> Option<String> {
    let day = day.strip_prefix("令和").or_else(|| day.strip_prefix(['R', 'r']))?;
    let (year, rest) = day.split_at(day.find(['-', '/', '.', '年'])?);
    let year: u8 = if year == "元" { 1 } else { year.parse().ok().filter(|_| !year.starts_with('+'))? };
    (1..100).contains(&year).then(|| format!("{}{rest}", 2018 + u16::from(year)))
}

/// Whether a text is a time of day as programs write it: `10:33`, `10:33:05.000Z`, `3:45 PM GMT+9`, `午後 3:45:30`.
fn is_time(text: &str) -> bool {
    let mut seen = false;
    let mut parts = text.split_whitespace().filter_map(|part| {
        let after = part.strip_prefix("午前").or_else(|| part.strip_prefix("午後")).unwrap_or(part);
        Some(after).filter(|after| !after.is_empty())
    });
    let all = parts.all(|part| {
        if !seen {
            seen = true;
            return is_clock(part);
        }
        // Before or after noon, or a zone.
        let letters = part.bytes().take_while(u8::is_ascii_alphabetic).count();
        let (name, offset) = part.split_at(letters);
        let is_name = name.bytes().all(|b| b.is_ascii_uppercase()) || ["am", "pm"].contains(&name);
        letters <= 4 && is_name && offset.bytes().all(|b| b.is_ascii_digit() || b"+-:.".contains(&b))
    });
    seen && all
}

/// Whether a text begins with an hour and a minute, and nothing but seconds and a zone follows.
fn is_clock(text: &str) -> bool {
    let Some((hour, rest)) = text.split_once(':') else { return false };
    let (hour, rest) = (hour.as_bytes(), rest.as_bytes());
    let is_hour = (1..=2).contains(&hour.len()) && hour.iter().all(u8::is_ascii_digit);
    is_hour
        && rest.len() >= 2
        && rest[..2].iter().all(u8::is_ascii_digit)
        && rest[2..].iter().all(|b| b.is_ascii_digit() || b":.,+-ZAPMapm".contains(b))
}

/// What a value that is no day may mean, and how to write that.
pub(in crate::answers::read) fn how_to_write(value: Value<'_>) -> Option<Bilingual> {
    if let Some(day) = numbered_day(value) {
        return Some(say!(
            "a spreadsheet counts days; if this is {day}, show the column as dates and save it again",
            "日付のシリアル値のようです。{day} のことであれば、列の表示形式を日付にして保存し直してください。"
        ));
    }
    let text = value.as_text()?;
    match year_last(&in_front(text))? {
        [Some(american), Some(european)] if american != european => Some(say!(
            "write the year first: {american} or {european}, whichever is meant",
            "年から書いてください。{american} と {european} のどちらかわかりません。"
        )),
        [Some(day), _] | [None, Some(day)] => {
            Some(say!("write the year first: {day}", "年から書いてください：{day}"))
        }
        [None, None] => None,
    }
}

/// What is before the first blank of a text.
fn in_front(text: &str) -> String {
    let text: String = visible(text).trim().chars().map(half_width).collect();
    text.split([' ', 'T']).next().unwrap_or_default().to_owned()
}

/// The day that a text surely means, and whether it has the day before the month, where it shows that: `13/5/2026` does,
/// `5/6/2026` may be two days.
pub(super) fn surely(text: &str) -> Option<(String, Option<bool>)> {
    let day = written(text).filter(|day| day_of(day).is_some())?;
    let is_day_first = match year_last(&in_front(text)) {
        Some([None, Some(_)]) => Some(true),
        Some([Some(_), None]) => Some(false),
        _ => None,
    };
    Some((day, is_day_first))
}

/// The day of this century that a number is likely to mean: spreadsheets count days from 1899-12-30, time as a part.
fn numbered_day(value: Value<'_>) -> Option<civil::Date> {
    let text = match value.kind() {
        ValueKind::Integer(number) => number.to_string(),
        ValueKind::Float(text) | ValueKind::Text(text) => text.trim().chars().map(half_width).collect(),
        _ => return None,
    };
    let (number, rest) = text.split_once('.').unwrap_or((&text, ""));
    let is_number = rest.bytes().all(|byte| byte.is_ascii_digit());
    let number: i64 = number.replace(',', "").parse().ok().filter(|_| is_number)?;
    let day = civil::date(1899, 12, 30).checked_add(jiff::Span::new().try_days(number).ok()?).ok()?;
    (2000..2100).contains(&day.year()).then_some(day)
}
