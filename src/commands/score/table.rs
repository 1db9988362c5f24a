use outside_in::framework::Framework;
use outside_in::report::terminal::{ScoreRow, scores};

use super::Line;
use crate::commands::common::Common;

/// The result as a table for the terminal.
pub(super) fn table(framework: &Framework, lines: &[Line], common: &Common) -> String {
    let rows: Vec<ScoreRow<'_>> = lines
        .iter()
        .filter_map(|line| match line {
            Line::Scored(input, assessed) => Some(ScoreRow {
                name: assessed.sheet.subject.as_deref().unwrap_or(&input.path),
                assessment: &assessed.assessment,
                notices: assessed.notices.len(),
            }),
            Line::Refused(..) => None,
        })
        .collect();
    let mut text = scores(framework, &rows, common.lang, common.terminal());
    if let Some(disclaimer) = framework.disclaimer().filter(|_| !rows.is_empty()) {
        let disclaimer = disclaimer.to(framework.language(common.lang));
        for line in outside_in::text::wrap(&outside_in::text::clean(disclaimer), common.width) {
            text.push_str(&common.terminal().paint.dim(&line));
            text.push('\n');
        }
    }
    text
}
