use std::fs::{File, Metadata};
use std::io::{ErrorKind, Read};
use std::path::Path;
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use super::encoding::{is_utf32, unmarked_utf16};
use super::{Code, Diagnostic, RowPlaces, codes, unreadable};
use crate::text::{Bilingual, Label, say};

/// The longest file that is read, in bytes, far beyond any framework or answer sheet.
pub const MAX_BYTES: u64 = 64 << 20;

/// The longest line or row that can be an answer sheet, in bytes without its line break, far beyond any sheet.
pub const MAX_LINE: usize = 4 << 20;

/// A text from outside with its name.
#[derive(Debug)]
pub struct SourceFile {
    /// The path as the user gave it, or `-` for standard input.
    pub name: String,
    /// The text, without a byte order mark.
    pub text: String,
    /// The number of its first line: 1, or the line of a record in a larger file.
    pub first_line: usize,
    /// The column of its first character on that line, from 1; more for a record that does not begin its line.
    pub first_column: usize,
    /// Whether a byte order mark was dropped.
    pub had_bom: bool,
    /// The positions of its cells, if it is a row of a table.
    pub(crate) row: Option<RowPlaces>,
}

impl SourceFile {
    /// A text that is already in memory.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            text: text.into(),
            first_line: 1,
            first_column: 1,
            had_bom: false,
            row: None,
        }
    }

    /// Opens a file or pipe that a user named. Failing to open it, or a directory, is a finding with the code
    /// `unreadable`.
    pub fn open(path: &Path, unreadable: Code) -> Result<File, Box<Diagnostic>> {
        let refused = |error| Self::unreadable(&path.display(), &error, unreadable);
        let there = path.metadata().map_err(refused)?;
        match irregular(&there) {
            Some(Irregular::Pipe) => open_pipe(path, unreadable),
            Some(Irregular::Directory | Irregular::Socket) => {
                Self::check_kind(path, &there, unreadable).and_then(|()| File::open(path).map_err(refused))
            }
            Some(Irregular::Device) | None => File::open(path).map_err(refused),
        }
    }

    /// Reads a file. Anything but UTF-8 text is a finding with the code `unreadable`, or its counterpart for text.
    pub fn read(path: &Path, unreadable: Code) -> Result<Self, Box<Diagnostic>> {
        Self::decode(path.display().to_string(), Self::read_bytes(path, unreadable)?, unreadable)
    }

    /// Reads a file that belongs to a directory: see [`Self::check_inside`].
    pub fn read_inside(directory: &Path, path: &Path, unreadable: Code) -> Result<Self, Box<Diagnostic>> {
        Self::check_inside(directory, path, unreadable)?;
        Self::read(path, unreadable)
    }

    /// Reads the bytes of a file, at most one more than [`MAX_BYTES`].
    pub fn read_bytes(path: &Path, unreadable: Code) -> Result<Vec<u8>, Box<Diagnostic>> {
        let mut bytes = Vec::new();
        let file = Self::open(path, unreadable)?;
        // With the buffer sized in advance, a file takes one read.
        if let Ok(data) = file.metadata() {
            bytes.reserve(usize::try_from(data.len().min(MAX_BYTES)).unwrap_or_default() + 1);
        }
        let read = file.take(MAX_BYTES + 1).read_to_end(&mut bytes);
        read.map(|_| bytes).map_err(|error| Self::unreadable(&path.display(), &error, unreadable))
    }

    /// Fails for anything that is not a file: a directory, a pipe, a socket or a device.
    pub fn check_kind(path: &Path, there: &Metadata, unreadable: Code) -> Result<(), Box<Diagnostic>> {
        let name = path.display();
        let Some(kind) = irregular(there) else { return Ok(()) };
        if kind == Irregular::Directory {
            return Err(Self::unreadable(&name, &ErrorKind::IsADirectory.into(), unreadable));
        }
        let Label(en, ja) = kind.word();
        let message = say!("{name} is {en}, not a file", "{name} はファイルではなく{ja}です");
        Err(Box::new(Diagnostic::new(unreadable, message)))
    }

    /// Fails unless a path, with all links followed, is a file below the directory, so that a framework from others
    /// cannot read anything else. Nothing is read.
    pub fn check_inside(directory: &Path, path: &Path, unreadable: Code) -> Result<(), Box<Diagnostic>> {
        let name = path.display();
        let refused = |error| Self::unreadable(&name, &error, unreadable);
        let whole = path.canonicalize().map_err(refused)?;
        let directory = if directory.as_os_str().is_empty() { Path::new(".") } else { directory };
        if !whole.starts_with(directory.canonicalize().map_err(refused)?) {
            let message = say!(
                "{name} leads out of the framework's directory and is not read",
                "{name} はフレームワークのディレクトリの外を指すリンクのため、読み込みません"
            );
            let help = say!(
                "put the file itself there instead of the link",
                "リンクの代わりに、ファイルそのものを置いてください。"
            );
            return Err(Box::new(Diagnostic::new(unreadable, message).help(help)));
        }
        Self::check_kind(path, &whole.metadata().map_err(refused)?, unreadable)
    }

    /// Why a file cannot be read, as a finding.
    pub fn unreadable(name: &dyn std::fmt::Display, error: &std::io::Error, code: Code) -> Box<Diagnostic> {
        Box::new(Diagnostic::new(code, unreadable(name, error)))
    }

    /// Decodes UTF-8, without the byte order mark; anything else is refused.
    pub fn decode(name: String, mut bytes: Vec<u8>, unreadable: Code) -> Result<Self, Box<Diagnostic>> {
        not_too_long(&name, &bytes, unreadable)?;
        let code = not_text(unreadable);
        if is_utf16(&bytes) {
            let unit = if is_utf32(&bytes) { 32 } else { 16 };
            let message = say!(
                "this is written in UTF-{unit}, not in UTF-8",
                "文字コードが UTF-8 ではなく UTF-{unit} です"
            );
            let help = say!("save it as UTF-8", "UTF-8 で保存し直してください。");
            let file = Arc::new(Self::new(name, ""));
            return Err(Box::new(Diagnostic::new(code, message).help(help).at(&file, 0..0)));
        }
        let mark = bytes.len() - without_mark(&bytes).len();
        let had_bom = mark > 0;
        bytes.drain(..mark);
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Self { had_bom, ..Self::new(name, text) }),
            Err(error) => {
                let good = error.utf8_error().valid_up_to();
                let line = error.as_bytes()[good..].split(|byte| *byte == b'\n').next().unwrap_or_default();
                let shown = String::from_utf8_lossy(&error.as_bytes()[..good + line.len()]);
                Err(not_utf8(&Arc::new(Self::new(name, shown)), good, code))
            }
        }
    }

    pub(crate) fn not_utf8(name: &str, line: usize) -> Box<Diagnostic> {
        not_utf8(&Self::line_alone(name, line), 0, codes::SHEET_SYNTAX)
    }

    /// A line whose text is not shown: it may not even have been kept.
    pub(super) fn line_alone(name: &str, line: usize) -> Arc<Self> {
        Arc::new(Self { first_line: line, ..Self::new(name, "") })
    }

    /// The finding that a line or row is longer than [`MAX_LINE`].
    pub(crate) fn line_too_long(name: &str, line: usize) -> Box<Diagnostic> {
        let mib = MAX_LINE >> 20;
        let message = say!(
            "this line is too long for an answer sheet: more than {mib} MiB",
            "この行は{mib} MiB を超えており、回答シートとしては長すぎます"
        );
        Box::new(Diagnostic::new(codes::SHEET_UNREADABLE, message).at(&Self::line_alone(name, line), 0..0))
    }

    /// Whether it is a row of a table.
    pub fn is_row(&self) -> bool {
        self.row.is_some()
    }

    /// The header of a table, if its place is one.
    pub(super) fn header(&self, span: &super::Span) -> Option<&str> {
        self.text.get(span.clone()).filter(|header| header.starts_with('[') && header.ends_with(']'))
    }

    /// The first byte and the line of the row of a table that holds a byte; for any other text those of all of it.
    fn row_at(&self, offset: usize) -> (usize, usize) {
        let row = self.row.as_ref().and_then(|row| row.line_at(offset.min(self.text.len())));
        row.unwrap_or((0, self.first_line))
    }

    /// The line of the row of a table at a place, and the name of the cell there.
    pub(crate) fn cell_at(&self, span: &super::Span) -> Option<(usize, Bilingual)> {
        let line = self.row_at(span.start).1;
        Some((line, self.row.as_ref()?.cell_at(span, line)?))
    }

    /// The line and column of a byte offset, from 1, the column in characters; in a workbook its row and column.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let (start, first_line) = self.row_at(offset);
        if let Some(row) = self.row.as_ref().filter(|row| row.is_of_workbook()) {
            return (first_line, row.column_at(offset).unwrap_or(0) + 1);
        }
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let before = &self.text[start..offset];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let column = if line_start == 0 { self.first_column } else { 1 };
        (first_line + before.matches('\n').count(), before[line_start..].chars().count() + column)
    }
}

