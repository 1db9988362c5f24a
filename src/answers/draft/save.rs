use crate::source::SourceFile;

/// What of a file's bytes is not part of its text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Layout {
    bom: bool,
    crlf: bool,
}

impl Layout {
    /// The layout of a file that was read.
    pub(super) fn of(file: &SourceFile) -> Self {
        Self { bom: file.had_bom, crlf: file.text.contains("\r\n") }
    }

    /// The bytes of a text in this layout.
    pub(super) fn apply(self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() + 3);
        if self.bom {
            out.push('\u{feff}');
        }
        let plain = text.replace("\r\n", "\n");
        out.push_str(&if self.crlf { plain.replace('\n', "\r\n") } else { plain });
        out
    }
}
