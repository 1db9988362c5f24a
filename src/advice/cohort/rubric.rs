use super::{Quartiles, Spread};
use crate::advice::Assessed;
use crate::framework::RubricIx;
use crate::scoring::Points;

/// A cohort on one rubric, over all stages.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RubricSummary {
    /// The rubric.
    pub rubric: RubricIx,
    /// For how many companies any of it counts; all numbers below are about those alone.
    pub assessed: usize,
    /// The scores.
    pub score: Option<Quartiles>,
    /// The proven percentages.
    pub proven: Option<Quartiles>,
    /// The possible percentages.
    pub possible: Option<Quartiles>,
    /// How many companies have proven how much.
    pub spread: Spread,
}

impl RubricSummary {
    pub(super) fn new(companies: &[&Assessed], rubric: RubricIx) -> Self {
        let all = companies.iter().map(|company| company.assessment.profile[rubric.get()].points);
        let points: Vec<Points> = all.filter(|points| points.max > 0).collect();
        let [score, proven, possible] = Quartiles::of_points(&points);
        Self { rubric, assessed: points.len(), score, proven, possible, spread: Spread::of(&points) }
    }
}
