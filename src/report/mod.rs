//! One renderer per form; all read the same data and return text. Nothing here prints.

pub mod book;
pub mod diagnostics;
pub mod findings;
pub mod json;
mod paint;
pub mod terminal;
mod words;

pub use paint::Paint;

use crate::advice::Assessed;
use crate::framework::{Framework, LanguageIx};
use crate::text::Lang;

/// Where a sheet came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// The path as the user gave it, or `-`.
    pub path: String,
    /// The line of the sheet in a file that holds several.
    pub line: Option<usize>,
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
