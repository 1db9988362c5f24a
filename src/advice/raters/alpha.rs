use std::collections::BTreeMap;

use crate::text::ids;

/// Krippendorff's alpha with the ordinal metric, exactly, after K. Krippendorff, 2011. A unit is a question; its values
/// are the raters' answers, on one scale for all. Units with fewer than two values are left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alpha {
    /// It can be computed.
    Defined {
        /// In thousandths, rounded down; 1000 is full agreement, 0 is chance, and it can be negative.
        thousandths: i64,
        /// How many values can be paired.
        values: u64,
    },
    /// No question has two values.
    NoPairs,
    /// All values are the same, so agreement cannot be distinguished from chance.
    NoVariation,
    /// The numbers are too large to be computed exactly.
    TooLarge,
}

ids! { Alpha {
    Self::Defined { .. } => "defined",
    Self::NoPairs => "no-pairs",
    Self::NoVariation => "no-variation",
    Self::TooLarge => "too-large",
} }

impl Alpha {
    /// In thousandths, if it is defined.
    pub fn thousandths(&self) -> Option<i64> {
        match self {
            Self::Defined { thousandths, .. } => Some(*thousandths),
            _ => None,
        }
    }
}

/// The agreement on all units, and each unit's own: one minus the ratio of its disagreement to the expected one. None
/// for a unit without two values, and for all if alpha is not defined; otherwise alpha is their mean, weighted by
/// values.
pub fn alpha(units: &[Vec<u32>]) -> (Alpha, Vec<Option<i64>>) {
    let undefined = |alpha| (alpha, vec![None; units.len()]);
    let pairable = || units.iter().filter(|unit| unit.len() > 1);
    let mut marginals: BTreeMap<u32, i128> = BTreeMap::new();
    for value in pairable().flatten() {
        *marginals.entry(*value).or_default() += 1;
    }
    let n: i128 = marginals.values().sum();
    if n == 0 {
        return undefined(Alpha::NoPairs);
    }
    let places = places(&marginals);
    let Some(chance) = expected(&marginals, &places) else { return undefined(Alpha::TooLarge) };
    if chance == 0 {
        return undefined(Alpha::NoVariation);
    }
    let mut own = Vec::with_capacity(units.len());
    // Units with the same number of values have the same denominator, so they are added up first.
    let mut by_count: BTreeMap<i128, i128> = BTreeMap::new();
    for unit in units {
        if unit.len() < 2 {
            own.push(None);
            continue;
        }
        let count = unit.len() as i128;
        let Some(apart) = observed(unit, &places) else { return undefined(Alpha::TooLarge) };
        let share = ratio(apart, n * (n - 1), chance, count * (count - 1));
        let Some(share) = share else { return undefined(Alpha::TooLarge) };
        own.push(Some(share));
        *by_count.entry(count - 1).or_default() += apart;
    }
    let (mut above, mut below) = (0_i128, 1_i128);
    for (count, apart) in by_count {
        let sum = above.checked_mul(count).zip(apart.checked_mul(below));
        let Some((sum, product)) = sum.and_then(|(a, b)| a.checked_add(b)).zip(below.checked_mul(count))
        else {
            return undefined(Alpha::TooLarge);
        };
        let common = gcd(sum, product);
        (above, below) = (sum / common, product / common);
    }
    match ratio(above, n - 1, chance, below).zip(u64::try_from(n).ok()) {
        Some((thousandths, values)) => (Alpha::Defined { thousandths, values }, own),
        None => undefined(Alpha::TooLarge),
    }
}

/// Twice each value's midrank: the metric of two values is the squared difference of their midranks.
fn places(marginals: &BTreeMap<u32, i128>) -> BTreeMap<u32, i128> {
    let mut before = 0;
    let place = |(value, count): (&u32, &i128)| {
        let place = 2 * before + count;
        before += count;
        (*value, place)
    };
    marginals.iter().map(place).collect()
}

/// Four times the disagreement of all pairs of values.
fn expected(marginals: &BTreeMap<u32, i128>, places: &BTreeMap<u32, i128>) -> Option<i128> {
    let all: Vec<(i128, i128)> = marginals.iter().map(|(value, count)| (*count, places[value])).collect();
    let mut sum = 0_i128;
    for (position, (count, place)) in all.iter().enumerate() {
        for (other_count, other) in &all[position + 1..] {
            let apart = (place - other).checked_pow(2)?;
            sum = sum.checked_add(apart.checked_mul(count * other_count)?)?;
        }
    }
    Some(sum)
}

/// Four times the disagreement of the pairs in one unit.
fn observed(unit: &[u32], places: &BTreeMap<u32, i128>) -> Option<i128> {
    let mut sum = 0_i128;
    for (position, value) in unit.iter().enumerate() {
        for other in &unit[position + 1..] {
            sum = sum.checked_add((places[value] - places[other]).checked_pow(2)?)?;
        }
    }
    Some(sum)
}

/// `1 - a·b / (c·d)` in thousandths, rounded down.
fn ratio(a: i128, b: i128, c: i128, d: i128) -> Option<i64> {
    let (above, below) = (a.checked_mul(b)?, c.checked_mul(d)?);
    let rest = below.checked_sub(above)?;
    i64::try_from(rest.checked_mul(1000)?.div_euclid(below)).ok()
}

fn gcd(a: i128, b: i128) -> i128 {
    if b == 0 { a.max(1) } else { gcd(b, a % b) }
}
