use std::cell::Cell;
use std::ops::Range;

use outside_in::interview::{Screen, words};
use outside_in::report::Paint;
use outside_in::text::{Lang, fit, say, width, wrap, wrap_hanging};

/// A screen, laid out anew for whatever size the window has.
#[derive(Debug)]
pub(super) struct Frame<'a> {
    pub(super) screen: &'a Screen,
    pub(super) lang: Lang,
    pub(super) paint: Paint,
    /// The first choice that was shown last, so that the list moves as little as possible.
    top: Cell<usize>,
}

#[derive(Clone, Debug)]
pub(super) struct Moment<'a> {
    pub(super) size: (usize, usize),
    /// Where the cursor is: a choice, or behind the choices an action.
    pub(super) active: usize,
    pub(super) page: Range<usize>,
    pub(super) ticked: &'a [bool],
}

/// How much of the head is left out where room is short; each step leaves out more.
const STEPS: u8 = 6;

impl<'a> Frame<'a> {
    pub(super) fn new(screen: &'a Screen, lang: Lang, paint: Paint) -> Self {
        Self { screen, lang, paint, top: Cell::new(0) }
    }

    /// The lines, always fewer than the window has rows and none wider than it.
    pub(super) fn lines(&self, moment: &Moment<'_>) -> Vec<String> {
        let (rows, columns) = moment.size;
        let columns = columns.saturating_sub(1).clamp(10, 100);
        let rows = rows.saturating_sub(1).max(3);
        let choices: Vec<_> = moment.page.clone().map(|at| self.choice(at, moment, columns)).collect();
        let wanted: usize = choices.iter().map(Vec::len).sum();
        let tallest = choices.iter().map(Vec::len).max().unwrap_or(0);
        let tail = self.tail(moment, columns);
        let mut lines = Vec::new();
        for step in 0..STEPS {
            lines = self.head(step, columns);
            let rest = rows.saturating_sub(lines.len() + tail.len() + usize::from(step < 4));
            // The last steps need not show all choices at once.
            if wanted <= rest || (step >= 4 && tallest + 2 <= rest) {
                break;
            }
        }
        let gap = wanted + lines.len() + tail.len() < rows;
        lines.truncate(rows.saturating_sub(tail.len() + tallest.min(3)));
        let room = rows.saturating_sub(lines.len() + tail.len() + usize::from(gap));
        lines.extend(self.list(&choices, moment, room));
        if gap && !tail.is_empty() {
            lines.push(String::new());
        }
        lines.extend(tail);
        lines.truncate(rows);
        lines
    }

    fn head(&self, step: u8, columns: usize) -> Vec<String> {
        let (screen, paint) = (self.screen, self.paint);
        let wrapped = |text: Option<&String>, style: fn(Paint, &str) -> String| {
            let lines = text.into_iter().filter(|text| !text.is_empty()).flat_map(|text| wrap(text, columns));
            lines.map(|line| style(paint, &line)).collect::<Vec<_>>()
        };
        let mut lines = wrapped(Some(&fit(&screen.progress, columns)), Paint::dim);
        lines.extend(wrapped(screen.notice.as_ref(), Paint::warn));
        lines.extend(wrapped(screen.heading.as_ref().filter(|_| step < 3), Paint::accent));
        let question_at = lines.len();
        lines.extend(wrapped(Some(&screen.question), Paint::bold));
        for about in screen.about.iter().filter(|_| step < 1) {
            lines.extend(wrapped(Some(&about.text), Paint::dim));
        }
        if step < 5 {
            lines.push(String::new());
            if question_at > 0 && step < 4 {
                lines.insert(question_at, String::new());
            }
        }
        lines
    }

    fn list(&self, choices: &[Vec<String>], moment: &Moment<'_>, room: usize) -> Vec<String> {
        let heights: Vec<_> = choices.iter().map(Vec::len).collect();
        if heights.iter().sum::<usize>() <= room {
            return choices.concat();
        }
        let active = moment.active.saturating_sub(moment.page.start);
        let room = room.saturating_sub(2).max(1);
        let shown = viewport(&heights, active, room, self.top.get());
        self.top.set(shown.start);
        let (before, after) = (shown.start, choices.len() - shown.end);
        let mark = |count: usize, en: &str, ja: &str| {
            let text = say!("  ({count} more {en})", "  （{ja}にあと{count}件）");
            (count > 0).then(|| self.paint.dim(text.to(self.lang)))
        };
        let mut lines: Vec<_> = mark(before, "above", "上").into_iter().collect();
        lines.extend(choices[shown].concat().into_iter().take(room));
        lines.extend(mark(after, "below", "下"));
        lines
    }

    fn choice(&self, at: usize, moment: &Moment<'_>, columns: usize) -> Vec<String> {
        let choice = &self.screen.choices[at];
        let active = at == moment.active;
        let mut first = if active { "❯ " } else { "  " }.to_owned();
        first += match (self.screen.many, moment.ticked.get(at), self.screen.present.contains(&at)) {
            (true, Some(true), _) => "[x] ",
            (true, ..) => "[ ] ",
            (false, _, true) => "✓ ",
            (false, ..) => "  ",
        };
        if self.screen.show_keys {
            first.extend([choice.key.as_str(), "  "]);
        }
        let rest = " ".repeat(width(&first));
        let heading = choice.heading.iter().flat_map(|text| wrap(text, columns));
        let mut lines: Vec<_> = heading.map(|line| self.paint.accent(&line)).collect();
        let text = wrap_hanging(&choice.text, columns, &first, &rest).into_iter();
        lines.extend(text.map(|line| if active { self.paint.accent(&line) } else { line }));
        lines
    }

    fn tail(&self, moment: &Moment<'_>, columns: usize) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let mut used = columns;
        for (at, action) in self.screen.actions.iter().enumerate().filter(|_| !self.screen.many) {
            let active = self.screen.choices.len() + at == moment.active;
            let cursor = if active { "❯ " } else { "  " };
            let present = if self.screen.present_action == Some(*action) { "✓ " } else { "" };
            let cell = format!("{cursor}{present}{}", action.word().to(self.lang));
            let wide = width(&cell);
            let text = if active { self.paint.accent(&cell) } else { cell };
            match lines.last_mut() {
                Some(line) if used + 2 + wide <= columns => {
                    line.extend(["  ", &text]);
                    used += 2 + wide;
                }
                _ => {
                    lines.push(text);
                    used = wide;
                }
            }
        }
        let hint = if self.screen.many { words::HINT_MANY } else { words::HINT_ONE };
        lines.extend(wrap(hint.to(self.lang), columns).iter().map(|line| self.paint.dim(line)));
        lines
    }
}

/// The items to show in `room` rows with the active one, moved as little as possible from those that began at `top`.
fn viewport(heights: &[usize], active: usize, room: usize, top: usize) -> Range<usize> {
    let sum = |range: Range<usize>| heights[range].iter().sum::<usize>();
    let active = active.min(heights.len().saturating_sub(1));
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
                let shown = viewport(&heights, active, room, top);
                assert!(shown.contains(&active));
                assert!(heights[shown.clone()].iter().sum::<usize>() <= room);
                top = shown.start;
            }
        }
        assert_eq!(viewport(&heights, 3, 2, 0), 3..4);
        assert_eq!(viewport(&heights, 0, 99, 4), 0..6);
    }
}
