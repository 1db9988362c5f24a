use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::page::Page;
use crate::source::{Code, Diagnostic, codes};

/// What became of some sheets, in their order.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The lines of the result.
    pub(super) page: Page,
    /// How many sheets were scored.
    pub scored: usize,
    /// How many of them by a quick reader.
    pub quick: usize,
    /// How many were refused.
    pub refused: usize,
    /// How many were scored although an answer is wrong, which was left out.
    pub wrong: usize,
    /// How many have not reached what is required.
    pub short: usize,
    /// Whether something could not be read although the user named it.
    pub unreadable: bool,
    /// Refusals and wrong answers.
    pub problems: Problems,
}

/// Refusals and wrong answers: the first ones in full, the others by their kind.
#[derive(Debug, Default)]
pub struct Problems {
    /// The first.
    pub first: Vec<Diagnostic>,
    /// How many of each kind there are besides.
    pub others: BTreeMap<&'static str, (Code, usize)>,
    /// What is told once a file: of which file, and in which words.
    once: BTreeMap<(String, String), Option<Diagnostic>>,
}

impl Problems {
    /// How many are kept in full.
    pub const SHOWN: usize = 20;

    /// So much is remembered of what was told once a file, however many files and keys there are.
    const REMEMBERED: usize = 10_000;

    /// Adds one.
    pub fn push(&mut self, problem: Diagnostic) {
        if self.first.len() < Self::SHOWN {
            self.first.push(problem);
        } else {
            self.count(problem.code, 1);
        }
    }

    /// Adds several.
    pub fn extend(&mut self, problems: impl IntoIterator<Item = Diagnostic>) {
        for problem in problems {
            self.push(problem);
        }
    }

    /// Adds one that is told once a file, if it is not there yet.
    pub(super) fn push_once(&mut self, file: &str, problem: Diagnostic) {
        if self.once.len() < Self::REMEMBERED {
            self.once.entry((file.to_owned(), problem.message.en.clone())).or_insert(Some(problem));
        } else if !self.once.contains_key(&(file.to_owned(), problem.message.en.clone())) {
            self.push(problem);
        }
    }

    /// Adds what is to be told of the notices of a sheet in a file: wrong answers, and once a file keys that nothing
    /// reads.
    pub fn of_sheet(&mut self, file: &str, notices: &[Diagnostic]) {
        for notice in notices {
            if notice.is_error() {
                self.push(notice.clone());
            } else if notice.code == codes::UNUSED_KEY {
                self.tell_once(file, notice);
            }
        }
    }

    /// Adds those that came later.
    pub fn append(&mut self, later: &mut Self) {
        for (key, problem) in std::mem::take(&mut later.once) {
            if let Some(problem) = problem {
                self.tell_once(&key.0, &problem);
            }
        }
        self.extend(later.first.drain(..));
        for (code, count) in std::mem::take(&mut later.others).into_values() {
            self.count(code, count);
        }
    }

    /// Tells it now, unless it has been told of this file.
    fn tell_once(&mut self, file: &str, problem: &Diagnostic) {
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

impl Outcome {
    /// Adds what became of later sheets.
    pub fn append(&mut self, later: &mut Self) {
        self.page.all(later.bytes());
        self.scored += later.scored;
        self.quick += later.quick;
        self.refused += later.refused;
        self.wrong += later.wrong;
        self.short += later.short;
        self.unreadable |= later.unreadable;
        self.problems.append(&mut later.problems);
    }

    /// The lines of the result.
    pub fn bytes(&self) -> &[u8] {
        self.page.bytes()
    }

    /// Makes it empty, and keeps the memory.
    pub(super) fn clear(&mut self) {
        let mut page = std::mem::take(&mut self.page);
        page.clear();
        *self = Self { page, ..Self::default() };
    }
}
