use std::borrow::Cow;

use super::inert;

/// Characters that a spreadsheet skips before the sign of a formula.
const BEFORE: [char; 7] = [' ', '\u{a0}', '\u{3000}', '\t', '\r', '\n', '"'];

/// What may end a cell where the separator is not a comma; quotation marks inside a line do not help there.
const ENDS: [char; 4] = [';', '\t', '\n', '\r'];

/// `text` in a form that no spreadsheet takes for a formula: anything that looks like one, after any number of
/// apostrophes, gets one more apostrophe.
pub fn guarded(text: &str) -> Cow<'_, str> {
    if is_like_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Undoes [`guarded`]. Text that was never guarded is returned as is, unless it looks like a formula after an
/// apostrophe: that apostrophe is taken for a guard.
#[cfg(feature = "xlsx")]
pub(crate) fn unguarded(mut text: Cow<'_, str>) -> Cow<'_, str> {
    if is_guard(&text) {
        text.to_mut().remove(0);
    }
    text
}

/// As [`guarded`], for CSV: whatever a spreadsheet takes for the separator.
pub fn guarded_in_csv(text: &str) -> Cow<'_, str> {
    by_piece(text, is_like_formula, |piece, out| out.extend(["'", piece]))
}

/// Undoes [`guarded_in_csv`] likewise.
pub(crate) fn unguarded_in_csv(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains('\'') {
        return text;
    }
    match by_piece(&text, is_guard, |piece, out| out.push_str(&piece[1..])) {
        Cow::Owned(bare) => Cow::Owned(bare),
        Cow::Borrowed(_) => text,
    }
}

/// Changes the pieces of a text that may each be a cell and for which something holds.
fn by_piece(text: &str, is_one: fn(&str) -> bool, change: fn(&str, &mut String)) -> Cow<'_, str> {
    if !text.split_inclusive(ENDS).any(is_one) {
        return Cow::Borrowed(text);
    }
    let mut changed = String::with_capacity(text.len());
    for piece in text.split_inclusive(ENDS) {
        if is_one(piece) { change(piece, &mut changed) } else { changed.push_str(piece) }
    }
    Cow::Owned(changed)
}

fn is_guard(text: &str) -> bool {
    text.strip_prefix('\'').is_some_and(is_like_formula)
}

fn is_like_formula(text: &str) -> bool {
    let text = text.trim_start_matches('\'');
    let bare = text.trim_start_matches(|c| c == '\'' || BEFORE.contains(&c));
    bare.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) || text.starts_with(['\t', '\r'])
}

/// Appends a cell to a row of CSV: as [`csv_text`], and quoted where it contains a separator (also `;` or a tab), a line
/// break, or begins as a command to a CI system does.
pub(crate) fn write_csv_cell(text: &str, out: &mut Vec<u8>) {
    let text = csv_text(text);
    let cell = guarded_in_csv(&text);
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

/// A text as CSV keeps it: without control characters, and without commands to a CI system that shows the table.
pub(crate) fn csv_text(text: &str) -> Cow<'_, str> {
    // What begins with a quotation mark is no command.
    let quoted = format!("\"{}", super::clean_lines(text));
    let inert = inert(&quoted);
    if inert[1..] == *text { Cow::Borrowed(text) } else { Cow::Owned(inert[1..].to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::{guarded, guarded_in_csv, unguarded, unguarded_in_csv, write_csv_cell};

    #[test]
    fn formulas_are_guarded_and_come_back() {
        let pairs = [
            ("=1+1", "'=1+1"),
            ("'=1+1", "''=1+1"),
            ("-", "'-"),
            ("\t@", "'\t@"),
            ("x;=1", "x;=1"),
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
            assert_eq!(unguarded(written.into()), text);
        }
        assert_eq!(unguarded("=Corp".into()), "=Corp");
        for (text, written) in [
            ("x;=1;' =2;b", "x;'=1;'' =2;b"),
            ("\t@", "'\t'@"),
            (" \n\"' ＋1", " \n'\"' ＋1"),
            ("- a\r\n- b", "'- a\r\n'- b"),
            ("x;\ty", "x;'\ty"),
            ("'s-Hertogenbosch; a-b", "'s-Hertogenbosch; a-b"),
        ] {
            assert_eq!(guarded_in_csv(text), written);
            assert_eq!(unguarded_in_csv(written.into()), text);
        }
    }

    #[test]
    fn texts_of_many_pieces_are_guarded_in_one_pass() {
        for piece in ["'\t", "\n", "'=1;", "' \"", "- \r"] {
            let text = piece.repeat(200_000);
            assert_eq!(unguarded_in_csv(guarded_in_csv(&text)), text);
        }
    }

    #[test]
    fn nothing_parts_a_cell_or_begins_a_formula() {
        let pairs = [
            ("", ""),
            ("b c", "b c"),
            ("x,y", "\"x,y\""),
            ("x;=1+1", "\"x;'=1+1\""),
            ("x\t=1", "\"x\t'=1\""),
            ("say \"x\"", "\"say \"\"x\"\"\""),
            ("one\r\ntwo\rthree", "\"one\ntwo\nthree\""),
            ("\n=1", "\"\n'=1\""),
            ("\u{202e}=1,2", "\"'=1,2\""),
            ("\u{feff}@x", "'@x"),
            ("－1", "'－1"),
            (" x", "\" x\""),
            ("::error::x", "\"::error::x\""),
            ("a\n::error::x", "\"a\n: :error::x\""),
            ("a\u{2028}##vso[x]", "\"a\n# #vso[x]\""),
            ("a=b::c", "a=b::c"),
        ];
        for (text, written) in pairs {
            let mut out = Vec::new();
            write_csv_cell(text, &mut out);
            assert_eq!(String::from_utf8(out).expect("text"), written);
        }
    }
}
