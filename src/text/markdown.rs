use super::clean_lines;

/// A text escaped for Markdown, wherever it is inserted, including dialects with `@` mentions, `#` references, `$`
/// formulas and bare links. Runs of spaces and line breaks become one space.
pub(crate) fn escape_markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut before, mut is_start) = (None, true);
    let text = clean_lines(text);
    let mut signs = text.chars().peekable();
    while let Some(c) = signs.next() {
        let next = signs.peek().copied();
        // Several spaces could start a code block, and a line break would end the line.
        let is_blank = c != '\u{a0}' && c != '\u{3000}' && c.is_whitespace();
        match c {
            _ if is_blank => {
                if before != Some(' ') {
                    out.push(' ');
                }
            }
            '&' => out.push_str("&amp;"),
            '@' => out.push_str(if is_word(next) { "@&#8203;" } else { "@" }),
            '#' if before.is_some_and(char::is_alphanumeric) || is_word(next) => out.push_str("\\#&#8203;"),
            '=' if is_start => out.push_str("\\="),
            '-' | '+' if is_start && (ends_word(next) || next == Some(c)) => out.extend(['\\', c]),
            '.' | ')' if ends_word(next) && is_start_number(&out) => out.extend(['\\', c]),
            ':' if next == Some('/') || (is_start && (ends_word(next) || next == Some(':'))) => {
                out.push_str("\\:");
            }
            '.' if is_www(&out) => out.push_str("\\."),
            c if "\\`*_[]<>|#~$!^".contains(c) => out.extend(['\\', c]),
            c => out.push(c),
        }
        is_start &= is_blank;
        before = Some(if is_blank { ' ' } else { c });
    }
    out
}

fn is_word(c: Option<char>) -> bool {
    c.is_some_and(char::is_alphanumeric)
}

fn ends_word(next: Option<char>) -> bool {
    next.is_none_or(char::is_whitespace)
}

/// Whether a `.` or `)` after this text would start a list.
fn is_start_number(before: &str) -> bool {
    let number = before.trim_start();
    !number.is_empty() && number.len() < 10 && number.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_www(before: &str) -> bool {
    before.len() >= 3 && before.as_bytes()[before.len() - 3..].eq_ignore_ascii_case(b"www")
}

#[cfg(test)]
mod tests {
    use super::escape_markdown;

    #[test]
    fn nothing_is_markup() {
        let pairs = [
            ("plain text, 50% (a-b)", "plain text, 50% (a-b)"),
            ("- item", "\\- item"),
            ("+ item", "\\+ item"),
            (": term", "\\: term"),
            ("::error::x", "\\::error::x"),
            ("a\u{202e}\u{1b}b", "ab"),
            ("---", "\\---"),
            ("-", "\\-"),
            ("+2.5 -> 84.2", "+2.5 -\\> 84.2"),
            ("84.2", "84.2"),
            ("===", "\\==="),
            ("12. item", "12\\. item"),
            ("3) item", "3\\) item"),
            ("in 2026. Then", "in 2026. Then"),
            ("    code\n\n# head", " code \\# head"),
            ("@name a@b.c 5 @ 3", "@&#8203;name a@&#8203;b.c 5 @ 3"),
            ("$x$ #12 C#", "\\$x\\$ \\#&#8203;12 C\\#&#8203;"),
            ("a|b`c`<i>*d*_e_~f~", "a\\|b\\`c\\`\\<i\\>\\*d\\*\\_e\\_\\~f\\~"),
            ("![x](y) \\ &lt;", "\\!\\[x\\](y) \\\\ &amp;lt;"),
            ("https://a.b www.c.d", "https\\://a.b www\\.c.d"),
            ("日本\u{3000}語：10.5%", "日本\u{3000}語：10.5%"),
        ];
        for (text, written) in pairs {
            assert_eq!(escape_markdown(text), written);
        }
    }
}
