//! A framework compared with cases whose true state is known.

mod html;
mod json;
mod overall;
#[cfg(feature = "cli")]
mod picture;
mod said;
#[cfg(feature = "cli")]
mod terminal;

pub use html::html;
pub(crate) use json::CalibrationJson;
pub use json::json;
#[cfg(feature = "cli")]
pub use terminal::terminal;

use crate::advice::{Calibration, CaseResult, CaseStage};
use crate::framework::{Framework, StageIx};
use crate::source::Place;
use crate::text::Lang;

/// A calibration, and the places of its cuts.
#[derive(Clone, Copy, Debug)]
pub struct CalibrationView<'a> {
    /// The framework.
    pub framework: &'a Framework,
    /// What its cases say.
    pub calibration: &'a Calibration,
    /// Per stage the place of its `ready_at`.
    pub places: &'a [Option<Place>],
    /// The language of the interface.
    pub lang: Lang,
}

impl<'a> CalibrationView<'a> {
    fn place(&self, stage: StageIx) -> Option<&'a Place> {
        self.places.get(stage.get())?.as_ref()
    }

    /// A value of each case of a group at a stage.
    fn of_stage(
        &self,
        stage: StageIx,
        group: &'a [usize],
    ) -> impl Iterator<Item = (&'a CaseResult, CaseStage)> {
        let case = move |position: &usize| {
            let case = self.calibration.cases.get(*position)?;
            Some((case, *case.stages.get(stage.get())?))
        };
        group.iter().filter_map(case)
    }

    fn ids(&self, cases: &[usize]) -> Vec<&'a str> {
        cases.iter().map(|case| self.calibration.cases[*case].id.as_str()).collect()
    }
}
