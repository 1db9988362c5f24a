//! A cohort as JSON.

mod groups;
mod items;
mod ranks;
mod stage;

use schemars::JsonSchema;
use serde::Serialize;

use self::groups::GroupsJson;
use self::items::ItemsJson;
use self::ranks::RanksJson;
use self::stage::StageJson;
use super::CohortView;
use crate::advice::Share;
use crate::framework::Verdict;
use crate::report::assessment::{FORMAT, FrameworkJson, TOOL};
use crate::report::json::RefusalJson;
use crate::report::names::{Day, VerdictName};

/// What `score --cohort --format json` writes.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(crate) struct CohortJson {
    /// The version of this form.
    format: u32,
    /// The program that wrote it, with its version.
    tool: &'static str,
    /// The framework that was used.
    framework: FrameworkJson,
    /// The day it was scored as of.
    #[schemars(with = "Day")]
    as_of: String,
    /// How many companies were scored; they are those that were given, and no benchmark.
    companies: usize,
    /// How many companies have reached how many stages, from none to all.
    reached: Vec<ReachedJson>,
    /// What is claimed and not proven.
    claims: ClaimsJson,
    /// Every stage, in order.
    stages: Vec<StageJson>,
    /// The companies by a fact; `null` without `--by`.
    groups: Option<GroupsJson>,
    /// The ranks.
    ranks: RanksJson,
    /// What the criteria tell apart; `null` without `--items`.
    items: Option<ItemsJson>,
    /// One per sheet that was refused; it is not counted.
    refused: Vec<RefusalJson>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct ReachedJson {
    /// How many stages, from the first on, are ready without a break.
    stages: usize,
    /// How many companies have reached so many and no more.
    companies: usize,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct ClaimsJson {
    /// How many claims count as proven only with evidence.
    needing_evidence: usize,
    /// How many of them have none.
    unproven: usize,
    /// How many companies have such a claim.
    companies: usize,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct VerdictJson {
    /// The verdict.
    #[schemars(with = "VerdictName")]
    verdict: &'static str,
    /// How many companies have it.
    companies: usize,
}

/// A cohort, as pretty JSON that ends in a line break.
pub fn json(view: &CohortView<'_>) -> serde_json::Result<String> {
    let CohortView { framework, as_of, refused, cohort, groups, items, lang, .. } = *view;
    let json = CohortJson {
        format: FORMAT,
        tool: TOOL,
        framework: FrameworkJson::new(framework),
        as_of: as_of.to_string(),
        companies: cohort.companies,
        reached: reached(&cohort.reached),
        claims: ClaimsJson {
            needing_evidence: cohort.claims.needing,
            unproven: cohort.claims.unproven,
            companies: cohort.claims.companies,
        },
        stages: cohort.stages.iter().map(|stage| StageJson::new(framework, stage)).collect(),
        groups: groups.map(|groups| GroupsJson::new(framework, groups)),
        ranks: RanksJson::new(view),
        items: items.map(|items| ItemsJson::new(framework, items)),
        refused: refused.iter().map(|(input, reason)| RefusalJson::new(input, reason, lang)).collect(),
    };
    Ok(serde_json::to_string_pretty(&json)? + "\n")
}

fn reached(counts: &[usize]) -> Vec<ReachedJson> {
    counts
        .iter()
        .enumerate()
        .map(|(stages, companies)| ReachedJson { stages, companies: *companies })
        .collect()
}

fn verdicts(counts: &[usize]) -> Vec<VerdictJson> {
    let all = Verdict::ALL.iter().zip(counts).rev();
    all.map(|(verdict, companies)| VerdictJson { verdict: verdict.id(), companies: *companies }).collect()
}

fn percent(share: Share) -> f64 {
    share.percent().as_f64()
}
