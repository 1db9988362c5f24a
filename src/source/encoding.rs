use encoding_rs::{Encoding, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};

use super::file::not_too_long;
use super::{Code, Diagnostic, SourceFile, codes};
use crate::text::{Bilingual, say};

/// How many bytes of a table decide on its encoding, whether it is read in pieces or as a whole. A header must be
/// within them to be read in pieces.
pub(crate) const RECOGNIZED_BY: usize = 1 << 20;

/// Whether most of the non-ASCII lines at the start of a table are valid `Shift_JIS` rather than UTF-8.
pub(crate) fn is_shift_jis(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(RECOGNIZED_BY)];
    let Err(error) = std::str::from_utf8(head) else { return false };
    if error.error_len().is_none() && bytes.len() >= RECOGNIZED_BY {
        // Only the last character is cut in two.
        return false;
    }
    let (mut utf8, mut other, mut shift_jis) = (0, 0, 0);
    for line in head.split(|byte| matches!(byte, b'\n' | b'\r')).filter(|line| !line.is_ascii()) {
        if std::str::from_utf8(line).is_ok() {
            utf8 += 1;
        } else {
            other += 1;
            shift_jis += usize::from(strict(SHIFT_JIS, line).is_some());
        }
    }
    other > utf8 && 2 * shift_jis > other
}

/// The likely byte order of UTF-16 without a byte order mark, if it is UTF-16: every other byte of separators, digits
/// and line breaks is zero, as in no other text.
pub(super) fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    const LOOKED_AT: usize = 1 << 10;
    let head = &bytes[..bytes.len().min(LOOKED_AT)];
    let zeros = |from| head.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    let (many, few) = (first.max(second), first.min(second));
    let is_one = many >= 2 && many * 16 >= head.len() && few * 4 <= many;
    is_one.then_some(if second > first { UTF_16LE } else { UTF_16BE })
}

/// Whether bytes are likely to be UTF-32: of the first characters, which are ASCII or the mark, two bytes are zero.
pub(super) fn is_utf32(bytes: &[u8]) -> bool {
    let is_one = |at: usize| match bytes.get(at..at + 4) {
        Some([character, 0, 0, 0] | [0, 0, 0, character]) => *character > 0,
        _ => false,
    };
    matches!(bytes, [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..]) || is_one(0) && is_one(4)
}

impl SourceFile {
    /// Converts a table in UTF-8, UTF-16 or `Shift_JIS` to UTF-8 without a byte order mark. Invalid UTF-16 is refused;
    /// invalid bytes of the others are kept.
    pub fn table_bytes(name: &str, mut bytes: Vec<u8>, unreadable: Code) -> Result<Vec<u8>, Box<Diagnostic>> {
        not_too_long(name, &bytes, unreadable)?;
        if is_utf32(&bytes) {
            return Err(not_readable(say!(
                "{name} is written in UTF-32",
                "{name} の文字コードは UTF-32 です"
            )));
        }
        let unmarked = || Some((unmarked_utf16(&bytes)?, 0));
        match Encoding::for_bom(&bytes).or_else(unmarked) {
            Some((encoding, mark)) if encoding == UTF_8 => {
                bytes.drain(..mark);
                Ok(bytes)
            }
            Some((encoding, mark)) => {
                strict(encoding, &bytes[mark..]).map(String::into_bytes).ok_or_else(|| {
                    not_readable(say!(
                        "{name} begins as UTF-16, but is not text in it",
                        "{name} は UTF-16 で始まりますが、文字として読めません"
                    ))
                })
            }
            None if is_shift_jis(&bytes) => Ok(from_shift_jis(&bytes)),
            None => Ok(bytes),
        }
    }

    pub(crate) fn not_text(name: &str, line: usize) -> Box<Diagnostic> {
        let message = say!(
            "this line has characters that are text in neither UTF-8 nor Shift_JIS",
            "この行に、UTF-8 でも Shift_JIS でも読めない文字があります"
        );
        Box::new(not_readable(message).at(&Self::line_alone(name, line), 0..0))
    }

    pub(crate) fn read_as_shift_jis(name: &str) -> Diagnostic {
        let message =
            say!("{name} was read as Shift_JIS", "{name} は文字コードを Shift_JIS とみなして読み込みました");
        let help = say!(
            "if names look wrong, save it as CSV in UTF-8",
            "名称などが文字化けしている場合は、CSV（UTF-8）で保存し直してください。"
        );
        Diagnostic::new(codes::READ_AS_SHIFT_JIS, message).help(help)
    }
}

/// The bytes as text, if all of them are valid in the encoding.
fn strict(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    encoding.decode_without_bom_handling_and_without_replacement(bytes).map(std::borrow::Cow::into_owned)
}

/// In `Shift_JIS` no byte within a character looks like a line break, so each line can be decoded on its own.
fn from_shift_jis(bytes: &[u8]) -> Vec<u8> {
    if let Some(text) = strict(SHIFT_JIS, bytes) {
        return text.into_bytes();
    }
    let lines = bytes.split_inclusive(|byte| *byte == b'\n');
    lines.flat_map(|line| strict(SHIFT_JIS, line).map_or_else(|| line.to_vec(), String::into_bytes)).collect()
}

fn not_readable(message: Bilingual) -> Box<Diagnostic> {
    let help = say!("save it as CSV in UTF-8", "CSV（UTF-8）で保存し直してください。");
    Box::new(Diagnostic::new(codes::SHEET_SYNTAX, message).help(help))
}
