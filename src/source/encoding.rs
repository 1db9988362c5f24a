use encoding_rs::{Encoding, SHIFT_JIS, UTF_16BE, UTF_16LE};

use super::file::not_too_long;
use super::{Code, Diagnostic, SourceFile, codes};
use crate::say;

impl SourceFile {
    /// Takes bytes as text in any of the encodings that spreadsheets write: UTF-8, UTF-16 with a byte order mark, or
    /// else `Shift_JIS` as Windows has it. What is none of them is refused.
    pub fn decode_any(name: String, bytes: Vec<u8>, unreadable: Code) -> Result<Self, Box<Diagnostic>> {
        not_too_long(&name, &bytes, unreadable)?;
        if let Some((encoding, length)) = Encoding::for_bom(&bytes) {
            let file = strict(encoding, &name, &bytes[length..])?;
            return Ok(Self { had_bom: true, ..file });
        }
        let bytes = match String::from_utf8(bytes) {
            Ok(text) => return Ok(Self::new(name, text)),
            Err(error) => error.into_bytes(),
        };
        strict(SHIFT_JIS, &name, &bytes)
    }
}

fn strict(encoding: &'static Encoding, name: &str, bytes: &[u8]) -> Result<SourceFile, Box<Diagnostic>> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    if let Some(text) = text {
        return Ok(SourceFile::new(name, text));
    }
    let message = if [UTF_16LE, UTF_16BE].contains(&encoding) {
        say!(
            "{name} begins as UTF-16, but is not text in it",
            "{name} は UTF-16 で始まりますが、文字として読めません"
        )
    } else {
        say!(
            "{name} is neither UTF-8 nor Shift_JIS text",
            "{name} は UTF-8 でも Shift_JIS でもなく、文字として読めません"
        )
    };
    let help = say!("save it as CSV in UTF-8", "CSV（UTF-8）で保存し直してください。");
    Err(Box::new(Diagnostic::new(codes::NOT_UTF8, message).help(help)))
}
