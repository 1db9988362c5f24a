use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::repeated::{KnownCompanies, NamedCompany};
use super::worker::Line;
use crate::source::{Code, Diagnostic, codes};

/// What became of some sheets, in their order.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Outcome {
    /// The lines of the result, as bytes; empty where sheets are kept.
    pub bytes: Vec<u8>,
    /// The sheets with what follows from them, where they are kept.
    pub kept: Vec<Line>,
    /// How many sheets were scored.
    pub scored: usize,
    /// How many were refused.
    pub refused: usize,
    /// How many were scored although an answer is wrong, which was left out.
    pub wrong: usize,
    /// Whether something in a file is wrong that is no sheet's, such as a column of answers that was not used.
    pub misread: bool,
    /// How many have not reached what is required.
    pub short: usize,
    /// The first of these, by their names.
    pub short_names: Vec<String>,
    /// Whether something could not be read although the user named it.
    pub unreadable: bool,
    /// Refusals, wrong answers, and what else is told with a result.
    pub problems: Problems,
    /// Companies with several sheets.
    pub repeated: Problems,
    /// Those of these sheets that have a name, before they are added to the known ones.
    pub(super) companies: Vec<NamedCompany>,
    known: KnownCompanies,
}

/// Refusals, wrong answers, and what else is told: the first ones in full, the others by their kind. What is worse takes the
/// place of what is not so bad.
#[derive(Debug, Default)]
pub struct Problems {
    /// The first.
    pub first: Vec<Diagnostic>,
    /// How many of each kind there are besides.
    pub others: BTreeMap<&'static str, (Code, usize)>,
    /// What is reported once a file: of which file, and in which words.
    once: BTreeMap<(String, String), Option<Diagnostic>>,
}

impl Problems {
    /// How many are kept in full.
    pub const SHOWN: usize = 20;

    /// How much is remembered of what was reported once a file, however many files and keys there are.
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

    /// Adds one that is reported once a file, if it is not there yet.
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

    /// Reports it now, unless this has been done for the file.
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

/// How bad something is: wrong, told of an answer, not used though it may be meant, or only not used.
fn weight(problem: &Diagnostic) -> usize {
    match problem.code {
        _ if problem.is_error() => 3,
        codes::UNUSED_KEY => usize::from(problem.help.is_some()),
        codes::REPEATED_SUBJECT => 1,
        _ => 2,
    }
}

impl Outcome {
    /// How many names of companies are remembered that have not reached what is required.
    pub const NAMED: usize = 6;

    /// Adds what became of later sheets.
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

    /// Adds what is odd about a file as a whole.
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
