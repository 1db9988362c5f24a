//! The layout of a text being edited.

use outside_in::interview::TextAsk;
use outside_in::text::{Label, Lang, fit, wrap};
use ratatui::text::{Line, Span};

use super::field::Editor;
use super::look::{BOLD, DIM, Look, PLAIN, styled};
use super::question::usable;
use super::window::Drawn;

const KEYS_LINE: Label =
    Label("Enter: done · Esc: back · Ctrl+U: clear", "Enterで確定、Escで戻る、Ctrl+Uで消去");
const KEYS_LINES: Label = Label(
    "Enter: new line · Enter on an empty last line: done · Esc: back",
    "Enterで改行、最後の空行でEnterを押すと確定、Escで戻る",
);

/// Precedes the first row of the text; the others are indented as far.
const PROMPT: &str = "> ";

/// The columns of a text in a window; one more is for the cursor after it.
pub(super) fn columns_of_text(columns: usize) -> usize {
    usable(columns).saturating_sub(PROMPT.len() + 1)
}

pub(super) fn lay_out(
    ask: &TextAsk,
    editor: &Editor,
    (rows, columns): (usize, usize),
    lang: Lang,
    look: Look,
) -> Drawn {
    let wide = usable(columns);
    let keys = if ask.lines { KEYS_LINES } else { KEYS_LINE };
    let mut keys = styled(wrap(keys.to(lang), wide), DIM);
    let gap = |lines: &mut Vec<Line<'static>>| lines.push(Line::default());
    let mut head = Vec::new();
    if !ask.progress.is_empty() {
        head.push(Line::styled(fit(&ask.progress, wide), DIM));
        gap(&mut head);
    }
    head.extend(styled(wrap(&ask.question, wide), BOLD));
    let asked = head.len();
    for text in &ask.about {
        head.extend(styled(wrap(text, wide), PLAIN));
    }
    let label = Line::styled(fit(&ask.label, wide), look.accent());
    let written = editor.rows(columns_of_text(columns));
    let least = written.len().min(if ask.lines { 3 } else { 2 });
    // The question has priority over help, and the text over both.
    let room = rows.saturating_sub(least + keys.len() + 2);
    if head.len() + 1 > room {
        head.truncate(room.max(asked.min(rows.saturating_sub(least + 2))));
        keys.truncate(rows.saturating_sub(head.len() + least + 1));
    } else {
        gap(&mut head);
    }
    head.push(label);
    let room = rows.saturating_sub(head.len() + keys.len()).max(1);
    let (row, column) = editor.place(columns_of_text(columns));
    // The row with the cursor is always visible, and as many rows before it as fit.
    let first = (row + 1).saturating_sub(room);
    let caret = Some((head.len() + row - first, PROMPT.len() + column));
    let mut lines = head;
    for (at, text) in written.into_iter().enumerate().skip(first).take(room) {
        let prompt = if at == 0 { PROMPT } else { "  " };
        lines.push(Line::from(vec![Span::styled(prompt, look.accent()), Span::raw(text.to_owned())]));
    }
    lines.resize(rows.saturating_sub(keys.len()), Line::default());
    lines.extend(keys);
    Drawn { lines, caret, hotspots: Vec::new() }
}
