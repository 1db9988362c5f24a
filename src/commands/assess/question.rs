//! The layout of a question in a window.

use outside_in::interview::{AboutKind, Screen, ScreenAction};
use outside_in::text::{Label, Lang, fit, say, width, wrap};
use ratatui::text::Line;

use super::choosing::{Choosing, Fitted};
use super::legend::{Legend, LegendEntry, legend};
use super::list::{choice_lines, viewport};
use super::look::{BOLD, DIM, Look, PLAIN, styled};
use super::room::Room;
use super::window::{Click, Drawn, Hotspot};

const KEYS_ONE: Label =
    Label("Number or arrow keys: choose · Enter: continue", "数字または矢印キーで選び、Enterで確定");
const KEYS_MANY: Label = Label(
    "Number or space bar: check · Enter: continue with what is checked",
    "数字またはスペースキーで選び（複数可）、Enterで確定",
);
const KEYS_GROUPS: Label = Label(
    "Number or arrow keys: choose · Tab: next group · Enter: go there",
    "数字または矢印キーで選び（Tabで次の区分へ）、Enterで開く",
);
const CUT: Label = Label("… (? for all of it)", "…（?で全文）");

/// Longer lines are hard to read.
const WIDEST: usize = 100;

pub(super) fn usable(columns: usize) -> usize {
    columns.saturating_sub(1).min(WIDEST)
}

/// Everything that a question shows, wrapped.
pub(super) struct Parts<'a> {
    screen: &'a Screen,
    lang: Lang,
    look: Look,
    columns: usize,
    pub(super) progress: String,
    pub(super) notice: Vec<String>,
    pub(super) heading: Vec<String>,
    pub(super) question: Vec<String>,
    pub(super) abouts: Vec<(AboutKind, Vec<String>)>,
    pub(super) choices: Vec<Vec<Line<'static>>>,
    pub(super) legend: Legend,
    /// A hint, or what the keys do.
    pub(super) foot: Vec<Line<'static>>,
    pub(super) needs_foot: bool,
}

/// Lays the question out, and records in `choosing` what had no room.
pub(super) fn lay_out(
    choosing: &mut Choosing<'_>,
    (rows, columns): (usize, usize),
    lang: Lang,
    look: Look,
) -> Drawn {
    let parts = Parts::new(choosing, usable(columns), lang, look);
    let mut room = parts.all();
    if parts.height(&room) + parts.choice_rows() <= rows {
        choosing.was_drawn(0, Fitted::default());
        return parts.drawn(&room, choosing, rows);
    }
    let whole = parts.whole();
    // While the user scrolls, the progress and two lines at the foot stay.
    choosing.was_drawn(choosing.top, Fitted { choices: None, lines: Some((whole.lines.len(), rows - 3)) });
    if let Some(start) = choosing.reading {
        return parts.reading(whole, start, rows);
    }
    parts.fit(&mut room, rows);
    parts.drawn(&room, choosing, rows)
}

impl<'a> Parts<'a> {
    fn new(choosing: &Choosing<'a>, columns: usize, lang: Lang, look: Look) -> Self {
        let screen = choosing.screen;
        let wrapped = |text: &str| if text.is_empty() { Vec::new() } else { wrap(text, columns) };
        let grouped = screen.choices.iter().any(|choice| choice.heading.is_some());
        let keys = match (screen.many, grouped) {
            (true, _) => KEYS_MANY,
            (_, true) => KEYS_GROUPS,
            _ => KEYS_ONE,
        };
        let foot = match choosing.hint {
            Some(hint) => styled(wrap(hint.to(lang), columns), look.warn()),
            None if screen.choices.is_empty() => Vec::new(),
            None => styled(wrap(keys.to(lang), columns), DIM),
        };
        let mut parts = Self {
            screen,
            lang,
            look,
            columns,
            progress: fit(&screen.progress, columns),
            notice: screen.notice.as_deref().map(wrapped).unwrap_or_default(),
            heading: screen.heading.as_deref().map(wrapped).unwrap_or_default(),
            question: wrapped(&screen.question),
            abouts: screen.about.iter().map(|about| (about.kind, wrapped(&about.text))).collect(),
            choices: choice_lines(choosing, columns, look),
            legend: Legend::default(),
            foot,
            // A list of groups is long, and how to move through it is not obvious.
            needs_foot: choosing.hint.is_some() || grouped,
        };
        parts.legend = parts.legend(usize::MAX);
        parts
    }

    fn legend(&self, most: usize) -> Legend {
        let entry = |action: &ScreenAction| LegendEntry {
            key: action.key(),
            word: action.word().to(self.lang).to_owned(),
            present: self.screen.present_action == Some(*action),
        };
        let entries: Vec<_> = self.screen.actions.iter().map(entry).collect();
        legend(&entries, self.columns, most, self.look)
    }

