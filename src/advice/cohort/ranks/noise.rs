use super::{Interval, Position, Share, place};
use crate::advice::Assessed;
use crate::advice::weightings::{DRAWS, Weightings};
use crate::framework::{Framework, StageIx};
use crate::scoring::StageResult;

/// How many ranks are computed at most on one list: companies times weightings.
const WORK: usize = 1_000_000;

/// Fewer weightings than this tell nothing of the 5th percentile.
const LEAST: usize = 100;

/// Ranks under other weightings: the 5th to the 95th percentile of each company.
pub(super) struct Noise {
    /// How many weightings were tried.
    pub(super) draws: u32,
    /// Overall, of every company; empty without weightings.
    pub(super) overall: Vec<Interval>,
    /// Per stage, of every company in which it is assessed.
    pub(super) stages: Vec<Vec<Interval>>,
}

/// One stage of all companies, in numbers that lie side by side.
struct Dense {
    weightings: Weightings,
    factors: Vec<u32>,
    ready_at: u64,
    /// Per company in which it is assessed, per criterion, its points: proven, score and max.
    points: Vec<[u64; 3]>,
    /// Per company: whether it is assessed, and whether its gates let it pass on what is proven.
    companies: Vec<(bool, bool)>,
    /// Per company its score in the weighting of now, and whether it is ready.
    now: Vec<(Share, bool)>,
    ranks: RankDraws,
}

/// The ranks of one list in all weightings.
struct RankDraws {
    order: Vec<usize>,
    draws: usize,
    ranks: Vec<u32>,
}

impl Noise {
    pub(super) fn new(framework: &Framework, companies: &[&Assessed]) -> Self {
        let draws = draws(companies.len());
        let mut stages: Vec<Dense> =
            framework.stage_indices().map(|stage| Dense::new(framework, companies, stage, draws)).collect();
        if draws == 0 {
            return Self { draws: 0, overall: Vec::new(), stages: vec![Vec::new(); stages.len()] };
        }
        let mut overall = RankDraws::new(companies.len(), draws);
        let mut standings: Vec<Position> = Vec::with_capacity(companies.len());
        for draw in 0..draws {
            for stage in &mut stages {
                stage.draw(draw);
            }
            standings.clear();
            standings.extend((0..companies.len()).map(|company| standing(&stages, company)));
            overall.rank(&standings, draw);
        }
        Self {
            draws: u32::try_from(draws).unwrap_or(DRAWS),
            overall: overall.intervals(),
            stages: stages.into_iter().map(|stage| stage.ranks.intervals()).collect(),
        }
    }
}

/// How many weightings so many companies are ranked under: [`DRAWS`] up to a thousand companies, then fewer, and none
/// above ten thousand.
fn draws(companies: usize) -> usize {
    let draws = (WORK / companies.max(1)).min(DRAWS as usize);
    if draws < LEAST || companies == 0 { 0 } else { draws }
}

fn standing(stages: &[Dense], company: usize) -> Position {
    let reached = stages.iter().take_while(|stage| stage.now[company].1).count();
    (reached, stages.get(reached).map_or(Share::default(), |stage| stage.now[company].0))
}

impl Dense {
    fn new(framework: &Framework, companies: &[&Assessed], stage: StageIx, draws: usize) -> Self {
        let results = || companies.iter().map(|company| &company.assessment.stages[stage.get()]);
        let is_assessed = |result: &StageResult| result.points.max > 0;
        let assessed = results().filter(|result| is_assessed(result));
        let points = assessed.flat_map(|result| {
            result.criteria.iter().map(|own| [own.points.proven, own.points.score, own.points.max])
        });
        let passes = |result: &StageResult| result.gates.iter().all(|gate| gate.proven_status.lets_pass());
        let ranked = results().filter(|result| is_assessed(result)).count();
        let with_weight = framework.criteria().iter().filter(|criterion| criterion.weight(stage) > 0).count();
        Self {
            weightings: Weightings::of(stage),
            factors: vec![0; with_weight],
            ready_at: framework[stage].ready_at.into(),
            points: if draws == 0 { Vec::new() } else { points.collect() },
            companies: results().map(|result| (is_assessed(result), passes(result))).collect(),
            now: Vec::new(),
            ranks: RankDraws::new(ranked, draws),
        }
    }

    /// Draws the next weighting, and ranks the companies under it.
    fn draw(&mut self, draw: usize) {
        self.weightings.draw(&mut self.factors);
        let mut rows = self.points.chunks_exact(self.factors.len().max(1));
        let (factors, ready_at) = (&self.factors, self.ready_at);
        let mut score = |(assessed, passes): &(bool, bool)| {
            let Some(row) = assessed.then(|| rows.next()).flatten() else { return (Share::default(), false) };
            let [mut proven, mut score, mut max] = [0; 3];
            for (points, factor) in row.iter().zip(factors) {
                let factor = u64::from(*factor);
                proven += points[0] * factor;
                score += points[1] * factor;
                max += points[2] * factor;
            }
            (Share::of(score, max), *passes && proven * 100 >= ready_at * max)
        };
        self.now.clear();
        self.now.extend(self.companies.iter().map(&mut score));
        let ranked = self.now.iter().zip(&self.companies).filter(|(_, company)| company.0);
        let shares: Vec<Share> = ranked.map(|(now, _)| now.0).collect();
        self.ranks.rank(&shares, draw);
    }
}

impl RankDraws {
    fn new(companies: usize, draws: usize) -> Self {
        Self { order: (0..companies).collect(), draws, ranks: vec![0; companies * draws] }
    }

    fn rank<K: Ord>(&mut self, keys: &[K], draw: usize) {
        let (ranks, draws) = (&mut self.ranks, self.draws);
        place(keys, &mut self.order, |company, rank| {
            ranks[company * draws + draw] = u32::try_from(rank).unwrap_or(u32::MAX);
        });
    }

    fn intervals(mut self) -> Vec<Interval> {
        let at = |percent: usize| (self.draws * percent).div_ceil(100) - 1;
        let (low, high) = (at(5), at(95));
        let interval = |ranks: &mut [u32]| {
            ranks.sort_unstable();
            Interval { best: ranks[low] as usize, worst: ranks[high] as usize }
        };
        self.ranks.chunks_exact_mut(self.draws).map(interval).collect()
    }
}
