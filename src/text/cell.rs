use std::borrow::Cow;

/// Characters that a spreadsheet skips before the sign of a formula.
const BEFORE: [char; 7] = [' ', '\u{a0}', '\u{3000}', '\t', '\r', '\n', '"'];

/// `text` in a form that no spreadsheet takes for a formula: anything that looks like one, after any number of
/// apostrophes, gets one more apostrophe.
pub fn guarded(text: &str) -> Cow<'_, str> {
    if is_like_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Undoes [`guarded`]. Text that was never guarded is returned as is, unless it looks like a formula after an
/// apostrophe: that apostrophe is taken for a guard.
pub(crate) fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|text| is_like_formula(text)).unwrap_or(text)
}

fn is_like_formula(text: &str) -> bool {
    let text = text.trim_start_matches('\'');
    let bare = text.trim_start_matches(|c| c == '\'' || BEFORE.contains(&c));
    bare.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) || text.starts_with(['\t', '\r'])
}

/// Appends a cell to a row of CSV: cleaned, guarded, and quoted where it contains a separator (also `;` or a tab), a
/// line break, or what a CI log would take for a command.
pub(crate) fn write_csv_cell(text: &str, out: &mut Vec<u8>) {
    let text = super::clean_lines(text);
    let cell = guarded(&text);
    let parts = cell.bytes().any(|byte| matches!(byte, b'"' | b',' | b';' | b'\t' | b'\n' | b'\r'));
    let bare = cell.trim();
    if parts || bare.len() != cell.len() || bare.starts_with("::") {
        out.push(b'"');
        out.extend_from_slice(cell.replace('"', "\"\"").as_bytes());
        out.push(b'"');
    } else {
        out.extend_from_slice(cell.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::{guarded, unguarded, write_csv_cell};

    #[test]
    fn formulas_are_guarded_and_come_back() {
        let pairs = [
            ("=1+1", "'=1+1"),
            ("'=1+1", "''=1+1"),
            ("-", "'-"),
            ("\t@", "'\t@"),
            ("\r", "'\r"),
            ("＝1", "'＝1"),
            (" \n\"' ＋1", "' \n\"' ＋1"),
            ("' ＠", "'' ＠"),
            ("'s-Hertogenbosch", "'s-Hertogenbosch"),
            ("a=b", "a=b"),
            ("", ""),
        ];
        for (text, written) in pairs {
            assert_eq!(guarded(text), written);
            assert_eq!(unguarded(written), text);
        }
        assert_eq!(unguarded("=Corp"), "=Corp");
    }

    #[test]
    fn nothing_parts_a_cell_or_begins_a_formula() {
        let pairs = [
            ("", ""),
            ("b c", "b c"),
            ("x,y", "\"x,y\""),
            ("x;=1+1", "\"x;=1+1\""),
            ("x\t=1", "\"x\t=1\""),
            ("say \"x\"", "\"say \"\"x\"\"\""),
            ("one\r\ntwo\rthree", "\"one\ntwo\nthree\""),
            ("\n=1", "\"'\n=1\""),
            ("\u{202e}=1,2", "\"'=1,2\""),
            ("\u{feff}@x", "'@x"),
            ("－1", "'－1"),
            (" x", "\" x\""),
            ("::error::x", "\"::error::x\""),
            ("a=b::c", "a=b::c"),
        ];
        for (text, written) in pairs {
            let mut out = Vec::new();
            write_csv_cell(text, &mut out);
            assert_eq!(String::from_utf8(out).expect("text"), written);
        }
    }
}
