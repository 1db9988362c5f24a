//! Assessments as a workbook for spreadsheets: results, criteria, what was refused, and what all of it is.
//! The same assessments give the same bytes.

mod about;
mod criteria;
mod error;
mod formats;
mod grid;
mod refusals;
mod results;

pub use error::WorkbookError;

use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use self::formats::Formats;
use crate::advice::Assessed;
use crate::framework::{Framework, LanguageIx};
use crate::report::Input;
use crate::source::Diagnostic;
use crate::text::Lang;

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

impl ScoresView<'_> {
    fn language(&self) -> LanguageIx {
        self.framework.language(self.lang)
    }
}

/// The most rows of a sheet.
const MAX_ROWS: usize = 1_048_576;

/// The most columns of a sheet.
const MAX_COLUMNS: usize = 16_384;

/// The workbook as the bytes of a file. Texts that a user typed are written as texts, never as formulas; those that
/// are too long for a cell are cut.
///
/// # Errors
/// More companies or columns than a sheet can hold.
pub fn workbook(scores: &ScoresView<'_>) -> Result<Vec<u8>, WorkbookError> {
    let rows = scores.assessed.len() + criteria::HEADS;
    if rows > MAX_ROWS || scores.refused.len() + 1 > MAX_ROWS {
        return Err(WorkbookError::Rows(scores.assessed.len().max(scores.refused.len())));
    }
    let columns = results::columns(scores).max(criteria::columns(scores));
    if columns > MAX_COLUMNS {
        return Err(WorkbookError::Columns(columns));
    }
    write(scores).map_err(WorkbookError::Other)
}

fn write(scores: &ScoresView<'_>) -> Result<Vec<u8>, XlsxError> {
    let formats = Formats::new();
    let mut workbook = Workbook::new();
    // The file would else carry the time at which it was written.
    let made = date(scores.as_of).or_else(|| ExcelDateTime::from_ymd(2000, 1, 1).ok());
    if let Some(made) = made {
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    }
    workbook.push_worksheet(results::sheet(scores, &formats)?);
    workbook.push_worksheet(criteria::sheet(scores, &formats)?);
    workbook.push_worksheet(refusals::sheet(scores, &formats)?);
    workbook.push_worksheet(about::sheet(scores, &formats)?);
    workbook.save_to_buffer()
}

/// A day as spreadsheets have it; none before 1900.
fn date(date: Date) -> Option<ExcelDateTime> {
    let part = |number: i8| u8::try_from(number).ok();
    ExcelDateTime::from_ymd(u16::try_from(date.year()).ok()?, part(date.month())?, part(date.day())?).ok()
}
