//! One renderer per form; all read the same data and return text. Nothing here prints.

pub mod book;
pub(crate) mod cells;
pub mod csv;
pub mod diagnostics;
pub mod evolution;
pub mod findings;
pub mod json;
mod merged;
mod paint;
pub mod select;
mod summary;
pub mod terminal;
pub mod testing;
mod words;
pub mod xlsx;

pub use merged::merged_sheet;
pub use paint::Paint;
pub use summary::summary;

use std::borrow::Cow;

use jiff::civil::Date;

use crate::advice::{Agreement, Assessed, Cohort, Comparison, Groups, Items, Ranks};
use crate::answers::AnswerSheet;
use crate::framework::{Framework, LanguageIx};
use crate::source::Diagnostic;
use crate::text::Lang;

/// Where a sheet came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// The path as the user gave it, or `-`.
    pub path: String,
    /// The line of the sheet in a file that holds several.
    pub line: Option<usize>,
}

impl Input {
    /// What a company is called: by its name, else by the reference that the user gave it, else by where it stands.
    pub fn name_of<'a>(&'a self, sheet: &'a AnswerSheet) -> Cow<'a, str> {
        let given = sheet.subject.as_deref().or(sheet.reference.as_deref());
        given.map_or_else(|| Cow::Owned(self.to_string()), Cow::Borrowed)
    }
}

impl std::fmt::Display for Input {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.path)?;
        self.line.map_or(Ok(()), |line| write!(f, ":{line}"))
    }
}

/// What a report speaks of, and in which language.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The framework.
    pub framework: &'a Framework,
    /// The company.
    pub assessed: &'a Assessed,
    /// The language of the interface.
    pub lang: Lang,
}

impl View<'_> {
    /// The language of the framework's texts.
    pub fn language(&self) -> LanguageIx {
        self.framework.language(self.lang)
    }
}

/// A comparison of two sheets, with what it was made from.
#[derive(Clone, Copy, Debug)]
pub struct ComparisonView<'a> {
    /// The old sheet under its framework.
    pub old: View<'a>,
    /// The new sheet under its framework.
    pub new: View<'a>,
    /// What changed.
    pub comparison: &'a Comparison,
    /// Answers of the old sheet that the new framework cannot take.
    pub not_carried: &'a [Diagnostic],
}

/// One of several raters.
#[derive(Clone, Debug)]
pub struct Rater {
    /// A name that no other of them has.
    pub name: String,
    /// Where the sheet came from.
    pub input: Input,
    /// The sheet.
    pub sheet: AnswerSheet,
}

/// How far raters agree, with who they are.
#[derive(Clone, Copy, Debug)]
pub struct RatersView<'a> {
    /// The framework.
    pub framework: &'a Framework,
    /// The raters, in the order in which they were given.
    pub raters: &'a [Rater],
    /// Their agreement.
    pub agreement: &'a Agreement,
    /// The language of the interface.
    pub lang: Lang,
}

impl RatersView<'_> {
    /// The language of the framework's texts.
    pub fn language(&self) -> LanguageIx {
        self.framework.language(self.lang)
    }
}

/// One company of a cohort.
#[derive(Clone, Copy, Debug)]
pub struct Member<'a> {
    /// Where its sheet came from.
    pub input: &'a Input,
    /// The company.
    pub assessed: &'a Assessed,
}

/// A cohort with all that is to be told of it.
#[derive(Clone, Copy, Debug)]
pub struct CohortView<'a> {
    /// The framework.
    pub framework: &'a Framework,
    /// The day.
    pub as_of: Date,
    /// The companies, in the order in which they were given.
    pub members: &'a [Member<'a>],
    /// The sheets that were refused, each with the first reason.
    pub refused: &'a [(&'a Input, &'a Diagnostic)],
    /// How the companies stand.
    pub cohort: &'a Cohort,
    /// The companies by a fact, if that was asked for.
    pub groups: Option<&'a Groups>,
    /// The ranks, in the order of the companies.
    pub ranks: &'a Ranks,
    /// What the criteria tell apart, if that was asked for.
    pub items: Option<&'a Items>,
    /// The language of the interface.
    pub lang: Lang,
}

impl CohortView<'_> {
    /// The language of the framework's texts.
    pub fn language(&self) -> LanguageIx {
        self.framework.language(self.lang)
    }
}
