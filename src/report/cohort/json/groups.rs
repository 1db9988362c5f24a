use schemars::JsonSchema;
use serde::Serialize;

use super::{ReachedJson, VerdictJson, percent, reached, verdicts};
use crate::advice::{CohortGroup, Groups};
use crate::framework::{ChoiceIx, Framework};

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct GroupsJson {
    /// The id of the fact.
    fact: String,
    /// Whether a company can be in several groups.
    overlap: bool,
    /// By choice, the companies that do not give the fact last.
    groups: Vec<GroupJson>,
    /// How many groups of fewer than five companies are left out.
    hidden: usize,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct GroupJson {
    /// The id of the choice; `null` for those that do not give the fact.
    choice: Option<String>,
    /// How many companies there are.
    companies: usize,
    /// How many of them have reached how many stages.
    reached: Vec<ReachedJson>,
    /// Every stage, in order.
    stages: Vec<GroupStageJson>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct GroupStageJson {
    /// The id of the stage.
    id: String,
    /// In how many companies it is assessed.
    assessed: usize,
    /// How many companies have each verdict, the best first.
    verdicts: Vec<VerdictJson>,
    /// The median score in percent; `null` where nothing is assessed.
    #[schemars(range(min = 0, max = 100))]
    median: Option<f64>,
}

impl GroupsJson {
    pub(super) fn new(framework: &Framework, groups: &Groups) -> Self {
        let id = |choice: ChoiceIx| framework[groups.fact].choices[choice.get()].id.clone();
        let group = |group: &CohortGroup| GroupJson::new(framework, group, group.choice.map(id));
        Self {
            fact: framework[groups.fact].id.clone(),
            overlap: groups.overlap,
            groups: groups.groups.iter().map(group).collect(),
            hidden: groups.hidden,
        }
    }
}

impl GroupJson {
    fn new(framework: &Framework, group: &CohortGroup, choice: Option<String>) -> Self {
        let stages = group.stages.iter().map(|stage| GroupStageJson {
            id: framework[stage.stage].id.clone(),
            assessed: stage.assessed,
            verdicts: verdicts(&stage.verdicts),
            median: stage.median.map(percent),
        });
        Self {
            choice,
            companies: group.companies,
            reached: reached(&group.reached),
            stages: stages.collect(),
        }
    }
}
