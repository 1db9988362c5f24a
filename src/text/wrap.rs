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

#[cfg(test)]
mod tests {
    use super::{fit, pad, width, wrap, wrap_hanging};

    #[test]
    fn a_wide_character_is_never_halved() {
        assert_eq!(fit("保険償還", 5), "保険…");
        assert_eq!(fit("保険償還", 4), "保…");
        assert_eq!(fit("abc", 3), "abc");
        assert_eq!(fit("abc", 0), "");
        assert_eq!(width(&pad("保険", 6)), 6);
    }

    #[test]
    fn japanese_lines_fit_and_begin_with_a_word() {
        let text = "費用削減の試算を、米国の保険者の立場で、米国の単価と人数を使って書いた文書がある。";
        for columns in 8..60 {
            for line in wrap(text, columns) {
                assert!(width(&line) <= columns, "{line} in {columns}");
                assert!(!line.starts_with(['、', '。']), "{line}");
            }
        }
    }

    #[test]
    fn english_breaks_at_spaces_and_slashes() {
        let text = "A letter (signed, dated) of the company's payer, and/or 5% of 1,000 units; see example.org/a-b/c.";
        let expected = [
            "- A letter (signed, dated) of",
            "  the company's payer, and/or",
            "  5% of 1,000 units; see",
            "  example.org/a-b/c.",
        ];
        assert_eq!(wrap_hanging(text, 30, "- ", "  "), expected);
    }

    #[test]
    fn indents_hang() {
        assert_eq!(wrap_hanging("aa bb cc", 7, "- ", "  "), ["- aa bb", "  cc"]);
    }
}
