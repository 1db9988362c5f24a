//! A text being edited: pure, without a terminal.

use std::ops::Range;

use outside_in::text::{clean, clean_lines, width, wrap};
use unicode_segmentation::UnicodeSegmentation;

use super::keys::Key;

#[derive(Clone, Debug)]
pub(super) struct Editor {
    text: String,
    /// The caret in bytes, always between two graphemes.
    caret: usize,
    /// Whether it may have several lines.
    lines: bool,
    /// The column to keep while moving up and down.
    column: Option<usize>,
}

impl Editor {
    pub(super) fn new(initial: &str, lines: bool) -> Self {
        let mut editor = Self { text: String::new(), caret: 0, lines, column: None };
        editor.insert(initial);
        editor
    }

    /// The text, cleaned.
    pub(super) fn written(&self) -> String {
        let lines: Vec<_> = self.text.lines().map(|line| clean(line.trim())).collect();
        lines.join("\n").trim().to_owned()
    }

    /// Whether the caret is on an empty last line, where Enter ends the text.
    pub(super) fn is_at_empty_end(&self) -> bool {
        let start = self.line_start();
        self.text[start..].trim().is_empty() && self.line_end() == self.text.len()
    }

    /// Inserts typed or pasted text. Control characters are dropped, tabs become spaces, and so do line breaks in a
    /// single line.
    pub(super) fn insert(&mut self, text: &str) {
        let text = clean_lines(text);
        let kept: String = text
            .chars()
            .map(|c| match c {
                '\n' if self.lines => '\n',
                '\n' | '\t' => ' ',
                c => c,
            })
            .collect();
        self.replace(self.caret..self.caret, &kept);
    }

    /// Applies a key; moving up and down depends on where lines wrap.
    pub(super) fn press(&mut self, key: Key, columns: usize) {
        if !matches!(key, Key::Up | Key::Down) {
            self.column = None;
        }
        match key {
            Key::Tab => self.insert(" "),
            Key::Char(c) => self.insert(c.encode_utf8(&mut [0; 4])),
            Key::Left => self.caret = self.before(),
            Key::Right => self.caret = self.behind(),
            Key::WordLeft => self.caret = self.word_before(),
            Key::WordRight => self.caret = self.word_behind(),
            Key::Home => self.caret = self.line_start(),
            Key::End => self.caret = self.line_end(),
            Key::Up => self.go_rows(-1, columns),
            Key::Down => self.go_rows(1, columns),
            Key::PageUp => self.caret = 0,
            Key::PageDown => self.caret = self.text.len(),
            Key::Backspace => self.replace(self.before()..self.caret, ""),
            Key::Delete => self.replace(self.caret..self.behind(), ""),
            Key::EraseWord => self.replace(self.word_before()..self.caret, ""),
            Key::EraseBefore => self.replace(self.line_start()..self.caret, ""),
            Key::EraseBehind => self.replace(self.caret..self.line_end(), ""),
            Key::Enter | Key::BackTab | Key::Esc | Key::Interrupt | Key::Suspend => {}
        }
    }

    /// The rows of at most `columns` into which the text is broken, but for spaces at their ends.
    pub(super) fn rows(&self, columns: usize) -> Vec<&str> {
        self.ranges(columns).into_iter().map(|range| &self.text[range]).collect()
    }

    /// The row and column of the caret.
    pub(super) fn place(&self, columns: usize) -> (usize, usize) {
        let rows = self.ranges(columns);
        let row = rows.iter().rposition(|range| range.start <= self.caret).unwrap_or(0);
        let start = rows.get(row).map_or(0, |range| range.start);
        (row, width(&self.text[start..self.caret]).min(columns))
    }

