//! JSON in harmless characters: those that act on a terminal or hide text are written as `\u` escapes, and so are
//! commands to a CI system (see [`super::inert`]). They occur in strings only.

use std::fmt::Write;

use serde::Serialize;

use super::clean::{acts, joins, seen};

/// A document as indented JSON, ending in a line break.
pub fn pretty_json(document: &impl Serialize) -> serde_json::Result<String> {
    let text = serde_json::to_string_pretty(document)? + "\n";
    Ok(escaped(text.as_bytes()).unwrap_or(text))
}

/// Appends a document as an item of a list inside of an indented object, after a comma.
pub(crate) fn write_json_item(document: &impl Serialize, out: &mut Vec<u8>) {
    const BREAK: &str = "\n    ";
    let text = pretty_json(document);
    debug_assert!(text.is_ok(), "our types can be written as JSON");
    out.push(b',');
    // Line breaks in strings are escaped.
    for line in text.unwrap_or_default().lines() {
        out.extend_from_slice(BREAK.as_bytes());
        out.extend_from_slice(line.as_bytes());
    }
}

/// Appends a document as one line of JSON.
pub fn write_json_line(document: &impl Serialize, out: &mut Vec<u8>) {
    let start = out.len();
    let written = serde_json::to_writer(&mut *out, document);
    debug_assert!(written.is_ok(), "writing our types to memory cannot fail");
    if let Some(text) = escaped(&out[start..]) {
        out.truncate(start);
        out.extend_from_slice(text.as_bytes());
    }
    out.push(b'\n');
}

/// The same document with its harmful characters escaped; `None` if it has none.
fn escaped(document: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(document).ok()?;
    // Most documents, including Japanese ones, contain none and need no copy.
    let may_hide = |c: char| !c.is_ascii() && (acts(c) || joins(c));
    let is_plain = text.is_ascii() || !text.chars().any(may_hide);
    if is_plain && memchr::memchr(0x7f, document).is_none() && memchr::memmem::find(document, b"##").is_none()
    {
        return None;
    }
    let mut out = String::with_capacity(document.len());
    let mut before = ' ';
    for (c, is_seen) in seen(text) {
        if !is_seen && c != '\n' {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let written = write!(out, "\\u{unit:04x}");
                debug_assert!(written.is_ok(), "writing to memory cannot fail");
            }
        } else if c == '#' && before == '#' {
            out.push_str("\\u0023");
        } else {
            out.push(c);
        }
        before = c;
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::{pretty_json, write_json_line};

    #[test]
    fn the_same_is_said_in_characters_that_are_seen() {
        let text = "a\u{7f}\u{9b}\u{202e}\u{2028}\u{e0041}\u{ffff}b\u{200d} ##[error]x ##vso[y] 日本 👩\u{200d}🔬\n\u{1b}";
        let written = "\"a\\u007f\\u009b\\u202e\\u2028\\udb40\\udc41\\uffffb\\u200d #\\u0023[error]x #\\u0023vso[y] 日本 \
                       👩\u{200d}🔬\\n\\u001b\"\n";
        assert_eq!(pretty_json(&text).expect("JSON"), written);
        assert_eq!(serde_json::from_str::<String>(written).expect("JSON"), text);
        let mut out = b"before ".to_vec();
        write_json_line(&text, &mut out);
        assert_eq!(String::from_utf8(out).expect("text"), format!("before {written}"));
    }
}
