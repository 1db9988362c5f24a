/// A text from a cell as it was meant: one apostrophe is taken off that keeps a spreadsheet from taking the text for
/// a formula, as in `'=Corp`.
///
/// Only such an apostrophe goes: one that stands, with any number of others, before `=`, `+`, `-`, `@`, a tab or a
/// carriage return. Who writes a table adds one to every text that would lose one here, or that begins with such a
/// character.
pub fn unguarded(text: &str) -> &str {
    let formula = text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r']);
    if formula { text.strip_prefix('\'').unwrap_or(text) } else { text }
}

#[cfg(test)]
mod tests {
    use super::unguarded;

    #[test]
    fn only_what_guards_goes() {
        let pairs = [("'=Corp", "=Corp"), ("''=Corp", "'=Corp"), ("=Corp", "=Corp"), ("'s", "'s"), ("", "")];
        for (written, meant) in pairs {
            assert_eq!(unguarded(written), meant);
        }
    }
}
