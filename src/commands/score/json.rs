use outside_in::batch::Line;
use outside_in::framework::Framework;
use outside_in::report::View;
use outside_in::report::assessment::{AssessmentJson, write_assessment};
use outside_in::report::json::{RefusalJson, ScoresJson, write_refusal};

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
                let view = View { framework, assessed, lang: common.lang };
                all.assessments.push(AssessmentJson::new(&view, input, detail));
            }
            Line::Refused(input, reasons) => {
                all.refused.extend(reasons.first().map(|reason| RefusalJson::new(input, reason, common.lang)))
            }
        }
    }
    Ok(serde_json::to_string_pretty(&all)? + "\n")
}

/// The result as one JSON document a line.
pub(super) fn ndjson(framework: &Framework, lines: &[&Line], detail: bool, common: &Common) -> Vec<u8> {
    let mut bytes = Vec::new();
    for line in lines {
        match line {
            Line::Scored(input, assessed) => {
                let view = View { framework, assessed, lang: common.lang };
                write_assessment(&view, input, detail, &mut bytes);
            }
            Line::Refused(input, reasons) => {
                if let Some(reason) = reasons.first() {
                    write_refusal(input, reason, common.lang, &mut bytes);
                }
            }
        }
    }
    bytes
}
