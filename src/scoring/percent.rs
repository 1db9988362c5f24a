use std::fmt;

/// A share in tenths of a percent, rounded down: nothing looks reached that is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent(u16);

impl Percent {
    /// `part` of `whole`; 0 if there is no whole. `part` is at most `whole`.
    pub fn of(part: u64, whole: u64) -> Self {
        let tenths = (part * 1000).checked_div(whole).unwrap_or(0);
        Self(u16::try_from(tenths).unwrap_or(u16::MAX))
    }

    /// In tenths of a percent, 0 to 1000.
    pub fn tenths(self) -> u16 {
        self.0
    }

    /// As a decimal number, for formats that have no other.
    pub fn as_f64(self) -> f64 {
        f64::from(self.0) / 10.0
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.0 / 10, self.0 % 10)
    }
}

#[cfg(test)]
mod tests {
    use super::Percent;

    #[test]
    fn it_is_rounded_down() {
        assert_eq!(Percent::of(699_999, 1_000_000).to_string(), "69.9");
        assert_eq!(Percent::of(2, 3).to_string(), "66.6");
        assert_eq!(Percent::of(5, 5).to_string(), "100.0");
        assert_eq!(Percent::of(0, 0).to_string(), "0.0");
    }
}
