use super::{Interval, Position, Share, place};
use crate::advice::Assessed;
use crate::advice::weightings::{DRAWS, Weightings};
use crate::framework::{Framework, StageIx, Verdict};
use crate::scoring::{GateResult, Points, StageResult, verdict};

/// The most ranks to compute for one list: companies times weightings.
const WORK: usize = 1_000_000;

/// Fewer weightings than this say nothing about the 5th percentile.
const LEAST: usize = 100;

/// Ranks under other weightings: the 5th to the 95th percentile of each company.
pub(super) struct Noise {
    pub(super) draws: u32,
    /// Overall, of every company; empty without weightings.
    pub(super) overall: Vec<Interval>,
    /// Per stage, of every company in which it is assessed.
    pub(super) stages: Vec<Vec<Interval>>,
}

/// One stage of all companies, densely packed.
struct StageDraws<'a> {
    weightings: Weightings,
    factors: Vec<u32>,
    ready_at: u8,
    /// Per company in which it is assessed, per criterion, its points: proven, score and max.
    points: Vec<[u64; 3]>,
    /// Per company its gates on the stage; none where it is not assessed.
    gates: Vec<Option<&'a [GateResult]>>,
    current: Vec<(Share, bool)>,
    ranks: RankDraws,
}

struct RankDraws {
    order: Vec<usize>,
    draws: usize,
    ranks: Vec<u32>,
}

impl Noise {
    pub(super) fn new(framework: &Framework, companies: &[&Assessed]) -> Self {
        let draws = draws(companies.len());
        let stage = |stage| StageDraws::new(framework, companies, stage, draws);
        let mut stages: Vec<StageDraws> = framework.stage_indices().map(stage).collect();
        if draws == 0 {
            return Self { draws: 0, overall: Vec::new(), stages: vec![Vec::new(); stages.len()] };
        }
        let mut overall = RankDraws::new(companies.len(), draws);
        let mut positions: Vec<Position> = Vec::with_capacity(companies.len());
        for draw in 0..draws {
            for stage in &mut stages {
                stage.draw(draw);
            }
            positions.clear();
            positions.extend((0..companies.len()).map(|company| position(&stages, company)));
            overall.rank(&positions, draw);
        }
        Self {
            draws: u32::try_from(draws).unwrap_or(DRAWS),
            overall: overall.intervals(),
            stages: stages.into_iter().map(|stage| stage.ranks.intervals()).collect(),
        }
    }
}

/// How many weightings are drawn: [`DRAWS`] for up to a thousand companies, fewer for more, none above ten thousand.
fn draws(companies: usize) -> usize {
    let draws = (WORK / companies.max(1)).min(DRAWS as usize);
    if draws < LEAST || companies == 0 { 0 } else { draws }
}

fn position(stages: &[StageDraws<'_>], company: usize) -> Position {
    let reached = stages.iter().take_while(|stage| stage.current[company].1).count();
    (reached, stages.get(reached).map_or(Share::default(), |stage| stage.current[company].0))
}

impl<'a> StageDraws<'a> {
    fn new(framework: &Framework, companies: &[&'a Assessed], stage: StageIx, draws: usize) -> Self {
        let results = || companies.iter().map(|company| &company.assessment.stages[stage.get()]);
        let assessed = || results().filter(|result| result.verdict != Verdict::NotAssessed);
        let points = assessed().flat_map(|result| {
            result.criteria.iter().map(|own| [own.points.proven, own.points.score, own.points.max])
        });
        let with_weight = framework.criteria().iter().filter(|criterion| criterion.weight(stage) > 0).count();
        let gates = |result: &'a StageResult| {
            (result.verdict != Verdict::NotAssessed).then_some(result.gates.as_slice())
        };
        Self {
            weightings: Weightings::of(stage),
            factors: vec![0; with_weight],
            ready_at: framework[stage].ready_at,
            points: if draws == 0 { Vec::new() } else { points.collect() },
            gates: results().map(gates).collect(),
            current: Vec::new(),
            ranks: RankDraws::new(assessed().count(), draws),
        }
    }

    fn draw(&mut self, draw: usize) {
        self.weightings.draw(&mut self.factors);
        let mut rows = self.points.chunks_exact(self.factors.len().max(1));
        let (factors, ready_at) = (&self.factors, self.ready_at);
        let mut score = |gates: Option<&[GateResult]>| {
            let Some((gates, row)) = gates.and_then(|gates| Some((gates, rows.next()?))) else {
                return (Share::default(), false);
            };
            let mut points = Points::default();
            for ([proven, score, max], factor) in row.iter().zip(factors) {
                let factor = u64::from(*factor);
                points.proven += proven * factor;
                points.score += score * factor;
                points.max += max * factor;
            }
            // What is possible decides only among the verdicts below ready.
            (Share::of(points.score, points.max), verdict(points, gates, ready_at) == Verdict::Ready)
        };
        self.current.clear();
        self.current.extend(self.gates.iter().copied().map(&mut score));
        let ranked = self.current.iter().zip(&self.gates).filter(|(_, gates)| gates.is_some());
        let shares: Vec<Share> = ranked.map(|(current, _)| current.0).collect();
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
