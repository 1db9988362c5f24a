use textwrap::core::display_width;
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

use super::ascii;

/// Lines are not shorter than this.
pub(super) const LEAST: usize = 4;

/// `text` broken into lines of at most `columns`, by the rules of Unicode: no line of Japanese begins with
/// a comma or a full stop, and what a hyphen joins, such as a date, stays together. A word longer than a line is cut.
/// Line breaks in `text` stay.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    wrap_hanging(text, columns, "", "")
}

/// As [`wrap`], the first line after `first`, all others after `rest`.
pub fn wrap_hanging(text: &str, columns: usize, first: &str, rest: &str) -> Vec<String> {
    if let Some(lines) = ascii::wrapped(text, columns, first, rest) {
        return lines;
    }
    // To find where a line may be broken takes long, and most need not be.
    let fits = || display_width(first) + display_width(text) <= columns;
    if text.is_empty() || text.contains('\n') || !fits() {
        return broken(text, columns, first, rest);
    }
    let line = [first, text].concat();
    vec![line.trim_end().to_owned()]
}

/// As [`wrap_hanging`], whatever the text.
pub(super) fn broken(text: &str, columns: usize, first: &str, rest: &str) -> Vec<String> {
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
    use super::{broken, wrap, wrap_hanging};
    use crate::text::width;

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
    fn indents_hang() {
        assert_eq!(wrap_hanging("aa bb cc", 7, "- ", "  "), ["- aa bb", "  cc"]);
    }

    #[test]
    fn a_text_that_fits_is_what_breaking_it_would_give() {
        for text in
            ["a", "  indented, with a tail  ", "保険償還の文書がある。", "x\u{7}y 👩‍⚕️ é", "one\ntwo", " "]
        {
            for columns in 1..40 {
                for first in ["", "  - "] {
                    let (quick, slow) =
                        (wrap_hanging(text, columns, first, ""), broken(text, columns, first, ""));
                    assert_eq!(quick, slow, "{text:?} in {columns} after {first:?}");
                }
            }
        }
    }
}
