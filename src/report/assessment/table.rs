use std::borrow::Cow;

use comfy_table::{Cell, CellAlignment, ColumnConstraint, Width};

use crate::framework::{Framework, Verdict};
use crate::report::page::{self, Page, Terminal, lines, longest_word, room, verdict_cell};
use crate::report::{Localized, words};
use crate::scoring::{Assessment, RubricPoints};
use crate::text::{Label, Lang, clean, fit, pad, width, wrap};

/// One line of the table of scores.
#[derive(Clone, Debug)]
pub struct ScoreRow<'a> {
    /// The company's name, or whatever else identifies it.
    pub name: Cow<'a, str>,
    /// Its assessment.
    pub assessment: &'a Assessment,
    /// How many notices it has.
    pub notices: usize,
}

/// A table of assessments: per stage the proven percent, the claimed one if it differs, and the verdict; a list if the
/// terminal is too narrow. With `detail`, a second table of the rubrics follows.
pub fn table(
    framework: &Framework,
    rows: &[ScoreRow<'_>],
    detail: bool,
    lang: Lang,
    terminal: Terminal,
) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let parts = rows.chunks(TOGETHER).map(|rows| write_table(framework, rows, lang, terminal));
    let table: Option<String> = parts.collect();
    let gap = if detail && table.is_none() { "\n" } else { "" };
    let mut out = table.unwrap_or_else(|| list(framework, rows, lang, terminal)) + gap;
    if claims_more(rows) {
        let which = Label(
            "Percent proven, and in parentheses claimed, where that differs.",
            "根拠ありの得点率（%）。かっこ内は回答どおりの得点率（異なる場合のみ）。",
        );
        for line in wrap(which.to(lang), terminal.columns) {
            out.extend([&terminal.paint.dim(&line), "\n"]);
        }
    }
    if detail {
        out += &profiles(framework, rows, lang, terminal);
        out.push('\n');
    }
    out
}

/// The most companies in one table. More are split into several with their own headings: while being laid out, a table
/// takes kilobytes for each row.
const TOGETHER: usize = 5000;

/// The minimum width of the column of names, unless all are shorter.
const NAME: usize = 12;

/// Narrower lists leave out the claimed percent.
const ROOMY: usize = 60;

/// The columns of a line that may stay empty before a word that does not fit.
const EARLY: usize = 4;

fn claims_more(rows: &[ScoreRow<'_>]) -> bool {
    rows.iter().flat_map(|row| &row.assessment.stages).any(|stage| stage.score() != stage.proven())
}

/// The proven percent, and the claimed one if it differs.
fn numbers(proven: &impl ToString, score: &impl ToString) -> String {
    let (proven, score) = (proven.to_string(), score.to_string());
    if proven == score { proven } else { format!("{proven} ({score})") }
}

/// As [`numbers`], aligned in a list.
fn in_columns(proven: &impl ToString, score: &impl ToString, both: bool) -> String {
    let indent = " ".repeat("100.0".len().saturating_sub(width(&proven.to_string())));
    let columns = if both { "100.0 (100.0)" } else { "100.0" };
    pad(&format!("{indent}{}", numbers(proven, score)), width(columns))
}

fn profiles(framework: &Framework, rows: &[ScoreRow<'_>], lang: Lang, terminal: Terminal) -> String {
    let mut page = Page::new(lang, terminal);
    page.heading(words::PROFILE);
    let text = Localized::new(framework, lang);
    let heads: Vec<String> =
        framework.rubric_indices().map(|rubric| text.rubric(rubric).to_owned()).collect();
    let numbers = |row: &ScoreRow<'_>| {
        let own = row.assessment.profile.iter().map(|own| words::percents(Some(*own)));
        own.map(|[proven, score, _]| numbers(&proven, &score)).collect()
    };
    let parts = rows.chunks(TOGETHER).map(|rows| {
        let texts: Vec<Vec<String>> = rows.iter().map(numbers).collect();
        grid(rows, heads.clone(), &texts, lang, terminal, |_, _| {})
    });
    let table: Option<String> = parts.collect();
    page.raw(&table.unwrap_or_else(|| profile_list(text, rows, terminal)));
    page.note(Label(
        "Percent of all points: proven, and in parentheses claimed, where that differs. It decides no verdict.",
        "全段階を通じた根拠ありの得点率（%）。かっこ内は回答どおりの得点率（異なる場合のみ）。判定には影響しません。",
    ));
    page.finish()
}

fn profile_list(text: Localized<'_>, rows: &[ScoreRow<'_>], terminal: Terminal) -> String {
    let differs = |own: &RubricPoints| own.percents().is_some_and(|[proven, score, _]| proven != score);
    let both = rows.iter().flat_map(|row| &row.assessment.profile).any(differs) && terminal.columns >= ROOMY;
    let mut out: Vec<String> = Vec::new();
    for row in rows {
        out.push(fit(&clean(&row.name), terminal.columns));
        for own in &row.assessment.profile {
            let ([proven, score, _], title) = (words::percents(Some(*own)), clean(text.rubric(own.rubric)));
            let numbers = in_columns(&proven, &score, both);
            out.push(fit(&format!("  {numbers}  {title}"), terminal.columns));
        }
    }
    out.join("\n") + "\n"
}

