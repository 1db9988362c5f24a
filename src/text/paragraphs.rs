/// The paragraphs of a text, which are separated by blank lines, each joined into one line.
pub(crate) fn paragraphs(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    lines.split(|line| line.is_empty()).filter(|lines| !lines.is_empty()).map(joined).collect()
}

/// Joins lines with spaces, but not between two characters of a script that has none.
fn joined(lines: &[&str]) -> String {
    let mut out = String::new();
    for line in lines {
        let is_dense = |c: Option<char>| c.is_none_or(|c| c >= '\u{2e80}');
        if !is_dense(out.chars().next_back()) || !is_dense(line.chars().next()) && !out.is_empty() {
            out.push(' ');
        }
        out.push_str(line);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::paragraphs;

    #[test]
    fn blank_lines_part_paragraphs_and_line_breaks_do_not() {
        let text = "\nAn example:\n  one of two lines.\n\n \nThe last one.\n";
        assert_eq!(paragraphs(text), ["An example: one of two lines.", "The last one."]);
        assert_eq!(paragraphs("病院の\n課題を書く。\nIRB\nを含む。"), ["病院の課題を書く。 IRB を含む。"]);
    }
}
