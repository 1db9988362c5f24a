use std::borrow::Cow;

use crate::answers::read::facts::UNKNOWN;
use crate::framework::Fact;
use crate::source::{Cell, CellKind, Span, Value, ValueKind};

use crate::text::unguarded;

/// What stands between the items of a cell that holds several.
const BETWEEN: [char; 2] = [';', '；'];

/// What a form service puts between the choices of check boxes. Within words it parts nothing.
const COMMAS: [char; 3] = [',', '、', '，'];

/// What stands between an id or a level and its words.
const COLONS: [char; 2] = [':', '：'];

/// The words for "does not apply", in small letters.
const NOT_APPLICABLE: [&str; 2] = ["na", "n/a"];

/// A reply as a cell holds it.
pub(super) enum Reply {
    /// A level, "unknown", or something that is no reply.
    Value(Value),
    /// The reason why the criterion does not apply.
    NotApplicable(Value),
}

/// The reply in a cell: `2`, `2: its words`, `unknown`, `na: REASON`.
pub(super) fn reply(cell: &Cell) -> Reply {
    let (head, words) = split(&cell.text);
    let kind = match cell.kind {
        CellKind::Date => ValueKind::Date(cell.text.clone()),
        CellKind::Truth => ValueKind::Bool(cell.text == "TRUE"),
        CellKind::Number => number(&cell.text).unwrap_or(ValueKind::Float(cell.text.clone())),
        CellKind::Text | CellKind::Error | CellKind::Formula => match number(&head) {
            Some(number) => number,
            None if head == UNKNOWN => ValueKind::Text(UNKNOWN.to_owned()),
            None if NOT_APPLICABLE.contains(&head.as_str()) => {
                // What guards a formula stands in front of the cell; the reason is as it is.
                let kind = ValueKind::Text(words.trim().to_owned());
                return Reply::NotApplicable(Value { kind, span: cell.span.clone() });
            }
            None => ValueKind::Text(cell.text.clone()),
        },
    };
    Reply::Value(Value { kind, span: cell.span.clone() })
}

/// Whether a text could be a reply, right or wrong.
pub(super) fn is_reply(text: &str) -> bool {
    let (head, _) = split(text);
    number(&head).is_some() || head == UNKNOWN || NOT_APPLICABLE.contains(&head.as_str())
}

/// What stands before the first colon, in plain small letters, and what after it.
fn split(text: &str) -> (String, &str) {
    let text = unguarded(text.trim());
    let (head, words) = text.split_once(COLONS).unwrap_or((text, ""));
    (plain(head), words)
}

/// A text in half-width small letters, without white space around it.
pub(in crate::answers::read) fn plain(text: &str) -> String {
    half_width(text).trim().to_ascii_lowercase()
}

/// A text with full-width letters, digits and signs, as Japanese keyboards write them, in their plain form.
pub(in crate::answers::read) fn half_width(text: &str) -> String {
    let plain = |c| match c {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    };
    text.chars().map(plain).collect()
}

/// A number in plain digits: whole, also as `2.0`, or not.
fn number(text: &str) -> Option<ValueKind> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    let whole = &text[..text.len() - digits.len() + whole.len()];
    match whole.parse() {
        Ok(number) if fraction.bytes().all(|digit| digit == b'0') => Some(ValueKind::Integer(number)),
        _ => Some(ValueKind::Float(text.to_owned())),
    }
}

/// The choices in a cell: ids, each with its words after a colon or without them. Between choices with their words a
/// comma may stand as well, as Google Forms joins check boxes.
pub(super) fn choices(cell: &Cell, fact: &Fact) -> Value {
    let mut given = Cow::Borrowed(unguarded(cell.text.trim()));
    // Words that hold a separator are not several choices.
    let parts = |c: char| BETWEEN.contains(&c) || COMMAS.contains(&c);
    for choice in &fact.choices {
        for label in choice.label.all().filter(|label| label.contains(parts)) {
            for colon in COLONS {
                let id = &choice.id;
                for written in [format!("{id}{colon} {label}"), format!("{id}{colon}{label}")] {
                    given = Cow::Owned(given.replace(&written, &format!("{id}:")));
                }
            }
        }
    }
    let items = given.split(BETWEEN).flat_map(|item| ids(item, fact)).filter(|id| !id.is_empty());
    list(items, &cell.span)
}

/// The id of a choice that may have its words behind it, and those of further ones after commas in these words.
fn ids(item: &str, fact: &Fact) -> Vec<String> {
    let (first, words) = split(item);
    let mut ids = vec![first];
    let further = words.split(COMMAS).skip(1).filter(|part| part.contains(COLONS)).map(|part| split(part).0);
    ids.extend(further.filter(|id| id == UNKNOWN || fact.find_choice(id).is_some()));
    ids
}

/// The texts in a cell.
pub(super) fn texts(cell: &Cell) -> Value {
    let items = unguarded(&cell.text).split(BETWEEN).map(str::trim).filter(|item| !item.is_empty());
    list(items.map(str::to_owned), &cell.span)
}

