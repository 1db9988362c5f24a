use std::cmp::Reverse;

use crate::answers::AnswerSheet;
use crate::framework::{CriterionIx, FactIx, Framework, StageIx};

/// One thing that is asked.
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

/// How many criteria the quick order asks, unless there are more gates.
const QUICK_CRITERIA: usize = 15;

/// What is asked, in the order in which it is asked: facts, then the criteria that apply.
pub(super) fn order(framework: &Framework, sheet: &AnswerSheet, scope: InterviewScope) -> Vec<Item> {
    let criteria = criteria(framework, sheet, scope);
    let facts = framework.fact_indices().filter(|fact| match scope.stage {
        Some(stage) => decides_for(framework, *fact, stage),
        None => true,
    });
    facts.map(Item::Fact).chain(criteria.into_iter().map(Item::Criterion)).collect()
}

fn criteria(framework: &Framework, sheet: &AnswerSheet, scope: InterviewScope) -> Vec<CriterionIx> {
    let mut criteria: Vec<_> = framework
        .criterion_indices()
        .filter(|criterion| sheet.applies(framework, *criterion))
        .filter(|criterion| scope.stage.is_none_or(|stage| belongs_to(framework, *criterion, stage)))
        .collect();
    if scope.quick {
        let stages: Vec<_> = match scope.stage {
            Some(stage) => vec![stage],
            None => framework.stage_indices().collect(),
        };
        let gate = |criterion: CriterionIx| is_gate(framework, criterion, &stages);
        let shares: Vec<_> = criteria.iter().map(|c| share(framework, &criteria, *c, &stages)).collect();
        let mut ranked: Vec<_> = criteria.iter().copied().zip(shares).collect();
        // The sort is stable: gates, and criteria of equal share, stay in the order of the framework.
        ranked.sort_by_key(|(c, share)| (!gate(*c), Reverse(if gate(*c) { 0 } else { *share })));
        let gates = ranked.iter().filter(|(criterion, _)| gate(*criterion)).count();
        ranked.truncate(gates.max(QUICK_CRITERIA));
        criteria = ranked.into_iter().map(|(criterion, _)| criterion).collect();
    }
    criteria
}

/// Whether a criterion counts for a stage.
fn belongs_to(framework: &Framework, criterion: CriterionIx, stage: StageIx) -> bool {
    framework[criterion].weight(stage) > 0 || is_gate(framework, criterion, &[stage])
}

fn is_gate(framework: &Framework, criterion: CriterionIx, stages: &[StageIx]) -> bool {
    framework.gates().iter().any(|gate| gate.criterion == criterion && stages.contains(&gate.stage))
}

/// Whether a fact decides what applies among the criteria of a stage.
fn decides_for(framework: &Framework, fact: FactIx, stage: StageIx) -> bool {
    framework.criterion_indices().any(|criterion| {
        belongs_to(framework, criterion, stage)
            && framework[criterion].condition.0.iter().any(|(used, _)| *used == fact)
    })
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
