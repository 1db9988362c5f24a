//! The choices of a question as lines.

use std::ops::Range;

use outside_in::text::{width, wrap, wrap_hanging};
use ratatui::text::Line;

use super::choosing::Choosing;
use super::look::{Look, PLAIN, styled};

/// The lines of each choice, preceded by its heading.
pub(super) fn choice_lines(choosing: &Choosing<'_>, columns: usize, look: Look) -> Vec<Vec<Line<'static>>> {
    let screen = choosing.screen;
    let widest = screen.choices.iter().map(|choice| width(&choice.key)).max().unwrap_or(0);
    let lines = screen.choices.iter().enumerate().map(|(at, choice)| {
        let marked = choosing.marked == Some(at);
        let cursor = if marked { "❯ " } else { "  " };
        let state = match (screen.many, choosing.checked[at], screen.present.contains(&at)) {
            (true, true, _) => "[x] ",
            (true, false, _) => "[ ] ",
            (false, _, true) => "✓ ",
            (false, _, false) => "  ",
        };
        let first = format!("{cursor}{state}{:>widest$}  ", choice.key);
        let rest = " ".repeat(width(&first));
        let heading = choice.heading.iter().flat_map(|text| wrap(text, columns));
        let mut lines = styled(heading, look.accent());
        let style = if marked { look.accent() } else { PLAIN };
        lines.extend(styled(wrap_hanging(&choice.text, columns, &first, &rest), style));
        lines
    });
    lines.collect()
}

/// The items to show in `room` rows including the active one, moved as little as possible from those that began at
/// `top`.
pub(super) fn viewport(heights: &[usize], active: Option<usize>, room: usize, top: usize) -> Range<usize> {
    let sum = |range: Range<usize>| heights[range].iter().sum::<usize>();
    let last = heights.len().saturating_sub(1);
    let active = active.unwrap_or(top).min(last);
    let mut start = top.min(active);
    while start < active && sum(start..active + 1) > room {
        start += 1;
    }
    let mut end = (active + 1).min(heights.len());
    while end < heights.len() && sum(start..end + 1) <= room {
        end += 1;
    }
    while start > 0 && sum(start - 1..end) <= room {
        start -= 1;
    }
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_active_item_is_always_shown() {
        let heights = [2, 3, 1, 4, 2, 2];
        let mut top = 0;
        for active in (0..6).chain((0..6).rev()) {
            for room in 4..16 {
                let shown = viewport(&heights, Some(active), room, top);
                assert!(shown.contains(&active));
                assert!(heights[shown.clone()].iter().sum::<usize>() <= room);
                top = shown.start;
            }
        }
        assert_eq!(viewport(&heights, Some(3), 2, 0), 3..4);
        assert_eq!(viewport(&heights, Some(0), 99, 4), 0..6);
        assert_eq!(viewport(&heights, None, 5, 0), 0..2);
    }
}
