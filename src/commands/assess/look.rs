//! Styles of lines: those of the questionnaire, and those in ready-made pages.

use ratatui::style::{Color, Modifier, Style};
use ratatui::text::{Line, Span};

pub(super) const PLAIN: Style = Style::new();
pub(super) const BOLD: Style = Style::new().add_modifier(Modifier::BOLD);
pub(super) const DIM: Style = Style::new().add_modifier(Modifier::DIM);

#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    pub(super) color: bool,
}

impl Look {
    /// The current item, or a new section.
    pub(super) fn accent(self) -> Style {
        if self.color { Style::new().fg(Color::Cyan) } else { BOLD }
    }

    /// Something that needs attention.
    pub(super) fn warn(self) -> Style {
        if self.color { Style::new().fg(Color::Yellow) } else { BOLD }
    }
}

pub(super) fn styled(lines: impl IntoIterator<Item = String>, style: Style) -> Vec<Line<'static>> {
    lines.into_iter().map(|line| Line::styled(line, style)).collect()
}

/// A line of a page for terminals, with its escape sequences as styles.
pub(super) fn painted(line: &str) -> Line<'static> {
    let mut parts = line.split("\x1b[");
    let mut spans = vec![Span::raw(parts.next().unwrap_or_default().to_owned())];
    let mut style = PLAIN;
    for part in parts {
        let (codes, text) = part.split_once('m').unwrap_or(("", part));
        style = codes.split(';').fold(style, with_code);
        spans.push(Span::styled(text.to_owned(), style));
    }
    spans.retain(|span| !span.content.is_empty());
    Line::from(spans)
}

fn with_code(style: Style, code: &str) -> Style {
    match code {
        "" | "0" => PLAIN,
        "1" => style.add_modifier(Modifier::BOLD),
        "2" => style.add_modifier(Modifier::DIM),
        "31" => style.fg(Color::Red),
        "32" => style.fg(Color::Green),
        "33" => style.fg(Color::Yellow),
        "36" => style.fg(Color::Cyan),
        _ => style,
    }
}

#[cfg(test)]
mod tests {
    use outside_in::report::Paint;

    use super::*;

    #[test]
    fn what_paint_paints_is_understood() {
        let paint = Paint::new(true);
        let line = painted(&format!("a {} b {}{}", paint.bold("c"), paint.bad("赤"), paint.dim("d")));
        let spans: Vec<_> = line.iter().map(|span| (span.content.as_ref(), span.style)).collect();
        let red = Style::new().fg(Color::Red);
        let expected = [("a ", PLAIN), ("c", BOLD), (" b ", PLAIN), ("赤", red), ("d", DIM)];
        assert_eq!(spans, expected);
    }
}
