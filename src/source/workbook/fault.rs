use super::grid::{MAX_CELLS, MAX_TEXT};
use super::package::{MAX_PARTS, MAX_UNPACKED};
use crate::source::{Code, Diagnostic};
use crate::text::say;

/// Why a workbook cannot be read.
#[derive(Debug)]
pub(super) enum Fault {
    /// The directory of the archive is damaged.
    NoDirectory,
    /// A damaged part, in the words of a library.
    Damaged(String),
    /// A part ends too early.
    Cut,
    /// A required part is missing.
    PartMissing,
    TooLarge,
    TooLong,
    TooManyParts,
    TooManyPieces,
    TooManyCells,
    TooMuchText,
}

impl Fault {
    /// The finding about a workbook.
    pub(super) fn told(self, name: &str, code: Code) -> Box<Diagnostic> {
        let (mib, text) = (MAX_UNPACKED >> 20, MAX_TEXT >> 20);
        let over = match &self {
            Self::NoDirectory | Self::Damaged(_) | Self::Cut | Self::PartMissing => None,
            Self::TooLarge => Some(say!(
                "{name} has more than {mib} MiB when unpacked",
                "{name} は展開すると {mib} MiB を超えます"
            )),
            Self::TooLong => Some(say!(
                "{name} has a text that is too long for a cell",
                "{name} に、セルとしては長すぎる文字列があります"
            )),
            Self::TooManyParts => Some(say!(
                "{name} has more than {MAX_PARTS} parts",
                "{name} を構成するファイルが{MAX_PARTS}個を超えています"
            )),
            Self::TooManyPieces => Some(say!(
                "{name} has too much beside its cells, such as blank rows",
                "{name} に、空の行など、セル以外の要素が多すぎます"
            )),
            Self::TooManyCells => {
                let (millions, myriads) = (MAX_CELLS / 1_000_000, MAX_CELLS / 10_000);
                Some(say!(
                    "{name} has more than {millions} million cells",
                    "{name} のセルが{myriads}万個を超えています"
                ))
            }
            Self::TooMuchText => Some(say!(
                "{name} has more than {text} MiB of text in its cells",
                "{name} のセルの文字列が合計 {text} MiB を超えています"
            )),
        };
        if let Some(message) = over {
            let help = say!("split it, or save it as CSV", "分割するか、CSV で保存し直してください。");
            return Box::new(Diagnostic::new(code, message).help(help));
        }
        let message = match self {
            // Technical details of unpacking mean nothing to its owner.
            Self::Damaged(why) => say!(
                "{name} is damaged, or not a spreadsheet: {why}",
                "{name} は壊れているか、表計算のファイルではありません（{why}）"
            ),
            _ => say!(
                "{name} is damaged, or not a spreadsheet",
                "{name} は壊れているか、表計算のファイルではありません"
            ),
        };
        let help = say!(
            "open it in the spreadsheet program and save it again",
            "表計算ソフトで開いて保存し直してください。"
        );
        Box::new(Diagnostic::new(code, message).help(help))
    }
}
