use std::collections::BTreeSet;

use super::TestOutcome;
use super::expect::Expected;
use crate::advice::{Assessed, FitStatus, conflicts};
use crate::framework::{Clause, Conflict, Framework, Programme};
use crate::scoring::GateStatus;
use crate::source::Diagnostic;
use crate::text::ids;

/// How much of a framework its tests exercise.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Coverage {
    /// In the order of [`CoveragePart`].
    pub parts: Vec<Covered>,
}

/// How much of one part is exercised.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Covered {
    /// The part.
    pub part: CoveragePart,
    /// How many of its items there are.
    pub total: usize,
    /// The items that no test exercises, as written in a sheet or under `[expect]`.
    pub missing: Vec<String>,
}

/// A part of a framework that tests can exercise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CoveragePart {
    /// Every level of every criterion is answered, where it counts.
    Levels,
    /// Every gate is expected to fail, and to pass.
    Gates,
    /// Every condition of a criterion holds in one test and not in another, on facts that are given.
    Conditions,
    /// Every programme is expected in every status that it can have.
    Programmes,
    /// Every conflict occurs.
    Conflicts,
}

ids! { CoveragePart {
    Self::Levels => "levels",
    Self::Gates => "gates",
    Self::Conditions => "conditions",
    Self::Programmes => "programmes",
    Self::Conflicts => "conflicts",
} }

impl Covered {
    /// How many items are exercised.
    pub fn exercised(&self) -> usize {
        self.total - self.missing.len()
    }

    fn new(part: CoveragePart, items: impl IntoIterator<Item = (String, bool)>) -> Self {
        let mut covered = Self { part, total: 0, missing: Vec::new() };
        for (item, exercised) in items {
            covered.total += 1;
            covered.missing.extend((!exercised).then_some(item));
        }
        covered
    }
}

impl Coverage {
    /// All items together in percent, rounded down: 100 only if nothing is missing.
    pub fn percent(&self) -> usize {
        let (exercised, total) =
            self.parts.iter().fold((0, 0), |sum, part| (sum.0 + part.exercised(), sum.1 + part.total));
        (exercised * 100).checked_div(total).unwrap_or(100)
    }
}

/// The coverage of tests.
pub fn coverage(framework: &Framework, outcomes: &[TestOutcome]) -> Coverage {
    // A refused test exercises nothing.
    let sound = outcomes.iter().filter(|one| !one.test.problems.iter().any(Diagnostic::is_error));
    let scored: Vec<_> =
        sound.filter_map(|one| Some((&one.test.expected, one.test.assess(framework)?))).collect();
    let expected: Vec<Expected> = scored.iter().flat_map(|(all, _)| *all).map(|one| one.what).collect();
    let assessed: Vec<Assessed> = scored.into_iter().map(|(_, assessed)| assessed).collect();
    let parts = vec![
        levels(framework, &assessed),
        gates(framework, &expected),
        conditions(framework, &assessed),
        programmes(framework, &expected),
        conflicting(framework, &assessed),
    ];
    Coverage { parts }
}

fn levels(framework: &Framework, assessed: &[Assessed]) -> Covered {
    let items = framework.criterion_indices().flat_map(|criterion| {
        let seen: BTreeSet<u8> =
            assessed.iter().filter_map(|one| one.assessment.states[criterion.get()].level()).collect();
        let id = &framework[criterion].id;
        (0..=framework[criterion].top()).map(move |level| (format!("{id} = {level}"), seen.contains(&level)))
    });
    Covered::new(CoveragePart::Levels, items)
}

fn gates(framework: &Framework, expected: &[Expected]) -> Covered {
    let items = framework.indexed_gates().flat_map(|(index, gate)| {
        [GateStatus::Failed, GateStatus::Passed].map(|status| {
            let (stage, name) = (&framework[gate.stage].id, gate.name(framework));
            let path = format!("stages.{stage}.gates.{name} = \"{}\"", status.id());
            (path, expected.contains(&Expected::Gate(index, status)))
        })
    });
    Covered::new(CoveragePart::Gates, items)
}

fn conditions(framework: &Framework, assessed: &[Assessed]) -> Covered {
    let conditional = framework.criterion_indices().filter(|index| !framework[*index].condition.0.is_empty());
    let items = conditional.flat_map(|index| {
        let criterion = &framework[index];
        let all_given =
            |one: &&Assessed| criterion.condition.0.iter().all(|(fact, _)| !one.sheet.fact(*fact).is_empty());
        [true, false].map(|holds| {
            let seen =
                assessed.iter().filter(all_given).any(|one| one.sheet.applies(framework, index) == holds);
            let state = if holds { "holds" } else { "fails" };
            (format!("{}.applies_if {state}", criterion.id), seen)
        })
    });
    Covered::new(CoveragePart::Conditions, items)
}

fn programmes(framework: &Framework, expected: &[Expected]) -> Covered {
    let all = framework.programmes().iter().enumerate();
    let items = all.flat_map(|(position, programme)| {
        possible(programme).into_iter().map(move |status| {
            let path = format!("programmes.{} = \"{}\"", programme.id, status.id());
            (path, expected.contains(&Expected::Programme(position, status)))
        })
    });
    Covered::new(CoveragePart::Programmes, items)
}

fn possible(programme: &Programme) -> Vec<FitStatus> {
    let (needs, condition) = (!programme.needs.is_empty(), !programme.condition.0.is_empty());
    let mut out = vec![FitStatus::Fits];
    let mut add = |can: bool, status: FitStatus| out.extend(can.then_some(status));
    add(needs || programme.opens.is_some(), FitStatus::FitsAfter);
    add(needs || condition, FitStatus::Unknown);
    add(condition, FitStatus::NotForYou);
    add(programme.closes.is_some(), FitStatus::Closed);
    out
}

fn conflicting(framework: &Framework, assessed: &[Assessed]) -> Covered {
    let seen: BTreeSet<usize> = assessed
        .iter()
        .flat_map(|one| conflicts(framework, &one.sheet, &one.assessment.states))
        .map(|(position, _)| position)
        .collect();
    let all = framework.conflicts().iter().enumerate();
    let items = all.map(|(position, conflict)| (clauses(framework, conflict), seen.contains(&position)));
    Covered::new(CoveragePart::Conflicts, items)
}

fn clauses(framework: &Framework, conflict: &Conflict) -> String {
    let clause = |clause: &Clause| match clause {
        Clause::Levels(criterion, levels) => format!("{} = {levels:?}", framework[*criterion].id),
        Clause::Choices(fact, choices) => {
            let fact = &framework[*fact];
            format!("{} = {:?}", fact.id, fact.choice_ids(choices))
        }
    };
    format!("{{ {} }}", conflict.when.iter().map(clause).collect::<Vec<_>>().join(", "))
}
