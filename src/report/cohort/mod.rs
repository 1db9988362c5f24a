//! Many companies together.

mod html;
mod json;
mod page_name;
#[cfg(feature = "cli")]
mod picture;
#[cfg(feature = "cli")]
mod terminal;
mod words;

pub use html::{CohortReport, anonymous_name, html};
pub(crate) use json::CohortJson;
pub use json::json;
pub use page_name::page_name;
#[cfg(feature = "cli")]
pub use terminal::terminal;

use jiff::civil::Date;

use super::Input;
use crate::advice::{Assessed, Cohort, Groups, Items, Ranks};
use crate::framework::Framework;
use crate::source::Diagnostic;
use crate::text::Lang;

/// One company of a cohort.
#[derive(Clone, Copy, Debug)]
pub struct Member<'a> {
    /// Where its sheet came from.
    pub input: &'a Input,
    /// The company.
    pub assessed: &'a Assessed,
}

/// A cohort with everything to report about it.
#[derive(Clone, Copy, Debug)]
pub struct CohortView<'a> {
    /// The framework.
    pub framework: &'a Framework,
    /// The day.
    pub as_of: Date,
    /// The companies, in the order of the inputs.
    pub members: &'a [Member<'a>],
    /// The sheets that were refused, each with the first reason.
    pub refused: &'a [(&'a Input, &'a Diagnostic)],
    /// The summary of the companies.
    pub cohort: &'a Cohort,
    /// The companies by a fact, if that was asked for.
    pub groups: Option<&'a Groups>,
    /// The ranks, in the order of the companies.
    pub ranks: &'a Ranks,
    /// What the answers say about the criteria, if that was asked for.
    pub items: Option<&'a Items>,
    /// The language of the interface.
    pub lang: Lang,
}
