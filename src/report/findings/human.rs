//! Findings for people: the message, the place with its line underlined, and what to do.

use crate::source::{Diagnostic, Place, Severity, column_letters};
use crate::text::{Lang, clean, width, wrap_hanging};

use super::excerpt::Excerpt;
use crate::report::Terminal;

const MAX_COLUMNS: usize = 140;

/// One finding over several lines, ending in a line break; a long line is cut around the place.
pub fn human(diagnostic: &Diagnostic, lang: Lang, terminal: Terminal) -> String {
    let severity = diagnostic.code.severity;
    let word = match severity {
        Severity::Error => lang.of("error", "エラー"),
        Severity::Warning => lang.of("warning", "警告"),
        Severity::Info => lang.of("note", "参考"),
    };
    let head = format!("{word}[{} {}]:", diagnostic.code.id, diagnostic.code.slug);
    let mut sheet = Sheet { lines: Vec::new(), gutter: gutter(diagnostic), severity, terminal };
    sheet.title(&head, diagnostic.message.to(lang));
    if let Some(place) = &diagnostic.place {
        let cell = place.file.cell_at(&place.span);
        sheet.place(place, "-->", '^', cell.as_ref().map(|(_, cell)| cell.to(lang)));
    }
    for label in &diagnostic.labels {
        sheet.rule();
        sheet.place(&label.place, ":::", '-', Some(label.text.to(lang)));
    }
    if let Some(help) = &diagnostic.help {
        if diagnostic.place.is_some() || !diagnostic.labels.is_empty() {
            sheet.rule();
        }
        sheet.help(lang.of("help", "対処"), help.to(lang));
    }
    sheet.lines.join("\n") + "\n"
}

fn gutter(diagnostic: &Diagnostic) -> usize {
    let places = diagnostic.place.iter().chain(diagnostic.labels.iter().map(|label| &label.place));
    places.map(|place| line_of(place).to_string().len()).max().unwrap_or(1)
}

fn line_of(place: &Place) -> usize {
    place.file.position(place.span.start).0
}

fn position(place: &Place) -> String {
    let Place { file, span } = place;
    let (line, column) = file.position(span.start);
    let name = clean(&file.name);
    let Some(row) = file.row.as_ref().filter(|row| row.is_of_workbook()) else {
        return format!("{name}:{line}:{column}");
    };
    let cell = row.column_at(span.start).filter(|_| !span.is_empty());
    format!("{name}:{}{line}", cell.map(column_letters).unwrap_or_default())
}

struct Sheet {
    lines: Vec<String>,
    gutter: usize,
    severity: Severity,
    terminal: Terminal,
}

impl Sheet {
    fn title(&mut self, head: &str, message: &str) {
        let paint = self.terminal.paint;
        let lines = wrap_hanging(message, self.terminal.columns, &format!("{head} "), "  ");
        for (number, line) in lines.iter().enumerate() {
            let (marked, rest) = line.split_at(if number == 0 { head.len() } else { 0 });
            self.lines.push(format!("{}{}", self.marked(marked), paint.bold(rest)));
        }
    }

    fn place(&mut self, place: &Place, arrow: &str, mark: char, label: Option<&str>) {
        let paint = self.terminal.paint;
        let before = " ".repeat(self.gutter);
        self.lines.push(format!("{before}{} {}", paint.accent(arrow), position(place)));
        // A file that was not read has no lines to show.
        if place.file.text.is_empty() && label.is_none() {
            return;
        }
        self.rule();
        let room = self.terminal.columns.min(MAX_COLUMNS).saturating_sub(self.gutter + 3).max(20);
        let Excerpt { shown, offset, columns } = Excerpt::of(&place.file.text, &place.span, room);
        let number = paint.accent(&format!("{:>1$} |", line_of(place), self.gutter));
        self.lines.push(format!("{number} {shown}").trim_end().to_owned());
        let marks = mark.to_string().repeat(columns);
        let marks = if mark == '^' { self.marked(&marks) } else { paint.accent(&marks) };
        let bar = format!("{before} {}", paint.accent("|"));
        let label = label.map(clean).unwrap_or_default();
        if offset + columns + 1 + width(&label) <= room {
            self.lines.push(format!("{bar} {}{marks} {label}", " ".repeat(offset)).trim_end().to_owned());
        } else {
            let under = " ".repeat(offset.min(room.saturating_sub(width(&label))));
            self.lines.push(format!("{bar} {}{marks}", " ".repeat(offset)));
            self.lines.push(format!("{bar} {under}{label}"));
        }
    }

    fn help(&mut self, word: &str, help: &str) {
        let paint = self.terminal.paint;
        let first = format!("{} = {word}: ", " ".repeat(self.gutter));
        for line in wrap_hanging(help, self.terminal.columns, &first, &" ".repeat(width(&first))) {
            let sign = format!("= {word}:");
            let shown = format!("{} {}:", paint.accent("="), paint.bold(word));
            self.lines.push(if line.starts_with(&first) { line.replacen(&sign, &shown, 1) } else { line });
        }
    }

    fn rule(&mut self) {
        self.lines.push(format!("{} {}", " ".repeat(self.gutter), self.terminal.paint.accent("|")));
    }

    fn marked(&self, text: &str) -> String {
        let paint = self.terminal.paint;
        match self.severity {
            Severity::Error => paint.bad(text),
            Severity::Warning => paint.warn(text),
            Severity::Info => paint.accent(text),
        }
    }
}
