//! What an assessment means: what holds a company back, what to do next, which doors fit. All of it is data;
//! the words are made where it is shown.

mod actions;
mod assessed;
mod compare;
mod notices;
mod obstacles;
mod programmes;
mod raters;

pub use actions::{Action, actions};
pub use assessed::Assessed;
pub use compare::{
    Cause, Change, Comparison, CriterionChange, CriterionStage, FactChange, PointsChange, Side, StageChange,
    Standing, compare,
};
pub use notices::conflicts;
pub use obstacles::{Obstacles, obstacles};
pub use programmes::{Fit, FitStatus, NeedState, Requirement, fits};
pub use raters::{
    Agreement, Alpha, FactOpinions, Merge, MergedAnswer, Opinions, Status, agreement, alpha, merge,
};
