use std::mem;

use textwrap::core::Word;
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};
use unicode_linebreak::BreakClass::{Alphabetic, HebrewLetter, Numeric, OpenPunctuation};
use unicode_linebreak::{break_property, linebreaks};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns that `text` takes on a terminal; a Japanese character takes two.
pub fn width(text: &str) -> usize {
    text.width()
}

/// `text` followed by as many spaces as make it `columns` wide; unchanged if it is wider.
pub fn pad(text: &str, columns: usize) -> String {
    text.to_owned() + &" ".repeat(columns.saturating_sub(width(text)))
}

/// `text` cut to at most `columns`, the last of them an ellipsis where something was cut.
pub fn fit(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for c in text.chars() {
        // It makes the sign before it a picture, which is wide.
        used += if c == '\u{fe0f}' { 1 } else { c.width().unwrap_or(0) };
        if used >= columns {
            break;
        }
        out.push(c);
    }
    if columns > 0 {
        out.push('…');
    }
    out
}

/// No line is made shorter than this many columns.
const LEAST: usize = 4;

/// `text` broken into lines of at most `columns`, by the rules of Unicode: no line of Japanese begins with
/// a comma or a full stop, and what a hyphen joins, such as a date, stays together. A word longer than a line is cut.
/// Line breaks in `text` stay.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    wrap_hanging(text, columns, "", "")
}

/// As [`wrap`], the first line after `first`, all others after `rest`.
pub fn wrap_hanging(text: &str, columns: usize, first: &str, rest: &str) -> Vec<String> {
    let columns = columns.max(LEAST);
    let mut tried = columns;
    loop {
        let options = Options::new(tried)
            .initial_indent(first)
            .subsequent_indent(rest)
            .word_separator(WordSeparator::Custom(words))
            .word_splitter(WordSplitter::NoHyphenation)
            .wrap_algorithm(WrapAlgorithm::FirstFit);
        let lines = textwrap::wrap(text, options).into_iter();
        let lines: Vec<String> = lines.map(|line| line.trim_end().to_owned()).collect();
        // `textwrap` adds up characters; some are wider side by side than alone, such as a sign with U+FE0F.
        if tried == 1 || lines.iter().all(|line| width(line) <= columns) {
            return lines;
        }
        tried -= 1;
    }
}

/// The pieces between which a line may break; none ends with a hyphen, for what it joins stays together.
fn words(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    let mut ends: Vec<usize> = linebreaks(line).map(|(end, _)| end).collect();
    ends.extend(wide_brackets(line));
    ends.sort_unstable();
    ends.retain(|end| *end == line.len() || !line[..*end].ends_with(['-', '\u{ad}']));
    let mut start = 0;
    let ends = ends.into_iter().filter(|end| *end > 0);
    Box::new(ends.map(move |end| Word::from(&line[mem::replace(&mut start, end)..end])))
}

/// Where a full-width bracket opens behind a Latin word or a number. By rule LB30 a line may break there, which
/// [`linebreaks`] does not know of: it has one class for brackets of every width.
fn wide_brackets(line: &str) -> impl Iterator<Item = usize> {
    let is_word = |c: char| matches!(break_property(c.into()), Alphabetic | HebrewLetter | Numeric);
    let is_wide = |c: char| c.width() == Some(2) && break_property(c.into()) == OpenPunctuation;
    let pairs = line.chars().zip(line.char_indices().skip(1));
    pairs.filter(move |(before, (_, c))| is_word(*before) && is_wide(*c)).map(|(_, (at, _))| at)
}
