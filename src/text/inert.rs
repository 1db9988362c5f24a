use std::borrow::Cow;

/// A page without commands to a CI system that parses the log: GitHub obeys lines that begin with `::`, also after
/// spaces; older systems, Azure and others obey `##[…]` and `##name[…]` anywhere. A space defuses both.
pub fn inert(page: &str) -> Cow<'_, str> {
    let has = |mark: &str| memchr::memmem::find(page.as_bytes(), mark.as_bytes()).is_some();
    if !has("::") && !has("##") {
        return Cow::Borrowed(page);
    }
    let mut out = String::with_capacity(page.len());
    for line in page.split_inclusive(['\n', '\r']) {
        let start = line.len() - line.trim_start().len();
        let (blanks, mut rest) = line.split_at(start);
        out.push_str(blanks);
        let is_letter = |c: char| c.is_ascii_alphabetic();
        if let Some(command) = rest.strip_prefix("::").filter(|command| command.starts_with(is_letter)) {
            out.push_str(": :");
            rest = command;
        }
        while let Some(at) = rest.find("##") {
            out.push_str(&rest[..=at]);
            rest = &rest[at + 1..];
            if rest[1..].trim_start_matches(is_letter).starts_with('[') {
                out.push(' ');
            }
        }
        out.push_str(rest);
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::inert;

    #[test]
    fn no_line_is_a_command() {
        let pairs = [
            ("a\n::error::x\n \u{3000}::add-mask::y", "a\n: :error::x\n \u{3000}: :add-mask::y"),
            ("a ##[group]x ##vso[task.y]", "a # #[group]x # #vso[task.y]"),
            ("###[x", "## #[x"),
            (" ::: a ::", " ::: a ::"),
            ("## [x] a::b #[1] ### 2", "## [x] a::b #[1] ### 2"),
        ];
        for (page, shown) in pairs {
            assert_eq!(inert(page), shown);
            assert_eq!(inert(shown), shown);
        }
    }
}
