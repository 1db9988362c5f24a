//! The words that fields of the JSON take, for its schema.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::advice::{Cause, FitStatus, NeedState, PlanStatus, Status};
use crate::framework::Verdict;
use crate::scoring::{GateStatus, State};
use crate::source::Severity;

/// Makes a type that stands for a piece of a schema, written out wherever it is used.
macro_rules! part {
    ($(#[$doc:meta])* $name:ident = $schema:tt) => {
        $(#[$doc])*
        pub(super) struct $name;

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    };
}

macro_rules! names {
    ($(#[$doc:meta] $name:ident = $words:expr;)*) => {
        $(part! {
            #[$doc]
            $name = { "type": "string", "enum": $words }
        })*
    };
}

part! {
    /// A day such as `2026-11-22`.
    Day = { "type": "string", "format": "date" }
}

names! {
    /// The verdict of a stage.
    VerdictName = Verdict::ALL.map(Verdict::id);
    /// The status of a gate.
    GateName = [GateStatus::Passed, GateStatus::Failed, GateStatus::Open, GateStatus::Waived].map(GateStatus::id);
    /// The state of a criterion.
    StateName = [
        State::Level { claimed: 0, proven: 0 },
        State::Unknown,
        State::Unanswered,
        State::NotApplicable,
        State::Skipped,
    ]
    .map(State::id);
    /// The status of a programme.
    FitName = [
        FitStatus::Fits,
        FitStatus::FitsAfter,
        FitStatus::Unknown,
        FitStatus::NotForYou,
        FitStatus::Closed,
    ]
    .map(FitStatus::id);
    /// The state of something that a programme needs.
    NeedName = [NeedState::Met, NeedState::Unmet, NeedState::Open].map(NeedState::id);
    /// What was found of a plan.
    PlanName = [
        PlanStatus::Optimal,
        PlanStatus::AlreadyReady,
        PlanStatus::Impossible,
        PlanStatus::BestFound,
    ]
    .map(PlanStatus::id);
    /// In which direction a weight changes a verdict.
    HingeName = ["heavier", "lighter"];
    /// Why two assessments differ.
    CauseName = Cause::ALL.map(Cause::id);
    /// Whether raters agree.
    AgreementName = [Status::Agreed, Status::DisputedValue, Status::Single, Status::Open].map(Status::id);
    /// Whether there is a measure of agreement.
    AlphaName = ["defined", "no-pairs", "no-variation", "too-large"];
    /// What a rater answered.
    ReplyName = ["level", "unknown", "unanswered", "not-applicable"];
    /// How bad a finding is.
    SeverityName = [Severity::Error, Severity::Warning, Severity::Info].map(Severity::name);
}