/// The date in a cell, as `2026-11-22`; also written with slashes, dots or 年月日, in a year of Reiwa (令和), and with a
/// time after it.
pub(super) fn date(cell: &Cell) -> Value {
    let written = joined(&half_width(cell.text.trim()));
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
    let kind = match known.filter(|_| time.trim().is_empty() || is_time(time)) {
        Some(date) => ValueKind::Date(date),
        None if cell.kind == CellKind::Number => number(&cell.text).unwrap_or(ValueKind::Float(written)),
        None => ValueKind::Text(cell.text.clone()),
    };
    Value { kind, span: cell.span.clone() }
}

/// The first day of the era Reiwa.
const REIWA: &str = "2019-05-01";

/// A day without the blanks after its era, its year and its month, and without its day of the week in brackets.
fn joined(written: &str) -> String {
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
    for bracket in ["(日)", "(月)", "(火)", "(水)", "(木)", "(金)", "(土)"] {
        if let Some((day, rest)) = out.split_once(&format!("日{bracket}")) {
            return format!("{day}日{rest}");
        }
    }
    out
}

/// A day of the era Reiwa, whose first year was 2019, with the year of the common era: `令和8年11月1` as `2026年11月1`,
/// `R8.11.1` as `2026.11.1`; nothing if it is no such day.
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

/// A text as it is written.
pub(super) fn text(text: &str, span: &Span) -> Value {
    Value { kind: ValueKind::Text(unguarded(text).to_owned()), span: span.clone() }
}

fn list(items: impl Iterator<Item = String>, span: &Span) -> Value {
    let text = |item| Value { kind: ValueKind::Text(item), span: span.clone() };
    Value { kind: ValueKind::Array(items.map(text).collect()), span: span.clone() }
}

#[cfg(test)]
mod tests {
    use super::{Reply, ValueKind, date, reply};
    use crate::source::{Cell, CellKind};

    fn cell(text: &str) -> Cell {
        Cell { column: 0, kind: CellKind::Text, text: text.to_owned(), span: 0..text.len() }
    }

    #[test]
    fn replies_are_taken_as_people_write_them() {
        for text in ["2", " 2 ", "2.0", "2: many", "２：はい", "2：はい", "＋２", "2.", "２．０", "2 : a: b"]
        {
            let Reply::Value(value) = reply(&cell(text)) else { panic!("{text} is a level") };
            assert_eq!(value.as_integer(), Some(2), "{text}");
        }
        for text in ["na: not sold", "NA：not sold", "n/a:not sold", "Ｎ／Ａ： not sold"] {
            let Reply::NotApplicable(reason) = reply(&cell(text)) else { panic!("{text} does not apply") };
            assert_eq!(reason.as_text(), Some("not sold"), "{text}");
        }
        for text in ["unknown", "Unknown", "unknown: we don't know"] {
            let Reply::Value(value) = reply(&cell(text)) else { panic!("{text} is unknown") };
            assert_eq!(value.as_text(), Some("unknown"), "{text}");
        }
        for text in ["1.5", "99999999999999999999", "two", "2 levels", "1e0", "inf", ":", "-"] {
            let Reply::Value(value) = reply(&cell(text)) else { panic!("{text} is a value") };
            assert_eq!(value.as_integer(), None, "{text}");
        }
    }

    #[test]
    fn the_first_year_of_an_era_has_a_name() {
        assert!(matches!(date(&cell("令和元年5月1日")).kind, ValueKind::Date(day) if day == "2019-05-01"));
    }

    #[test]
    fn dates_are_taken_as_spreadsheets_write_them() {
        for text in [
            "2026-01-05",
            "2026/1/5",
            "2026/01/05 10:33:05",
            "2026年1月5日",
            "2026-01-05T10:33",
            "２０２６．１．５",
            "2026/1/5 午後 3:45:30 GMT+9",
            "2026/1/5 3:45:30 PM GMT+09:00",
            "2026/1/5 3:45pm",
            "2026/1/5 午前10:33",
            "2026-01-05T10:33:05.000Z",
            "2026-01-05 10:33:05+09:00",
            "2026-01-05 10:33 JST",
            "令和 8 年 1 月 5 日",
            "令和8年1月5日(月)",
            "2026年 1月 5日（月） 10:33",
            "令和８年１月５日 10:33",
            "R8.1.5",
            "r08/01/05",
        ] {
            assert!(matches!(date(&cell(text)).kind, ValueKind::Date(day) if day == "2026-01-05"), "{text}");
        }
        for text in [
            "1/5/2026",
            "2026/1",
            "26/1/5",
            "2026/1/5 soon",
            "平成8年1月5日",
            "令和0年1月5日",
            "令和元年4月30日",
            "R1.1.5",
            "令和100年1月5日",
            "R8",
            "R+8.1.5",
            "2026-01-05 soon:1",
            "2026-01-05 1:1",
            "2026-01-05 10:33 or so",
            "tomorrow",
            "",
        ] {
            assert!(matches!(date(&cell(text)).kind, ValueKind::Text(_)), "{text}");
        }
    }
}
