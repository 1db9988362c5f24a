use outside_in::batch::Line;
use outside_in::framework::Framework;
use outside_in::report::assessment::{ScoreRow, table as scores};
use outside_in::say;
use outside_in::text::{clean, wrap};

use crate::commands::common::Common;
use crate::commands::destination::Destination;

/// The result as a table for the terminal, or without colour for a file.
pub(super) fn table(framework: &Framework, lines: &[&Line], target: &Destination, common: &Common) -> String {
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
    let notices = say!(
        "Notices: what is odd in a company's answers; --format json tells each.",
        "通知：回答の中で確認が必要な点の数です。内容は --format json で表示できます。"
    );
    let notices = rows.iter().any(|row| row.notices > 0).then(|| notices.to(common.lang).to_owned());
    let disclaimer = framework.disclaimer().filter(|_| !rows.is_empty());
    let disclaimer = disclaimer.map(|text| clean(text.to(framework.language(common.lang))));
    for line in notices.into_iter().chain(disclaimer).flat_map(|text| wrap(&text, terminal.columns)) {
        text.push_str(&terminal.paint.dim(&line));
        text.push('\n');
    }
    text
}
