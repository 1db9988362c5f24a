//! Values of options that are no mere names, read so that what is wrong can be said in both languages.

use jiff::civil::Date;
use outside_in::say;
use outside_in::text::Bilingual;

/// What a value must be.
#[derive(Debug)]
pub(super) struct BadValue(pub(super) Bilingual);

impl std::fmt::Display for BadValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.en)
    }
}

impl std::error::Error for BadValue {}

/// A day, such as `2026-11-22`.
pub(super) fn date(text: &str) -> Result<Date, BadValue> {
    let is_day = text.len() == 10 && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_digit());
    let wrong = |_| {
        BadValue(if is_day {
            say!("there is no such day", "存在しない日付です")
        } else {
            say!(
                "a date is written as year-month-day, such as 2026-11-22",
                "日付は 2026-11-22 のように年-月-日で書いてください"
            )
        })
    };
    text.parse().map_err(wrong)
}

/// How many threads.
pub(super) fn threads(text: &str) -> Result<std::num::NonZero<usize>, BadValue> {
    let wrong = |_| BadValue(say!("it must be a whole number, 1 or more", "1以上の整数で指定してください"));
    text.parse().map_err(wrong)
}

/// Person-weeks of effort.
pub(super) fn weeks(text: &str) -> Result<u32, BadValue> {
    let wrong = |_| {
        BadValue(say!("it must be a whole number of person-weeks", "工数（人週）を整数で指定してください"))
    };
    text.parse().map_err(wrong)
}

/// A percentage.
pub(super) fn percent(text: &str) -> Result<u8, BadValue> {
    let percent = text.parse().ok().filter(|percent| *percent <= 100);
    percent.ok_or_else(|| {
        BadValue(say!("it must be a whole number from 0 to 100", "0から100までの整数で指定してください"))
    })
}
