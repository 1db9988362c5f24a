//! Many companies together: how they stand, what holds them back, how they rank, what the criteria tell apart. A
//! cohort is those who were given; nothing here speaks of others.

mod groups;
mod items;
mod ranks;
mod share;
mod stage;

pub use groups::{CohortGroup, GroupStage, Groups, groups};
pub use items::{ItemPair, ItemSummary, Items, items};
pub use ranks::{Interval, Rank, Ranks, ranks};
pub use share::{Quartiles, Share};
pub use stage::{GateSummary, LossSummary, StageSummary};

use schemars::JsonSchema;
use serde::Serialize;

use super::Assessed;
use crate::framework::Framework;
use crate::scoring::State;

/// Fewer companies than this are too few to speak of as a group.
pub const FEW: usize = 5;

/// How a cohort stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cohort {
    /// How many companies it has.
    pub companies: usize,
    /// How many companies have reached so many stages, from none to all.
    pub reached: Vec<usize>,
    /// What is claimed and not proven.
    pub claims: Claims,
    /// Every stage, in order.
    pub stages: Vec<StageSummary>,
}

/// Claims that count as proven only with evidence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "ClaimsJson", description = "")]
pub struct Claims {
    /// How many claims count as proven only with evidence.
    #[serde(rename = "needing_evidence")]
    pub needing: usize,
    /// How many of them have none.
    pub unproven: usize,
    /// How many companies have such a claim.
    pub companies: usize,
}

/// Sums up a cohort; the order of the companies is of no consequence.
pub fn cohort(framework: &Framework, companies: &[&Assessed]) -> Cohort {
    Cohort {
        companies: companies.len(),
        reached: reached(framework, companies),
        claims: claims(framework, companies),
        stages: framework
            .stage_indices()
            .map(|stage| StageSummary::new(framework, companies, stage))
            .collect(),
    }
}

/// How many companies have reached so many stages.
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
            if let State::Level { claimed, proven } = *state {
                claims.needing += usize::from(criterion.needs_evidence(claimed));
                unproven += usize::from(proven < claimed);
            }
        }
        claims.unproven += unproven;
        claims.companies += usize::from(unproven > 0);
    }
    claims
}
