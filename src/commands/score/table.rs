use outside_in::framework::Framework;
use outside_in::report::terminal::{ScoreRow, scores};

use super::Line;
use crate::commands::common::Common;
use crate::commands::target::Target;

/// The result as a table for the terminal, or without colour for a file.
pub(super) fn table(framework: &Framework, lines: &[&Line], target: &Target, common: &Common) -> String {
    let terminal = target.terminal(common);
    let rows: Vec<ScoreRow<'_>> = lines
        .iter()
        .filter_map(|line| match line {
            Line::Scored(input, assessed) => Some(ScoreRow {
                name: input.name_of(&assessed.sheet),
                assessment: &assessed.assessment,
                notices: assessed.notices.len(),
            }),
            Line::Refused(..) => None,
        })
        .collect();
    let mut text = scores(framework, &rows, common.lang, terminal);
    if let Some(disclaimer) = framework.disclaimer().filter(|_| !rows.is_empty()) {
        let disclaimer = disclaimer.to(framework.language(common.lang));
        for line in outside_in::text::wrap(&outside_in::text::clean(disclaimer), terminal.columns) {
            text.push_str(&terminal.paint.dim(&line));
            text.push('\n');
        }
    }
    text
}