    fn ranges(&self, columns: usize) -> Vec<Range<usize>> {
        let mut ranges: Vec<Range<usize>> = Vec::new();
        let mut start = 0;
        for line in self.text.split('\n') {
            let mut end = start;
            for (at, piece) in wrap(line, columns).iter().enumerate() {
                // Spaces at the end of a row are not in its piece but belong to the row.
                let gap =
                    self.text[end..start + line.len()].find(piece.as_str()).filter(|_| !piece.is_empty());
                let from = end + gap.unwrap_or(0);
                if at == 0 {
                    ranges.push(start..from);
                } else if let Some(last) = ranges.last_mut() {
                    last.end = from;
                    ranges.push(from..from);
                }
                end = from + piece.len();
            }
            if let Some(last) = ranges.last_mut() {
                last.end = start + line.len();
            }
            start += line.len() + 1;
        }
        ranges
    }

    fn go_rows(&mut self, by: isize, columns: usize) {
        let rows = self.ranges(columns);
        let (row, column) = self.place(columns);
        let column = *self.column.get_or_insert(column);
        let Some(row) = row.checked_add_signed(by) else { return };
        let Some(range) = rows.get(row).cloned() else { return };
        // A row that continues in the next one ends before its last space or character: after it the caret would be in
        // the next row.
        let goes_on = rows.get(row + 1).is_some_and(|next| next.start == range.end);
        let mut places = self.text[range.clone()].grapheme_indices(true).map(|(at, _)| range.start + at);
        let at = places.rfind(|at| width(&self.text[range.start..*at]) <= column).unwrap_or(range.start);
        let fits = !goes_on && width(&self.text[range.clone()]) <= column;
        // A row may begin inside a grapheme.
        self.caret = self.boundary(if fits { range.end } else { at });
    }

    fn replace(&mut self, range: Range<usize>, text: &str) {
        self.caret = range.start + text.len();
        self.text.replace_range(range, text);
        // Characters may have joined into one grapheme.
        self.caret = self.boundary(self.caret);
    }

    /// The offset itself, or the end of the grapheme that contains it.
    fn boundary(&self, place: usize) -> usize {
        if place == 0 {
            return 0;
        }
        let mut ends = self.text.grapheme_indices(true).map(|(at, one)| at + one.len());
        ends.find(|end| *end >= place).unwrap_or(self.text.len())
    }

    fn before(&self) -> usize {
        self.text[..self.caret].grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
    }

    fn behind(&self) -> usize {
        self.caret + self.text[self.caret..].graphemes(true).next().map_or(0, str::len)
    }

    fn word_before(&self) -> usize {
        let mut words = self.text[..self.caret].split_word_bound_indices();
        words.rfind(|(_, word)| !word.trim().is_empty()).map_or(0, |(at, _)| at)
    }

    fn word_behind(&self) -> usize {
        let mut words = self.text[self.caret..].split_word_bound_indices();
        let end =
            words.find(|(_, word)| !word.trim().is_empty()).map(|(at, word)| self.caret + at + word.len());
        end.unwrap_or(self.text.len())
    }

    fn line_start(&self) -> usize {
        self.text[..self.caret].rfind('\n').map_or(0, |at| at + 1)
    }

