use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};
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
        used += c.width().unwrap_or(0);
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
    let options = Options::new(columns.max(LEAST))
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_separator(WordSeparator::UnicodeBreakProperties)
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(WrapAlgorithm::FirstFit);
    textwrap::wrap(text, options).into_iter().map(|line| line.trim_end().to_owned()).collect()
}