/// What is not a regular file.
#[cfg_attr(not(unix), expect(dead_code, reason = "only Unix tells pipes and sockets from devices"))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Irregular {
    Directory,
    Pipe,
    Socket,
    Device,
}

impl Irregular {
    fn word(self) -> Label {
        match self {
            Self::Directory => Label("a directory", "ディレクトリ"),
            Self::Pipe => Label("a named pipe", "名前付きパイプ"),
            Self::Socket => Label("a socket", "ソケット"),
            Self::Device => Label("a device", "デバイス"),
        }
    }
}

fn irregular(there: &Metadata) -> Option<Irregular> {
    if there.is_file() {
        return None;
    }
    if there.is_dir() {
        return Some(Irregular::Directory);
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if there.file_type().is_fifo() {
            return Some(Irregular::Pipe);
        }
        if there.file_type().is_socket() {
            return Some(Irregular::Socket);
        }
    }
    Some(Irregular::Device)
}

/// How long to wait until somebody writes into a named pipe.
const PIPE_WAIT: Duration = Duration::from_secs(2);

fn open_pipe(path: &Path, unreadable: Code) -> Result<File, Box<Diagnostic>> {
    let (sender, opened) = mpsc::channel();
    let own = path.to_owned();
    // Opening blocks until there is a writer, possibly for ever.
    thread::spawn(move || sender.send(File::open(own)));
    let name = path.display();
    if let Ok(opened) = opened.recv_timeout(PIPE_WAIT) {
        return opened.map_err(|error| SourceFile::unreadable(&name, &error, unreadable));
    }
    let message = say!(
        "{name} is a named pipe, and nothing writes into it",
        "{name} は名前付きパイプですが、書き込むプログラムがありません"
    );
    Err(Box::new(Diagnostic::new(unreadable, message)))
}