fn write_table(
    framework: &Framework,
    rows: &[ScoreRow<'_>],
    lang: Lang,
    terminal: Terminal,
) -> Option<String> {
    let text = Localized::new(framework, lang);
    let mut heads = vec![lang.of("Reached", "到達").to_owned()];
    heads.extend(framework.stage_indices().map(|stage| text.stage(stage).to_owned()));
    heads.push(lang.of("Notices", "通知").to_owned());
    let all = framework.stages().len();
    let texts: Vec<Vec<String>> = rows.iter().map(|row| texts(row, all, lang)).collect();
    let table = grid(rows, heads, &texts, lang, terminal, |row, cells| {
        for (cell, result) in cells[2..].iter_mut().zip(&row.assessment.stages) {
            *cell = verdict_cell(terminal, result.verdict, &cell.content());
        }
        if let Some(notices) = cells.pop() {
            cells.push(notices.set_alignment(CellAlignment::Right));
        }
    });
    Some(table? + "\n")
}

/// A row for each company, beginning with its name; `None` if the terminal is too narrow.
fn grid(
    rows: &[ScoreRow<'_>],
    mut heads: Vec<String>,
    texts: &[Vec<String>],
    lang: Lang,
    terminal: Terminal,
    style: impl Fn(&ScoreRow<'_>, &mut Vec<Cell>),
) -> Option<String> {
    heads.insert(0, lang.of("Name", "名称").to_owned());
    let mut least: Vec<usize> = heads.iter().map(|head| longest_word(&clean(head))).collect();
    for row in texts {
        for (text, least) in row.iter().zip(&mut least[1..]) {
            *least = text.lines().map(width).fold(*least, usize::max);
        }
    }
    let widest = rows.iter().map(|row| width(&clean(&row.name))).max().unwrap_or(0);
    least[0] = least[0].max(widest.min(NAME));
    let free = room(terminal, &least)?;
    let mut table = page::table(terminal, heads);
    // A long name takes two lines, like the stages, and is then cut; a space may end the first line early.
    let one_line = (terminal.columns * 2 / 5).min(free);
    let longest = if widest > one_line {
        least[0] = (widest.div_ceil(2) + EARLY).min(free).max(least[0]);
        (2 * least[0]).saturating_sub(EARLY)
    } else {
        one_line
    };
    for (row, texts) in rows.iter().zip(texts) {
        let mut cells = vec![Cell::new(fit(&clean(&row.name), longest))];
        cells.extend(texts.iter().map(Cell::new));
        style(row, &mut cells);
        table.add_row(cells);
    }
    table.set_constraints(least.iter().enumerate().map(|(column, least)| {
        let blanks = if column == 0 { 1 } else { 2 };
        ColumnConstraint::LowerBoundary(Width::Fixed(u16::try_from(least + blanks).unwrap_or(u16::MAX)))
    }));
    Some(lines(table))
}

fn texts(row: &ScoreRow<'_>, all: usize, lang: Lang) -> Vec<String> {
    let stages = row.assessment.stages.iter().map(|result| {
        let verdict = words::verdict(result.verdict).to(lang);
        match result.verdict {
            Verdict::NotAssessed => verdict.to_owned(),
            _ => format!("{}\n{verdict}", numbers(&result.proven(), &result.score())),
        }
    });
    let reached = format!("{}/{all}", row.assessment.reached);
    std::iter::once(reached).chain(stages).chain([row.notices.to_string()]).collect()
}

fn list(framework: &Framework, rows: &[ScoreRow<'_>], lang: Lang, terminal: Terminal) -> String {
    let language = framework.language(lang);
    let all = framework.stages().len();
    let both = claims_more(rows) && terminal.columns >= ROOMY;
    let mut out: Vec<String> = Vec::new();
    for row in rows {
        let (reached, notices) = (row.assessment.reached, row.notices);
        let head = crate::say!(
            "reached {reached}/{all}, notices: {notices}",
            "到達 {reached}/{all}、通知 {notices}件"
        );
        let head = format!("{}{}", lang.colon(), head.to(lang));
        // Only the name is cut.
        let name = fit(&clean(&row.name), terminal.columns.saturating_sub(width(&head)));
        out.push(fit(&format!("{name}{head}"), terminal.columns));
        for result in &row.assessment.stages {
            let (title, verdict) =
                (clean(framework[result.stage].title.to(language)), words::verdict(result.verdict).to(lang));
            let numbers = in_columns(&result.proven(), &result.score(), both);
            let line = format!("  {numbers} {verdict}  {title}");
            // If the title does not fit beside the numbers, it goes below.
            let lines = if width(&line) <= terminal.columns {
                vec![line]
            } else {
                vec![format!("  {numbers} {verdict}"), format!("        {title}")]
            };
            let paint = |line: &String| terminal.paint.verdict(result.verdict, &fit(line, terminal.columns));
            out.extend(lines.iter().map(paint));
        }
    }
    out.join("\n") + "\n"
}