    fn head(&self, room: &Room) -> Vec<Line<'static>> {
        let look = self.look;
        let mut lines = Vec::new();
        if room.progress {
            lines.push(Line::styled(self.progress.clone(), DIM));
        }
        lines.extend(styled(self.cut(&self.notice, room.notice, "…"), look.warn()));
        if room.heading {
            lines.extend(styled(self.heading.clone(), look.accent()));
        }
        if room.gaps && !lines.is_empty() {
            lines.push(Line::default());
        }
        lines.extend(styled(self.cut(&self.question, room.question, "…"), BOLD));
        let has_help = self.screen.actions.contains(&ScreenAction::Help);
        let mark = if has_help { CUT.to(self.lang) } else { "…" };
        for ((kind, text), count) in self.abouts.iter().zip(&room.abouts) {
            let style = match kind {
                AboutKind::Gate => look.warn(),
                AboutKind::Proposal | AboutKind::Before => look.accent(),
                AboutKind::Meaning => PLAIN,
                AboutKind::Source => DIM,
            };
            lines.extend(styled(self.cut(text, *count, mark), style));
        }
        lines
    }

    /// The first lines of a text; the last of them says that it was cut.
    fn cut(&self, lines: &[String], count: usize, mark: &str) -> Vec<String> {
        let mut kept = lines[..count.min(lines.len())].to_vec();
        if kept.len() < lines.len()
            && let Some(last) = kept.last_mut()
        {
            let room = self.columns.saturating_sub(width(mark));
            while width(last) > room {
                last.pop();
            }
            last.push_str(mark);
        }
        kept
    }

    fn drawn(&self, room: &Room, choosing: &mut Choosing<'_>, rows: usize) -> Drawn {
        let mut drawn = Drawn { lines: self.head(room), ..Drawn::default() };
        let legend = if room.legend < self.legend.lines.len() {
            self.legend(room.legend)
        } else {
            self.legend.clone()
        };
        if room.gaps {
            drawn.lines.push(Line::default());
        }
        let gap = usize::from(room.gaps);
        let free = rows.saturating_sub(drawn.lines.len() + gap + room.keys + legend.lines.len());
        self.list(&mut drawn, choosing, free);
        // Rows that are too few for a whole choice go to the keys.
        let left = rows.saturating_sub(drawn.lines.len() + room.keys);
        let legend = if legend.lines.len() < left { self.legend(left) } else { legend };
        // The foot stays where it is, however short the question.
        let foot = room.keys + legend.lines.len();
        drawn.lines.resize(rows.saturating_sub(foot).max(drawn.lines.len()), Line::default());
        drawn.lines.extend(self.foot.iter().take(room.keys).cloned());
        add_legend(&mut drawn, legend);
        drawn.lines.truncate(rows);
        drawn
    }

    fn list(&self, drawn: &mut Drawn, choosing: &mut Choosing<'_>, room: usize) {
        let heights: Vec<_> = self.choices.iter().map(Vec::len).collect();
        let all = self.choice_rows() <= room;
        let mut shown = 0..heights.len();
        let mut left = room;
        if !all {
            left = room.saturating_sub(2).max(1);
            // Without a mark, the current answer is what the user looks at.
            let looked_at = choosing.marked.or(self.screen.present.first().copied());
            shown = viewport(&heights, looked_at, left, choosing.top);
            choosing.top = shown.start;
            choosing.shown.choices = Some(shown.len());
        }
        let more = |count: usize, en: &str, ja: &str| {
            let text = say!("  ({count} more {en})", "  （{ja}にあと{count}件）");
            (count > 0).then(|| Line::styled(text.into_text(self.lang), DIM))
        };
        drawn.lines.extend(more(shown.start, "above", "上"));
        for at in shown.clone() {
            self.add_choice(drawn, at, left);
            left = left.saturating_sub(heights[at]);
        }
        drawn.lines.extend(more(heights.len() - shown.end, "below", "下"));
    }

    /// Everything but progress and foot, however many lines it takes.
    fn whole(&self) -> Drawn {
        let mut drawn =
            Drawn { lines: self.head(&Room { progress: false, ..self.all() }), ..Drawn::default() };
        drawn.lines.push(Line::default());
        for at in 0..self.choices.len() {
            self.add_choice(&mut drawn, at, usize::MAX);
        }
        drawn
    }

    fn add_choice(&self, drawn: &mut Drawn, at: usize, most: usize) {
        for line in self.choices[at].iter().take(most) {
            let (row, columns) = (drawn.lines.len(), 0..self.columns);
            drawn.hotspots.push(Hotspot { row, columns, does: Click::Choice(at) });
            drawn.lines.push(line.clone());
        }
    }

    /// A part of that, from a line on.
    fn reading(&self, whole: Drawn, start: usize, rows: usize) -> Drawn {
        let room = rows - 3;
        let count = whole.lines.len();
        let start = start.min(count.saturating_sub(room));
        let end = (start + room).min(count);
        let mut lines = vec![Line::styled(self.progress.clone(), DIM)];
        lines.extend(whole.lines.into_iter().skip(start).take(room));
        let hotspots = whole.hotspots.into_iter().filter(|hotspot| (start..end).contains(&hotspot.row));
        let hotspots = hotspots.map(|hotspot| Hotspot { row: hotspot.row + 1 - start, ..hotspot }).collect();
        let first = start + 1;
        let position =
            say!("Lines {first}-{end} of {count} · PgUp, PgDn", "{first}〜{end}/{count}行｜PgUp/PgDnで移動");
        lines.push(Line::styled(fit(position.to(self.lang), self.columns), DIM));
        let mut drawn = Drawn { lines, caret: None, hotspots };
        add_legend(&mut drawn, self.legend(1));
        drawn
    }
}

pub(super) fn add_legend(drawn: &mut Drawn, legend: Legend) {
    let start = drawn.lines.len();
    let place = |(row, columns, key)| Hotspot { row: start + row, columns, does: Click::Letter(key) };
    drawn.hotspots.extend(legend.hotspots.into_iter().map(place));
    drawn.lines.extend(legend.lines);
}
