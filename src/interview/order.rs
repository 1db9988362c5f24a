use std::cmp::Reverse;

use crate::answers::AnswerSheet;
use crate::framework::{CriterionIx, FactIx, Framework, StageIx};

/// Something that is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// The name of the company or product.
    Subject,
    /// Who answers.
    Respondent,
    /// A fact.
    Fact(FactIx),
    /// A criterion.
    Criterion(CriterionIx),
}

/// How much is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InterviewScope {
    /// Only what this stage needs.
    pub stage: Option<StageIx>,
    /// Only the gates and the heaviest criteria, these first.
    pub quick: bool,
}

/// How many criteria a quick interview asks about, unless there are more gates.
const QUICK_CRITERIA: usize = 15;

/// What is asked, in the order in which it is asked: facts, then the criteria that apply.
pub(super) fn order(framework: &Framework, sheet: &AnswerSheet, scope: InterviewScope) -> Vec<Item> {
    let criteria = criteria(framework, sheet, scope);
    let facts = framework.fact_indices();
    let facts = facts.filter(|fact| scope.stage.is_none_or(|stage| framework.fact_bears_on(*fact, stage)));
    facts.map(Item::Fact).chain(criteria.into_iter().map(Item::Criterion)).collect()
}

fn criteria(framework: &Framework, sheet: &AnswerSheet, scope: InterviewScope) -> Vec<CriterionIx> {
    let criteria: Vec<_> = framework
        .criterion_indices()
        .filter(|criterion| sheet.applies(framework, *criterion))
        .filter(|criterion| scope.stage.is_none_or(|stage| framework.bears_on(*criterion, stage)))
        .collect();
    if !scope.quick {
        return criteria;
    }
    let stages = scope.stage.map_or_else(|| framework.stage_indices().collect(), |stage| vec![stage]);
    let is_gate =
        |index: &CriterionIx| framework.gates_on(*index).any(|(gate, _)| stages.contains(&gate.stage));
    let (mut first, mut others): (Vec<_>, Vec<_>) = criteria.iter().copied().partition(is_gate);
    // The sort is stable: criteria of equal share stay in the order of the framework.
    others.sort_by_cached_key(|index| Reverse(share(framework, &criteria, *index, &stages)));
    others.truncate(QUICK_CRITERIA.saturating_sub(first.len()));
    first.append(&mut others);
    first
}

/// A criterion's share of the weight, summed over stages, in millionths.
fn share(framework: &Framework, among: &[CriterionIx], criterion: CriterionIx, stages: &[StageIx]) -> u64 {
    let weight = |criterion: CriterionIx, stage| u64::from(framework[criterion].weight(stage));
    let share = |stage: &StageIx| {
        let total: u64 = among.iter().map(|criterion| weight(*criterion, *stage)).sum();
        (weight(criterion, *stage) * 1_000_000).checked_div(total).unwrap_or(0)
    };
    stages.iter().map(share).sum()
}
