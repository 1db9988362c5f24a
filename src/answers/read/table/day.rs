//! Days as cells hold them.

use std::borrow::Cow;

use jiff::civil;

use super::cell::{CellValue, number};
use crate::source::{Cell, CellKind, Value, ValueKind, day_of};
use crate::text::half_width;

/// The date in a cell, also with slashes, dots or 年月日, in a year of Reiwa (令和), and with a time after it.
pub(super) fn date<'c>(cell: &'c Cell<'_>) -> CellValue<'c> {
    if day_of(&cell.text).is_some() {
        return CellValue::Date(Cow::Borrowed(&cell.text));
    }
    let written = joined(cell.text.trim().chars().map(half_width).collect());
    let (day, time) = written.split_once([' ', 'T']).unwrap_or((&written, ""));
    let day = day.strip_suffix('日').unwrap_or(day);
    let of_era = of_reiwa(day);
    let day = of_era.as_deref().unwrap_or(day);
    let parts: Vec<&str> = day.split(['-', '/', '.', '年', '月']).collect();
    let digits = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let known = match parts.as_slice() {
        [year, month, day] if year.len() == 4 && month.len() <= 2 && day.len() <= 2 => {
            parts.iter().all(digits).then(|| format!("{year}-{month:0>2}-{day:0>2}"))
        }
        _ => None,
    };
    let known = known.filter(|date| of_era.is_none() || date.as_str() >= REIWA);
    match known.filter(|_| time.trim().is_empty() || is_time(time)) {
        Some(date) => CellValue::Date(date.into()),
        None if cell.kind == CellKind::Number => {
            number(&cell.text).unwrap_or(CellValue::Float(written.into()))
        }
        None => CellValue::Text(Cow::Borrowed(&cell.text)),
    }
}

const REIWA: &str = "2019-05-01";

/// A day without the blanks after its era, its year and its month, and without its day of the week in brackets.
fn joined(written: String) -> String {
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
    let Some((day, (weekday, rest))) =
        out.split_once("日(").and_then(|(day, rest)| Some((day, rest.split_once(')')?)))
    else {
        return out;
    };
    let is_weekday = ["日", "月", "火", "水", "木", "金", "土"].contains(&weekday);
    if is_weekday { format!("{day}日{rest}") } else { out }
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

/// The day of this century that a number is likely to mean: spreadsheets count days from 1899-12-30, time as a part.
pub(in crate::answers::read) fn numbered_day(value: Value<'_>) -> Option<civil::Date> {
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
