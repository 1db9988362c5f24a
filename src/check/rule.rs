use jiff::civil::Date;

use super::reachability::Finding;
use super::{Locator, Page, Texts};
use crate::answers::AnswerSheet;
use crate::framework::Framework;
use crate::scoring::State;
use crate::source::{Code, Diagnostic};

/// One kind of finding: its code, its page, and how it is found.
#[derive(Clone, Copy)]
pub struct Rule {
    /// Its name.
    pub code: Code,
    /// What it is about, for authors: `docs/rules/CODE.md`.
    pub page: &'static str,
    /// How it is found.
    pub run: Run,
}

/// How a kind of finding is found.
#[derive(Clone, Copy)]
pub enum Run {
    /// Whoever reads the files reports it.
    Reading,
    /// By the texts of a framework's files, also of a framework that cannot be used.
    Texts(fn(&Texts<'_>, &mut Vec<Diagnostic>)),
    /// By a framework that can be used.
    Framework(fn(&FrameworkCheck<'_>, &mut Vec<Diagnostic>)),
    /// By the space of all sheets of a framework, which is looked at once for all: shows one finding of its code.
    Space(fn(&FrameworkCheck<'_>, &Finding) -> Diagnostic),
    /// By a framework, on a given day; it is passed over where no day is given.
    Dated(fn(&FrameworkCheck<'_>, Date, &mut Vec<Diagnostic>)),
    /// By an answer sheet that could be read.
    Sheet(fn(&SheetCheck<'_>, &mut Vec<Diagnostic>)),
}

/// What a rule about frameworks sees.
pub struct FrameworkCheck<'a> {
    /// The framework.
    pub framework: &'a Framework,
    /// Where its parts are written.
    pub at: Locator<'a>,
}

/// What a rule about answer sheets sees.
pub struct SheetCheck<'a> {
    /// The framework.
    pub framework: &'a Framework,
    /// The sheet.
    pub sheet: &'a AnswerSheet,
    /// What counts of each answer.
    pub states: &'a [State],
}

impl Rule {
    /// Its page, taken apart.
    pub fn page(&self) -> Page<'static> {
        Page::parse(self.page)
    }
}

impl SheetCheck<'_> {
    /// A finding about the answer to a criterion, at its place.
    pub fn answer(&self, criterion: crate::framework::CriterionIx, diagnostic: Diagnostic) -> Diagnostic {
        let key = format!("answers.{}", self.framework[criterion].id);
        let diagnostic = diagnostic.key(key);
        match (self.sheet.file(), &self.sheet.answer(criterion).span) {
            (Some(file), Some(span)) => diagnostic.at(file, span.clone()),
            _ => diagnostic,
        }
    }
}
