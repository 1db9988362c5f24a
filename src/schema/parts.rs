//! The small parts that several files share.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::report::names::part;

/// Small letters and digits in parts joined by single hyphens.
pub(super) const ID: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";

/// Anything but blank.
pub(super) const NOT_BLANK: &str = r"\S";

/// A date such as 2026-11-22. Many editors take `format` for a mere remark.
pub(super) const DAY: &str = r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$";

part! {
    /// An id in kebab-case.
    Id = { "type": "string", "pattern": ID }
}

part! {
    /// A text that is not blank.
    Words = { "type": "string", "pattern": NOT_BLANK }
}

part! {
    /// Up to three numbers with a dot between them.
    Version = { "type": "string", "pattern": r"^\d+(\.\d+){0,2}$" }
}

part! {
    /// A text per language of the framework, written with dotted keys.
    Text = {
        "type": "object",
        "properties": {
            "en": { "description": "The text in English.", "type": "string", "pattern": NOT_BLANK },
            "ja": { "description": "The text in Japanese.", "type": "string", "pattern": NOT_BLANK }
        },
        "additionalProperties": {
            "description": "The text in another language of the framework.",
            "type": "string",
            "pattern": NOT_BLANK
        },
        "minProperties": 1
    }
}

part! {
    /// A day, as TOML's own date or as a text.
    Day = { "type": "string", "format": "date", "pattern": DAY }
}

part! {
    /// A source, or a passage of it.
    Citation = { "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*(#.+)?$" }
}

part! {
    /// The name of a file inside of the framework's directory.
    FileName = { "type": "string", "pattern": r"^[^\\:/]*[^\\:/\s][^\\:/]*(/[^\\:/]+)*$" }
}

part! {
    /// Facts with the choices that hold.
    Condition = {
        "type": "object",
        "propertyNames": { "pattern": ID },
        "additionalProperties": {
            "description": "Choices of this fact; one of them must be given.",
            "type": "array",
            "items": { "type": "string", "pattern": ID },
            "minItems": 1
        },
        "minProperties": 1
    }
}

part! {
    /// Stages with how much a criterion weighs on them.
    Weights = {
        "type": "object",
        "propertyNames": { "pattern": ID },
        "additionalProperties": {
            "description": "How much the criterion weighs on this stage.",
            "type": "integer",
            "minimum": 1,
            "maximum": 100
        },
        "minProperties": 1
    }
}

part! {
    /// Criteria at levels and facts at choices.
    Clauses = {
        "type": "object",
        "propertyNames": { "pattern": ID },
        "additionalProperties": {
            "anyOf": [
                {
                    "description": "Levels of this criterion.",
                    "type": "array",
                    "items": { "type": "integer", "minimum": 0, "maximum": 10 },
                    "minItems": 1
                },
                {
                    "description": "Choices of this fact.",
                    "type": "array",
                    "items": { "type": "string", "pattern": ID },
                    "minItems": 1
                }
            ]
        },
        "minProperties": 2
    }
}
