use super::weightings::{DRAWS, VARIANCE, Weightings};
use crate::framework::{CriterionIx, Framework, StageIx, Verdict};
use crate::scoring::{Percent, Points, StageResult, verdict};

/// At most this many criteria are named as decisive.
const HINGES: usize = 3;

/// How often the verdict of a stage stays the same if the weights differ from those of the framework.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Robustness {
    /// The stage.
    pub stage: StageIx,
    /// Its verdict.
    pub verdict: Verdict,
    /// In how many of the [`DRAWS`] weightings the verdict is the same.
    pub holds: u32,
    /// The other verdicts and how often each occurred, the most frequent first.
    pub others: Vec<(Verdict, u32)>,
    /// The criteria whose weights matter most for keeping the verdict, the most decisive first.
    pub hinges: Vec<Hinge>,
}

/// What a verdict depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// On nothing doubtful: nearly every weighting gives the same verdict.
    Robust,
    /// On the weights.
    Weights,
    /// On the evidence for claims.
    Evidence,
    /// On open answers.
    Answers,
}

/// A verdict that stays the same in this percentage of the weightings is robust.
const ROBUST: u32 = 95;

impl Robustness {
    /// What the verdict depends on; none if there is nothing to judge by.
    pub fn certainty(&self) -> Option<Certainty> {
        match self.verdict {
            Verdict::NotAssessed => None,
            Verdict::Unproven => Some(Certainty::Evidence),
            Verdict::Open => Some(Certainty::Answers),
            _ if self.holds * 100 >= ROBUST * DRAWS => Some(Certainty::Robust),
            _ => Some(Certainty::Weights),
        }
    }

    /// A number of weightings as a percentage of all that were tried.
    pub fn share(draws: u32) -> Percent {
        Percent::of(draws.into(), DRAWS.into())
    }
}

/// A criterion on whose weight a verdict depends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Hinge {
    /// The criterion.
    pub criterion: CriterionIx,
    /// Whether the verdict changes when the weight is higher, rather than lower.
    pub heavier: bool,
}

/// The robustness of one stage. Every weight is multiplied by a factor of its own; gates stay as they are.
pub fn robustness(framework: &Framework, result: &StageResult) -> Robustness {
    let ready_at = framework[result.stage].ready_at;
    let mut weightings = Weightings::of(result.stage);
    let mut factors = vec![0; result.criteria.len()];
    let mut counts = [0_u32; Verdict::ALL.len()];
    // Per criterion the sum of its factors, in all draws and in those that changed the verdict.
    let mut sums = vec![[0_u32; 2]; result.criteria.len()];
    for _ in 0..DRAWS {
        weightings.draw(&mut factors);
        let drawn = verdict(reweighted(result, &factors), &result.gates, ready_at);
        counts[drawn as usize] += 1;
        let changed = u32::from(drawn != result.verdict);
        for (sum, factor) in sums.iter_mut().zip(&factors) {
            sum[0] += factor;
            sum[1] += factor * changed;
        }
    }
    let holds = counts[result.verdict as usize];
    let mut others: Vec<_> = Verdict::ALL
        .into_iter()
        .map(|other| (other, counts[other as usize]))
        .filter(|(other, count)| *other != result.verdict && *count > 0)
        .collect();
    others.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let hinges = hinges(result, &sums, DRAWS - holds);
    Robustness { stage: result.stage, verdict: result.verdict, holds, others, hinges }
}

fn reweighted(result: &StageResult, factors: &[u32]) -> Points {
    let drawn = result.criteria.iter().zip(factors);
    drawn.fold(Points::default(), |sum, (own, factor)| sum + own.points * u64::from(*factor))
}

/// The criteria whose mean factors in the draws that changed the verdict differ by more than three deviations.
fn hinges(result: &StageResult, sums: &[[u32; 2]], changes: u32) -> Vec<Hinge> {
    let (all, changes) = (i128::from(DRAWS), i128::from(changes));
    let mut found: Vec<(i128, Hinge)> = Vec::new();
    for (own, [sum, changed]) in result.criteria.iter().zip(sums) {
        let apart = i128::from(*changed) * all - i128::from(*sum) * changes;
        if own.points.max > 0 && apart.pow(2) > 9 * VARIANCE * all.pow(2) * changes {
            found.push((apart.abs(), Hinge { criterion: own.criterion, heavier: apart > 0 }));
        }
    }
    found.sort_by_key(|(apart, _)| std::cmp::Reverse(*apart));
    found.into_iter().take(HINGES).map(|(_, hinge)| hinge).collect()
}
