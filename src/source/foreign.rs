use std::path::Path;

use super::{Code, Diagnostic, without_mark};
use crate::text::say;

/// A kind of file in which people send answers but which cannot be read. It is reported, with what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Foreign {
    /// An Excel workbook from before 2007 (`.xls`).
    OldWorkbook,
    /// A binary Excel workbook (`.xlsb`).
    BinaryWorkbook,
    /// A document locked with a password.
    Locked,
    /// A spreadsheet of Apple Numbers.
    Numbers,
    /// A link to an online table.
    Link,
    /// A spreadsheet of another program.
    OtherSpreadsheet,
    /// A web page, or anything else in XML.
    Page,
    /// A text document.
    Document,
    /// A PDF.
    Pdf,
    /// An archive of other files.
    Archive,
}

/// Whether bytes begin like a workbook or another binary file.
pub(crate) fn begins_as_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || Foreign::of_bytes(bytes).is_some_and(Foreign::is_binary)
}

impl Foreign {
    /// The kind of a file by the extension of its name. Not for `.xls`: other programs give that extension to text
    /// files, so only the content tells.
    pub fn of(path: &Path) -> Option<Self> {
        Some(match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "numbers" => Self::Numbers,
            "gsheet" => Self::Link,
            "fods" | "sxc" | "et" | "gnumeric" | "wk1" | "wks" | "123" | "slk" | "dif" => {
                Self::OtherSpreadsheet
            }
            "doc" | "docx" | "docm" | "odt" | "rtf" | "pages" | "gdoc" => Self::Document,
            "pdf" => Self::Pdf,
            _ => return None,
        })
    }

    /// The kind of bytes that are not a ZIP archive, by how they begin.
    pub(crate) fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let has = |name: &str| {
            let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            memchr::memmem::find(bytes, &name).is_some()
        };
        let text = bytes.trim_ascii_start();
        Some(match bytes {
            // All Microsoft Office files from before 2007, and password-protected ones since.
            [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ..] if has("EncryptedPackage") => Self::Locked,
            [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ..] if has("WordDocument") => Self::Document,
            // The others begin like the first Excel formats.
            [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ..]
            | [0x09, 0x00 | 0x02 | 0x04 | 0x08, 0x04..=0x10, 0x00, ..] => Self::OldWorkbook,
            [b'%', b'P', b'D', b'F', ..] => Self::Pdf,
            [b'{', b'\\', b'r', b't', b'f', ..] => Self::Document,
            _ if without_mark(text).starts_with(b"<") => Self::Page,
            _ => return None,
        })
    }

    pub(crate) fn is_binary(self) -> bool {
        self != Self::Page
    }

    /// The finding about a file of this kind.
    pub fn told(self, name: &str, code: Code) -> Box<Diagnostic> {
        let message = match self {
            Self::OldWorkbook => {
                say!("{name} is a spreadsheet of the old form (.xls)", "{name} は古い形式（.xls）の表です")
            }
            Self::BinaryWorkbook => {
                say!("{name} is a binary workbook (.xlsb)", "{name} はバイナリ形式（.xlsb）のブックです")
            }
            Self::Locked => say!("{name} is locked with a password", "{name} はパスワードで保護されています"),
            Self::Numbers => {
                say!("{name} is a spreadsheet of Numbers", "{name} は Numbers のスプレッドシートです")
            }
            Self::Link => say!(
                "{name} is only a link to Google Sheets; there are no answers in it",
                "{name} は Google スプレッドシートへのリンクだけで、回答は入っていません"
            ),
            Self::OtherSpreadsheet => {
                say!(
                    "{name} is a spreadsheet in a form that is not read",
                    "{name} は読み込めない形式の表です"
                )
            }
            Self::Page => say!(
                "{name} is a web page or another text with markup, not a workbook",
                "{name} はブックではなく、Web ページなどのマークアップされたテキストです"
            ),
            Self::Document => {
                say!(
                    "{name} is a document, not a table of answers",
                    "{name} は文書ファイルで、回答の表ではありません"
                )
            }
            Self::Pdf => {
                say!("{name} is a PDF, not a table of answers", "{name} は PDF で、回答の表ではありません")
            }
            Self::Archive => {
                say!(
                    "{name} is an archive without a workbook in it",
                    "{name} はアーカイブで、ブックではありません"
                )
            }
        };
        let help = match self {
            Self::OldWorkbook | Self::BinaryWorkbook | Self::OtherSpreadsheet => {
                say!("save it as .xlsx", ".xlsx 形式で保存し直してください。")
            }
            Self::Locked => say!("save it without the password", "パスワードを外して保存し直してください。"),
            Self::Numbers => say!(
                "in Numbers, choose File > Export To > Excel, and give the .xlsx file",
                "Numbers で「ファイル」>「書き出す」>「Excel」を選び、.xlsx ファイルを指定してください。"
            ),
            Self::Link => say!(
                "in Google Sheets, choose File > Download > Microsoft Excel (.xlsx), and give that file",
                "Google スプレッドシートで「ファイル」>「ダウンロード」>「Microsoft Excel（.xlsx）」を選び、そのファイルを指定して\
                 ください。"
            ),
            Self::Page => say!(
                "open it in a spreadsheet program and save it as .xlsx",
                "表計算ソフトで開き、.xlsx 形式で保存し直してください。"
            ),
            Self::Document | Self::Pdf => say!(
                "put the answers into a table, such as `outside-in template -o answers.xlsx` writes, and give that",
                "`outside-in template -o answers.xlsx` などで作成した表に回答を記入し、そのファイルを指定してください。"
            ),
            Self::Archive => say!(
                "unpack it, and give the files that are in it",
                "展開して、中のファイルを指定してください。"
            ),
        };
        Box::new(Diagnostic::new(code, message).help(help))
    }
}
