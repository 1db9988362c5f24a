//! Text for a terminal of a given width.

mod bar;
mod changes;
mod explain;
mod page;
mod plan;

pub(super) use self::page::Page;
mod scores;
mod what_if;

pub use explain::{Scope, explanation};
pub use plan::plan;
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

/// Below so many columns tables become lists.
const NARROW: usize = 66;