/// The code for a file that is not text, given the code for one that cannot be read.
fn not_text(unreadable: Code) -> Code {
    match unreadable {
        codes::SHEET_UNREADABLE => codes::SHEET_SYNTAX,
        codes::TEST_UNREADABLE => codes::TEST_SYNTAX,
        _ => codes::NOT_UTF8,
    }
}

fn not_utf8(file: &Arc<SourceFile>, at: usize, code: Code) -> Box<Diagnostic> {
    let message = say!("this is not UTF-8 text", "UTF-8 の文字として読めません");
    let help = say!(
        "save it as UTF-8; it may be Shift_JIS, or not a text at all",
        "UTF-8 で保存し直してください（Shift_JIS か、テキストではないファイルの可能性があります）。"
    );
    Box::new(Diagnostic::new(code, message).help(help).at(file, at..at))
}

/// Strips the UTF-8 byte order mark.
pub(crate) fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

/// Whether bytes are likely to be UTF-16, or UTF-32: they begin with its byte order mark, or have the zero bytes of ASCII
/// characters.
pub fn is_utf16(bytes: &[u8]) -> bool {
    is_utf32(bytes)
        || bytes.starts_with(b"\xff\xfe")
        || bytes.starts_with(b"\xfe\xff")
        || unmarked_utf16(bytes).is_some()
}

pub(crate) fn not_too_long(name: &str, bytes: &[u8], unreadable: Code) -> Result<(), Box<Diagnostic>> {
    if bytes.len() as u64 <= MAX_BYTES {
        return Ok(());
    }
    Err(Box::new(too_long(name, MAX_BYTES, unreadable)))
}

/// The finding that a text is longer than `most` bytes.
pub(super) fn too_long(name: &str, most: u64, code: Code) -> Diagnostic {
    let mib = most >> 20;
    Diagnostic::new(code, say!("{name} is longer than {mib} MiB", "{name} は {mib} MiB を超えています"))
}
