//! The schema of a framework's tests: a sheet, and the results expected of it.

use serde_json::{Value, json};

use super::framework::by_id;
use super::{answers, described, no_other_key};
use crate::advice::FitStatus;
use crate::check::suite::{FITS, GATES};
use crate::framework::{ID, NOT_BLANK, Verdict};
use crate::scoring::GateStatus;

/// Stands in for a criterion if nothing is left to do; no criterion has this id.
const NO_ACTION: &str = "none";

pub(super) fn file() -> Value {
    let percent = json!({ "type": "number", "minimum": 0, "maximum": 100 });
    let verdicts: Vec<&str> = Verdict::ALL.into_iter().map(Verdict::id).collect();
    let gates: Vec<&str> = GATES.into_iter().map(GateStatus::id).collect();
    let fits: Vec<&str> = FITS.into_iter().map(FitStatus::id).collect();
    let stage = closed(&json!({
        "verdict": { "description": "Its verdict.", "enum": verdicts },
        "score": {
            "description": "From which percent to which its score is, both included: [60, 70].",
            "type": "array", "items": percent, "minItems": 2, "maxItems": 2
        },
        "gates": described("Its gates, by criterion or by their own id.", by_id(&json!({ "enum": gates }), 0))
    }));
    let expect = closed(&json!({
        "reached": {
            "description": "How many stages from the first on are ready.",
            "type": "integer", "minimum": 0
        },
        "first_action": {
            "description": "The criterion of the best action, or \"none\".",
            "anyOf": [{ "type": "string", "pattern": ID }, { "const": NO_ACTION }]
        },
        "notices": {
            "description": "Kinds of notices that the sheet has, such as \"stale-answer\".",
            "type": "array", "items": { "type": "string", "pattern": NOT_BLANK }
        },
        "stages": described("Stages by id.", by_id(&stage, 0)),
        "programmes": described("Programmes by id.", by_id(&json!({ "enum": fits }), 0))
    }));
    let parts = json!({
        "sheet": described("An answer sheet.", answers::inside()),
        "expect": described("What is expected of it; only what is named is compared.", expect)
    });
    let mut whole = described("A sheet and what is expected of it.", closed(&parts));
    whole["required"] = json!(["sheet", "expect"]);
    let mut schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A test of an outside-in framework"
    });
    if let (Value::Object(all), Value::Object(own)) = (&mut schema, whole) {
        all.extend(own);
    }
    schema
}

/// A table with these keys and no others.
fn closed(properties: &Value) -> Value {
    json!({ "type": "object", "properties": properties, "additionalProperties": no_other_key() })
}
