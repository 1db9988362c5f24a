//! Number formats, as far as they change what a cell means.

use jiff::ToSpan;
use jiff::civil;

use crate::source::CellKind;

/// The longest number format of Excel, in characters.
const LONGEST: usize = 255;

/// How a number is shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum NumberFormat {
    /// As a number, however it is rounded or grouped.
    #[default]
    Plain,
    /// As a date, a time of day, or both.
    Day,
    /// As a percentage.
    Percent,
    /// With a digit for each zero, and separators in between: `00000`, `000-0000`.
    Digits(String),
    /// With words before and after it: `0" (planned)"`.
    Worded(String, String),
}

impl NumberFormat {
    pub(super) fn built_in(id: u32) -> Self {
        match id {
            14..=22 | 27..=36 | 45 | 47 | 50..=58 => Self::Day,
            9 | 10 => Self::Percent,
            _ => Self::Plain,
        }
    }

    /// A custom format, such as `yyyy/mm/dd`. Spreadsheets know none that is longer than [`LONGEST`].
    pub(super) fn of(code: &str) -> Self {
        if code.chars().count() > LONGEST {
            return Self::Plain;
        }
        let (mut shown, mut literal) = (String::new(), false);
        let mut signs = code.chars().peekable();
        let (mut digits, mut words) = (String::new(), [String::new(), String::new()]);
        while let Some(sign) = signs.next() {
            match sign {
                ';' => break,
                '"' | '\\' => {
                    let length = if sign == '"' { usize::MAX } else { 1 };
                    let text: String = signs.by_ref().take(length).take_while(|own| *own != sign).collect();
                    digits.push_str(&text);
                    words[usize::from(!shown.trim().is_empty())].push_str(&text);
                    literal = true;
                }
                // Padding of a character's width, or a fill character.
                '_' | '*' => {
                    signs.next();
                }
                '[' => {
                    let inside: String = signs.by_ref().take_while(|sign| *sign != ']').collect();
                    // Elapsed hours, minutes or seconds are a number, not a time of day.
                    if !inside.is_empty() && inside.chars().all(|sign| "hmsHMS".contains(sign)) {
                        return Self::Plain;
                    }
                }
                _ => {
                    if sign == ' ' {
                        words[usize::from(!shown.trim().is_empty())].push(sign);
                    }
                    shown.push(sign);
                    digits.push(sign);
                }
            }
        }
        let is_digits = shown.chars().all(|sign| matches!(sign, '0' | '-' | ' ' | '(' | ')'))
            && shown.matches('0').count() > 1
            && !(literal && digits.matches('0').count() != shown.matches('0').count());
        if is_digits {
            return Self::Digits(digits);
        }
        let is_whole =
            ["0", "#", "general", "standard"].contains(&shown.trim().to_ascii_lowercase().as_str());
        if is_whole && words.iter().any(|words| are_words(words)) {
            let [before, after] = words;
            return Self::Worded(before, after);
        }
        if shown.contains('%') {
            return Self::Percent;
        }
        let is_name = ["general", "standard", "@"].contains(&shown.trim().to_ascii_lowercase().as_str());
        let of_day = |sign: char| "ymdhsYMDHS".contains(sign);
        if !is_name && shown.contains(of_day) { Self::Day } else { Self::Plain }
    }

    /// The content of a cell with this number. Dates count from 1900, the first day being 1; with `from_1904` four
    /// years later.
    pub(super) fn cell(&self, number: f64, from_1904: bool) -> (CellKind, String) {
        match self {
            Self::Day => match day(number, from_1904) {
                Some(day) => (CellKind::Date, day),
                None => (CellKind::Number, number_text(number)),
            },
            Self::Percent => (CellKind::Text, number_text(number * 100.0) + "%"),
            Self::Digits(format) => (CellKind::Number, digits(format, &number_text(number))),
            Self::Worded(before, after) => {
                (CellKind::Text, format!("{before}{}{after}", number_text(number)))
            }
            Self::Plain => (CellKind::Number, number_text(number)),
        }
    }
}

/// Whether a custom format shows nothing of numbers above zero, and of zero: `;;;`, `0;-0;;@`.
pub(super) fn hides(code: &str) -> [bool; 2] {
    let sections: Vec<&str> = code.split(';').map(str::trim).collect();
    let is_hidden =
        |at: usize| sections.len() > 1 && sections.get(at).is_some_and(|section| section.is_empty());
    [is_hidden(0), is_hidden(if sections.len() > 2 { 2 } else { 0 })]
}

/// Whether what stands beside a number is more than what is counted.
pub(super) fn are_words(text: &str) -> bool {
    let letters: String = text.chars().filter(|c| c.is_alphabetic()).collect();
    letters.chars().nth(1).is_some() && !["pt", "pts", "point", "points"].contains(&letters.as_str())
}

/// A whole number in a format of zeros: the last digits replace the last zeros, any others come first.
fn digits(format: &str, number: &str) -> String {
    if !number.bytes().all(|digit| digit.is_ascii_digit()) {
        return number.to_owned();
    }
    let places = format.matches('0').count();
    let padded = format!("{number:0>places$}");
    let (mut first, mut rest) = (padded.len() - places, padded.as_str());
    let mut out = String::new();
    for sign in format.chars() {
        if sign == '0' {
            let (now, later) = rest.split_at(std::mem::take(&mut first) + 1);
            out.push_str(now);
            rest = later;
        } else {
            out.push(sign);
        }
    }
    out
}

