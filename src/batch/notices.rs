use super::codes;
use super::tables::mask;
use crate::advice::{Held, conflict_notice, open_fact, skipped_answer, stale_answer};
use crate::framework::{Clause, Conflict, CriterionIx, FactIx, Framework};
use crate::source::Diagnostic;

/// A conflict with more pairs of clauses than this is left to the full reader.
const MOST_COMBINATIONS: usize = 256;

/// All notices that scoring itself can give, each made once; a sheet has some of them, by number.
#[derive(Debug)]
pub(super) struct Notices {
    /// The notices: of open facts, then per criterion of a skipped and of a stale answer, then of conflicts.
    pub(super) all: Vec<Diagnostic>,
    /// Facts that matter when they are not given, with the criteria that use them.
    pub(super) facts: Vec<(usize, Vec<usize>)>,
    /// How many facts there are.
    fact_count: usize,
    conflicts: Vec<Combinations>,
}

/// A conflict, for each way in which it can hold.
#[derive(Debug)]
struct Combinations {
    clauses: Vec<Part>,
    /// The number of the notice for the first way; the last clause changes fastest.
    first: usize,
}

#[derive(Debug)]
enum Part {
    /// A criterion at one of these levels, which stand beside their bits.
    Levels(usize, u64, Vec<u8>),
    /// A fact with one of these choices, by their bits, and all of them.
    Choices(usize, u64, Vec<u64>),
}

impl Part {
    fn holds(&self, codes: &[u8], facts: &[u64]) -> bool {
        match self {
            Self::Levels(criterion, levels, _) => {
                codes::level(codes[*criterion]).is_some_and(|level| levels >> level & 1 == 1)
            }
            Self::Choices(fact, choices, _) => facts[*fact] & choices != 0,
        }
    }

    /// In how many ways it can hold, and which of them it is.
    fn way(&self, codes: &[u8], facts: &[u64]) -> (usize, usize) {
        let (ways, found) = match self {
            Self::Levels(criterion, _, levels) => {
                let level = codes::level(codes[*criterion]);
                (levels.len(), levels.iter().position(|one| Some(*one) == level))
            }
            Self::Choices(fact, _, choices) => {
                (choices.len(), choices.iter().position(|choice| facts[*fact] & choice != 0))
            }
        };
        (ways, found.unwrap_or(0))
    }
}

impl Notices {
    /// The notices of a framework; none if a conflict can hold in too many ways.
    pub(super) fn new(framework: &Framework) -> Option<Self> {
        let mut all: Vec<Diagnostic> =
            framework.fact_indices().map(|fact| open_fact(framework, fact)).collect();
        for criterion in framework.criteria() {
            let key = format!("answers.{}", criterion.id);
            all.push(skipped_answer(criterion).key(key.clone()));
            all.push(stale_answer(criterion).key(key));
        }
        let facts = framework.fact_indices().filter_map(|fact| users(framework, fact)).collect();
        let mut notices = Self { all, facts, fact_count: framework.facts().len(), conflicts: Vec::new() };
        for conflict in framework.conflicts() {
            notices.add(framework, conflict)?;
        }
        Some(notices)
    }

    fn add(&mut self, framework: &Framework, conflict: &Conflict) -> Option<()> {
        let ways: Vec<Vec<Held>> = conflict.when.iter().map(ways).collect();
        let count = ways.iter().try_fold(1_usize, |count, ways| count.checked_mul(ways.len()))?;
        if count > MOST_COMBINATIONS {
            return None;
        }
        let clauses = conflict.when.iter().map(part).collect();
        self.conflicts.push(Combinations { clauses, first: self.all.len() });
        for number in 0..count {
            let mut rest = number;
            let mut held: Vec<Held> = ways.iter().rev().map(|ways| pick(ways, &mut rest)).collect();
            held.reverse();
            self.all.push(conflict_notice(framework, conflict, &held));
        }
        Some(())
    }

    /// The number of the notice that a fact is not given.
    pub(super) fn open_fact(fact: usize) -> usize {
        fact
    }

    /// The number of the notice that the answer to a criterion is skipped.
    pub(super) fn skipped(&self, criterion: usize) -> usize {
        self.fact_count + 2 * criterion
    }

    /// The number of the notice that the answer to a criterion is stale.
    pub(super) fn stale(&self, criterion: usize) -> usize {
        self.skipped(criterion) + 1
    }

    /// Adds the numbers of the conflicts that hold.
    pub(super) fn conflicts(&self, codes: &[u8], facts: &[u64], out: &mut Vec<usize>) {
        for Combinations { clauses, first } in &self.conflicts {
            if clauses.iter().all(|clause| clause.holds(codes, facts)) {
                let ways = clauses.iter().map(|clause| clause.way(codes, facts));
                out.push(first + ways.fold(0, |number, (ways, found)| number * ways + found));
            }
        }
    }
}

fn pick(ways: &[Held], rest: &mut usize) -> Held {
    let held = ways[*rest % ways.len()];
    *rest /= ways.len();
    held
}

/// The ways in which a clause can hold, in the order of its list.
fn ways(clause: &Clause) -> Vec<Held> {
    match clause {
        Clause::Levels(criterion, levels) => {
            levels.iter().map(|level| Held::Level(*criterion, *level)).collect()
        }
        Clause::Choices(fact, choices) => choices.iter().map(|choice| Held::Choice(*fact, *choice)).collect(),
    }
}

fn part(clause: &Clause) -> Part {
    match clause {
        Clause::Levels(criterion, levels) => {
            let bits = levels.iter().fold(0, |bits, level| bits | 1 << level);
            Part::Levels(criterion.get(), bits, levels.clone())
        }
        Clause::Choices(fact, choices) => {
            let bits = choices.iter().map(|choice| mask(&[*choice])).collect();
            Part::Choices(fact.get(), mask(choices), bits)
        }
    }
}

/// A fact with the criteria that could drop out if it were given; none if it matters to none.
fn users(framework: &Framework, fact: FactIx) -> Option<(usize, Vec<usize>)> {
    let choices = framework[fact].choices.len();
    let uses = |criterion: &CriterionIx| {
        let mut clauses = framework[*criterion].condition.0.iter();
        clauses.any(|(of, allowed)| *of == fact && allowed.len() < choices)
    };
    let users: Vec<usize> = framework.criterion_indices().filter(uses).map(CriterionIx::get).collect();
    (!users.is_empty()).then(|| (fact.get(), users))
}
