//! Text for a terminal of a given width.

mod bar;
mod changes;
mod cohort;
mod comparison;
mod explain;
mod page;
mod plan;

pub(super) use self::page::Page;
mod raters;
mod scores;
mod table;
mod what_if;

pub use cohort::cohort;
pub use comparison::comparison;
pub use explain::{Scope, explanation};
pub use plan::plan;
pub(in crate::report) use raters::brief;
pub use raters::raters;
pub use scores::{ScoreRow, scores};
pub use what_if::what_if;

use super::Paint;

/// How to write for a terminal.
#[derive(Clone, Copy, Debug)]
pub struct Terminal {
    /// Its columns.
    pub columns: usize,
    /// Its colours.
    pub paint: Paint,
}

impl Terminal {
    /// The columns of what has no edge, such as a file of messages: sentences stay whole there.
    pub const BOUNDLESS: usize = usize::MAX;
}
