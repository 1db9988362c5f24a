//! Pieces of schemas.

use schemars::JsonSchema;

pub(super) use jiff::civil::Date as Day;

pub(super) use crate::framework::Verdict as VerdictName;
pub(super) use crate::scoring::{GateStatus as GateName, State as StateName};

#[derive(JsonSchema)]
#[schemars(inline, rename_all = "lowercase")]
#[allow(dead_code, reason = "the variants are only described")]
pub(super) enum SeverityName {
    Error,
    Warning,
    Info,
}
