use std::cell::OnceCell;
use std::sync::Arc;

use memchr::memchr_iter;

use super::{Diagnostic, ItemPlace, MAX_LINE, Row, SourceFile};

/// The text that a document was read from. For a line or row a [`SourceFile`] is only built to report a place in it.
#[derive(Debug)]
pub(crate) enum TextSource<'a> {
    File(&'a Arc<SourceFile>),
    /// A line, or an item of a list.
    Line {
        name: &'a str,
        /// From 1.
        number: usize,
        /// The column of its first character, from 1.
        column: usize,
        /// Without its line break.
        text: &'a str,
        file: OnceCell<Arc<SourceFile>>,
    },
    Row(&'a Row<'a>),
}

impl<'a> TextSource<'a> {
    pub(crate) fn line(name: &'a str, number: usize, text: &'a str) -> Self {
        Self::Line { name, number, column: 1, text, file: OnceCell::new() }
    }

    pub(crate) fn item(name: &'a str, place: ItemPlace, text: &'a str) -> Self {
        Self::Line { name, number: place.line, column: place.column, text, file: OnceCell::new() }
    }

    pub(crate) fn text(&self) -> &str {
        match self {
            Self::File(file) => &file.text,
            Self::Line { text, .. } => text,
            Self::Row(row) => row.text(),
        }
    }

    pub(crate) fn file(&self) -> &Arc<SourceFile> {
        match self {
            Self::File(file) => file,
            Self::Line { name, number, column, text, file } => file.get_or_init(|| {
                let (first_line, first_column) = (*number, *column);
                Arc::new(SourceFile { first_line, first_column, ..SourceFile::new(*name, *text) })
            }),
            Self::Row(row) => row.file(),
        }
    }
}

/// The non-blank lines of some bytes with their numbers; one that is too long or not UTF-8 is a finding.
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
            Ok(text) if text.trim_start().is_empty() => return None,
            Ok(text) => Ok(text),
            Err(_) => Err(SourceFile::not_utf8(name, number)),
        };
        Some((number, line))
    })
}
