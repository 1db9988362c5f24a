use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::repeated::{KnownCompanies, NamedCompany};
use super::worker::Line;
use crate::source::{Code, Diagnostic, codes};

/// The results of some sheets, in their order.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Outcome {
    /// The lines of the result, as bytes; empty if sheets are kept.
    pub bytes: Vec<u8>,
    /// The sheets with their results, if they are kept.
    pub kept: Vec<Line>,
    /// How many sheets were scored.
    pub scored: usize,
    /// How many were refused.
    pub refused: usize,
    /// How many were scored after leaving out a wrong answer.
    pub wrong: usize,
    /// Whether a file has a problem that belongs to no sheet, such as an unused column of answers.
    pub misread: bool,
    /// How many have not reached the required stage.
    pub short: usize,
    /// The names of the first of these.
    pub short_names: Vec<String>,
    /// Whether something that the user named could not be read.
    pub unreadable: bool,
    /// Refusals, wrong answers, and other notices shown with a result.
    pub problems: Problems,
    /// Companies with several sheets.
    pub repeated: Problems,
    /// Those of these sheets that have a name, before they are added to the known ones.
    pub(super) companies: Vec<NamedCompany>,
    known: KnownCompanies,
}

/// Refusals, wrong answers, and other notices: the first ones in full, the others counted by kind. More serious ones
/// replace less serious ones.
#[derive(Debug, Default)]
pub struct Problems {
    /// The first.
    pub first: Vec<Diagnostic>,
    /// How many more there are of each kind.
    pub others: BTreeMap<&'static str, (Code, usize)>,
    /// What is reported once per file: the file and the wording.
    once: BTreeMap<(String, String), Option<Diagnostic>>,
}

impl Problems {
    /// How many are kept in full.
    pub const SHOWN: usize = 20;

    /// How much is remembered of what was reported once per file, however many files and keys there are.
    const REMEMBERED: usize = 10_000;

    /// Adds one.
    pub fn push(&mut self, problem: Diagnostic) {
        if self.first.len() < Self::SHOWN {
            return self.first.push(problem);
        }
        let least = self.first.iter().map(weight).min().unwrap_or(usize::MAX);
        let at = self.first.iter().rposition(|shown| weight(shown) == least);
        let given_up = match at.filter(|_| weight(&problem) > least) {
            Some(at) => {
                let given_up = self.first.remove(at);
                self.first.push(problem);
                given_up
            }
            None => problem,
        };
        self.count(given_up.code, given_up.stands_for);
    }

    /// Adds several.
    pub fn extend(&mut self, problems: impl IntoIterator<Item = Diagnostic>) {
        for problem in problems {
            self.push(problem);
        }
    }

    /// Adds one that is reported once per file, unless it has been.
    pub(super) fn push_once(&mut self, file: &str, problem: Diagnostic) {
        if self.once.len() < Self::REMEMBERED {
            self.once.entry((file.to_owned(), problem.message.en.clone())).or_insert(Some(problem));
        } else if !self.once.contains_key(&(file.to_owned(), problem.message.en.clone())) {
            self.push(problem);
        }
    }

    /// Adds those that came later.
    pub fn append(&mut self, later: &mut Self) {
        for (key, problem) in std::mem::take(&mut later.once) {
            if let Some(problem) = problem {
                self.report_once(&key.0, &problem);
            }
        }
        self.extend(later.first.drain(..));
        for (code, count) in std::mem::take(&mut later.others).into_values() {
            self.count(code, count);
        }
    }

    /// Reports it now, unless that has been done for the file.
    fn report_once(&mut self, file: &str, problem: &Diagnostic) {
        let is_full = self.once.len() >= Self::REMEMBERED;
        match self.once.entry((file.to_owned(), problem.message.en.clone())) {
            Entry::Vacant(place) if !is_full => {
                place.insert(None);
            }
            Entry::Vacant(_) => {}
            Entry::Occupied(_) => return,
        }
        self.push(problem.clone());
    }

    fn count(&mut self, code: Code, more: usize) {
        self.others.entry(code.id).or_insert((code, 0)).1 += more;
    }
}

/// How serious it is: wrong, a notice about an answer, unused though possibly meant, or just unused.
fn weight(problem: &Diagnostic) -> usize {
    match problem.code {
        _ if problem.is_error() => 3,
        codes::UNUSED_KEY => usize::from(problem.help.is_some()),
        codes::REPEATED_SUBJECT => 1,
        _ => 2,
    }
}

impl Outcome {
    /// How many names of companies that have not reached the required stage are remembered.
    pub const NAMED: usize = 6;

    /// Adds the results of later sheets.
    pub fn append(&mut self, later: &mut Self) {
        self.bytes.append(&mut later.bytes);
        self.kept.append(&mut later.kept);
        self.scored += later.scored;
        self.refused += later.refused;
        self.wrong += later.wrong;
        self.misread |= later.misread;
        self.short += later.short;
        let room = Self::NAMED.saturating_sub(self.short_names.len());
        self.short_names.extend(later.short_names.drain(..).take(room));
        self.unreadable |= later.unreadable;
        self.problems.append(&mut later.problems);
        let again = later.companies.drain(..).filter_map(|company| self.known.add(company));
        self.repeated.extend(again);
    }

    /// Adds notices about a file as a whole.
    pub(super) fn of_file(&mut self, notices: Vec<Diagnostic>) {
        self.misread |= notices.iter().any(Diagnostic::is_error);
        self.problems.extend(notices);
    }

    pub(super) fn clear(&mut self) {
        let mut bytes = std::mem::take(&mut self.bytes);
        bytes.clear();
        *self = Self { bytes, ..Self::default() };
    }
}
