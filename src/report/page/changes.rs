use super::Page;
use crate::report::{View, words};
use crate::scoring::Assessment;
use crate::text::{clean, pad, width};

/// Every stage as it is and as it would be: the verdict and the proven percent.
pub(in crate::report) fn write(page: &mut Page, view: &View<'_>, after: &Assessment, heading: &str) {
    let View { framework, assessed, lang } = *view;
    page.heading(heading);
    let pairs = assessed.assessment.stages.iter().zip(&after.stages);
    let rows: Vec<(String, String, bool)> = pairs
        .map(|(now, then)| {
            let name = clean(framework[now.stage].title.to(view.language()));
            let [one, two] = [now, then]
                .map(|result| format!("{} {}", words::verdict(result.verdict).to(lang), result.proven()));
            let moves = one != two;
            let change = if moves { format!("{one} -> {two}") } else { one };
            (format!("{} {name}", now.stage.get() + 1), change, moves)
        })
        .collect();
    let wide = rows.iter().map(|(name, ..)| width(name)).max().unwrap_or(0);
    let paint = page.terminal.paint;
    for (name, change, moves) in rows {
        let style = |line: &str| if moves { line.to_owned() } else { paint.dim(line) };
        page.item(&format!("  {}  ", pad(&name, wide)), &change, style);
    }
    page.aside(lang.of("Verdict and proven percent.", "判定と、根拠のある得点率（%）。"), "  ");
}
