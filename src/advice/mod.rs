//! What an assessment means, as data: what holds a company back, what to do next, which programmes fit.

mod actions;
mod assessed;
mod calibration;
mod cohort;
mod compare;
mod explanation;
mod losses;
mod notices;
mod obstacles;
mod plan;
mod programmes;
mod questions;
mod raters;
mod robustness;
mod solver;
mod weightings;
mod what_if;

pub use actions::{Action, actions};
pub use assessed::Assessed;
pub(crate) use assessed::Assessor;
pub use calibration::{
    Above, Basis, Calibration, CaseChange, CaseResult, CaseStage, CriterionCalibration, CutInterval,
    Discrimination, Footing, GateCalibration, LeftOut, OverStages, Proportion, ReachedTable, Sorting, Splits,
    StageBasis, StageCalibration, StageRecord, TrackRecord, calibrate, track_record,
};
pub use cohort::{
    Claims, Cohort, CohortGroup, FEW, GateSummary, GroupStage, Groups, Interval, ItemPair, ItemSummary,
    Items, LossSummary, Quartiles, Rank, Ranks, RubricSummary, Share, Spread, StageSummary, cohort, groups,
    items, ranks,
};
pub use compare::{
    Cause, Comparison, CriterionChange, CriterionStage, FactChange, PointsChange, RubricChange, Side,
    StageChange, Standing, StandingChange, compare,
};
pub use explanation::{Explanation, StageExplanation};
pub use losses::{Hold, Loss, LossReason};
pub use notices::conflicts;
pub use obstacles::{GateStanding, Obstacles, obstacles};
pub use plan::{Goal, PLAN_LIMIT, Plan, PlanStatus, PlanStep, plan};
pub use programmes::{Fit, FitStatus, NeedState, Requirement, fits};
pub use questions::{Outlook, Question, outlook, questions};
pub use raters::{
    Agreement, Alpha, FactOpinions, Merge, MergedAnswer, Opinions, Status, agreement, alpha, merge,
};
pub(crate) use raters::{COMMON_TOP, units};
pub use robustness::{Certainty, Hinge, Robustness, robustness};
pub use weightings::DRAWS;
pub use what_if::{changed, what_if};
