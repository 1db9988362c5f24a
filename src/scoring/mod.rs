//! Pure arithmetic: an answer sheet and a framework give an assessment. No text, no files, no clock.

mod assessment;
mod percent;
mod score;
mod state;

pub use assessment::{
    Assessment, CriterionPoints, GateResult, GateStatus, Points, RubricPoints, SHOWN_LOSSES, StageResult,
};
pub use percent::Percent;
pub(crate) use score::{Scale, StageScale, gate_statuses, reaches, stage_result, verdict_with, worth};
pub use score::{assess, score, verdict};
pub use state::{Expired, State, expired, state, states};
