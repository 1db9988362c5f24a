/// A text as HTML has it: it can neither begin an element nor end an attribute. Those of texts are in double quotes.
pub(crate) fn escape_html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
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
