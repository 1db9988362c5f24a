use jiff::civil::Date;

/// The day of scoring, to tell the age of dates.
#[derive(Clone, Copy, Debug)]
pub(in crate::batch) struct Day {
    days: i32,
}

impl Day {
    /// The day to score at.
    pub(in crate::batch) fn new(as_of: Date) -> Self {
        Self { days: days(i32::from(as_of.year()), i32::from(as_of.month()), i32::from(as_of.day())) }
    }

    /// The age in days of a date such as `2026-11-22`; `None` for anything else.
    pub(in crate::batch) fn age(self, date: &[u8]) -> Option<i32> {
        let [y0 @ b'1'..=b'9', y1, y2, y3, b'-', m0, m1, b'-', d0, d1] = date else { return None };
        let digit = |byte: &u8| byte.is_ascii_digit().then(|| i32::from(byte - b'0'));
        let year = digit(y0)? * 1000 + digit(y1)? * 100 + digit(y2)? * 10 + digit(y3)?;
        let month = digit(m0)? * 10 + digit(m1)?;
        let day = digit(d0)? * 10 + digit(d1)?;
        // The last days of a month are left to the full reader's calendar where months differ.
        let sure = (1..=12).contains(&month) && (1..=28).contains(&day);
        let exists = sure || {
            let small = |number: i32| i8::try_from(number).ok();
            Date::new(i16::try_from(year).ok()?, small(month)?, small(day)?).is_ok()
        };
        exists.then(|| self.days - days(year, month, day))
    }
}

/// Days since a fixed day, of a date of the Gregorian calendar; a year begins with March.
fn days(year: i32, month: i32, day: i32) -> i32 {
    let year = if month <= 2 { year - 1 } else { year };
    let month = (month + 9) % 12;
    year * 365 + year.div_euclid(4) - year.div_euclid(100)
        + year.div_euclid(400)
        + (month * 306 + 5) / 10
        + day
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use jiff::civil::date;

    use super::Day;

    #[test]
    fn ages_are_those_of_the_calendar() {
        let as_of = date(2028, 3, 1);
        let day = Day::new(as_of);
        let mut other = date(1996, 1, 1);
        while other < date(2032, 1, 1) {
            let age = as_of.since(other).map(|span| span.get_days()).expect("days");
            assert_eq!(day.age(other.to_string().as_bytes()), Some(age), "{other}");
            other += 1.day();
        }
    }

    #[test]
    fn only_dates_that_exist() {
        let day = Day::new(date(2026, 11, 22));
        for text in
            ["2026-02-29", "2026-13-01", "2026-00-01", "2026-01-00", "0026-01-01", "2026-1-1", "2026/01/01"]
        {
            assert_eq!(day.age(text.as_bytes()), None, "{text}");
        }
        assert_eq!(day.age(b"2028-02-29"), Some(-464));
    }
}
