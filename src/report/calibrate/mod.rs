//! A framework held against cases whose true state is known.

mod json;
#[cfg(feature = "cli")]
mod overall;
#[cfg(feature = "cli")]
mod picture;
#[cfg(feature = "cli")]
mod terminal;

pub(crate) use json::CalibrationJson;
pub use json::json;
#[cfg(feature = "cli")]
pub use terminal::terminal;

use crate::advice::Calibration;
use crate::framework::{Framework, StageIx};
use crate::source::Place;
use crate::text::Lang;

/// A calibration, and where the cuts are that it is about.
#[derive(Clone, Copy, Debug)]
pub struct CalibrationView<'a> {
    /// The framework.
    pub framework: &'a Framework,
    /// What its cases say.
    pub calibration: &'a Calibration,
    /// Per stage where its `ready_at` is written.
    pub places: &'a [Option<Place>],
    /// The language of the interface.
    pub lang: Lang,
}

impl<'a> CalibrationView<'a> {
    fn place(&self, stage: StageIx) -> Option<&'a Place> {
        self.places.get(stage.get())?.as_ref()
    }

    /// The ids of cases, given by their positions.
    fn ids(&self, cases: &[usize]) -> Vec<&'a str> {
        cases.iter().map(|case| self.calibration.cases[*case].id.as_str()).collect()
    }
}
