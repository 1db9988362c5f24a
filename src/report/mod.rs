//! Results in writing: a folder for each kind, a file for each form. Nothing here prints.

pub mod assessment;
pub mod calibrate;
pub mod cohort;
pub mod compare;
pub mod document;
pub mod explain;
pub mod findings;
pub mod framework;
pub mod framework_diff;
#[cfg(feature = "xlsx")]
mod grid;
pub mod json;
mod junit;
mod markup;
#[cfg(feature = "cli")]
pub mod page;
pub mod plan;
pub mod questions;
pub mod raters;
pub mod select;
pub mod suite;
mod svg;
mod web;
mod words;

#[cfg(feature = "cli")]
use page::Page;
#[cfg(feature = "cli")]
pub use page::{Paint, Terminal};

use std::borrow::Cow;

use crate::advice::Assessed;
use crate::answers::AnswerSheet;
use crate::framework::{CriterionIx, Framework, GateIx, LanguageIx, StageIx, Text};
use crate::text::Lang;

/// Where a sheet came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// The path as the user gave it, or `-`.
    pub path: String,
    /// The line of the sheet in a file that holds several.
    pub line: Option<usize>,
    /// Its position in a JSON list, of which several items may begin on one line, or among the tables of a file with a
    /// question per row; from 1.
    pub item: Option<usize>,
}

impl Input {
    /// A file that holds one sheet.
    pub fn whole(path: String) -> Self {
        Self { path, line: None, item: None }
    }

    /// What to call a company: its name, else the user's reference, else where its sheet came from.
    pub fn name_of<'a>(&'a self, sheet: &'a AnswerSheet) -> Cow<'a, str> {
        let given = sheet.subject.as_deref().or(sheet.reference.as_deref());
        given.map_or_else(|| Cow::Owned(self.to_string()), Cow::Borrowed)
    }
}

impl std::fmt::Display for Input {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.path)?;
        self.line.map_or(Ok(()), |line| write!(f, ":{line}"))?;
        self.item.map_or(Ok(()), |item| write!(f, "#{item}"))
    }
}

/// The subject of a report, and its language.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The framework.
    pub framework: &'a Framework,
    /// The company.
    pub assessed: &'a Assessed,
    /// The language of the interface.
    pub lang: Lang,
}

impl<'a> View<'a> {
    fn text(&self) -> Localized<'a> {
        Localized::new(self.framework, self.lang)
    }
}

#[derive(Clone, Copy, Debug)]
struct Localized<'a> {
    framework: &'a Framework,
    lang: Lang,
    language: LanguageIx,
}

impl<'a> Localized<'a> {
    fn new(framework: &'a Framework, lang: Lang) -> Self {
        Self { framework, lang, language: framework.language(lang) }
    }

    fn of(self, text: &'a Text) -> &'a str {
        text.to(self.language)
    }

    fn stage(self, stage: StageIx) -> &'a str {
        self.of(&self.framework[stage].title)
    }

    #[cfg(any(feature = "cli", feature = "xlsx"))]
    fn rubric(self, rubric: crate::framework::RubricIx) -> &'a str {
        self.of(&self.framework[rubric].title)
    }

    fn effort(self, amount: u64) -> String {
        self.framework.effort(self.lang, amount)
    }

    fn criterion(self, criterion: CriterionIx) -> &'a str {
        self.framework[criterion].name(self.language)
    }

    /// The display name of a gate.
    fn gate(self, gate: GateIx) -> String {
        self.framework[gate].title(self.framework, self.language).into_text(self.lang)
    }

    /// What a level says, in short if the framework has a short form.
    fn level(self, criterion: CriterionIx, level: u8) -> &'a str {
        self.of(self.framework[criterion].level(level).in_short())
    }
}
