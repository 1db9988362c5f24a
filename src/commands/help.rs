//! Help pages for display: with or without color, and in Japanese with wrapped lines.

use clap::builder::StyledStr;
use console::{Term, measure_text_width};
use outside_in::text::wrap;

use super::common;

const MAX_COLUMNS: usize = 100;

/// The indent of a text below its option, if there is no room beside it.
const BELOW: usize = 10;

/// Marks a text that is still to be wrapped; never shown.
const MARK: char = '\u{e000}';

pub(super) fn columns() -> usize {
    common::columns(&Term::stdout()).unwrap_or(MAX_COLUMNS).min(MAX_COLUMNS)
}

pub(super) fn marked(text: &str) -> String {
    format!("{MARK}{text}")
}

pub(super) fn unmarked(text: &str) -> String {
    text.replace(MARK, "")
}

pub(super) fn page(page: &StyledStr, colored: bool) -> String {
    let page = if colored { page.ansi().to_string() } else { page.to_string() };
    if page.contains(MARK) { wrapped(&page, columns()) } else { page }
}

fn wrapped(page: &str, columns: usize) -> String {
    let mut out = String::new();
    for line in page.lines() {
        let Some((before, text)) = line.split_once(MARK) else {
            out.extend([line, "\n"]);
            continue;
        };
        let mut indent = measure_text_width(before);
        out.push_str(before.trim_end_matches(' '));
        // As in clap, an option may take two fifths of the line.
        if indent > columns * 2 / 5 {
            indent = BELOW;
            out.push('\n');
        } else {
            out.push_str(&before[before.trim_end_matches(' ').len()..]);
        }
        let margin = " ".repeat(indent);
        let first = if out.ends_with('\n') { margin.as_str() } else { "" };
        let lines = wrap(text, columns - indent);
        out.extend([first, &lines.join(&format!("\n{margin}")), "\n"]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_broken_beside_its_option_or_below_it() {
        let page = format!(
            "{MARK}回答シートを採点します\n\n  -a  {MARK}すべての段階を説明する\n      --long-option <FILE>  {MARK}結果を書き出す\n"
        );
        let expected = "回答シートを採点します\n\n  -a  すべての段階を説明\n      する\n      --long-option <FILE>\n          結果を書き出す\n";
        assert_eq!(wrapped(&page, 24), expected);
    }
}
