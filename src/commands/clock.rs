//! The system clock, which may be badly wrong.

use std::time::{SystemTime, UNIX_EPOCH};

use jiff::civil::Date;
use jiff::{Timestamp, Zoned, tz::TimeZone};
use outside_in::text::say;

use super::Failure;

/// Today by the clock; `None` if that cannot be right.
pub(super) fn today() -> Option<Date> {
    day_of(SystemTime::now())
}

fn day_of(time: SystemTime) -> Option<Date> {
    let now = Timestamp::try_from(time).ok()?;
    let today = Zoned::new(now, TimeZone::system()).date();
    // A clock without a battery begins in 1970.
    (1971..=9999).contains(&today.year()).then_some(today)
}

/// Fails if the clock gives no plausible day.
pub(super) fn check() -> Result<(), Failure> {
    if today().is_some() {
        return Ok(());
    }
    Err(Failure::new(say!(
        "the clock of this machine is wrong: its day is not between 1971 and 9999; set it, or give the day with --as-of",
        "このコンピューターの時計が正しくありません（1971年から9999年の範囲外です）。時計を合わせるか、--as-of で日付を指定してください"
    )))
}

/// Fails if the clock is before 1970, when no workbook can be written.
pub(super) fn check_for_workbooks() -> Result<(), Failure> {
    if SystemTime::now() >= UNIX_EPOCH {
        return Ok(());
    }
    Err(Failure::new(say!(
        "a workbook cannot be written while the clock of this machine is before 1970; set it, or write another form, such as .csv",
        "このコンピューターの時計が1970年より前のため、Excel ファイルを書き出せません。時計を合わせるか、.csv など別の形式で書き出してください"
    )))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_clock_that_cannot_be_right_tells_no_day() {
        let after = |seconds| day_of(UNIX_EPOCH + Duration::from_secs(seconds));
        let before = |seconds| day_of(UNIX_EPOCH - Duration::from_secs(seconds));
        // The last second of the year 9999, a minute before 1970, a year before 0, and the earliest second.
        let wrong = [after(0), after(253_402_300_799), after(1 << 40), before(60), before(62_167_219_201)];
        assert_eq!(wrong, [None; 5]);
        assert_eq!(after(1_795_000_000).map(Date::year), Some(2026));
    }
}