/// The date of a serial number, with the time unless it is midnight; `None` if a spreadsheet knows no such day.
fn day(number: f64, from_1904: bool) -> Option<String> {
    const SECONDS: i64 = 24 * 60 * 60;
    let number = if from_1904 { number + 1462.0 } else { number };
    if !(1.0..2_958_466.0).contains(&number) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "checked to be small")]
    let seconds = (number * 86_400.0).round() as i64;
    let days = seconds.div_euclid(SECONDS);
    // Spreadsheets have a February 29, 1900 (day 60), which did not exist.
    let days = match days {
        ..60 => days + 1,
        60 => return None,
        _ => days,
    };
    let midnight = civil::date(1899, 12, 30).checked_add(days.days()).ok()?.at(0, 0, 0, 0);
    let time = midnight.checked_add(seconds.rem_euclid(SECONDS).seconds()).ok()?;
    let shown = if seconds % SECONDS == 0 { "%Y-%m-%d" } else { "%Y-%m-%d %H:%M:%S" };
    Some(time.strftime(shown).to_string())
}

/// A number as a person would write it: at most fifteen digits, as spreadsheets show, and no fraction if it is whole.
pub(super) fn number_text(number: f64) -> String {
    let is_exact = number.fract() == 0.0 && number.abs() < 1e15;
    let number = if is_exact { number } else { format!("{number:.14e}").parse().unwrap_or(number) };
    // Beyond 2^53 adjacent integers share one float, so such a number is shown as it is.
    #[expect(clippy::cast_possible_truncation, reason = "checked to be whole and small")]
    if number.fract() == 0.0 && number.abs() < 9e15 {
        (number as i64).to_string()
    } else {
        number.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::NumberFormat::{self, Day, Digits, Percent, Plain, Worded};
    use crate::source::CellKind;

    #[test]
    fn formats_are_told_apart() {
        let digits = |format: &str| Digits(format.to_owned());
        let cases = [
            ("General", Plain),
            ("0", Plain),
            ("0.00", Plain),
            ("#,##0_);[Red](#,##0)", Plain),
            ("0.00E+00", Plain),
            ("@", Plain),
            ("\"day \"0", Worded("day ".to_owned(), String::new())),
            ("0\" 点\"", Plain),
            ("0\" (planned)\";-0", Worded(String::new(), " (planned)".to_owned())),
            ("0 \"of 4\"", Worded(String::new(), " of 4".to_owned())),
            ("0\\%", Plain),
            ("[h]:mm:ss", Plain),
            ("[Red]0", Plain),
            ("yyyy/mm/dd", Day),
            ("[$-411]ggge\"年\"m\"月\"d\"日\";@", Day),
            ("[$-F800]dddd, mmmm dd, yyyy", Day),
            ("h:mm AM/PM", Day),
            ("0%", Percent),
            ("0.0\\ %", Percent),
            ("00000", digits("00000")),
            ("000\\-0000", digits("000-0000")),
            ("000-0000", digits("000-0000")),
            ("\"K-\"0000", digits("K-0000")),
        ];
        for (code, format) in cases {
            assert_eq!(NumberFormat::of(code), format, "{code}");
        }
        for (length, format) in [(255, digits(&"0".repeat(255))), (256, Plain), (70_000, Plain)] {
            assert_eq!(NumberFormat::of(&"0".repeat(length)), format, "{length}");
        }
    }

    #[test]
    fn numbers_say_what_is_shown() {
        let says = |format: &str, number, from_1904| NumberFormat::of(format).cell(number, from_1904);
        let number = |text: &str| (CellKind::Number, text.to_owned());
        let date = |text: &str| (CellKind::Date, text.to_owned());
        assert_eq!(says("00000", 42.0, false), number("00042"));
        assert_eq!(says("000-0000", 1_000_001.0, false), number("100-0001"));
        assert_eq!(says("\"K-\"0000", 12_345.0, false), number("K-12345"));
        assert_eq!(says("00000", 1.5, false), number("1.5"));
        assert_eq!(says("00000", -7.0, false), number("-7"));
        assert_eq!(says("General", 2.000_000_000_000_000_4, false), number("2"));
        assert_eq!(says("General", 12_345_678_901_234_567.0, false), number("12345678901234600"));
        assert_eq!(says("General", 0.1 + 0.2, false), number("0.3"));
        assert_eq!(says("0", 1.6, false), number("1.6"));
        assert_eq!(says("0\" (planned)\"", 3.0, false), (CellKind::Text, "3 (planned)".to_owned()));
        assert_eq!(says("0%", 1.0, false), (CellKind::Text, "100%".to_owned()));
        assert_eq!(says("0.0%", 0.07, false), (CellKind::Text, "7%".to_owned()));
        assert_eq!(says("yyyy-mm-dd", 46_348.0, false), date("2026-11-22"));
        assert_eq!(says("yyyy-mm-dd", 44_886.0, true), date("2026-11-22"));
        assert_eq!(says("yyyy-mm-dd", 46_348.5, false), date("2026-11-22 12:00:00"));
        assert_eq!(says("yyyy-mm-dd", 1.0, false), date("1900-01-01"));
        assert_eq!(says("yyyy-mm-dd", 59.0, false), date("1900-02-28"));
        assert_eq!(says("yyyy-mm-dd", 60.0, false), number("60"));
        assert_eq!(says("yyyy-mm-dd", 61.0, false), date("1900-03-01"));
        for no_day in [-1.0, 0.5, 2_958_466.0, f64::NAN, f64::INFINITY] {
            assert_eq!(says("yyyy-mm-dd", no_day, false).0, CellKind::Number);
        }
    }
}
