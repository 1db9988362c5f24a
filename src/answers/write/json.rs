use crate::answers::draft::Body;
use crate::answers::{AnswerSheet, Form};
use crate::framework::Framework;

/// A sheet as JSON, a key a line.
pub fn json(framework: &Framework, sheet: &AnswerSheet) -> String {
    Body::of(Form::Json, framework, sheet).to_text()
}

/// A sheet as JSON on one line, as files of many sheets have it.
pub fn ndjson(framework: &Framework, sheet: &AnswerSheet) -> String {
    Body::of(Form::Json, framework, sheet).to_line()
}
