//! Assessments as a workbook for spreadsheets; the same assessments give the same bytes.

mod sheets;

use jiff::civil::Date;
use rust_xlsxwriter::XlsxError;

use crate::advice::Assessed;
use crate::answers::write::MAX_ROWS;
use crate::framework::Framework;
use crate::report::grid::{Formats, saved};
use crate::report::{Input, Localized};
use crate::source::Diagnostic;
use crate::text::{Bilingual, Lang, grouped, say};

/// What a workbook of scores is made from.
#[derive(Clone, Copy, Debug)]
pub struct ScoresView<'a> {
    /// The framework.
    pub framework: &'a Framework,
    /// The companies, in the order in which they are shown.
    pub assessed: &'a [(&'a Input, &'a Assessed)],
    /// The inputs that were refused, each for the first of its reasons.
    pub refused: &'a [(&'a Input, &'a Diagnostic)],
    /// The day.
    pub as_of: Date,
    /// The language of the titles.
    pub lang: Lang,
}

impl<'a> ScoresView<'a> {
    fn text(&self) -> Localized<'a> {
        Localized::new(self.framework, self.lang)
    }
}

const MAX_COLUMNS: usize = 16_384;

/// Why there is no workbook.
#[derive(Debug)]
#[non_exhaustive]
pub enum WorkbookError {
    /// More companies or refused inputs (this many) than a sheet has rows.
    Rows(usize),
    /// More columns (this many) than a sheet has.
    Columns(usize),
    /// It could not be written.
    Other(XlsxError),
}

impl WorkbookError {
    /// The message in both languages.
    pub fn say(&self) -> Bilingual {
        match self {
            Self::Rows(count) => {
                let (count, most) = (grouped(*count), grouped(MAX_ROWS - sheets::HEADS));
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

/// The workbook as bytes. Texts are never formulas; those that are too long for a cell are cut.
///
/// # Errors
///
/// More companies or columns than a sheet can hold.
pub fn workbook(scores: &ScoresView<'_>) -> Result<Vec<u8>, WorkbookError> {
    let rows = scores.assessed.len() + sheets::HEADS;
    if rows > MAX_ROWS || scores.refused.len() + 1 > MAX_ROWS {
        return Err(WorkbookError::Rows(scores.assessed.len().max(scores.refused.len())));
    }
    let columns = sheets::columns(scores);
    if columns > MAX_COLUMNS {
        return Err(WorkbookError::Columns(columns));
    }
    write(scores).map_err(WorkbookError::Other)
}

fn write(scores: &ScoresView<'_>) -> Result<Vec<u8>, XlsxError> {
    let formats = Formats::new();
    let pages = [sheets::results, sheets::criteria, sheets::refused, sheets::about];
    let pages = pages.into_iter().map(|page| page(scores, &formats)).collect::<Result<_, _>>()?;
    saved(scores.as_of, pages)
}
