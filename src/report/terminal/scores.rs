use comfy_table::{Cell, CellAlignment};

use super::table::{lines, table, verdict_cell};
use super::{NARROW, Terminal};
use crate::framework::{Framework, Verdict};
use crate::report::words;
use crate::scoring::Assessment;
use crate::text::{Lang, clean, fit, width};

/// One line of the table of scores.
#[derive(Clone, Debug)]
pub struct ScoreRow<'a> {
    /// The company, or the path where it has no name.
    pub name: &'a str,
    /// Its assessment.
    pub assessment: &'a Assessment,
    /// How many notices it has.
    pub notices: usize,
}

/// A table of assessments: per stage the score and the verdict; a list where the terminal is too narrow.
pub fn scores(framework: &Framework, rows: &[ScoreRow<'_>], lang: Lang, terminal: Terminal) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let wanted = 26 + 16 * framework.stages().len();
    if terminal.columns < NARROW.max(wanted.min(90)) {
        list(framework, rows, lang, terminal)
    } else {
        write_table(framework, rows, lang, terminal)
    }
}

fn write_table(framework: &Framework, rows: &[ScoreRow<'_>], lang: Lang, terminal: Terminal) -> String {
    let language = framework.language(lang);
    let mut heads = vec![lang.of("Company", "企業・製品").to_owned(), lang.of("Reached", "到達").to_owned()];
    heads.extend(framework.stages().iter().map(|stage| stage.title.to(language).to_owned()));
    heads.push(lang.of("Notices", "通知").to_owned());
    let mut table = table(terminal, heads);
    let all = framework.stages().len();
    // A long name takes two lines, as the stages do, and is then cut.
    let room = terminal.columns * 2 / 5;
    for row in rows {
        let name = fit(&clean(row.name), room);
        let mut cells = vec![Cell::new(name), Cell::new(format!("{}/{all}", row.assessment.reached))];
        for result in &row.assessment.stages {
            let verdict = words::verdict(result.verdict).to(lang);
            let text = match result.verdict {
                Verdict::NotAssessed => verdict.to_owned(),
                _ => format!("{}\n{verdict}", result.score()),
            };
            cells.push(verdict_cell(terminal, result.verdict, &text));
        }
        cells.push(Cell::new(row.notices).set_alignment(CellAlignment::Right));
        table.add_row(cells);
    }
    lines(table) + "\n"
}

fn list(framework: &Framework, rows: &[ScoreRow<'_>], lang: Lang, terminal: Terminal) -> String {
    let language = framework.language(lang);
    let all = framework.stages().len();
    let mut out: Vec<String> = Vec::new();
    for row in rows {
        let reached = row.assessment.reached;
        let head = crate::say!("reached {reached}/{all}", "到達 {reached}/{all}");
        let head = format!("{}{}", lang.colon(), head.to(lang));
        // The name is cut, not what is said of it.
        let name = fit(&clean(row.name), terminal.columns.saturating_sub(width(&head)));
        out.push(fit(&format!("{name}{head}"), terminal.columns));
        for result in &row.assessment.stages {
            let (title, verdict) =
                (clean(framework[result.stage].title.to(language)), words::verdict(result.verdict).to(lang));
            let line = format!("  {:>5} {verdict}  {title}", result.score().to_string());
            out.push(terminal.paint.verdict(result.verdict, &fit(&line, terminal.columns)));
        }
    }
    out.join("\n") + "\n"
}
