//! Pieces of schemas.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

pub(super) use crate::framework::Verdict as VerdictName;
pub(super) use crate::scoring::{GateStatus as GateName, State as StateName};

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

part! {
    /// A day such as `2026-11-22`.
    Day = { "type": "string", "format": "date" }
}

part! {
    /// How bad a finding is.
    SeverityName = { "type": "string", "enum": ["error", "warning", "info"] }
}
