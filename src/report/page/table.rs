use comfy_table::{Attribute, Cell, CellAlignment, Color, ContentArrangement, Table, presets};

use super::Terminal;
use crate::framework::Verdict;
use crate::scoring::Points;
use crate::text::{clean, width};

/// A table without lines. Its width is always set, because without a terminal the library would not wrap.
pub(in crate::report) fn table(terminal: Terminal, heads: impl IntoIterator<Item = String>) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(terminal.columns).unwrap_or(u16::MAX));
    table.force_no_tty();
    let coloured = terminal.paint.is_on();
    if coloured {
        table.enforce_styling();
    }
    table.set_header(heads.into_iter().map(|head| {
        let cell = Cell::new(clean(&head));
        if coloured { cell.add_attribute(Attribute::Dim) } else { cell }
    }));
    table
}

/// The lines of a table, without the left padding of the first column, which would indent everything.
pub(in crate::report) fn lines(mut table: Table) -> String {
    if let Some(first) = table.column_mut(0) {
        first.set_padding((0, 1));
    }
    table.trim_fmt() + "\n"
}

pub(in crate::report) fn right(number: impl ToString) -> Cell {
    Cell::new(number).set_alignment(CellAlignment::Right)
}

pub(in crate::report) fn verdict_cell(terminal: Terminal, verdict: Verdict, text: &str) -> Cell {
    let color = match verdict {
        Verdict::Ready => Color::Green,
        Verdict::Unproven | Verdict::Open => Color::Yellow,
        Verdict::NotReady => Color::Red,
        Verdict::NotAssessed => Color::DarkGrey,
    };
    let cell = Cell::new(text);
    if terminal.paint.is_on() { cell.fg(color) } else { cell }
}

/// A longer run of Japanese may break.
const LONGEST: usize = 16;

/// The width of the longest word of a heading. Japanese may break anywhere, so a long run of it is not a word.
pub(in crate::report) fn longest_word(text: &str) -> usize {
    let word = |word: &str| {
        let columns = width(word);
        if columns > word.chars().count() { columns.min(LONGEST) } else { columns }
    };
    text.split_whitespace().map(word).max().unwrap_or(0)
}

/// The width left for the first column if every column has at least these; `None` if they do not fit.
pub(in crate::report) fn room(terminal: Terminal, least: &[usize]) -> Option<usize> {
    let (first, others) = least.split_first()?;
    // Two spaces separate columns; one follows the last, none precedes the first.
    let others: usize = others.iter().map(|least| least + 2).sum();
    terminal.columns.checked_sub(others + 1).filter(|free| free >= first)
}

/// `#` proven, `+` claimed, `-` possible, `.` out of reach, `|` the cut. ASCII, because block characters differ in
/// width.
pub(in crate::report) fn bar(points: Points, ready_at: Option<u8>, cells: usize) -> String {
    let upto = |part: u64| usize::try_from(part * cells as u64 / points.max.max(1)).unwrap_or(0);
    let (proven, score, possible) = (upto(points.proven), upto(points.score), upto(points.possible));
    let mark = ready_at.map(|percent| usize::from(percent) * cells / 100);
    let mut out = String::with_capacity(cells + 1);
    for cell in 0..=cells {
        if Some(cell) == mark {
            out.push('|');
        }
        if cell < cells {
            out.push(match cell {
                _ if cell < proven => '#',
                _ if cell < score => '+',
                _ if cell < possible => '-',
                _ => '.',
            });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::bar;
    use crate::scoring::Points;

    #[test]
    fn a_bar_never_shows_more_than_there_is() {
        let points = Points { proven: 299, score: 500, possible: 799, max: 1000 };
        assert_eq!(bar(points, Some(70), 10), "##+++--|...");
        let full = Points { proven: 10, score: 10, possible: 10, max: 10 };
        assert_eq!(bar(full, Some(100), 5), "#####|");
        assert_eq!(bar(Points::default(), Some(70), 10), ".......|...");
        assert_eq!(bar(points, None, 10), "##+++--...");
    }
}
