use std::cell::OnceCell;
use std::sync::Arc;

use super::{Row, SourceFile};

/// The text that a document was read from. Of a line or a row a [`SourceFile`] is only made once a place in it is
/// reported, for most have nothing to report.
#[derive(Debug)]
pub(crate) enum TextSource<'a> {
    /// A file of its own.
    File(&'a Arc<SourceFile>),
    /// A line of a file.
    Line {
        /// The name of the file.
        name: &'a str,
        /// The number of the line, from 1.
        number: usize,
        /// The line, without its line break.
        text: &'a str,
        /// Made when it is first needed.
        file: OnceCell<Arc<SourceFile>>,
    },
    /// A row of a table.
    Row(&'a Row<'a>),
}

impl<'a> TextSource<'a> {
    /// A line of the file `name`.
    pub(crate) fn line(name: &'a str, number: usize, text: &'a str) -> Self {
        Self::Line { name, number, text, file: OnceCell::new() }
    }

    /// The text itself.
    pub(crate) fn text(&self) -> &str {
        match self {
            Self::File(file) => &file.text,
            Self::Line { text, .. } => text,
            Self::Row(row) => row.text(),
        }
    }

    /// The file, to name places in it.
    pub(crate) fn file(&self) -> &Arc<SourceFile> {
        match self {
            Self::File(file) => file,
            Self::Line { name, number, text, file } => file.get_or_init(|| {
                Arc::new(SourceFile { first_line: *number, ..SourceFile::new(*name, *text) })
            }),
            Self::Row(row) => row.file(),
        }
    }
}
