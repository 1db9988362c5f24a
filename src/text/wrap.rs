use std::mem;

use textwrap::core::Word;
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};
use unicode_linebreak::BreakClass::{Alphabetic, HebrewLetter, Numeric, OpenPunctuation};
use unicode_linebreak::{break_property, linebreaks};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The columns of `text` on a terminal; a Japanese character takes two.
pub fn width(text: &str) -> usize {
    text.width()
}

/// `text` padded with spaces to `columns`; unchanged if it is wider.
pub fn pad(text: &str, columns: usize) -> String {
    text.to_owned() + &" ".repeat(columns.saturating_sub(width(text)))
}

/// `text` cut to at most `columns`, ending in an ellipsis if anything was cut.
pub fn fit(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for c in text.chars() {
        // It turns the character before it into an emoji, which is wide.
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

/// No line is made narrower than this.
const LEAST: usize = 4;

/// `text` wrapped to at most `columns` by Unicode's rules: no line of Japanese begins with a comma or a full stop, and
/// hyphenated words and dates stay together. A word longer than a line is cut. Line breaks in `text` are kept.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    wrap_hanging(text, columns, "", "")
}

/// As [`wrap`], with `first` before the first line and `rest` before all others.
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
        // `textwrap` adds up the widths of single characters; some sequences, such as a character with U+FE0F, are
        // wider.
        if tried == 1 || lines.iter().all(|line| width(line) <= columns) {
            return lines;
        }
        tried -= 1;
    }
}

/// The pieces between which a line may break. None ends in a hyphen, so that hyphenated words stay together.
fn words(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    let mut ends: Vec<usize> = linebreaks(line).map(|(end, _)| end).collect();
    ends.extend(wide_brackets(line));
    ends.sort_unstable();
    ends.retain(|end| *end == line.len() || !line[..*end].ends_with(['-', '\u{ad}']));
    let mut start = 0;
    let ends = ends.into_iter().filter(|end| *end > 0);
    Box::new(ends.map(move |end| Word::from(&line[mem::replace(&mut start, end)..end])))
}

/// Where a full-width bracket opens after a Latin word or a number. Rule LB30 allows a break there, which
/// [`linebreaks`] does not implement: it has one class for brackets of every width.
fn wide_brackets(line: &str) -> impl Iterator<Item = usize> {
    let is_word = |c: char| matches!(break_property(c.into()), Alphabetic | HebrewLetter | Numeric);
    let is_wide = |c: char| c.width() == Some(2) && break_property(c.into()) == OpenPunctuation;
    let pairs = line.chars().zip(line.char_indices().skip(1));
    pairs.filter(move |(before, (_, c))| is_word(*before) && is_wide(*c)).map(|(_, (at, _))| at)
}
