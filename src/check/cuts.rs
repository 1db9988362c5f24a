use super::{FrameworkPart, Locator};
use crate::framework::{Framework, FrameworkFile};
use crate::source::Place;

/// Per stage where its `ready_at` is written.
pub fn cut_places(framework: &Framework, files: &[FrameworkFile]) -> Vec<Option<Place>> {
    let at = Locator::new(framework, files);
    framework.stage_indices().map(|stage| at.place(FrameworkPart::Stage(stage), "ready_at")).collect()
}
