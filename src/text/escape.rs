use super::clean_lines;

/// A text escaped for HTML, as content or inside a double-quoted attribute. Invisible and reordering characters are
/// dropped.
pub(crate) fn escape_html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in clean_lines(text).chars() {
        match c {
            '&' => out.push_str("&#38;"),
            '<' => out.push_str("&#60;"),
            '>' => out.push_str("&#62;"),
            '"' => out.push_str("&#34;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escape_html;

    #[test]
    fn nothing_is_markup_or_invisible() {
        assert_eq!(escape_html("<b>\"&\u{202e}\u{0}\u{9b}"), "&#60;b&#62;&#34;&#38;");
    }
}
