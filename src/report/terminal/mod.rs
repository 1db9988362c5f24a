//! Text for a terminal of a given width.

mod bar;
mod comparison;
mod explain;
mod page;

pub(super) use self::page::Page;
mod raters;
mod scores;
mod table;

pub use comparison::comparison;
pub use explain::{Scope, explanation};
pub(in crate::report) use raters::brief;
pub use raters::raters;
pub use scores::{ScoreRow, scores};

use super::Paint;

/// How to write for a terminal.
#[derive(Clone, Copy, Debug)]
pub struct Terminal {
    /// Its columns.
    pub columns: usize,
    /// Its colours.
    pub paint: Paint,
}

/// Below so many columns tables become lists.
const NARROW: usize = 66;
