use std::cell::OnceCell;
use std::sync::Arc;

use super::{Row, SourceFile};

/// The text that a document was read from. Of a line or a row a [`SourceFile`] is only made once a place in it is
/// reported, for most have nothing to report.
#[derive(Debug)]
pub(crate) enum TextSource<'a> {
    File(&'a Arc<SourceFile>),
    Line {
        name: &'a str,
        /// From 1.
        number: usize,
        /// Without its line break.
        text: &'a str,
        file: OnceCell<Arc<SourceFile>>,
    },
    Row(&'a Row<'a>),
}

impl<'a> TextSource<'a> {
    pub(crate) fn line(name: &'a str, number: usize, text: &'a str) -> Self {
        Self::Line { name, number, text, file: OnceCell::new() }
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
            Self::Line { name, number, text, file } => file.get_or_init(|| {
                Arc::new(SourceFile { first_line: *number, ..SourceFile::new(*name, *text) })
            }),
            Self::Row(row) => row.file(),
        }
    }
}
