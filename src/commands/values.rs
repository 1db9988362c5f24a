//! Values of options that are no mere names, read so that what is wrong can be said in both languages.

use jiff::civil::Date;
use outside_in::say;

use super::exit::Failure;

/// A day, such as `2026-11-22`.
pub(super) fn date(text: &str) -> Result<Date, Failure> {
    let is_day = text.len() == 10 && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_digit());
    let wrong = |_| {
        Failure::new(if is_day {
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
pub(super) fn threads(text: &str) -> Result<std::num::NonZero<usize>, Failure> {
    let wrong =
        |_| Failure::new(say!("it must be a whole number, 1 or more", "1以上の整数で指定してください"));
    text.parse().map_err(wrong)
}

/// Person-weeks of effort.
pub(super) fn weeks(text: &str) -> Result<u32, Failure> {
    let wrong = |_| {
        Failure::new(say!(
            "it must be a whole number of person-weeks",
            "工数（人週）を整数で指定してください"
        ))
    };
    text.parse().map_err(wrong)
}

/// A percentage.
pub(super) fn percent(text: &str) -> Result<u8, Failure> {
    let percent = text.parse().ok().filter(|percent| *percent <= 100);
    percent.ok_or_else(|| {
        Failure::new(say!("it must be a whole number from 0 to 100", "0から100までの整数で指定してください"))
    })
}
