use crate::advice::Share;

/// How a stage sorts cases whose true state is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Sorting {
    /// Ready, and called ready.
    pub ready_as_ready: usize,
    /// Ready, and not called ready.
    pub ready_as_not: usize,
    /// Not ready, and called ready.
    pub not_as_ready: usize,
    /// Not ready, and not called ready.
    pub not_as_not: usize,
}

/// A proportion of some cases, with the 95 % confidence interval (Clopper and Pearson: never too narrow).
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Proportion {
    /// How many.
    pub part: usize,
    /// Out of how many.
    pub whole: usize,
    /// The lower end in percent, to one decimal.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Sorting {
    /// How many cases are misclassified.
    pub fn misplaced(&self) -> usize {
        self.ready_as_not + self.not_as_ready
    }

    /// The ready cases that are called ready; `None` if there are none.
    pub fn of_ready(&self) -> Option<Proportion> {
        Proportion::of(self.ready_as_ready, self.ready_as_ready + self.ready_as_not)
    }

    /// The cases that are not ready and are not called ready.
    pub fn of_not_ready(&self) -> Option<Proportion> {
        Proportion::of(self.not_as_not, self.not_as_not + self.not_as_ready)
    }

    /// Those called ready that are; `None` if none is called so.
    pub fn called_ready(&self) -> Option<Proportion> {
        Proportion::of(self.ready_as_ready, self.ready_as_ready + self.not_as_ready)
    }

    /// Those not called ready that are not ready; `None` if all are called ready.
    pub fn called_not_ready(&self) -> Option<Proportion> {
        Proportion::of(self.not_as_not, self.not_as_not + self.ready_as_not)
    }
}

/// The probability left out at each end.
const TAIL: f64 = 0.025;

impl Proportion {
    /// The proportion itself.
    pub fn share(&self) -> Share {
        Share::of(self.part as u64, self.whole as u64)
    }

    /// The interval in whole percents, rounded outwards.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 100")]
    pub fn whole_percents(&self) -> (u8, u8) {
        (self.low.floor() as u8, self.high.ceil() as u8)
    }

    fn of(part: usize, whole: usize) -> Option<Self> {
        let percent = |share: f64| (share * 1000.0).round() / 10.0;
        let low = if part == 0 { 0.0 } else { solve(|p| 1.0 - at_most(part - 1, whole, p) < TAIL) };
        let high = if part == whole { 1.0 } else { solve(|p| at_most(part, whole, p) > TAIL) };
        (whole > 0).then_some(Self { part, whole, low: percent(low), high: percent(high) })
    }
}

/// The share up to which something holds.
fn solve(holds: impl Fn(f64) -> bool) -> f64 {
    let (mut low, mut high) = (0.0_f64, 1.0_f64);
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if holds(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}

/// The probability of at most `part` successes in `whole` trials with success probability `p`, between 0 and 1.
#[expect(clippy::cast_precision_loss, reason = "numbers of cases")]
fn at_most(part: usize, whole: usize, p: f64) -> f64 {
    // In logarithms, because with some hundred cases the single factors exceed the range of a float.
    let mut term = whole as f64 * (-p).ln_1p();
    let odds = p.ln() - (-p).ln_1p();
    let mut sum = 0.0;
    for hits in 0..=part {
        sum += term.exp();
        if hits < whole {
            term += ((whole - hits) as f64 / (hits + 1) as f64).ln() + odds;
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::Proportion;

    /// From R: `binom.test(x, n)$conf.int`.
    #[test]
    fn intervals_are_those_of_the_literature() {
        let cases = [
            (0, 10, 0.0, 30.8),
            (10, 10, 69.2, 100.0),
            (4, 6, 22.3, 95.7),
            (1, 1, 2.5, 100.0),
            (7, 20, 15.4, 59.2),
            (450, 500, 87.0, 92.5),
        ];
        for (part, whole, low, high) in cases {
            let found = Proportion::of(part, whole).expect("there are some");
            assert_eq!(found, Proportion { part, whole, low, high });
        }
        assert_eq!(Proportion::of(0, 0), None);
    }
}
