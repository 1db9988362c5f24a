use schemars::JsonSchema;
use serde::Serialize;

use super::{VerdictJson, percent, verdicts};
use crate::advice::{GateSummary, LossSummary, Quartiles, StageSummary};
use crate::framework::Framework;

/// Quartiles as shares of the points; each is that of one of the companies, the median of an even number the lower
/// of the two in the middle.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct QuartilesJson {
    /// The lowest percent, rounded down to one decimal.
    #[schemars(range(min = 0, max = 100))]
    lowest: f64,
    /// The first quartile.
    #[schemars(range(min = 0, max = 100))]
    first: f64,
    /// The median.
    #[schemars(range(min = 0, max = 100))]
    median: f64,
    /// The third quartile.
    #[schemars(range(min = 0, max = 100))]
    third: f64,
    /// The highest percent.
    #[schemars(range(min = 0, max = 100))]
    highest: f64,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct StageJson {
    /// The id of the stage.
    id: String,
    /// The percent that makes ready.
    ready_at: u8,
    /// In how many companies it is assessed.
    assessed: usize,
    /// How many companies have each verdict, the best first.
    verdicts: Vec<VerdictJson>,
    /// How many scores fall into each tenth, from 0; a score on a border counts in the upper one, 100 in the last.
    bins: Vec<usize>,
    /// The scores, claims counted as made; `null` where nothing is assessed.
    score: Option<QuartilesJson>,
    /// What is proven.
    proven: Option<QuartilesJson>,
    /// What is possible.
    possible: Option<QuartilesJson>,
    /// Its gates, those that fail most often first.
    gates: Vec<GateJson>,
    /// The criteria with weight on the stage, the one that loses most points first.
    losses: Vec<LossJson>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct GateJson {
    /// The id of the criterion.
    criterion: String,
    /// The level that opens it.
    at_least: u8,
    /// In how many companies it fails.
    failed: usize,
    /// In how many its criterion is open.
    open: usize,
    /// In how many it passes only by what is claimed.
    unproven: usize,
    /// How many companies it alone keeps from ready.
    only_obstacle: usize,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct LossJson {
    /// The id of the criterion.
    criterion: String,
    /// In how many companies it counts.
    companies: usize,
    /// In how many of them it loses points.
    losing: usize,
    /// The points that it loses in all companies together.
    points: u64,
    /// Those of them that are lost because it is open.
    open_points: u64,
    /// What it loses, in percent of all points that the companies can have on the stage.
    #[schemars(range(min = 0, max = 100))]
    share: f64,
}

impl From<&Quartiles> for QuartilesJson {
    fn from(quartiles: &Quartiles) -> Self {
        let Quartiles { lowest, first, median, third, highest } = *quartiles;
        Self {
            lowest: percent(lowest),
            first: percent(first),
            median: percent(median),
            third: percent(third),
            highest: percent(highest),
        }
    }
}

impl StageJson {
    pub(super) fn new(framework: &Framework, stage: &StageSummary) -> Self {
        let gate = |gate: &GateSummary| GateJson {
            criterion: framework[gate.criterion].id.clone(),
            at_least: gate.at_least,
            failed: gate.failed,
            open: gate.open,
            unproven: gate.unproven,
            only_obstacle: gate.alone,
        };
        let loss = |loss: &LossSummary| LossJson {
            criterion: framework[loss.criterion].id.clone(),
            companies: loss.counts,
            losing: loss.losing,
            points: loss.points,
            open_points: loss.open_points,
            share: percent(loss.share),
        };
        Self {
            id: framework[stage.stage].id.clone(),
            ready_at: framework[stage.stage].ready_at,
            assessed: stage.assessed,
            verdicts: verdicts(&stage.verdicts),
            bins: stage.bins.to_vec(),
            score: stage.score.as_ref().map(QuartilesJson::from),
            proven: stage.proven.as_ref().map(QuartilesJson::from),
            possible: stage.possible.as_ref().map(QuartilesJson::from),
            gates: stage.gates.iter().map(gate).collect(),
            losses: stage.losses.iter().map(loss).collect(),
        }
    }
}
