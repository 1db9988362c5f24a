//! The given companies together: their positions, what holds them back, how they rank, which criteria distinguish them.

mod groups;
mod items;
mod ranks;
mod share;
mod stage;

pub use groups::{CohortGroup, GroupStage, Groups, groups};
pub use items::{ItemPair, ItemSummary, Items, items};
pub use ranks::{Interval, Rank, Ranks, ranks};
pub use share::{Quartiles, Share, Spread};
pub use stage::{GateSummary, LossSummary, RubricSummary, StageSummary};

use std::cmp::Reverse;

use schemars::JsonSchema;
use serde::Serialize;

use super::Assessed;
use crate::framework::Framework;

/// Groups with fewer companies than this are too small to be described.
pub const FEW: usize = 5;

/// The summary of a cohort.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Cohort {
    /// How many companies it has.
    pub companies: usize,
    /// How many companies have reached 0, 1, … stages, up to all of them.
    pub reached: Vec<usize>,
    /// What is claimed but not proven.
    pub claims: Claims,
    /// Every stage, in order.
    pub stages: Vec<StageSummary>,
    /// Every rubric over all stages, in framework order.
    pub profile: Vec<RubricSummary>,
}

/// Claims that need evidence to count as proven.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "ClaimsJson", description = "")]
#[non_exhaustive]
pub struct Claims {
    /// How many claims count as proven only with evidence.
    #[serde(rename = "needing_evidence")]
    pub needing: usize,
    /// How many of them have none.
    pub unproven: usize,
    /// How many companies have such a claim.
    pub companies: usize,
    /// How many claims are only proposed, whatever their evidence: somebody has to confirm them first.
    pub proposed: usize,
}

impl Cohort {
    /// The gates of all stages that hold any company back, those that hold back most first.
    pub fn holding_gates(&self) -> Vec<(&StageSummary, &GateSummary)> {
        let of_stage = |stage| StageSummary::holding_gates(stage).into_iter().map(move |gate| (stage, gate));
        let mut gates: Vec<_> = self.stages.iter().flat_map(of_stage).collect();
        // The sort is stable: what is equal stays in the order of the stages.
        gates.sort_by_key(|(_, gate)| Reverse(gate.holding()));
        gates
    }
}

/// Sums up a cohort; the order of the companies does not matter.
pub fn cohort(framework: &Framework, companies: &[&Assessed]) -> Cohort {
    Cohort {
        companies: companies.len(),
        reached: reached(framework, companies),
        claims: claims(framework, companies),
        stages: framework
            .stage_indices()
            .map(|stage| StageSummary::new(framework, companies, stage))
            .collect(),
        profile: framework.rubric_indices().map(|rubric| RubricSummary::new(companies, rubric)).collect(),
    }
}

fn reached(framework: &Framework, companies: &[&Assessed]) -> Vec<usize> {
    let mut reached = vec![0; framework.stages().len() + 1];
    for company in companies {
        reached[company.assessment.reached] += 1;
    }
    reached
}

fn claims(framework: &Framework, companies: &[&Assessed]) -> Claims {
    let mut claims = Claims::default();
    for company in companies {
        let mut unproven = 0;
        for (criterion, state) in framework.criteria().iter().zip(&company.assessment.states) {
            if state.is_proposed() {
                claims.proposed += 1;
                continue;
            }
            let needs_evidence = state.level().is_some_and(|claimed| criterion.needs_evidence(claimed));
            claims.needing += usize::from(needs_evidence);
            unproven += usize::from(state.is_unproven());
        }
        claims.unproven += unproven;
        claims.companies += usize::from(unproven > 0);
    }
    claims
}
