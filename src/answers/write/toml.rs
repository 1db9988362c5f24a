use crate::answers::draft::Body;
use crate::answers::{AnswerSheet, Form};
use crate::framework::Framework;

/// A sheet as TOML, with nothing but its answers in it.
pub fn toml(framework: &Framework, sheet: &AnswerSheet) -> String {
    Body::of(Form::Toml, framework, sheet).to_text()
}
