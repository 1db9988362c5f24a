use outside_in::advice::Assessed;
use outside_in::framework::Framework;
use outside_in::report::assessment::AssessmentJson;
use outside_in::report::json::{RefusalJson, ScoresJson};
use outside_in::report::{Input, View};
use outside_in::source::Diagnostic;

use super::Line;
use crate::commands::common::Common;

/// The result as one JSON document.
pub(super) fn json(
    framework: &Framework,
    lines: &[&Line],
    detail: bool,
    common: &Common,
) -> anyhow::Result<String> {
    let mut all = ScoresJson { assessments: Vec::new(), refused: Vec::new() };
    for line in lines {
        match line {
            Line::Scored(input, assessed) => {
                all.assessments.push(assessment(framework, input, assessed, detail, common));
            }
            Line::Refused(input, reasons) => all.refused.extend(refusal(input, reasons, common)),
        }
    }
    Ok(serde_json::to_string_pretty(&all)? + "\n")
}

/// The result as one JSON document a line.
pub(super) fn ndjson(
    framework: &Framework,
    lines: &[&Line],
    detail: bool,
    common: &Common,
) -> anyhow::Result<String> {
    let mut text = String::new();
    for line in lines {
        match line {
            Line::Scored(input, assessed) => {
                text += &serde_json::to_string(&assessment(framework, input, assessed, detail, common))?;
            }
            Line::Refused(input, reasons) => {
                if let Some(refusal) = refusal(input, reasons, common) {
                    text += &serde_json::to_string(&refusal)?;
                }
            }
        }
        text.push('\n');
    }
    Ok(text)
}

fn assessment(
    framework: &Framework,
    input: &Input,
    assessed: &Assessed,
    detail: bool,
    common: &Common,
) -> AssessmentJson {
    AssessmentJson::new(&View { framework, assessed, lang: common.lang }, input, detail)
}

fn refusal(input: &Input, reasons: &[Diagnostic], common: &Common) -> Option<RefusalJson> {
    Some(RefusalJson::new(input, reasons.first()?, common.lang))
}
