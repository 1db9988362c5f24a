use super::reduced::{Reduced, ReducedChoice};

/// Prices are in fractions of a unit of cost: one is this many.
const SCALE: i128 = 1 << 20;

const ROUNDS: u32 = 400;

/// A Lagrangian price for a unit of each need. Any prices of at least 0 give a valid lower bound; good ones a high one.
#[derive(Clone, Debug)]
pub(super) struct Prices(Vec<i128>);

pub(super) fn scaled(cost: i128) -> i128 {
    cost * SCALE
}

/// The least cost that is not below an amount in the units of the prices.
pub(super) fn unscaled(amount: i128) -> i128 {
    amount.div_euclid(SCALE) + i128::from(amount.rem_euclid(SCALE) > 0)
}

impl Prices {
    /// Good prices, by the subgradient method with Polyak steps toward the best known cost.
    pub(super) fn find(reduced: &Reduced, best: i128) -> Self {
        let needs = &reduced.needs;
        // Needs of very different size are scaled to the same magnitude.
        let measure: Vec<i128> = needs.iter().map(|need| (SCALE / i128::from(*need)).max(1)).collect();
        let mut now = Self(vec![0; needs.len()]);
        let mut good = now.clone();
        let mut high = now.bound(reduced);
        // The length of a step in 1/256; halved when the bound has not risen for a while.
        let (mut stride, mut since) = (256_i128, 0);
        for _ in 0..ROUNDS {
            let lacks = now.lacks(reduced);
            let square: i128 = lacks.iter().zip(&measure).map(|(lack, unit)| (lack * unit).pow(2)).sum();
            let gap = scaled(best) - now.bound(reduced);
            if square == 0 || gap <= 0 || stride == 0 {
                break;
            }
            for ((price, lack), unit) in now.0.iter_mut().zip(&lacks).zip(&measure) {
                let step = (gap / 256 * stride).saturating_mul(lack * unit * unit) / square;
                *price = (*price + step).max(0);
            }
            let bound = now.bound(reduced);
            if bound > high {
                (high, good, since) = (bound, now.clone(), 0);
            } else {
                since += 1;
                if since == 12 {
                    (stride, since) = (stride / 2, 0);
                    now = good.clone();
                }
            }
        }
        good
    }

    pub(super) fn of(&self, choice: &ReducedChoice) -> i128 {
        scaled(choice.cost) - self.worth(&choice.gains)
    }

    pub(super) fn least(&self, choices: &[ReducedChoice]) -> i128 {
        choices.iter().map(|choice| self.of(choice)).min().unwrap_or(0)
    }

    pub(super) fn worth(&self, amounts: &[u64]) -> i128 {
        self.0.iter().zip(amounts).map(|(price, amount)| price * i128::from(*amount)).sum()
    }

    /// A lower bound on the cost of covering the needs, in the units of the prices.
    pub(super) fn bound(&self, reduced: &Reduced) -> i128 {
        let groups = reduced.groups.iter().map(|group| self.least(&group.choices));
        self.worth(&reduced.needs) + groups.sum::<i128>()
    }

    /// The subgradient: how much of every need the cheapest priced choices leave open, negative if they give more than
    /// needed.
    fn lacks(&self, reduced: &Reduced) -> Vec<i128> {
        let mut lacks: Vec<i128> = reduced.needs.iter().map(|need| i128::from(*need)).collect();
        for group in &reduced.groups {
            let Some(choice) = group.choices.iter().min_by_key(|choice| self.of(choice)) else { continue };
            for (lack, gain) in lacks.iter_mut().zip(&choice.gains) {
                *lack -= i128::from(*gain);
            }
        }
        lacks
    }
}
