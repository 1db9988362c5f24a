use memchr::memchr_iter;

use super::{Diagnostic, MAX_LINE, SourceFile};

/// The lines of some bytes that are not blank, each with its number; one that is too long, or not UTF-8, is a finding.
pub(crate) fn lines_of<'t>(
    name: &'t str,
    bytes: &'t [u8],
    first_line: usize,
) -> impl Iterator<Item = (usize, Result<&'t str, Box<Diagnostic>>)> {
    let ends = memchr_iter(b'\n', bytes).chain((!bytes.ends_with(b"\n")).then_some(bytes.len()));
    let mut start = 0;
    let lines = ends.map(move |end| {
        let line = &bytes[start..end];
        start = end + 1;
        line.strip_suffix(b"\r").unwrap_or(line)
    });
    lines.zip(first_line..).filter_map(move |(line, number)| {
        let line = match std::str::from_utf8(line) {
            _ if line.len() > MAX_LINE => Err(SourceFile::line_too_long(name, number)),
            Ok(text) if text.trim().is_empty() => return None,
            Ok(text) => Ok(text),
            Err(_) => Err(SourceFile::not_utf8(name, number)),
        };
        Some((number, line))
    })
}
