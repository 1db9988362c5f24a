//! What the answers of a cohort say about the criteria, for the owners of the rubric.

mod pairs;

pub use pairs::ItemPair;

use std::cmp::Reverse;

use super::FEW;
use crate::advice::Assessed;
use crate::framework::{CriterionIx, Framework};
use crate::scoring::{Assessment, State, verdict_with};

/// The criteria as a cohort answers them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Items {
    /// Every criterion, in framework order.
    pub criteria: Vec<ItemSummary>,
    /// Pairs of criteria that are answered alike.
    pub pairs: Vec<ItemPair>,
}

/// One criterion as a cohort answers it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ItemSummary {
    /// The criterion.
    pub criterion: CriterionIx,
    /// How many companies claim each level, the lowest first.
    pub levels: Vec<usize>,
    /// How many answer "unknown", or answered too long ago.
    pub unknown: usize,
    /// How many of these have an answer that has expired.
    pub expired: usize,
    /// How many do not answer.
    pub unanswered: usize,
    /// How many say that it does not apply.
    pub not_applicable: usize,
    /// How many are not asked it.
    pub skipped: usize,
    /// The level from which a company passes: the lowest that a gate asks for, else the one above the lowest.
    pub passes_from: u8,
    /// For how many companies this answer alone, at the lowest level or proven at the top, changes some verdict.
    pub decides: usize,
}

/// Statistics of the criteria in a cohort; the order of the companies does not matter.
pub fn items(framework: &Framework, companies: &[&Assessed]) -> Items {
    let mut criteria: Vec<ItemSummary> =
        framework.criterion_indices().map(|criterion| ItemSummary::new(framework, criterion)).collect();
    for company in companies {
        for (item, state) in criteria.iter_mut().zip(&company.assessment.states) {
            item.count(*state);
            item.expired += usize::from(company.expired(framework, item.criterion).is_some());
        }
        for (item, decides) in criteria.iter_mut().zip(decides(framework, &company.assessment)) {
            item.decides += usize::from(decides);
        }
    }
    Items { criteria, pairs: pairs::pairs(framework, companies) }
}

/// For each criterion, whether its answer alone, at the lowest level or proven at the top, changes some verdict.
fn decides(framework: &Framework, assessment: &Assessment) -> Vec<bool> {
    let mut decides = vec![false; framework.criteria().len()];
    for result in &assessment.stages {
        let gated = result.gates.iter().flat_map(|gate| &framework[gate.gate].members);
        let gated = gated.map(|member| member.criterion);
        let weighed = result.criteria.iter().map(|own| own.criterion);
        for criterion in weighed.chain(gated) {
            let at =
                |level| verdict_with(framework, (result, &assessment.states), criterion, State::at(level));
            let moves = || at(0) != result.verdict || at(framework[criterion].top()) != result.verdict;
            let found = &mut decides[criterion.get()];
            *found = *found || (assessment.states[criterion.get()].counts() && moves());
        }
    }
    decides
}

impl Items {
    /// The criteria that are open in any company, the most often open first, ties in framework order.
    pub fn most_open(&self) -> Vec<&ItemSummary> {
        let mut open: Vec<&ItemSummary> = self.criteria.iter().filter(|item| item.open() > 0).collect();
        open.sort_by_key(|item| Reverse(item.open()));
        open
    }
}

impl ItemSummary {
    fn new(framework: &Framework, criterion: CriterionIx) -> Self {
        Self {
            criterion,
            levels: vec![0; framework[criterion].levels.len()],
            unknown: 0,
            expired: 0,
            unanswered: 0,
            not_applicable: 0,
            skipped: 0,
            passes_from: framework.gates_on(criterion).map(|(_, at_least)| at_least).min().unwrap_or(1),
            decides: 0,
        }
    }

    fn count(&mut self, state: State) {
        match state {
            State::Level { claimed, .. } => self.levels[usize::from(claimed)] += 1,
            State::Unknown => self.unknown += 1,
            State::Unanswered => self.unanswered += 1,
            State::NotApplicable => self.not_applicable += 1,
            State::Skipped => self.skipped += 1,
        }
    }

    /// How many companies answer with a level.
    pub fn answered(&self) -> usize {
        self.levels.iter().sum()
    }

    /// Whether too few answer it to say much.
    pub fn is_thin(&self) -> bool {
        self.answered() < FEW
    }

    /// For how many companies it is open.
    pub fn open(&self) -> usize {
        self.unknown + self.unanswered
    }

    /// For how many companies it counts.
    pub fn counts(&self) -> usize {
        self.answered() + self.open()
    }

    /// Whether all who answer are at the top.
    pub fn nobody_fails(&self) -> bool {
        self.answered() > 0 && self.levels.last() == Some(&self.answered())
    }

    /// Whether all who answer are below the passing level.
    pub fn nobody_passes(&self) -> bool {
        self.answered() > 0 && self.levels[usize::from(self.passes_from)..].iter().all(|count| *count == 0)
    }

    /// Whether no company's verdict depends on its answer.
    pub fn never_decides(&self) -> bool {
        self.counts() > 0 && self.decides == 0
    }

    /// The levels at which no company is, if any answers.
    pub fn unused_levels(&self) -> Vec<usize> {
        let unused = |level: &usize| self.answered() > 0 && self.levels[*level] == 0;
        (0..self.levels.len()).filter(unused).collect()
    }
}
