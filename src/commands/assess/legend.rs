//! The available keys, with what they do, at the foot of a screen.

use std::ops::Range;

use outside_in::text::width;
use ratatui::text::{Line, Span};

use super::look::{DIM, Look};

#[derive(Clone, Debug)]
pub(super) struct LegendEntry {
    pub(super) key: char,
    pub(super) word: String,
    /// Whether it is the current answer.
    pub(super) present: bool,
}

impl LegendEntry {
    fn text(&self) -> String {
        let present = if self.present { "✓ " } else { "" };
        format!("{present}{} {}", self.key, self.word)
    }
}

#[derive(Clone, Debug, Default)]
pub(super) struct Legend {
    pub(super) lines: Vec<Line<'static>>,
    /// The position of each key: row, columns, and the key.
    pub(super) hotspots: Vec<(usize, Range<usize>, char)>,
}

const GAP: &str = "  ";

/// Lays the entries out in at most `most` rows; those without room are dropped from the end, but never `?`.
pub(super) fn legend(entries: &[LegendEntry], columns: usize, most: usize, look: Look) -> Legend {
    let all = lay_out(&entries.iter().collect::<Vec<_>>(), false, columns, look);
    if all.lines.len() <= most {
        return all;
    }
    for count in (0..entries.len()).rev() {
        let kept = entries.iter().enumerate().filter(|(at, one)| *at < count || one.key == '?');
        let kept: Vec<_> = kept.map(|(_, entry)| entry).collect();
        let some = lay_out(&kept, true, columns, look);
        if some.lines.len() <= most {
            return some;
        }
    }
    Legend::default()
}

fn lay_out(entries: &[&LegendEntry], more: bool, columns: usize, look: Look) -> Legend {
    let mut legend = Legend::default();
    let mut used = columns;
    for entry in entries {
        let text = entry.text();
        let wide = width(&text).min(columns);
        let key = Span::styled(entry.key.to_string(), look.accent());
        let (before, after) = text.split_once(entry.key).unwrap_or_default();
        let spans = [Span::styled(before.to_owned(), look.accent()), key, Span::raw(after.to_owned())];
        match legend.lines.last_mut() {
            Some(line) if used + GAP.len() + wide <= columns => {
                line.push_span(Span::raw(GAP));
                line.spans.extend(spans);
                used += GAP.len();
            }
            _ => {
                legend.lines.push(Line::from(spans.to_vec()));
                used = 0;
            }
        }
        legend.hotspots.push((legend.lines.len() - 1, used..used + wide, entry.key));
        used += wide;
    }
    if more
        && used + 3 <= columns
        && let Some(line) = legend.lines.last_mut()
    {
        line.push_span(Span::styled("  …", DIM));
    }
    legend
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_is_never_left_out_and_no_line_is_too_wide() {
        let words = ["わからない", "該当しない", "後で答える", "戻る", "ヘルプ", "保存して中断"];
        let entries: Vec<_> = "dnlb?s"
            .chars()
            .zip(words)
            .map(|(key, word)| LegendEntry { key, word: word.to_owned(), present: key == 'd' })
            .collect();
        for columns in 19..90 {
            for most in 1..5 {
                let legend = legend(&entries, columns, most, Look { color: false });
                assert!(!legend.lines.is_empty() && legend.lines.len() <= most);
                assert!(legend.lines.iter().all(|line| line.width() <= columns));
                assert!(legend.hotspots.iter().any(|(_, _, key)| *key == '?'));
                for (row, hotspot, key) in &legend.hotspots {
                    let text = legend.lines[*row].to_string();
                    let at = width(text.split_once(*key).expect("the key is there").0);
                    assert!(hotspot.contains(&at), "{text}: {key} at {hotspot:?}");
                }
            }
        }
    }
}
