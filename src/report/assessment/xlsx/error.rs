use rust_xlsxwriter::XlsxError;

use super::{MAX_COLUMNS, MAX_ROWS, criteria};
use crate::say;
use crate::text::{Bilingual, grouped};

/// Why there is no workbook.
#[derive(Debug)]
pub enum WorkbookError {
    /// So many companies, or refused inputs, are more than a sheet has rows.
    Rows(usize),
    /// So many columns are more than a sheet has.
    Columns(usize),
    /// It could not be written.
    Other(XlsxError),
}

impl WorkbookError {
    /// The problem in both languages.
    pub fn say(&self) -> Bilingual {
        match self {
            Self::Rows(count) => {
                let (count, most) = (grouped(*count), grouped(MAX_ROWS - criteria::HEADS));
                say!(
                    "{count} rows do not fit in an XLSX sheet, which takes {most}; choose with --filter, or use \
                     --format csv",
                    "{count}行は XLSX のシートに収まりません（最大{most}行）。--filter で絞り込むか、\
                     --format csv を使ってください"
                )
            }
            Self::Columns(count) => {
                let (count, most) = (grouped(*count), grouped(MAX_COLUMNS));
                say!(
                    "{count} columns do not fit in an XLSX sheet, which takes {most}; use --format csv or json",
                    "{count}列は XLSX のシートに収まりません（最大{most}列）。--format csv または json を\
                     使ってください"
                )
            }
            Self::Other(error) => {
                say!("the workbook cannot be written: {error}", "XLSX ファイルを作成できません：{error}")
            }
        }
    }
}
