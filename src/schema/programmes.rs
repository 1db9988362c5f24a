//! The shape of a programmes file. The doc comments are what editors show.
#![allow(dead_code, reason = "the fields are only described")]

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::parts::{Citation, Condition, Day, Id, Text};
use crate::framework::Verdict;

/// A programmes file: the real ways in, with their conditions and dates.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, title = "The programmes of an outside-in framework")]
pub(super) struct ProgrammesFile {
    /// A real way in.
    #[schemars(length(min = 1))]
    programme: Vec<Programme>,
}

/// A programme.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Programme {
    /// The programme's id, in kebab-case.
    id: Id,
    /// What the programme is called.
    title: Text,
    /// What it does for a company.
    does: Text,
    /// What this rests on, each as "source" or "source#passage".
    sources: Vec<Citation>,
    /// When the sources said so.
    as_of: Day,
    /// The first day on which one can apply.
    opens: Option<Day>,
    /// The last day on which one can apply.
    closes: Option<Day>,
    /// Whom it is for: every fact listed must have one of the choices listed. Left out: for all.
    applies_if: Option<Condition>,
    /// What a company needs: a stage with a verdict, or a criterion at a level; all must hold.
    needs: Option<Vec<Need>>,
    /// Size, length, cost, equity: only what a source says.
    terms: Option<Text>,
    /// What nobody could confirm.
    unverified: Option<Text>,
    /// Whom to ask.
    ask: Option<Text>,
}

/// Something that a programme needs.
#[derive(JsonSchema)]
#[schemars(untagged, deny_unknown_fields)]
enum Need {
    /// A stage with a verdict or better.
    Stage {
        /// The stage.
        stage: Id,
        /// The verdict that it needs at least.
        #[schemars(schema_with = "verdict")]
        verdict: (),
    },
    /// A criterion at a level or higher.
    Criterion {
        /// The criterion.
        criterion: Id,
        /// The level that it needs at least.
        #[schemars(range(min = 1, max = 10))]
        at_least: u8,
    },
}

fn verdict(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "enum": Verdict::ALL.map(Verdict::id) })
}
