use super::prices::{Prices, scaled};
use super::{Cover, CoverChoice};

/// An instance without needs that are covered anyway and without dominated choices.
#[derive(Debug)]
pub(super) struct Reduced {
    pub(super) groups: Vec<ReducedGroup>,
    /// The needs, each divided by the greatest common divisor of its gains.
    pub(super) needs: Vec<u64>,
}

#[derive(Debug)]
pub(super) struct ReducedGroup {
    pub(super) position: usize,
    pub(super) choices: Vec<ReducedChoice>,
}

#[derive(Clone, Debug)]
pub(super) struct ReducedChoice {
    pub(super) pick: usize,
    pub(super) rank: u8,
    pub(super) moves: bool,
    pub(super) cost: i128,
    pub(super) gains: Vec<u64>,
}

impl Reduced {
    pub(super) fn new(cover: &Cover) -> Self {
        // What every choice of a group gives is certain.
        let sure: Vec<Vec<u64>> =
            cover.groups.iter().map(|group| least_gains(group, cover.needs.len())).collect();
        let open = |need: usize| cover.needs[need].saturating_sub(sure.iter().map(|group| group[need]).sum());
        let wanted: Vec<usize> = (0..cover.needs.len()).filter(|need| open(*need) > 0).collect();
        // In the largest unit that all gains share, more partial solutions have the same residual needs.
        let gains = |need: usize| {
            let pairs = cover.groups.iter().zip(&sure);
            pairs.flat_map(move |(group, sure)| {
                group.iter().map(move |choice| choice.gains[need] - sure[need])
            })
        };
        let units: Vec<u64> = wanted.iter().map(|need| gains(*need).fold(0, gcd).max(1)).collect();
        let needs = wanted.iter().zip(&units).map(|(need, unit)| open(*need).div_ceil(*unit));
        let group = |(position, choices): (usize, &Vec<CoverChoice>)| {
            let gain = |choice: &CoverChoice, need: usize| choice.gains[need] - sure[position][need];
            let kept = choices.iter().enumerate().map(|(pick, choice)| ReducedChoice {
                pick,
                rank: choice.rank,
                moves: choice.moves,
                cost: choice.cost,
                gains: wanted.iter().zip(&units).map(|(need, unit)| gain(choice, *need) / unit).collect(),
            });
            ReducedGroup { position, choices: without_dominated(&kept.collect::<Vec<_>>()) }
        };
        let groups = cover.groups.iter().enumerate().map(group).collect();
        Self { needs: needs.collect(), groups }
    }

    /// Drops the choices with which no solution can cost as little as `ceiling` (reduced cost fixing).
    pub(super) fn drop_expensive(&mut self, prices: &Prices, ceiling: i128) {
        let spare = scaled(ceiling) - prices.bound(self);
        for group in &mut self.groups {
            let least = prices.least(&group.choices);
            group.choices.retain(|choice| prices.of(choice) - least <= spare);
        }
    }

    /// Puts the groups with the clearest best choice first, so that layers stay small for long.
    pub(super) fn order(&mut self, prices: &Prices) {
        let second = |group: &ReducedGroup| {
            let mut all: Vec<i128> = group.choices.iter().map(|choice| prices.of(choice)).collect();
            all.sort_unstable();
            all.get(1).map_or(i128::MAX, |second| second - all[0])
        };
        self.groups.sort_by_cached_key(|group| std::cmp::Reverse(second(group)));
    }
}

fn without_dominated(choices: &[ReducedChoice]) -> Vec<ReducedChoice> {
    let dominates = |one: &ReducedChoice, other: &ReducedChoice| {
        let as_much = one.gains.iter().zip(&other.gains).all(|(one, other)| one >= other);
        let same = one.cost == other.cost && one.moves == other.moves;
        as_much && (one.cost < other.cost || (same && one.rank < other.rank))
    };
    let is_kept = |choice: &&ReducedChoice| !choices.iter().any(|other| dominates(other, choice));
    choices.iter().filter(is_kept).cloned().collect()
}

fn least_gains(group: &[CoverChoice], needs: usize) -> Vec<u64> {
    (0..needs).map(|need| group.iter().map(|choice| choice.gains[need]).min().unwrap_or(0)).collect()
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}
