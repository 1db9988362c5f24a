use comfy_table::{Cell, CellAlignment, Color, ContentArrangement, Table, presets};

use super::{NARROW, Terminal};
use crate::framework::{Framework, Verdict};
use crate::report::words;
use crate::scoring::Assessment;
use crate::text::{Lang, clean, fit};

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
        table(framework, rows, lang, terminal)
    }
}

fn table(framework: &Framework, rows: &[ScoreRow<'_>], lang: Lang, terminal: Terminal) -> String {
    let language = framework.language(lang);
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(terminal.columns).unwrap_or(100));
    table.force_no_tty();
    if terminal.paint.is_on() {
        table.enforce_styling();
    }
    let mut heads = vec![Cell::new(lang.of("Company", "企業・製品")), Cell::new(lang.of("Reached", "到達"))];
    heads.extend(framework.stages().iter().map(|stage| Cell::new(clean(stage.title.to(language)))));
    heads.push(Cell::new(lang.of("Notices", "通知")));
    table.set_header(heads);
    let all = framework.stages().len();
    for row in rows {
        let mut cells =
            vec![Cell::new(clean(row.name)), Cell::new(format!("{}/{all}", row.assessment.reached))];
        for result in &row.assessment.stages {
            let verdict = words::verdict(result.verdict).to(lang);
            let text = match result.verdict {
                Verdict::NotAssessed => verdict.to_owned(),
                _ => format!("{}\n{verdict}", result.score()),
            };
            let cell = Cell::new(text);
            cells.push(if terminal.paint.is_on() { cell.fg(color(result.verdict)) } else { cell });
        }
        cells.push(Cell::new(row.notices).set_alignment(CellAlignment::Right));
        table.add_row(cells);
    }
    if let Some(first) = table.column_mut(0) {
        first.set_padding((0, 1));
    }
    table.trim_fmt() + "\n\n"
}

fn list(framework: &Framework, rows: &[ScoreRow<'_>], lang: Lang, terminal: Terminal) -> String {
    let language = framework.language(lang);
    let all = framework.stages().len();
    let mut lines: Vec<String> = Vec::new();
    for row in rows {
        let reached = row.assessment.reached;
        let head = crate::say!("reached {reached}/{all}", "到達 {reached}/{all}");
        let name = clean(row.name);
        lines.push(fit(&format!("{name}: {}", head.to(lang)), terminal.columns));
        for result in &row.assessment.stages {
            let (title, verdict) =
                (clean(framework[result.stage].title.to(language)), words::verdict(result.verdict).to(lang));
            let line = format!("  {:>5} {verdict}  {title}", result.score().to_string());
            lines.push(terminal.paint.verdict(result.verdict, &fit(&line, terminal.columns)));
        }
    }
    lines.join("\n") + "\n"
}

fn color(verdict: Verdict) -> Color {
    match verdict {
        Verdict::Ready => Color::Green,
        Verdict::Unproven | Verdict::Open => Color::Yellow,
        Verdict::NotReady => Color::Red,
        Verdict::NotAssessed => Color::DarkGrey,
    }
}