    fn line_end(&self) -> usize {
        self.text[self.caret..].find('\n').map_or(self.text.len(), |at| self.caret + at)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pressed(text: &str, keys: &[Key]) -> (String, usize) {
        let mut editor = Editor::new(text, true);
        for key in keys {
            editor.press(*key, 20);
        }
        (editor.text, editor.caret)
    }

    #[test]
    fn one_moves_and_erases_by_characters_words_and_lines() {
        use Key::{
            Backspace, Char, Delete, Down, End, EraseBefore, EraseBehind, EraseWord, Home, Left, Right, Up,
            WordLeft, WordRight,
        };
        let family = "a👨‍👩‍👧b";
        assert_eq!(pressed(family, &[Left, Backspace]), ("ab".to_owned(), 1));
        assert_eq!(pressed("がぎ", &[Left, Left, Delete]).0, "ぎ");
        assert_eq!(pressed("か\u{3099}x", &[Left, Backspace]), ("x".to_owned(), 0));
        assert_eq!(pressed("日本語", &[Left, Char('x'), Right, Char('y')]).0, "日本x語y");
        assert_eq!(pressed("one two  three", &[EraseWord, EraseWord]).0, "one ");
        assert_eq!(pressed("one two", &[Home, WordRight, Char(',')]).0, "one, two");
        assert_eq!(pressed("one two", &[WordLeft, EraseBehind]).0, "one ");
        assert_eq!(pressed("one\ntwo three", &[WordLeft, EraseBefore]).0, "one\nthree");
        assert_eq!(pressed("one\ntwo", &[Home, Backspace, Char(' '), End, Char('.')]).0, "one two.");
        assert_eq!(pressed("日本語\nab\n日本語", &[Up, Char('x'), Up, Char('y')]).0, "日y本語\nabx\n日本語");
        assert_eq!(
            pressed("abcdef\n日本語", &[Home, Up, Right, Right, Right, Down, Char('x')]).0,
            "abcdef\n日x本語"
        );
    }

    #[test]
    fn a_row_that_begins_within_a_character_is_entered_behind_it() {
        let mut editor = Editor::new("word\u{3099}（（👨\u{200d}👩\u{200d}👧a", true);
        for key in [Key::Home, Key::Down] {
            editor.press(key, 12);
        }
        let places: Vec<_> = editor.text.grapheme_indices(true).map(|(at, _)| at).collect();
        assert!(editor.caret > 0 && places.contains(&editor.caret), "{} of {places:?}", editor.caret);
    }

    #[test]
    fn what_acts_on_a_terminal_is_dropped() {
        let mut line = Editor::new("", false);
        line.insert("a\tb\r\nc\u{1b}[31m\u{202e}\u{0}d\u{3000}e\r\n");
        assert_eq!(line.text, "a b c[31md\u{3000}e ");
        assert_eq!(line.written(), "a b c[31md\u{3000}e");
        let mut lines = Editor::new("", true);
        lines.insert("one\r\n\ttwo \r\rthree\n\n");
        assert_eq!(lines.written(), "one\ntwo\n\nthree");
        assert!(lines.is_at_empty_end());
    }

    fn text() -> impl Strategy<Value = String> {
        proptest::collection::vec(
            prop::sample::select(vec![
                "a",
                "bc ",
                " ",
                "日",
                "本語。",
                "、",
                "（",
                "\n",
                "か\u{3099}",
                "👨‍👩‍👧",
                "\u{3000}",
                "word",
                "-",
                "é",
            ]),
            0..40,
        )
        .prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn rows_hold_the_whole_text_and_the_caret_is_in_one(text in text(), columns in 6usize..30, left in 0usize..50) {
            let mut editor = Editor::new(&text, true);
            for _ in 0..left {
                editor.press(Key::Left, columns);
            }
            let ranges = editor.ranges(columns);
            let mut at = 0;
            for range in &ranges {
                prop_assert!(range.start == at || &editor.text[at..range.start] == "\n");
                prop_assert!(width(editor.text[range.clone()].trim_end()) <= columns);
                at = range.end;
            }
            prop_assert_eq!(at, editor.text.len());
            let (row, column) = editor.place(columns);
            prop_assert!(row < ranges.len() && column <= columns);
        }

        #[test]
        fn no_keys_break_a_character_apart(text in text(), keys in proptest::collection::vec(0usize..12, 0..30)) {
            use Key::*;
            let all = [Char('x'), Char('\u{3099}'), Left, Right, WordLeft, WordRight, Up, Down, Backspace, Delete, EraseWord, Home];
            let mut editor = Editor::new(&text, true);
            for key in keys {
                editor.press(all[key], 12);
                let boundaries: Vec<_> = editor.text.grapheme_indices(true).map(|(at, _)| at).collect();
                prop_assert!(editor.caret == editor.text.len() || boundaries.contains(&editor.caret));
            }
        }
    }
}
