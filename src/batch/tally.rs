use super::codes::{self, NOT_APPLICABLE, UNANSWERED, UNKNOWN};
use super::notices::Notices;
use super::tables::{Loss, Sums, Tables};
use crate::framework::Verdict;
use crate::scoring::{GateResult, Points, verdict};

/// A code of an answer that the facts leave out, until its row is looked up as one that does not apply.
const SKIPPED: u8 = u8::MAX;

/// One sheet in small integers, and what scoring it gives. It is filled anew for every sheet, and allocates
/// nothing once it has grown.
#[derive(Debug)]
pub(super) struct Tally {
    /// Per criterion the code of its answer.
    pub(super) codes: Vec<u8>,
    /// Per fact its choices as bits; 0 if it is not given.
    pub(super) facts: Vec<u64>,
    /// The answers with a date of their own: criterion and age in days.
    pub(super) ages: Vec<(usize, i32)>,
    /// The criteria with evidence that stands apart from the reply, while a row is read.
    pub(super) proofs: Vec<usize>,
    /// The points and the greatest losses of all stages.
    sums: Vec<Sums>,
    /// Per stage its gates.
    pub(super) gates: Vec<Vec<GateResult>>,
    /// Per stage its verdict.
    pub(super) verdicts: Vec<Verdict>,
    /// The numbers of the notices.
    pub(super) notices: Vec<usize>,
}

impl Tally {
    /// A tally for sheets of a framework.
    pub(super) fn new(tables: &Tables<'_>) -> Self {
        let framework = tables.framework;
        let stages = framework.stages().len();
        Self {
            codes: vec![UNANSWERED; framework.criteria().len()],
            facts: vec![0; framework.facts().len()],
            ages: Vec::new(),
            proofs: Vec::new(),
            sums: Vec::new(),
            gates: vec![Vec::new(); stages],
            verdicts: vec![Verdict::NotAssessed; stages],
            notices: Vec::new(),
        }
    }

    /// Scores the sheet that was filled in, which is so many days old. `None` leaves it to the full reader.
    pub(super) fn score(&mut self, tables: &Tables<'_>, age: Option<i32>) -> Option<()> {
        let from_future = age.is_some_and(|age| age < 0) || self.ages.iter().any(|(_, age)| *age < 0);
        if from_future {
            return None;
        }
        self.notices.clear();
        self.skip(tables);
        self.open_facts(tables);
        self.age(tables, age);
        // What was noted of criteria, in their order.
        self.notices.sort_unstable();
        codes::replace(&mut self.codes, SKIPPED, NOT_APPLICABLE);
        tables.add_up(&self.codes, &mut self.sums);
        for (stage, gates) in tables.gates.iter().enumerate() {
            let results = &mut self.gates[stage];
            results.clear();
            results.extend(gates.iter().map(|gate| gate.results[usize::from(self.codes[gate.criterion])]));
            let ready_at = tables.framework.stages()[stage].ready_at;
            self.verdicts[stage] = verdict(Sums::points(&self.sums, stage), results, ready_at);
        }
        tables.notices.conflicts(&self.codes, &self.facts, &mut self.notices);
        Some(())
    }

    /// How many stages from the first on are ready without a break.
    pub(super) fn reached(&self) -> usize {
        self.verdicts.iter().take_while(|verdict| **verdict == Verdict::Ready).count()
    }

    /// The points of a stage, as the ordinary scoring knows them.
    pub(super) fn points(&self, stage: usize) -> Points {
        Sums::points(&self.sums, stage)
    }

    /// The greatest losses of a stage.
    pub(super) fn losses(&self, tables: &Tables<'_>, stage: usize) -> impl Iterator<Item = Loss> {
        tables.losses(&self.sums, stage)
    }

    fn skip(&mut self, tables: &Tables<'_>) {
        for (criterion, fact, allowed) in &tables.conditions {
            let given = self.facts[*fact];
            if given != 0 && given & allowed == 0 {
                let code = std::mem::replace(&mut self.codes[*criterion], SKIPPED);
                if ![SKIPPED, UNANSWERED].contains(&code) {
                    self.notices.push(tables.notices.skipped(*criterion));
                }
            }
        }
    }

    fn open_facts(&mut self, tables: &Tables<'_>) {
        for (fact, users) in &tables.notices.facts {
            if self.facts[*fact] == 0 && users.iter().any(|user| self.codes[*user] != SKIPPED) {
                self.notices.push(Notices::open_fact(*fact));
            }
        }
    }

    fn age(&mut self, tables: &Tables<'_>, sheet: Option<i32>) {
        let oldest = self.ages.iter().map(|(_, age)| *age).chain(sheet).max();
        if oldest.is_none_or(|age| age <= tables.least_valid) {
            return;
        }
        for (criterion, valid_days) in &tables.valid_days {
            let code = &mut self.codes[*criterion];
            let own = self.ages.iter().find(|(of, _)| of == criterion).map(|(_, age)| *age);
            let stale = own.or(sheet).is_some_and(|age| age > *valid_days);
            if stale && ![SKIPPED, UNANSWERED, UNKNOWN].contains(code) {
                *code = UNKNOWN;
                self.notices.push(tables.notices.stale(*criterion));
            }
        }
    }
}
