//! What is wrong with files, for people and for programs.

mod excerpt;
mod github;
mod human;
mod json;
mod junit;
mod sarif;

pub use github::github;
pub use human::{human, short, summary};
pub use json::json;
pub use junit::junit;
pub use sarif::sarif;

use crate::source::{Diagnostic, Place, Severity};

/// What was found in one framework or file.
#[derive(Clone, Debug)]
pub struct Target {
    /// Its path, as the user gave it.
    pub name: String,
    /// The findings.
    pub diagnostics: Vec<Diagnostic>,
}

/// How many findings there are of a severity.
pub fn count(targets: &[Target], severity: Severity) -> usize {
    all(targets).filter(|diagnostic| diagnostic.code.severity == severity).count()
}

fn all(targets: &[Target]) -> impl Iterator<Item = &Diagnostic> {
    targets.iter().flat_map(|target| &target.diagnostics)
}

/// Lines and columns of a place, from 1: where it begins, and where what follows it begins.
struct Region {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

impl Region {
    fn of(place: &Place) -> Self {
        let (line, column) = place.file.position(place.span.start);
        let (end_line, end_column) = place.file.position(place.span.end);
        Self { line, column, end_line, end_column }
    }
}
