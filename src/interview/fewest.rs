use std::slice;

use super::InterviewScope;
use crate::framework::{ChoiceIx, CriterionIx, FactIx, Framework};

/// How many combinations of choices are tried before giving up.
const MOST_TRIES: usize = 100_000;

/// The criteria that are asked if the facts leave out as many as possible; none if that takes too long to find out, or
/// if the run asks only some of the criteria anyway.
pub(super) fn fewest(framework: &Framework, scope: InterviewScope) -> Option<Vec<CriterionIx>> {
    if scope.quick {
        return None;
    }
    let bears =
        |criterion: &CriterionIx| scope.stage.is_none_or(|stage| framework.bears_on(*criterion, stage));
    let criteria: Vec<_> = framework.criterion_indices().filter(bears).collect();
    let uses = |fact: &FactIx| criteria.iter().any(|criterion| framework[*criterion].condition.uses(*fact));
    let facts = framework.fact_indices().filter(uses);
    let facts: Vec<_> = facts.map(|fact| (fact, telling(framework, &criteria, fact))).collect();
    let mut search = Search { framework, facts, chosen: Vec::new(), best: criteria.clone(), tries: 0 };
    search.choose(&criteria);
    (search.tries < MOST_TRIES).then_some(search.best)
}

/// The choices of a fact worth trying, leaving out those that keep everything that another one keeps. A single choice
/// never keeps more than several.
fn telling(framework: &Framework, criteria: &[CriterionIx], fact: FactIx) -> Vec<ChoiceIx> {
    let mut best: Vec<(ChoiceIx, Vec<CriterionIx>)> = Vec::new();
    for choice in (0..framework[fact].choices.len()).map(ChoiceIx::new) {
        let keeps = kept(framework, criteria, fact, choice);
        let holds_all = |all: &[CriterionIx], some: &[CriterionIx]| some.iter().all(|one| all.contains(one));
        if best.iter().any(|(_, other)| holds_all(&keeps, other)) {
            continue;
        }
        best.retain(|(_, other)| !holds_all(other, &keeps));
        best.push((choice, keeps));
    }
    best.into_iter().map(|(choice, _)| choice).collect()
}

/// The criteria that a choice does not leave out.
fn kept(framework: &Framework, among: &[CriterionIx], fact: FactIx, choice: ChoiceIx) -> Vec<CriterionIx> {
    let given = |of: FactIx| if of == fact { slice::from_ref(&choice) } else { &[] };
    among.iter().copied().filter(|criterion| framework[*criterion].condition.holds(given)).collect()
}

struct Search<'f> {
    framework: &'f Framework,
    facts: Vec<(FactIx, Vec<ChoiceIx>)>,
    chosen: Vec<(FactIx, ChoiceIx)>,
    best: Vec<CriterionIx>,
    tries: usize,
}

impl Search<'_> {
    /// Tries the choices of the next fact; `left` are the criteria that the choices so far have not left out.
    fn choose(&mut self, left: &[CriterionIx]) {
        self.tries += 1;
        if self.tries >= MOST_TRIES {
            return;
        }
        let Some((fact, choices)) = self.facts.get(self.chosen.len()).cloned() else {
            if left.len() < self.best.len() {
                self.best = left.to_vec();
            }
            return;
        };
        for choice in choices {
            self.chosen.push((fact, choice));
            let left = kept(self.framework, left, fact, choice);
            if left.iter().filter(|criterion| self.is_certain(**criterion)).count() < self.best.len() {
                self.choose(&left);
            }
            self.chosen.pop();
        }
    }

    /// Whether no later choice can leave a criterion out.
    fn is_certain(&self, criterion: CriterionIx) -> bool {
        let later = &self.facts[self.chosen.len()..];
        !later.iter().any(|(fact, _)| self.framework[criterion].condition.uses(*fact))
    }
}
