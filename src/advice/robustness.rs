use super::weightings::{DRAWS, THOUSANDTHS, Weightings};
use crate::framework::{CriterionIx, Framework, StageIx, Verdict};
use crate::scoring::{GateResult, GateStatus, Points, StageResult};

/// How many criteria a verdict is said to hang on.
const HINGES: usize = 3;

/// How often the verdict of a stage stays the same when the weights are not quite what the framework says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Robustness {
    /// The stage.
    pub stage: StageIx,
    /// Its verdict.
    pub verdict: Verdict,
    /// In how many of the [`DRAWS`] weightings it is the same.
    pub holds: u32,
    /// The other verdicts, each with how often it came, the most frequent first.
    pub others: Vec<(Verdict, u32)>,
    /// The criteria whose weight decides most whether it stays, the most decisive first.
    pub hinges: Vec<Hinge>,
}

/// A criterion on whose weight a verdict hangs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hinge {
    /// The criterion.
    pub criterion: CriterionIx,
    /// Whether the verdict changes when it weighs more; else when it weighs less.
    pub heavier: bool,
}

/// The robustness of one stage. Every weight is multiplied by a number of its own; gates are left as they are.
pub fn robustness(framework: &Framework, result: &StageResult) -> Robustness {
    let (ways, else_verdict) = ways(result, framework[result.stage].ready_at);
    let mut counts = [0_u32; Verdict::ALL.len()];
    // Per criterion the sum of its factors, in all draws and in those that changed the verdict.
    let mut sums = vec![[0_u32; 2]; result.criteria.len()];
    if ways.is_empty() {
        counts[else_verdict as usize] = DRAWS;
    } else {
        let mut weightings = Weightings::of(result.stage);
        let mut factors = vec![0; result.criteria.len()];
        for _ in 0..DRAWS {
            weightings.draw(&mut factors);
            let way = ways.iter().find(|way| way.leads(&factors));
            let drawn = way.map_or(else_verdict, |way| way.to);
            counts[drawn as usize] += 1;
            let changed = u32::from(drawn != result.verdict);
            for (sum, factor) in sums.iter_mut().zip(&factors) {
                sum[0] += factor;
                sum[1] += factor * changed;
            }
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

/// A verdict that some weightings lead to and others do not.
struct Way {
    /// The verdict.
    to: Verdict,
    /// Per criterion what it adds, multiplied by its factor, to what lies above the threshold.
    above: Vec<i64>,
}

impl Way {
    /// Whether these factors reach the threshold.
    fn leads(&self, factors: &[u32]) -> bool {
        self.above.iter().zip(factors).map(|(above, factor)| above * i64::from(*factor)).sum::<i64>() >= 0
    }
}

/// One of the numbers of [`Points`].
type Part = fn(&Points) -> u64;

/// The verdicts that hang on the weights, the best first, and the one where none of them is reached.
///
/// The rule is that of [`crate::scoring::verdict`]. What gates forbid and what no weighting can change is settled
/// here, so that often nothing is left to draw.
fn ways(result: &StageResult, ready_at: u8) -> (Vec<Way>, Verdict) {
    if result.points.max == 0 {
        return (Vec::new(), Verdict::NotAssessed);
    }
    let gates = |lets: fn(&GateResult) -> bool| result.gates.iter().all(lets);
    let rules: [(Verdict, bool, Part); 3] = [
        (Verdict::Ready, gates(|gate| gate.proven_status.lets_pass()), |points| points.proven),
        (Verdict::Unproven, gates(|gate| gate.status.lets_pass()), |points| points.score),
        (Verdict::Open, gates(|gate| gate.status != GateStatus::Failed), |points| points.possible),
    ];
    let mut ways = Vec::new();
    for (to, _, part) in rules.into_iter().filter(|(_, allowed, _)| *allowed) {
        let above: Vec<i64> = result
            .criteria
            .iter()
            .map(|own| {
                (part(&own.points) * 100).cast_signed() - (u64::from(ready_at) * own.points.max).cast_signed()
            })
            .collect();
        let extreme = |for_more: u32, for_less: u32| -> i64 {
            above.iter().map(|above| above * i64::from(if *above > 0 { for_more } else { for_less })).sum()
        };
        if extreme(*THOUSANDTHS.start(), *THOUSANDTHS.end()) >= 0 {
            return (ways, to);
        }
        if extreme(*THOUSANDTHS.end(), *THOUSANDTHS.start()) >= 0 {
            ways.push(Way { to, above });
        }
    }
    (ways, Verdict::NotReady)
}

/// The criteria whose factors differ most between the draws that changed the verdict and all draws, where the
/// difference is larger than chance would have it (three standard deviations of a mean).
fn hinges(result: &StageResult, sums: &[[u32; 2]], changes: u32) -> Vec<Hinge> {
    const VARIANCE: i128 = 83_500;
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
