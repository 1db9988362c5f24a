//! Pure arithmetic: an answer sheet and a framework give an assessment. No text, no files, no clock.

mod assessment;
mod percent;
mod score;
mod state;

pub use assessment::{
    Assessment, CriterionPoints, GateResult, GateStatus, Points, SHOWN_LOSSES, StageResult,
};
pub use percent::Percent;
pub(crate) use score::{Scale, StageScale, worth};
pub use score::{assess, score, stage_result, verdict, verdict_with};
pub use state::{State, state, states};
