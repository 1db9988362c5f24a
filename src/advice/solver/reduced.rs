use super::prices::{Prices, scaled};
use super::{Choice, Cover};

/// A question without what cannot matter: needs that nothing is needed for, choices that another one beats.
#[derive(Debug)]
pub(super) struct Reduced {
    /// The groups, in the order in which they are looked at.
    pub(super) groups: Vec<Group>,
    /// The needs, each divided by what all its gains have in common.
    pub(super) needs: Vec<u64>,
}

/// A group of a reduced question.
#[derive(Debug)]
pub(super) struct Group {
    /// Its position in the question.
    pub(super) position: usize,
    /// What is left of its choices.
    pub(super) choices: Vec<Kept>,
}

/// A choice that may be part of the best selection.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    /// Its position in its group.
    pub(super) pick: usize,
    pub(super) rank: u8,
    pub(super) moves: bool,
    pub(super) cost: i128,
    pub(super) gains: Vec<u64>,
}

impl Reduced {
    pub(super) fn new(cover: &Cover) -> Self {
        // What every choice of a group gives is given in any case.
        let sure: Vec<Vec<u64>> =
            cover.groups.iter().map(|group| least_gains(group, cover.needs.len())).collect();
        let open = |need: usize| cover.needs[need].saturating_sub(sure.iter().map(|group| group[need]).sum());
        let wanted: Vec<usize> = (0..cover.needs.len()).filter(|need| open(*need) > 0).collect();
        // Needs and gains in the largest unit that all gains share: so more selections have the same rest.
        let gains = |need: usize| {
            let pairs = cover.groups.iter().zip(&sure);
            pairs.flat_map(move |(group, sure)| {
                group.iter().map(move |choice| choice.gains[need] - sure[need])
            })
        };
        let units: Vec<u64> = wanted.iter().map(|need| gains(*need).fold(0, gcd).max(1)).collect();
        let needs = wanted.iter().zip(&units).map(|(need, unit)| open(*need).div_ceil(*unit));
        let group = |(position, choices): (usize, &Vec<Choice>)| {
            let gain = |choice: &Choice, need: usize| choice.gains[need] - sure[position][need];
            let kept = choices.iter().enumerate().map(|(pick, choice)| Kept {
                pick,
                rank: choice.rank,
                moves: choice.moves,
                cost: choice.cost,
                gains: wanted.iter().zip(&units).map(|(need, unit)| gain(choice, *need) / unit).collect(),
            });
            Group { position, choices: without_beaten(&kept.collect::<Vec<_>>()) }
        };
        let groups = cover.groups.iter().enumerate().map(group).collect();
        Self { needs: needs.collect(), groups }
    }

    /// Drops the choices with which no selection can cost as little as `best`.
    pub(super) fn drop_dear(&mut self, prices: &Prices, best: i128) {
        let spare = scaled(best) - prices.bound(self);
        for group in &mut self.groups {
            let least = prices.least(&group.choices);
            group.choices.retain(|choice| prices.of(choice) - least <= spare);
        }
    }

    /// Looks first at the groups in which little is open: the fewer selections there are, the fewer grow.
    pub(super) fn order(&mut self, prices: &Prices) {
        let second = |group: &Group| {
            let mut all: Vec<i128> = group.choices.iter().map(|choice| prices.of(choice)).collect();
            all.sort_unstable();
            all.get(1).map_or(i128::MAX, |second| second - all[0])
        };
        self.groups.sort_by_cached_key(|group| std::cmp::Reverse(second(group)));
    }
}

/// The choices that no other one beats by giving as much for less, or for the same at a lower rank.
fn without_beaten(choices: &[Kept]) -> Vec<Kept> {
    let beats = |one: &Kept, other: &Kept| {
        let as_much = one.gains.iter().zip(&other.gains).all(|(one, other)| one >= other);
        let same = one.cost == other.cost && one.moves == other.moves;
        as_much && (one.cost < other.cost || (same && one.rank < other.rank))
    };
    let stays = |choice: &&Kept| !choices.iter().any(|other| beats(other, choice));
    choices.iter().filter(stays).cloned().collect()
}

/// Per need the least gain among the choices of a group.
fn least_gains(group: &[Choice], needs: usize) -> Vec<u64> {
    (0..needs).map(|need| group.iter().map(|choice| choice.gains[need]).min().unwrap_or(0)).collect()
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}
