use super::{line_of, whole};
use crate::source::Span;
use crate::text::{clean, width};

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    pub(super) shown: String,
    pub(super) offset: usize,
    pub(super) columns: usize,
}

impl Excerpt {
    /// The part of a line around the start of a place, in `room` columns; the rest of a long line is not even looked
    /// at.
    pub(super) fn of(text: &str, span: &Span, room: usize) -> Self {
        let span = whole(text, span);
        let (from, to) = line_of(text, span.start);
        let (before, after) = (&text[from..span.start], &text[span.start..to]);
        // The place has priority; what precedes it gets the rest, but at least a quarter.
        let needed = run(after.chars(), room).columns;
        let lead = if needed <= room - room / 4 { room - needed } else { room / 4 };
        let whole_before = run(before.chars().rev(), lead).bytes == before.len();
        let left = run(before.chars().rev(), if whole_before { lead } else { lead - 1 });
        let start = span.start - left.bytes;
        let head = if whole_before { "" } else { "…" };
        let rest = room - left.columns - width(head);
        let whole_after = run(after.chars(), rest).bytes == after.len();
        let right = run(after.chars(), if whole_after { rest } else { rest - 1 });
        let end = span.start + right.bytes;
        let tail = if whole_after { "" } else { "…" };
        let shown: String = text[start..end].chars().map(printable).collect();
        let place =
            run(text[span.start..span.end.clamp(span.start, end.max(span.start))].chars(), usize::MAX);
        Self {
            shown: format!("{head}{shown}{tail}"),
            offset: left.columns + width(head),
            columns: place.columns.max(1),
        }
    }
}

struct Run {
    bytes: usize,
    columns: usize,
}

fn run(chars: impl Iterator<Item = char>, room: usize) -> Run {
    let mut run = Run { bytes: 0, columns: 0 };
    for c in chars {
        let wide = width(printable(c).encode_utf8(&mut [0; 4]));
        if run.columns + wide > room {
            break;
        }
        run.bytes += c.len_utf8();
        run.columns += wide;
    }
    run
}

/// Tabs and control characters would shift the mark or act on the terminal, so each becomes a space.
fn printable(c: char) -> char {
    let plain = c == ' ' || c.is_ascii_graphic();
    if !plain && (c.is_control() || clean(c.encode_utf8(&mut [0; 4])).is_empty()) { ' ' } else { c }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, span: Span, room: usize) -> (String, usize, usize) {
        let Excerpt { shown, offset, columns } = Excerpt::of(text, &span, room);
        (shown, offset, columns)
    }

    #[test]
    fn a_short_line_is_shown_whole() {
        assert_eq!(of("x = 1\r\ny = 2\n", 4..5, 20), ("x = 1".into(), 4, 1));
        assert_eq!(of("\t保険 = 2", 7..13, 20), (" 保険 = 2".into(), 5, 4));
        assert_eq!(of("", 0..0, 20), (String::new(), 0, 1));
    }

    #[test]
    fn of_a_long_line_the_place_is_shown() {
        let long = "0123456789".repeat(5);
        assert_eq!(of(&long, 0..2, 20), ("0123456789012345678…".into(), 0, 2));
        assert_eq!(of(&long, 48..50, 20), ("…1234567890123456789".into(), 18, 2));
        assert_eq!(of(&long, 20..50, 20), ("…678901234567890123…".into(), 5, 14));
    }

    #[test]
    fn nothing_is_wider_than_the_room() {
        let text = "題名.ja = \"解決する課題は文書に\tなっていて、病院に確認されていますか。 TODO あと少し\" # é\u{301}";
        for room in 20..100 {
            for (at, _) in text.char_indices() {
                for span in [at..at, at..at + 4, at..text.len()] {
                    let (shown, offset, columns) = of(text, span, room);
                    assert!(width(&shown) <= room, "{shown} in {room}");
                    assert!(offset + columns <= room.max(width(text) + 1), "{shown} in {room}");
                }
            }
        }
    }
}
